"""Hidden graders of 2.4, calculus and gradient identities.

The oracles are closed forms, slow loops, and torch's own differentiation in float64. Nothing here is random but the inputs,
which stay away from zeros, ties and symmetric matrices.
"""

import math

import torch

from autograder.grading import assert_close, assert_unchanged, check, exercise, weight
from autograder.grading.compare import looks_like

# ---- shared -------------------------------------------------------------------------------------------------------


def away(rng, *shape, low=0.5, high=2.0, dtype=torch.float64):
    """Numbers of either sign, none of them near zero."""
    return (rng.uniform(*shape, low=low, high=high, dtype=dtype) * (2 * rng.integers(0, 2, *shape) - 1)).to(dtype)


def positive(rng, low, high):
    """One number."""
    return float(rng.uniform(1, low=low, high=high, dtype=torch.float64))


def compare(found, expected, slips, what, rtol=1e-9, atol=1e-9):
    """Compare; of a result that a known slip gives, or that is nearly right, the message says so."""
    if looks_like(found, expected):
        exact, value = torch.as_tensor(expected).double(), torch.as_tensor(found).detach().double()
        sentence = f"{what} is right to a few digits only: is it computed as it was asked for, and without rounding on the way?"
        check(torch.allclose(value, exact, rtol=rtol, atol=atol), sentence)
    assert_close(found, expected, rtol=rtol, atol=atol, what=what, slips=slips)


def listed(found, n, what):
    """A probe's list of n results."""
    check(isinstance(found, (list, tuple)) and len(found) == n, f"{what} did not give one result for each call")
    return found


# ---- numerical_lim ------------------------------------------------------------------------------------------------


def cubic(x):
    return x**3 - 2 * x


def secant(x, h):
    """Closed form of the quotient of the cubic, with nothing subtracted that is nearly equal."""
    return 3 * x**2 + 3 * x * h + h**2 - 2


def slips_of_quotient(x, h):
    return [
        (secant(x, h) * h, "this is the difference f(x + h) - f(x): divide it by h"),
        (secant(x, -h), "this is the quotient of a step the other way: the second point is x + h, on the side that h says"),
        (-secant(x, h), "the quotient has the wrong sign: which of the two values is subtracted?"),
        (3 * x**2 + h**2 - 2, "this is the quotient of both sides of x: one point is x itself, the other is x + h"),
        (3 * x**2 - 2, "this is the derivative, not the quotient for the h that is given"),
        (cubic(x + h) - cubic(x) / h, "only one of the two values is divided by h: parentheses around the difference?"),
        (cubic(x + h) / h - cubic(x), "only one of the two values is divided by h: parentheses around the difference?"),
        (secant(x, h) / 2, "the quotient is half of what it should be: the two points are h apart, not 2h"),
    ]


