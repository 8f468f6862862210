"""Hidden graders of the tiny course."""

from autograder.grading import assert_close, check, exercise, limits


@exercise("double")
class TestDouble:
    def test_doubles(self, student, rng):
        """Twice a number is the number added to itself."""
        x = rng.integer(-50, 50)
        assert_close(student.double(x), 2 * x)

    def test_fractions(self, student, reference):
        """Fractions are doubled too."""
        assert_close(student.double(0.25), reference.double(0.25))


@exercise("mean_of")
class TestMeanOf:
    @limits(cpu_s=1)
    def test_mean(self, student, rng):
        """The mean is the sum divided by the count."""
        values = [rng.integer(1, 9) + 0.25 for _ in range(5)]
        assert_close(student.run(mean_with_stand_in, values), sum(values) / 5)

    @limits(cpu_s=1)
    def test_one_value(self, student):
        """The mean of one value is that value."""
        check(student.run(mean_with_stand_in, [7]) + 0 == 7, "the mean of one value is not that value")


def mean_with_stand_in(code, values):
    code.double = lambda x: 2 * x
    return code.mean_of(values)
