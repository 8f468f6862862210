"""Hidden graders that the hostile submissions are after. Short limits: what hangs should not hang the suite."""

from autograder.grading import assert_close, assert_unchanged, check, exercise, limits

NOTE = "CANARY_GRADER"  # in a judge's memory and in this file, and nowhere else
CPU_S = 0.5


@exercise("double")
class TestDouble:
    @limits(cpu_s=CPU_S)
    def test_doubles(self, student, rng):
        """Twice a number is the number added to itself."""
        x = rng.integer(20, 50)
        assert_close(student.double(x), 2 * x)

    @limits(cpu_s=CPU_S)
    def test_fractions(self, student, reference):
        """Fractions are doubled too."""
        assert_close(student.double(0.25), reference.double(0.25))


@exercise("softmax")
class TestSoftmax:
    @limits(cpu_s=CPU_S)
    def test_rows(self, student, reference, rng):
        """Each row is the softmax of the row of scores."""
        X = rng.normal(6, 4)
        assert_close(student.softmax(X), reference.softmax(X))

    @limits(cpu_s=CPU_S)
    def test_written_by_hand(self, student, reference, rng):
        """The probabilities are computed with exp and sum."""
        X = rng.normal(5, 3)
        result, used = student.run(softmax_watched, X)
        assert_close(result, reference.softmax(X))
        called = [name for name in used if "softmax" in name or "attention" in name]
        check(not called, f"{', '.join(called)} was called: this exercise asks you to write softmax yourself")

    @limits(cpu_s=CPU_S)
    def test_scores_are_left_alone(self, student, rng):
        """The scores passed in are not changed."""
        X = rng.normal(4, 4)
        assert_unchanged(student.run(softmax_then_scores, X), X, "the tensor X")


@exercise("mean_of")
class TestMeanOf:
    @limits(cpu_s=CPU_S)
    def test_mean(self, student, rng):
        """The mean is the sum divided by the count."""
        values = [rng.integer(1, 9) + 0.25 for _ in range(5)]
        assert_close(student.run(mean_with_stand_in, values), sum(values) / 5)

    @limits(cpu_s=CPU_S)
    def test_one_value(self, student, rng):
        """The mean of one value is that value."""
        value = rng.integer(1, 99)
        check(student.run(mean_with_stand_in, [value]) + 0 == value, "the mean of one value is not that value")


def softmax_watched(code, X):
    with operators_used() as used:
        result = code.softmax(X)
    return result, sorted(used)


def softmax_then_scores(code, X):
    code.softmax(X)
    return X


def mean_with_stand_in(code, values):
    code.double = lambda x: 2 * x
    return code.mean_of(values)