@exercise("numerical_lim")
class TestNumericalLim:
    @weight(3)
    def test_is_the_quotient(self, student, rng):
        """The result is the slope of the line through the points of the curve at x and at x + h."""
        for sign in (1, -1):
            x, h = sign * positive(rng, 0.7, 2), positive(rng, 0.3, 0.6)
            found = student.run(quotient_of_a_cubic, x, h)
            compare(found, secant(x, h), slips_of_quotient(x, h), "the quotient of a cubic", rtol=1e-9, atol=1e-9)

    def test_negative_step(self, student, rng):
        """With a negative h the second point lies to the left of x, and the slope is that of the secant there."""
        x, h = positive(rng, 0.7, 2), -positive(rng, 0.3, 0.6)
        found = student.run(quotient_of_a_cubic, x, h)
        slips = [
            (secant(x, -h), "a negative h gives the quotient of the step to the right: is its sign lost?"),
            (
                -secant(x, h),
                "with a negative h the quotient has the wrong sign: is f(x) subtracted, and is h itself below, not its size?",
            ),
        ]
        compare(found, secant(x, h), slips, "the quotient of a cubic, with a negative h,", rtol=1e-9, atol=1e-9)

    def test_sides_of_a_corner(self, student, rng):
        """At the corner of the absolute value, the two sides give the slopes 1 and -1."""
        h = positive(rng, 0.1, 1)
        right, left = listed(student.run(quotients_at_a_corner, h), 2, "numerical_lim")
        mixed = [(0.0, "at a corner the slopes of both sides are mixed: only x and x + h count")]
        other = [(1.0, "at a corner, a negative h gives the slope of the other side: is its sign lost?")]
        compare(right, 1.0, mixed, "the slope to the right of a corner", rtol=1e-9)
        compare(left, -1.0, mixed + other, "the slope to the left of a corner", rtol=1e-9)

    @weight(2)
    def test_any_function(self, student, rng):
        """A function written with math, with an if in it, works, and a small step comes close to its derivative."""
        x, h = positive(rng, 0.5, 1.5), 1e-6
        expected = [math.exp(x) * math.expm1(h) / h, -2.0]
        found = listed(student.run(quotients_of_plain_python, x, h), 2, "numerical_lim")
        # rounding leaves 1e-9 of float64, and 1e-1 of float32
        for value, target in zip(found, expected):
            assert_close(value, target, rtol=1e-7, atol=1e-7, what="with a small step in float64, the quotient")

    def test_whole_numbers(self, student, rng):
        """Whole numbers are divided like others: a slope of two and a half is not rounded down."""
        n = rng.integer(1, 30)  # n and n + 2, of 1, 3, 6, 10, ...: (2n + 3) / 2, never whole
        slips = [(float((2 * n + 3) // 2), "the slope is rounded to a whole number: / divides, // rounds down")]
        compare(student.run(quotient_of_triangles, n, 2), n + 1.5, slips, "the quotient of whole numbers", rtol=1e-9)

    def test_many_points(self, student, rng):
        """A tensor of points gives a tensor of slopes, one for each point."""
        x, h = away(rng, 2, 3), positive(rng, 0.3, 0.6)
        found = student.run(quotient_of_a_cubic, x, h)
        compare(found, secant(x, h), slips_of_quotient(x, h), "the quotient of a tensor of points", rtol=1e-9, atol=1e-9)

    def test_points_are_left_alone(self, student, rng):
        """The tensor of points is not changed."""
        x = away(rng, 5)
        after = student.run(quotient_then_points, x, 0.3)
        assert_unchanged(after, x, "the tensor x")


def quotient_of_a_cubic(code, x, h):
    return code.numerical_lim(lambda t: t**3 - 2 * t, x, h)


def quotients_at_a_corner(code, h):
    return [code.numerical_lim(abs, 0.0, h), code.numerical_lim(abs, 0.0, -h)]


def quotients_of_plain_python(code, x, h):
    def broken_line(t):
        if t < 0:
            return 0.0
        return 1.0 - 2.0 * t

    return [code.numerical_lim(math.exp, x, h), code.numerical_lim(broken_line, x, h)]


def quotient_of_triangles(code, n, h):
    return code.numerical_lim(lambda k: k * (k + 1) // 2, n, h)


def quotient_then_points(code, x, h):
    code.numerical_lim(lambda t: t**3, x, h)
    return x


# ---- tangent_line -------------------------------------------------------------------------------------------------


def slips_of_tangent(x, x0):
    """The curve is the sine, and its slope the cosine."""
    return [
        (math.cos(x0) * x, "the line goes through the origin: it should touch the curve at x0"),
        (math.cos(x0) * (x - x0), "the line has height 0 at x0: add the height of the curve there"),
        (math.sin(x0) + math.cos(x0) * x, "the line has the height f(x0) at 0, not at x0: look at what the slope multiplies"),
        (math.sin(x0) + math.cos(x0) * (x + x0), "the line is shifted the wrong way: look at the sign of x0"),
        (math.sin(x0) - math.cos(x0) * (x - x0), "the line falls where the curve rises: look at the signs"),
        (math.sin(x0) + x.cos() * (x - x0), "this is no line: the slope was taken at x, and should be that at x0"),
        (x.sin() + x.cos() * (x - x0), "this is no line: height and slope were taken at x, and should be those at x0"),
        (x.sin(), "this is the curve itself, not its tangent"),
    ]


@exercise("tangent_line")
class TestTangentLine:
    def test_is_a_function(self, student, rng):
        """The result is a function, which waits for its x."""
        callable_ = student.run(is_line_a_function, positive(rng, 0.3, 1.2))
        check(callable_, "what came back cannot be called with an x: define a function inside, and return it")

    @weight(2)
    def test_touches_the_curve(self, student, rng):
        """At x0 the line has the height of the curve."""
        x0 = positive(rng, 0.3, 1.2)
        found = student.run(heights, x0, x0)
        slips = [(0.0, "the line has height 0 at x0: add the height of the curve there")]
        compare(found, math.sin(x0), slips, "the height of the line at x0", rtol=1e-9)

    @weight(3)
    def test_is_the_line(self, student, rng):
        """Everywhere else, the line goes on with the slope that the curve has at x0."""
        x0 = positive(rng, 0.3, 1.2)
        x = x0 + away(rng, 9)
        expected = math.sin(x0) + math.cos(x0) * (x - x0)
        compare(
            student.run(heights, x0, x), expected, slips_of_tangent(x, x0), "the line at a few points in float64", rtol=1e-9
        )

    def test_numbers_and_shapes(self, student, rng):
        """A number gives a number, and a tensor of any shape the heights in the same shape."""
        x0 = -positive(rng, 0.3, 1.2)
        slope = math.cos(x0)
        x = positive(rng, 1, 2)
        assert_close(student.run(heights, x0, x), math.sin(x0) + slope * (x - x0), rtol=1e-9, what="the line at a number")
        for shape in ((2, 3), (1,), (0,), (2, 1, 2)):
            points = away(rng, *shape)
            found = student.run(heights, x0, points)
            assert_close(found, math.sin(x0) + slope * (points - x0), rtol=1e-9, what="the line at a tensor of points")

    def test_single_precision(self, student, rng):
        """Points in float32 work as well, to the precision that they have."""
        x0 = positive(rng, 0.3, 1.2)
        x = away(rng, 6, dtype=torch.float32)
        expected = math.sin(x0) + math.cos(x0) * (x.double() - x0)
        assert_close(student.run(heights, x0, x), expected, rtol=1e-5, atol=1e-5, what="the line at points in float32")

    def test_asks_at_x0_only(self, student, rng):
        """The curve and its slope are looked at in x0 and nowhere else."""
        x0 = positive(rng, 0.3, 1.2)
        asked = student.run(where_the_curve_is_asked, x0, x0 + 1.0)
        check(len(asked) > 0, "neither f nor df was called: the line must come from the curve")
        check(all(abs(x - x0) < 1e-9 for x in asked), "f or df was called at another place than x0")

    @weight(2)
    def test_lines_are_kept_apart(self, student, rng):
        """Several lines can be made, and each keeps the curve and the x0 that it was made for."""
        points = [positive(rng, 0.1, 0.4), positive(rng, 0.6, 0.9), positive(rng, 1.1, 1.4)]
        expected = [
            value for x0 in points for value in (math.sin(x0) + math.cos(x0) * (2 - x0), math.exp(x0) + math.exp(x0) * (2 - x0))
        ]
        found = listed(student.run(many_lines, points), 6, "tangent_line")
        apart = len({round(float(value), 9) for value in found if isinstance(value, (int, float, torch.Tensor))}) == 6
        check(apart, "lines made one after the other give the same heights: what does each of them remember?")
        assert_close(found, expected, rtol=1e-9, what="the heights of several lines, all made before the first was used,")

    def test_points_are_left_alone(self, student, rng):
        """The tensor of points is not changed."""
        x = away(rng, 5)
        after = student.run(heights_then_points, 0.7, x)
        assert_unchanged(after, x, "the tensor of points")


def is_line_a_function(code, x0):
    return callable(code.tangent_line(math.sin, math.cos, x0))


def heights(code, x0, x):
    def sine(t):
        return t.sin() if isinstance(t, torch.Tensor) else math.sin(t)

    def cosine(t):
        return t.cos() if isinstance(t, torch.Tensor) else math.cos(t)

    line = code.tangent_line(sine, cosine, x0)
    return line(x)


def where_the_curve_is_asked(code, x0, x):
    asked = []

    def f(t):
        asked.append(float(t))
        return math.sin(t)

    def df(t):
        asked.append(float(t))
        return math.cos(t)

    code.tangent_line(f, df, x0)(x)
    return asked


def many_lines(code, points):
    lines = []
    for x0 in points:
        lines.append(code.tangent_line(math.sin, math.cos, x0))
        lines.append(code.tangent_line(math.exp, math.exp, x0))
    return [line(2.0) for line in lines]


def heights_then_points(code, x0, x):
    code.tangent_line(math.sin, math.cos, x0)(x)
    return x


# ---- differentiate_rules ------------------------------------------------------------------------------------------


def parabola(x):
    """f, its derivative, g, its derivative: x^2 + 2x and 3 - x, whose zeros are -2, 0 and 3."""
    return x**2 + 2 * x, 2 * x + 2, 3 - x, -1.0


def of_product(x):
    """Derivative of (x^2 + 2x)(3 - x) = -x^3 + x^2 + 6x."""
    return -3 * x**2 + 2 * x + 6


def of_quotient(x):
    """Derivative of (x^2 + 2x) / (3 - x) = -x - 5 + 15 / (3 - x)."""
    return 15 / (3 - x) ** 2 - 1


def slips_of_product(x):
    f, df, g, dg = parabola(x)
    return [
        (df * dg, "the derivative of a product is not the product of the derivatives"),
        (df * g - f * dg, "in the product rule the two terms are added"),
        (f * df + g * dg, "each function is multiplied by its own derivative: the derivative of one goes with the other"),
        (f * g, "this is the product itself, not its derivative"),
        (df + dg, "this is the derivative of the sum, f + g"),
        (of_quotient(x), "the first function is the derivative of the quotient: the product comes first"),
    ]


def slips_of_quotient_rule(x):
    f, df, g, dg = parabola(x)
    return [
        (df / dg, "the derivative of a quotient is not the quotient of the derivatives"),
        (-of_quotient(x), "the numerator of the quotient rule has the wrong sign: which term carries the minus?"),
        ((df * g + f * dg) / g**2, "in the numerator of the quotient rule one term is subtracted from the other"),
        (of_quotient(x) * g, "the denominator of the quotient rule is squared"),
        (of_quotient(x) * g**2, "the quotient rule has a denominator"),
        (of_quotient(x) * g**2 / f**2, "the denominator of the quotient rule is the square of g, not of f"),
        (f / g, "this is the quotient itself, not its derivative"),
        (of_product(x), "the second function is the derivative of the product: the quotient comes second"),
    ]


@exercise("differentiate_rules")
class TestDifferentiateRules:
    def test_two_functions(self, student, rng):
        """The result is a pair of functions."""
        kinds = student.run(kinds_of_rules)
        check(kinds is not None, "differentiate_rules returns two functions, and what came back is no pair")
        check(len(kinds) == 2, f"differentiate_rules gives two functions, not {len(kinds)}")
        check(all(kinds), "what came back are two values, not two functions: a function waits for its x")

    @weight(3)
    def test_product(self, student, rng):
        """The first function is the derivative of the product."""
        for x in (positive(rng, 0.5, 1), positive(rng, 1.5, 2.5), -positive(rng, 0.5, 1.5)):
            found = student.run(slope_of_product, x)
            compare(found, of_product(x), slips_of_product(x), "the derivative of the product", rtol=1e-9, atol=1e-9)

    @weight(3)
    def test_quotient(self, student, rng):
        """The second function is the derivative of the quotient."""
        for x in (positive(rng, 0.5, 1), positive(rng, 4, 5), -positive(rng, 0.5, 1.5)):
            found = student.run(slope_of_quotient, x)
            compare(found, of_quotient(x), slips_of_quotient_rule(x), "the derivative of the quotient", rtol=1e-9, atol=1e-9)

    def test_where_a_function_is_zero(self, student, rng):
        """Where f is zero both derivatives exist, and where g is zero that of the product does."""
        for x in (-2.0, 0.0):
            assert_close(student.run(slope_of_product, x), of_product(x), atol=1e-9, what="where f is 0, the product's slope")
            found = student.run(slope_of_quotient, x)
            assert_close(found, of_quotient(x), atol=1e-9, what="where f is 0, the quotient's slope")
        assert_close(student.run(slope_of_product, 3.0), of_product(3.0), atol=1e-9, what="where g is 0, the product's slope")

    @weight(2)
    def test_tensors(self, student, rng):
        """A tensor of points gives the slopes at each of them, in float64 where the points are, and is not changed."""
        x = rng.uniform(2, 3, low=0.5, high=2, dtype=torch.float64)
        product, quotient, after = student.run(slopes_at_points, x)
        assert_close(product, x.cos() * x.exp() + x.sin() * x.exp(), rtol=1e-9, what="the product's slope at many points")
        expected = (x.cos() - x.sin()) * (-x).exp()
        assert_close(quotient, expected, rtol=1e-9, atol=1e-9, what="the quotient's slope at many points")
        assert_unchanged(after, x, "the tensor of points")

    def test_three_factors(self, student, rng):
        """What comes out can be put in again: the derivative of a product of three."""
        x = positive(rng, 0.5, 1.5)
        expected = math.exp(x) * (x * math.sin(x) + math.sin(x) + x * math.cos(x))
        assert_close(student.run(slope_of_three_factors, x), expected, rtol=1e-9, what="the slope of a product of three")

    def test_pairs_are_kept_apart(self, student, rng):
        """Several pairs can be made, and each keeps the functions that it was made for."""
        x = positive(rng, 0.5, 1.5)
        expected = [2 * x, 0.0, (math.cos(x) + math.sin(x)) * math.exp(x), (math.cos(x) - math.sin(x)) * math.exp(-x)]
        found = listed(student.run(slopes_of_two_pairs, x), 4, "differentiate_rules")
        assert_close(found, expected, rtol=1e-9, atol=1e-9, what="the slopes of two pairs, both made before one was used,")


def kinds_of_rules(code):
    result = code.differentiate_rules(math.sin, math.cos, math.exp, math.exp)
    return [callable(part) for part in result] if isinstance(result, (list, tuple)) else None


def slope_of_product(code, x):
    return code.differentiate_rules(lambda t: t**2 + 2 * t, lambda t: 2 * t + 2, lambda t: 3 - t, lambda t: -1.0)[0](x)


def slope_of_quotient(code, x):
    return code.differentiate_rules(lambda t: t**2 + 2 * t, lambda t: 2 * t + 2, lambda t: 3 - t, lambda t: -1.0)[1](x)


def slopes_at_points(code, x):
    product, quotient = code.differentiate_rules(torch.sin, torch.cos, torch.exp, torch.exp)
    return product(x), quotient(x), x


def slope_of_three_factors(code, x):
    first = code.differentiate_rules(lambda t: t, lambda t: 1.0, math.sin, math.cos)[0]
    return code.differentiate_rules(lambda t: t * math.sin(t), first, math.exp, math.exp)[0](x)


def slopes_of_two_pairs(code, x):
    one = code.differentiate_rules(lambda t: t, lambda t: 1.0, lambda t: t, lambda t: 1.0)
    two = code.differentiate_rules(math.sin, math.cos, math.exp, math.exp)
    return [rule(x) for rule in (*one, *two)]


# ---- numerical_grad -----------------------------------------------------------------------------------------------


def mixture(x):
    """A function in which every coordinate meets its neighbour."""
    return (x * x.roll(1)).sin().sum() + (x**3).sum()


def true_gradient(x):
    return torch.func.grad(mixture)(x.double())


def cubes(x):
    """Sum of cubes and of products of neighbours: symmetric differences are off by h^2 in each place, exactly."""
    return (x**3).sum() + (x * x.roll(1)).sum()


def differences(f, x, right, left):
    """A slow loop over one-coordinate steps, in float64."""
    found = torch.zeros(x.numel(), dtype=torch.float64)
    for i in range(x.numel()):
        ahead, behind = x.flatten().clone(), x.flatten().clone()
        ahead[i] += right
        behind[i] -= left
        found[i] = (f(ahead) - f(behind)) / (right + left)
    return found.reshape(x.shape)


@exercise("numerical_grad")
class TestNumericalGrad:
    @weight(4)
    def test_matches_the_gradient(self, student, rng):
        """The result is the gradient, to six digits, for a function in which the coordinates are entangled."""
        x = away(rng, 5)
        expected = true_gradient(x)
        slips = [
            (expected.sum().expand(5), "every place has the same number: all coordinates were moved together"),
            (2 * expected, "every partial derivative is twice what it should be: the two points are 2h apart"),
            (expected / 2, "every partial derivative is half of what it should be: look at what the difference is divided by"),
            (-expected, "every partial derivative has the wrong sign: which of the two values is subtracted?"),
            (expected.reshape(5, 1), "the gradient has one axis too many: it should have the shape of x"),
            (expected.sum(), "the partial derivatives were added up: there is one for each coordinate"),
        ]
        compare(student.run(gradient_of_mixture, x), expected, slips, "the gradient, to six digits,", rtol=1e-6, atol=1e-6)

    @weight(2)
    def test_looks_to_both_sides(self, student, rng):
        """With a wider step, the result is still as exact as a symmetric difference can be."""
        x, h = away(rng, 4), 0.05
        expected = torch.func.grad(cubes)(x)
        slips = [
            (differences(cubes, x, h, 0), "this is the difference of one side, from x to x + h: look to both sides of x"),
            (differences(cubes, x, 0, h), "this is the difference of one side, from x - h to x: look to both sides of x"),
            (differences(cubes, x, h, h) * h**2, "/ 2 * h divides by 2 and multiplies by h: parentheses around 2 * h"),
        ]
        # a symmetric difference is off by h^2, one of one side by nearly 30 times that, or more
        compare(student.run(gradient_of_cubes, x, h), expected, slips, "the gradient, with a wider step,", 0, 1.01 * h**2)

    def test_steps_by_h(self, student, rng):
        """The step is the h that is given."""
        for h in (0.02, 1e-3):
            farthest = student.run(farthest_step, away(rng, 3), h)
            check(farthest > 0, "f was never called away from x")
            check(h / 4 < farthest < 4 * h, f"f was called {farthest:.1g} away from x, which is not the h that was given")

    def test_default_step(self, student, rng):
        """Without an h, the step is small: 1e-5 by default."""
        farthest = student.run(farthest_default_step, away(rng, 3))
        check(farthest > 0, "f was never called away from x")
        check(1e-5 / 4 < farthest < 4e-5, f"without an h, f was called {farthest:.1g} away from x; the default is 1e-5")

    @weight(2)
    def test_function_outside_torch(self, student, rng):
        """A function written with numpy, which returns a plain number, works: it is called and nothing else."""
        x = away(rng, 4)
        scale = torch.arange(1.0, 5.0, dtype=torch.float64)
        found = student.run(gradient_of_numpy, x)
        assert_close(found, scale * (scale * x).cos(), rtol=1e-6, atol=1e-6, what="the gradient of a numpy function")

    @weight(2)
    def test_computes_in_float64(self, student, rng):
        """A point in float32, or of integers, is as good as one in float64: the differences are taken in float64."""
        x = away(rng, 5, dtype=torch.float32)
        # honest forms are within 1e-7; float32 differences are off by 1e-3 or more
        found = student.run(gradient_of_mixture, x)
        assert_close(found, true_gradient(x), rtol=1e-6, atol=1e-6, what="for a point in float32, the gradient")
        n = rng.integers(1, 4, 4)
        found = student.run(gradient_of_mixture, n)
        assert_close(found, true_gradient(n), rtol=1e-6, atol=1e-6, what="for a point of integers, the gradient")

    @weight(2)
    def test_matrices(self, student, rng):
        """A matrix has one partial derivative for each of its elements, in the same place."""
        x = away(rng, 2, 3)
        assert_close(student.run(gradient_of_mixture, x), true_gradient(x), rtol=1e-6, atol=1e-6, what="a matrix's gradient")

    def test_shape_that_f_sees(self, student, rng):
        """The function is called with float64 tensors in the shape of x."""
        seen = student.run(shapes_and_types_seen, away(rng, 2, 3, dtype=torch.float32))
        check(len(seen) > 0, "f was never called")
        for shape, dtype in seen:
            check(shape == [2, 3], f"x has shape (2, 3), and f was called with a tensor of shape {tuple(shape)}")
            check(dtype == "torch.float64", f"f was called with a tensor of {dtype}, not of float64")

    def test_transposed(self, student, rng):
        """A tensor that does not lie in one piece of memory, such as a transpose, is read rightly."""
        x = away(rng, 3, 2)
        expected = true_gradient(x.t())
        assert_close(student.run(gradient_at_transpose, x), expected, rtol=1e-6, atol=1e-6, what="a transpose's gradient")

    def test_one_number_or_none(self, student, rng):
        """One coordinate, a single number of shape (), and no coordinates at all give gradients of those shapes."""
        for shape in ((1,), (), (0,)):
            x = away(rng, *shape)
            found = student.run(gradient_of_squares, x)
            assert_close(found, 2 * x, rtol=1e-6, atol=1e-6, what="the gradient of a sum of squares")

    def test_x_is_left_alone(self, student, rng):
        """After the call, x is exactly what it was."""
        x = away(rng, 40)
        after = student.run(gradient_then_x, x)
        moved = float((after.double() - x).abs().max()) if after.shape == x.shape else math.inf
        check(not 0 < moved < 1e-3, "x has moved a little: adding h and subtracting it again leaves a rounding error")
        assert_unchanged(after, x, "x")


def gradient_of_mixture(code, x):
    return code.numerical_grad(lambda x: (x * x.roll(1)).sin().sum() + (x**3).sum(), x)


def gradient_of_cubes(code, x, h):
    return code.numerical_grad(lambda x: (x**3).sum() + (x * x.roll(1)).sum(), x, h)


def farthest_step(code, x, h):
    start, steps = x.clone(), [0.0]

    def f(point):
        steps.append(float((point.detach().double() - start).abs().max()))
        return (point**2).sum()

    code.numerical_grad(f, x, h)
    return max(steps)


def farthest_default_step(code, x):
    start, steps = x.clone(), [0.0]

    def f(point):
        steps.append(float((point.detach().double() - start).abs().max()))
        return (point**2).sum()

    code.numerical_grad(f, x)
    return max(steps)


def gradient_of_numpy(code, x):
    return code.numerical_grad(lambda x: float(np.sum(np.sin(np.arange(1, 5) * np.asarray(x)))), x)


def shapes_and_types_seen(code, x):
    seen = []

    def f(point):
        seen.append((list(point.shape), str(point.dtype)))
        return (point**2).sum()

    code.numerical_grad(f, x)
    return seen


def gradient_at_transpose(code, x):
    return code.numerical_grad(lambda x: (x * x.roll(1)).sin().sum() + (x**3).sum(), x.t())


def gradient_of_squares(code, x):
    return code.numerical_grad(lambda x: (x**2).sum(), x)


def gradient_then_x(code, x):
    code.numerical_grad(lambda x: (x**2).sum(), x)
    return x


# ---- gradient_identity --------------------------------------------------------------------------------------------


def in_denominator_layout(u, x):
    """Derivatives of u at x by torch, one row for each input."""
    jacobian = torch.func.jacrev(u)(x.double())
    return jacobian.t() if jacobian.dim() == 2 and x.dim() == 1 else jacobian


OTHER_LAYOUT = "this is the numerator layout, one row for each output: denominator layout has one row for each input"


def compare_vector_kind(student, kind, A, x):
    u = (lambda x: A.double() @ x) if kind == "Ax" else (lambda x: x @ A.double())
    expected = in_denominator_layout(u, x)
    slips = [
        (expected.t(), OTHER_LAYOUT),
        (u(x.double()), "this is the expression itself, not its gradient"),
    ]
    if expected.shape[1] > 1:
        slips.append((expected.sum(1), "the gradients of the outputs were added up: each has a column of its own"))
    compare(student.gradient_identity(kind, A, x), expected, slips, f"the gradient of {kind!r}", rtol=1e-5, atol=1e-5)


def compare_square_kind(student, kind, x, expected):
    slips = [
        (expected / 2, f"the gradient of {kind!r} is half of what it should be: a square brings a factor"),
        (x.double() / x.double().norm(), f"this is the gradient of the norm itself; {kind!r} is its square"),
        ((x.double() ** 2).sum(), "this is the expression itself, not its gradient"),
        (expected.flatten(), f"the gradient of {kind!r} is in one row: it should have the shape of x"),
        (expected.t() if x.dim() == 2 else expected, f"the gradient of {kind!r} is transposed: it should have the shape of x"),
        (expected.sum(), "the partial derivatives were added up: there is one for each element"),
    ]
    compare(student.gradient_identity(kind, None, x), expected, slips, f"the gradient of {kind!r}", rtol=1e-5, atol=1e-5)


@exercise("gradient_identity")
class TestGradientIdentity:
    @weight(3)
    def test_matrix_times_vector(self, student, rng):
        """Ax: a row for each input and a column for each output, which is the denominator layout."""
        compare_vector_kind(student, "Ax", rng.normal(3, 5), rng.normal(5))
        compare_vector_kind(student, "Ax", rng.normal(5, 2), rng.normal(2))

    @weight(3)
    def test_vector_times_matrix(self, student, rng):
        """x^T A: a row for each input and a column for each output, as for Ax."""
        compare_vector_kind(student, "xTA", rng.normal(3, 5), rng.normal(3))
        compare_vector_kind(student, "xTA", rng.normal(5, 2), rng.normal(5))

    @weight(2)
    def test_as_many_outputs_as_inputs(self, student, rng):
        """With a square A, where a wrong layout has the right shape, Ax and x^T A still have their rows for inputs."""
        A, x = rng.normal(4, 4), rng.normal(4)
        compare_vector_kind(student, "Ax", A, x)
        compare_vector_kind(student, "xTA", A, x)

    @weight(4)
    def test_quadratic_form(self, student, rng):
        """x^T A x, with a matrix that is not symmetric."""
        for n in (4, 2):
            A, x = rng.normal(n, n), away(rng, n, dtype=torch.float32)
            wide, at = A.double(), x.double()
            expected = in_denominator_layout(lambda x: x @ wide @ x, x)
            slips = [
                (2 * wide @ at, "this is 2Ax, which is right for symmetric matrices only: x stands in x^T A x twice"),
                (2 * at @ wide, "this is 2A^T x, which is right for symmetric matrices only: x stands in x^T A x twice"),
                (wide @ at, "this is what one of the two x in x^T A x brings: the other brings something as well"),
                (wide.t() @ at, "this is what one of the two x in x^T A x brings: the other brings something as well"),
                (expected / 2, "the gradient of 'xTAx' is half of what it should be"),
                (wide + wide.t(), "the matrix that came back is what multiplies x in the gradient of 'xTAx': x is missing"),
                (at @ wide @ at, "this is the expression itself, not its gradient"),
            ]
            found = student.gradient_identity("xTAx", A, x)
            compare(found, expected, slips, "the gradient of 'xTAx'", rtol=1e-5, atol=1e-5)

    @weight(2)
    def test_squared_norm(self, student, rng):
        """The squared norm of a vector, without any A."""
        x = away(rng, 5, dtype=torch.float32)
        compare_square_kind(student, "norm2", x, in_denominator_layout(lambda x: torch.linalg.vector_norm(x) ** 2, x))

    def test_product_with_itself(self, student, rng):
        """x^T x, which is the squared norm under another name."""
        x = away(rng, 4, dtype=torch.float32)
        compare_square_kind(student, "xTx", x, in_denominator_layout(lambda x: x @ x, x))

    @weight(2)
    def test_squared_frobenius_norm(self, student, rng):
        """The squared Frobenius norm: a matrix of partial derivatives, one for each element of X."""
        for shape in ((2, 3), (3, 3), (1, 4)):
            X = away(rng, *shape, dtype=torch.float32)
            expected = in_denominator_layout(lambda X: torch.linalg.matrix_norm(X) ** 2, X)
            compare_square_kind(student, "fro2", X, expected)

    def test_one_input_or_one_output(self, student, rng):
        """A single input or a single output leaves the gradients of Ax and x^T A tables, with one row or one column."""
        for m, n in ((1, 4), (4, 1), (1, 1)):
            compare_vector_kind(student, "Ax", rng.normal(m, n), rng.normal(n))
            compare_vector_kind(student, "xTA", rng.normal(n, m), rng.normal(n))

    def test_double_precision(self, student, rng):
        """In float64 all six are as exact as float64."""
        A, x, X = rng.normal(4, 4, dtype=torch.float64), away(rng, 4), away(rng, 2, 3)
        for kind, u in (("Ax", lambda x: A @ x), ("xTA", lambda x: x @ A), ("xTAx", lambda x: x @ A @ x)):
            found = student.gradient_identity(kind, A, x)
            # numeric differences are within 1e-9; float32 on the way costs 1e-7
            assert_close(found, in_denominator_layout(u, x), rtol=0, atol=1e-8, what=f"in float64, the gradient of {kind!r}")
        for kind, at in (("norm2", x), ("xTx", x), ("fro2", X)):
            found = student.gradient_identity(kind, None, at)
            expected = in_denominator_layout(lambda x: (x * x).sum(), at)
            assert_close(found, expected, rtol=0, atol=1e-8, what=f"in float64, the gradient of {kind!r}")

    def test_transposed(self, student, rng):
        """A matrix that does not lie in one piece of memory, such as a transpose, is read rightly."""
        B, x = rng.normal(3, 3), away(rng, 3, dtype=torch.float32)
        found = listed(student.run(identities_of_transpose, B, x), 3, "gradient_identity")
        A, at = B.double().t(), x.double()
        for kind, value, u in zip(("Ax", "xTA", "xTAx"), found, (lambda x: A @ x, lambda x: x @ A, lambda x: x @ A @ x)):
            expected = in_denominator_layout(u, at)
            assert_close(value, expected, rtol=1e-5, atol=1e-5, what=f"for a transpose, the gradient of {kind!r}")

    def test_unknown_name(self, student, rng):
        """A name that is none of the six is a ValueError."""
        A, x = rng.normal(3, 3), rng.normal(3)
        for kind in ("xAx", "", "~"):
            check.raises(ValueError, student.gradient_identity, kind, A, x)

    def test_arguments_are_left_alone(self, student, rng):
        """Neither A nor x is changed."""
        A, x = rng.normal(3, 3), rng.normal(3)
        after = listed(student.run(identities_then_arguments, A, x), 2, "gradient_identity")
        assert_unchanged(after[0], A, "A")
        assert_unchanged(after[1], x, "x")


def identities_of_transpose(code, B, x):
    return [code.gradient_identity(kind, B.t(), x) for kind in ("Ax", "xTA", "xTAx")]


def identities_then_arguments(code, A, x):
    for kind in ("Ax", "xTA", "xTAx"):
        code.gradient_identity(kind, A, x)
    for kind in ("norm2", "xTx"):
        code.gradient_identity(kind, None, x)
    code.gradient_identity("fro2", None, A)
    return A, x


# ---- grad_l2_norm -------------------------------------------------------------------------------------------------


def norm_gradient(x):
    return torch.func.grad(torch.linalg.vector_norm)(x.double())


def compare_norm(found, x, what="the gradient", rtol=1e-5, atol=1e-6):
    expected = norm_gradient(x)
    at = x.double()
    slips = [
        (2 * at, "this is the gradient of the squared norm: it grows with x, and this one has the length 1"),
        (at, "x itself came back: where is the division by its norm?"),
        (at.norm(), "this is the norm itself: its gradient has one number for each coordinate"),
        (expected / x.numel(), "the gradient is divided by the number of coordinates: it should have the length 1"),
        (expected / 2, "the gradient has the length 1/2: it should have the length 1"),
        (-expected, "the gradient points towards the origin: the norm grows away from it"),
        (at / at.abs().sum(), "the entries add up to 1, up to sign: divide by the Euclidean norm, not by the sum"),
        (at / at.square().sum(), "x is divided by the squared norm: the root is missing"),
        (
            at / at.abs().max(),
            "the largest entry is 1: that division only keeps the squares small, and the one by the norm follows",
        ),
        (at.sign(), "these are the signs of the coordinates, the gradient of the sum of absolute values"),
    ]
    compare(found, expected, slips, what, rtol=rtol, atol=atol)


@exercise("grad_l2_norm")
class TestGradL2Norm:
    @weight(4)
    def test_matches_the_gradient(self, student, rng):
        """Away from the origin, the result is the gradient of the norm."""
        for n in (5, 2, 31):
            x = away(rng, n, dtype=torch.float32) * 3
            compare_norm(student.grad_l2_norm(x), x)

    def test_some_coordinates_are_zero(self, student, rng):
        """Coordinates that are zero are nothing special while others are not."""
        x = away(rng, 6, dtype=torch.float32)
        x[rng.permutation(6)[:3]] = 0
        compare_norm(student.grad_l2_norm(x), x, "the gradient where some coordinates are zero")

    @weight(2)
    def test_origin(self, student, rng):
        """At the origin the result is the zero vector."""
        for n in (4, 1):
            found = student.grad_l2_norm(torch.zeros(n))
            is_nan = isinstance(found, torch.Tensor) and bool(found.isnan().any())
            check(not is_nan, "at the origin the result is not a number: 0 was divided by 0")
            assert_close(found, torch.zeros(n), rtol=0, atol=0, what="the gradient at the origin")

    @weight(2)
    def test_large_and_small(self, student, rng):
        """Very long and very short vectors have gradients of length 1 as well."""
        x = away(rng, 5, dtype=torch.float32)
        for size, word in ((1e25, "long"), (1e-25, "short"), (1e-9, "short")):
            scaled = x * size
            found = student.grad_l2_norm(scaled)
            if isinstance(found, torch.Tensor) and found.shape == x.shape:
                length = float(found.double().norm())
                sentence = f"for a very {word} vector, the gradient has the length {length:.2g}: look at the squares"
                check(abs(length - 1) < 1e-3, f"{sentence} under the root, and for a constant added to the denominator")
            assert_close(found, norm_gradient(scaled), rtol=1e-5, atol=1e-6, what=f"the gradient at a very {word} vector")

    def test_one_coordinate(self, student, rng):
        """In one dimension the norm is the absolute value, and its gradient is the sign."""
        x = positive(rng, 0.5, 3)
        for sign in (1.0, -1.0):
            point = torch.tensor([sign * x])
            compare_norm(student.grad_l2_norm(point), point, "the gradient in one dimension")

    def test_double_precision(self, student, rng):
        """In float64 the result is as exact as float64."""
        x = away(rng, 7)
        compare_norm(student.grad_l2_norm(x), x, "in float64, the gradient", rtol=0, atol=1e-10)

    def test_x_is_left_alone(self, student, rng):
        """The vector passed in is not changed, not at the origin either."""
        for x in (away(rng, 5, dtype=torch.float32), torch.zeros(3)):
            after = student.run(norm_gradient_then_x, x)
            assert_unchanged(after, x, "x")


def norm_gradient_then_x(code, x):
    code.grad_l2_norm(x)
    return x


# ---- chain_rule ---------------------------------------------------------------------------------------------------


def slow_chain(dy_du, du_dx):
    """Element by element, in float64."""
    result = torch.zeros(du_dx.shape[1], dtype=torch.float64)
    for j, row in enumerate(du_dx.tolist()):
        for i, value in enumerate(row):
            result[i] += float(dy_du[j]) * value
    return result


def compare_chain(found, dy_du, du_dx, what="the derivative", rtol=1e-5, atol=1e-5):
    expected = slow_chain(dy_du, du_dx)
    products = dy_du.double().reshape(-1, 1) * du_dx.double()
    slips = []
    if du_dx.shape[0] > 1:
        slips += [
            (products, "this is every single effect, one for each pair of u and x: add up the effects of all u"),
            (products.mean(0), "the effects of the u were averaged: they add up"),
            (products[0], "only the first u was taken: each x acts on y through all of them"),
            (products.prod(0), "the effects of the u were multiplied: each is a product, and these add up"),
        ]
    if du_dx.shape[1] > 1:
        slips += [
            (products.sum(), "the effects on all x were added up as well: there is one derivative for each x"),
            (products.sum(1), "the effects were added up over x: each x has a derivative of its own, through all u"),
        ]
    slips.append((du_dx.double().sum(0), "the derivatives of y for the u have no part in this result"))
    if du_dx.shape[0] == du_dx.shape[1] > 1:
        transposed = slow_chain(dy_du, du_dx.t())
        slips.append((transposed, "du_dx was read in the other layout: element [j, i] is the derivative of u_j for x_i"))
        along_x = (dy_du.double() * du_dx.double()).sum(0)
        slips.append((along_x, "dy_du was laid along the rows of du_dx: its element j belongs to the whole row j"))
        slips.append((products.diagonal(), "only u_1 for x_1, u_2 for x_2 and so on were taken: each x acts through all u"))
    compare(found, expected, slips, what, rtol=rtol, atol=atol)


@exercise("chain_rule")
class TestChainRule:
    @weight(3)
    def test_adds_up_the_effects(self, student, rng):
        """The derivative for each x is the sum of the effects through all u."""
        for m, n in ((3, 5), (7, 2)):
            dy_du, du_dx = away(rng, m, dtype=torch.float32), away(rng, m, n, dtype=torch.float32)
            compare_chain(student.chain_rule(dy_du, du_dx), dy_du, du_dx)

    @weight(2)
    def test_as_many_u_as_x(self, student, rng):
        """With as many u as x, where a wrong layout raises no error, the rows still belong to u."""
        dy_du, du_dx = away(rng, 4, dtype=torch.float32), away(rng, 4, 4, dtype=torch.float32)
        compare_chain(student.chain_rule(dy_du, du_dx), dy_du, du_dx)

    @weight(2)
    def test_function_of_functions(self, student, rng):
        """For a function of functions, the result is what torch's own differentiation finds for the whole."""
        W, c, x = rng.normal(4, 3, dtype=torch.float64), away(rng, 4), away(rng, 3)

        def inner(x):
            return (W @ x).sin() + x.prod()

        def outer(u):
            return (c * u**2).sum() + u.exp().prod().log()

        dy_du, du_dx = torch.func.grad(outer)(inner(x)), torch.func.jacrev(inner)(x)
        expected = torch.func.grad(lambda x: outer(inner(x)))(x)
        found = student.chain_rule(dy_du, du_dx)
        assert_close(found, expected, rtol=1e-9, atol=1e-9, what="the derivative of a function of functions")

    def test_one_u_or_one_x(self, student, rng):
        """A single u or a single x works, and the result keeps its axis."""
        for m, n in ((1, 4), (4, 1), (1, 1)):
            dy_du, du_dx = away(rng, m, dtype=torch.float32), away(rng, m, n, dtype=torch.float32)
            compare_chain(student.chain_rule(dy_du, du_dx), dy_du, du_dx)

    def test_double_precision(self, student, rng):
        """In float64 the result is as exact as float64."""
        dy_du, du_dx = away(rng, 5), away(rng, 5, 3)
        compare_chain(student.chain_rule(dy_du, du_dx), dy_du, du_dx, "in float64, the derivative", rtol=1e-11, atol=1e-11)

    def test_transposed(self, student, rng):
        """A table that does not lie in one piece of memory, such as a transpose, is read rightly."""
        dy_du, table = away(rng, 3, dtype=torch.float32), away(rng, 5, 3, dtype=torch.float32)
        compare_chain(student.run(chain_of_transpose, dy_du, table), dy_du, table.t())

    def test_arguments_are_left_alone(self, student, rng):
        """The arguments are not changed."""
        dy_du, du_dx = away(rng, 3), away(rng, 3, 2)
        after = listed(student.run(chain_then_arguments, dy_du, du_dx), 2, "chain_rule")
        assert_unchanged(after[0], dy_du, "dy_du")
        assert_unchanged(after[1], du_dx, "du_dx")


def chain_of_transpose(code, dy_du, table):
    return code.chain_rule(dy_du, table.t())


def chain_then_arguments(code, dy_du, du_dx):
    code.chain_rule(dy_du, du_dx)
    return dy_du, du_dx
