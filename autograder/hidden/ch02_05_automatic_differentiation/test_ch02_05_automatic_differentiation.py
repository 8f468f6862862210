"""Hidden graders of 2.5, automatic differentiation.

A function to differentiate travels as a formula in x and a constant c, because code does not cross to the sandbox as an
object. The oracles are closed forms, and torch.func in float64 on the judge's side. Nothing here is left to chance.
"""

import torch

from autograder.grading import assert_close, assert_unchanged, check, exercise, weight

STATES = ("plain", "used", "computed")  # of x: plain values; a leaf that has a gradient; the result of a computation


def function(formula, c):
    """The function that a formula stands for, on the judge's side, in float64."""
    return eval(f"lambda x: {formula}", {"torch": torch, "c": c.double()})


def gradient_of(formula, c, x):
    """The gradient of a scalar formula by torch.func, in float64."""
    return torch.func.grad(function(formula, c))(x.double())


def jacobian_of(formula, c, x):
    """The Jacobian of a formula by torch.func, in float64, (m, n)."""
    return torch.func.jacrev(function(formula, c))(x.double())


def compare(found, expected, what, slips=None, **options):
    """assert_close, but a value that is nearly right, or comes of a known slip, is called so.

    In float32 a sum of a few terms may be off by a few 1e-7 of the largest term, which can be larger than the sum.

    Args:
        slips: what the value is, in words that follow "is", and the value.
    """
    if isinstance(found, torch.Tensor) and found.shape == expected.shape:
        value, exact = found.detach().double(), 1e-9 if found.dtype == torch.float64 else 1e-4
        close, equal = (torch.allclose(value, expected.double(), rtol=t, atol=t) for t in (5e-3, exact))
        check(equal or not close, f"{what} is nearly right, but not exact: is it a difference quotient, or rounded on the way?")
        if found.dtype == torch.float32:
            options["atol"] = 1e-5 * max(1.0, float(expected.abs().max()))
    named = [(value, f"{what} is {words}") for words, value in (slips or {}).items()]
    assert_close(found, expected, what=what, slips=named, **options)


def check_untouched(after, x, state, name="x"):
    """What a probe saw of x after the call is what x was before it."""
    values, requires_grad, is_leaf, grad = after
    assert_unchanged(values, x, name)
    if state == "plain":
        check(not requires_grad, f"{name} requires gradients after the call, and did not before: work on {name}.detach()")
        check(grad is None, f"the call left a gradient in {name}.grad")
    elif state == "used":
        check(requires_grad and is_leaf, f"{name} was a leaf that requires gradients before the call, and is not after it")
        check(grad is not None, f"{name} had a gradient in {name}.grad before the call, and has none after it")
        check(bool((grad == 1).all()), f"the gradient that {name} had in {name}.grad before the call is another one after it")
    else:
        check(requires_grad and not is_leaf, f"{name} came out of a computation, and after the call it is cut off from it")
        check(grad is None, f"the gradient ran on into the tensor that {name} was computed from: start from {name}.detach()")


# ---- grad_of ------------------------------------------------------------------------------------------------------

SCALARS = {
    "a sum of cubes": "(c * x**3).sum()",
    "a sum of products of exp and sin": "(torch.exp(x) * torch.sin(c * x)).sum()",
    "the product of two sums": "x.sum() * (c * x).sum()",
}


@exercise("grad_of")
class TestGradOf:
    @weight(4)
    def test_partial_derivatives(self, student, rng):
        """Each element of the gradient is the derivative of f by that element of x."""
        x, c = rng.normal(rng.integer(4, 8)), rng.uniform(1, low=0.5, high=2)
        for kind, formula in SCALARS.items():
            gradient = student.run(gradient_at, formula, c, x, "plain")[0]
            compare(gradient, gradient_of(formula, c, x), f"the gradient of {kind}")

    def test_elements_that_do_not_matter(self, student, rng):
        """The gradient has the shape of x, with zeros for the elements that f does not look at."""
        x = rng.normal(5)
        expected = torch.tensor([0, 0, 2 * float(x[2]), 0, 0])
        gradient = student.run(gradient_at, "x[2] ** 2", torch.ones(1), x, "plain")[0]
        assert_close(gradient, expected, what="the gradient of the square of one element")

    @weight(2)
    def test_any_shape(self, student, rng):
        """x may be a number, a single element in brackets, a tensor of rank three, or a matrix in transposed layout."""
        for x in (rng.normal(), rng.normal(2, 3), rng.normal(1), rng.normal(3, 1, 2), rng.normal(5, 5)):
            c = rng.uniform(*x.shape, low=0.5, high=2)
            gradient = student.run(gradient_at, SCALARS["a sum of cubes"], c, x, "plain")[0]
            assert_close(gradient, 3 * c.double() * x.double() ** 2, what=f"the gradient for x of shape {tuple(x.shape)}")

    def test_double_precision(self, student, rng):
        """For x in float64 the gradient is exact to float64."""
        x, c = rng.normal(6, dtype=torch.float64), rng.uniform(1, low=0.5, high=2, dtype=torch.float64)
        formula = SCALARS["a sum of products of exp and sin"]
        gradient = student.run(gradient_at, formula, c, x, "plain")[0]
        compare(gradient, gradient_of(formula, c, x), "the gradient in float64", dtype=torch.float64)

    @weight(2)
    def test_x_is_left_alone(self, student, rng):
        """x is left as it was: its values, no requires_grad, nothing in x.grad."""
        x = rng.normal(4)
        check_untouched(student.run(gradient_at, "(c * x**2).sum()", torch.ones(1), x, "plain")[1], x, "plain")

    @weight(2)
    def test_x_that_has_a_gradient(self, student, rng):
        """If x requires gradients and has one, the result has nothing of it, and x.grad stays what it was."""
        x = rng.normal(4)
        gradient, after, _ = student.run(gradient_at, "(c * x**2).sum()", torch.ones(1), x, "used")
        slips = {"the sum of the right one and of the one that x had in x.grad": 2 * x.double() + 1}
        compare(gradient, 2 * x.double(), "the gradient, for x with a gradient of its own in x.grad,", slips)
        check_untouched(after, x, "used")

    @weight(2)
    def test_x_out_of_a_computation(self, student, rng):
        """If x is the result of a computation, the gradient is right, ends at x, and the computation's graph still works."""
        x = rng.normal(4)
        gradient, after, onward = student.run(gradient_at, "(c * x**2).sum()", torch.ones(1), x, "computed")
        assert_close(gradient, 2 * x.double(), what="the gradient, for x out of a computation,")
        check_untouched(after, x, "computed")
        check(onward is not None, "the graph of the computation that x came from is used up: a backward pass went through it")
        assert_close(onward, 2 * x.double(), what="the gradient of a backward() through the computation, after the call,")

    @weight(2)
    def test_second_call(self, student, rng):
        """A second call gives the same gradient, and leaves the first result as it was."""
        x, c = rng.normal(5), rng.uniform(1, low=0.5, high=2)
        expected = 3 * c.double() * x.double() ** 2
        slips = {"twice what it should be: the calls add up in one .grad": 2 * expected}
        for name, gradient in zip(("first", "second"), student.run(gradient_twice, SCALARS["a sum of cubes"], c, x)):
            compare(gradient, expected, f"after two calls, the {name} gradient", slips)

    @weight(2)
    def test_recording_switched_off(self, student, rng):
        """Where the caller has switched recording off, the gradient is the same, and recording is off afterwards."""
        x = rng.normal(5)
        gradient, is_recording = student.run(gradient_without_recording, x)
        check(gradient is not None, "called inside torch.no_grad(), grad_of gave None: is recording on while f runs?")
        assert_close(gradient, 2 * x.double(), what="the gradient, called inside torch.no_grad(),")
        check(not is_recording, "called inside torch.no_grad(), grad_of left recording switched on")

    def test_recording_goes_on(self, student, rng):
        """After the call autograd records again."""
        check(student.run(gradient_then_mode, rng.normal(3)), "after the call, autograd does not record any more")


def gradient_at(code, formula, c, x, state):
    """The gradient, what x is afterwards, and the gradient of sum(x^2) through the computation that x came from."""
    f = eval(f"lambda x: {formula}", {"torch": torch, "c": c})
    root = (x.t().contiguous().t() if x.dim() == 2 else x.clone()).requires_grad_(state != "plain")
    root.grad = torch.ones_like(root) if state == "used" else None
    x = root * 1 if state == "computed" else root
    gradient = code.grad_of(f, x)
    after, onward = [x.detach().clone(), x.requires_grad, x.is_leaf, root.grad], None
    try:
        if state == "computed":
            (onward,) = torch.autograd.grad((x**2).sum(), root)
    except RuntimeError:
        pass
    return gradient, after, onward


def gradient_twice(code, formula, c, x):
    f = eval(f"lambda x: {formula}", {"torch": torch, "c": c})
    return code.grad_of(f, x), code.grad_of(f, x)


def gradient_without_recording(code, x):
    with torch.no_grad():
        return code.grad_of(lambda x: (x**2).sum(), x), torch.is_grad_enabled()


def gradient_then_mode(code, x):
    code.grad_of(lambda x: (x**2).sum(), x)
    return torch.is_grad_enabled()


# ---- sequential_grads ---------------------------------------------------------------------------------------------

IN_TURN = ("(c * x**2).sum()", "torch.sin(x).sum()", "x[0] * x[-1]", "(x - c).pow(3).sum()")


def reports(result, n):
    """The reports as a sequence of n, of tensors that are there."""
    if isinstance(result, torch.Tensor) and result.dim() > 1:
        result = list(result)
    check(isinstance(result, (list, tuple)), "sequential_grads returns a list, with one gradient for each function")
    check(len(result) == n, f"the list of gradients should have an entry for each of {n} functions; it has {len(result)}")
    check(all(entry is not None for entry in result), "an entry of the list is None: .grad is read before backward()")
    return result


@exercise("sequential_grads")
class TestSequentialGrads:
    @weight(3)
    def test_with_reset(self, student, rng):
        """With reset, each report is the gradient of its own function."""
        x, c = rng.normal(5), rng.uniform(1, low=0.5, high=2)
        found = reports(student.run(grads_in_turn, IN_TURN, c, x, True, "plain")[0], 4)
        own = [gradient_of(formula, c, x) for formula in IN_TURN]
        some = any(bool(torch.as_tensor(entry).any()) for entry in found)
        check(some, "all reports are zero: is .grad cleared before it is read?")
        alike = all(torch.equal(torch.as_tensor(entry), torch.as_tensor(found[-1])) for entry in found)
        check(not alike, "all reports are alike: .grad is one tensor that changes; keep a copy of it for each report")
        for i, g in enumerate(own):
            slips = {"the sum of the gradients so far: the earlier ones are still in it": torch.stack(own[: i + 1]).sum(0)}
            compare(found[i], g, f"with reset=True, report {i + 1} of 4", slips)

    @weight(3)
    def test_without_reset(self, student, rng):
        """Without reset, each report is the sum of the gradients so far."""
        x, c = rng.normal(5), rng.uniform(1, low=0.5, high=2)
        found = reports(student.run(grads_in_turn, IN_TURN, c, x, False, "plain")[0], 4)
        sums = list(torch.stack([gradient_of(formula, c, x) for formula in IN_TURN]).cumsum(0))
        alike = all(torch.equal(torch.as_tensor(entry), torch.as_tensor(found[-1])) for entry in found)
        check(not alike, "all reports are alike: .grad is one tensor that changes; keep a copy of it for each report")
        for i, total in enumerate(sums):
            slips = {
                "the gradient of its own function alone: was it cleared in between?": gradient_of(IN_TURN[i], c, x),
                "the mean of the gradients so far, not their sum": total / (i + 1),
                "more than the sum: were sums added up once more?": torch.stack(sums[: i + 1]).sum(0),
            }
            compare(found[i], total, f"with reset=False, report {i + 1} of 4", slips)

    @weight(2)
    def test_same_function_again(self, student, rng):
        """The same function twice gives g and g with reset, and g and 2g without."""
        x, c = rng.normal(3), rng.uniform(1, low=0.5, high=2)
        g = 2 * c.double() * x.double()
        for reset, expected in ((True, [g, g]), (False, [g, 2 * g])):
            found = reports(student.run(grads_in_turn, IN_TURN[:1] * 2, c, x, reset, "plain")[0], 2)
            for i in range(2):
                assert_close(
                    found[i], expected[i], what=f"for the same function twice, with reset={reset}, report {i + 1} of 2"
                )

    def test_one_function_and_none(self, student, rng):
        """One function gives one gradient, and no function an empty list."""
        x, c = rng.normal(3), torch.ones(1)
        for reset in (True, False):
            found = reports(student.run(grads_in_turn, IN_TURN[:1], c, x, reset, "plain")[0], 1)
            assert_close(found, [2 * x.double()], what="for one function, the list of gradients")
            reports(student.run(grads_in_turn, [], c, x, reset, "plain")[0], 0)

    def test_one_variable(self, student, rng):
        """A single variable, x of shape (1,), works as well."""
        x, c = rng.normal(1), torch.ones(1)
        found = reports(student.run(grads_in_turn, IN_TURN[:2], c, x, False, "plain")[0], 2)
        first = 2 * x.double()
        assert_close(found, [first, first + x.double().cos()], what="for one variable, the list of gradients")

    def test_double_precision(self, student, rng):
        """For x in float64 the gradients are exact to float64."""
        x, c = rng.normal(4, dtype=torch.float64), rng.uniform(1, low=0.5, high=2, dtype=torch.float64)
        found = reports(student.run(grads_in_turn, IN_TURN, c, x, True, "plain")[0], 4)
        for entry, formula in zip(found, IN_TURN):
            assert_close(entry, gradient_of(formula, c, x), dtype=torch.float64, what="a gradient in float64")

    @weight(2)
    def test_x_is_left_alone(self, student, rng):
        """x is left as it was, and a gradient that it already has plays no part."""
        x, c = rng.normal(4), torch.ones(1)
        first = 2 * x.double()
        for state in STATES:
            found, after = student.run(grads_in_turn, IN_TURN[:2], c, x, False, state)
            if state == "used":
                expected = [first, first + x.double().cos()]
                slips = {"too large by the gradient that x had before the call": first + 1}
                compare(reports(found, 2)[0], first, "for x with a gradient in x.grad, report 1 of 2", slips)
                assert_close(found, expected, what="for x with a gradient in x.grad, the list of gradients")
            check_untouched(after, x, state)

    def test_second_call(self, student, rng):
        """Nothing remains of one call in the next, and the list of functions stays as it is."""
        x = rng.normal(4)
        expected = [2 * x.double(), 2 * x.double() + 1]
        results, functions_left = student.run(grads_twice, x)
        check(functions_left == 2, "after the call, the list of functions that was passed in has changed")
        for name, found in zip(("first", "second"), results):
            assert_close(reports(found, 2), expected, what=f"after two calls, the {name} list of gradients")


def grads_in_turn(code, formulas, c, x, reset, state):
    code.grad_of = lambda f, x: torch.autograd.functional.vjp(f, x)[1]
    fs = [eval(f"lambda x: {formula}", {"torch": torch, "c": c}) for formula in formulas]
    root = x.clone().requires_grad_(state != "plain")
    root.grad = torch.ones_like(root) if state == "used" else None
    x = root * 1 if state == "computed" else root
    grads = code.sequential_grads(fs, x, reset)
    return grads, [x.detach().clone(), x.requires_grad, x.is_leaf, root.grad]


def grads_twice(code, x):
    code.grad_of = lambda f, x: torch.autograd.functional.vjp(f, x)[1]
    fs = [lambda x: (x**2).sum(), lambda x: x.sum()]
    results = [code.sequential_grads(fs, x, False) for _ in range(2)]
    return results, len(fs)


# ---- vector_backward ----------------------------------------------------------------------------------------------


@exercise("vector_backward")
class TestVectorBackward:
    @weight(3)
    def test_with_weights(self, student, rng):
        """With weights v the result is the transposed Jacobian times v, for more results than variables and for fewer."""
        for m, n in ((5, 3), (2, 7)):
            x, c, v = rng.normal(n), rng.normal(m, n), rng.normal(m)
            product = student.run(products, "torch.sin(c @ x)", c, x, v, "plain")[0]
            J = (c.double() @ x.double()).cos().reshape(m, 1) * c.double()
            slips = {
                "the sum of all rows of the Jacobian: v is not used": J.sum(0),
                "the product divided by the number of results: a mean was taken": J.t() @ v.double() / m,
                "the product with weights that were scaled to a sum of 1": J.t() @ v.double() / float(v.sum()),
                "the summed rows times the sum of v: each result has a weight of its own": J.sum(0) * float(v.sum()),
                "the gradient of the first result alone": J[0] * float(v[0]),
            }
            compare(product, J.t() @ v.double(), f"with {m} results of {n} variables, the product with v", slips)

    @weight(2)
    def test_without_weights(self, student, rng):
        """Without v every result has the weight 1: the sum of the gradients of all results, not their mean."""
        for m, n in ((5, 3), (2, 7)):
            x, c = rng.normal(n), rng.normal(m, n)
            product = student.run(products, "torch.sin(c @ x)", c, x, None, "plain")[0]
            J = (c.double() @ x.double()).cos().reshape(m, 1) * c.double()
            slips = {
                "the mean of the rows of the Jacobian, not their sum": J.mean(0),
                "the gradient of the first result alone": J[0],
            }
            compare(product, J.sum(0), f"with {m} results of {n} variables and no v, the product", slips)

    @weight(2)
    def test_as_many_results_as_variables(self, student, rng):
        """With as many results as variables, it is still the transposed Jacobian that v is multiplied by."""
        x, c, v = rng.normal(4), rng.uniform(1, low=0.5, high=2), rng.normal(4)
        product = student.run(products, "c * x.cumsum(0) * x", c, x, v, "plain")[0]
        J = jacobian_of("c * x.cumsum(0) * x", c, x)
        slips = {
            "J v; it should be J^T v, one number for each variable": J @ v.double(),
            "the sum of all rows of the Jacobian: v is not used": J.sum(0),
        }
        compare(product, J.t() @ v.double(), "with as many results as variables, the product with v", slips)

    def test_one_result_or_one_variable(self, student, rng):
        """A single result, of shape (1,), and a single variable work as well."""
        for m, n in ((1, 4), (4, 1), (1, 1)):
            x, c, v = rng.normal(n), rng.normal(m, n), rng.normal(m, mean=3)
            for weights in (v, None):
                product = student.run(products, "c @ x", c, x, weights, "plain")[0]
                expected = c.double().t() @ (torch.ones(m) if weights is None else v).double()
                compare(product, expected, f"for results of shape ({m},) and x of shape ({n},), the product")

    def test_weights_of_zero(self, student, rng):
        """Weights of zero count: a result with the weight 0 has no influence."""
        for v in (torch.zeros(3), torch.tensor([0.0, 2.0, 0.0]), torch.zeros(1)):
            x, c = rng.normal(2), rng.normal(len(v), 2)
            product = student.run(products, "c @ x", c, x, v, "plain")[0]
            slips = {"the sum of all rows of the Jacobian: zeros are weights too, only None stands for ones": c.double().sum(0)}
            compare(product, c.double().t() @ v.double(), "with zeros in v, the product", slips)

    def test_double_precision(self, student, rng):
        """For x and v in float64 the result is exact to float64."""
        x, c, v = (rng.normal(*shape, dtype=torch.float64) for shape in ((3,), (5, 3), (5,)))
        for weights in (v, None):
            product = student.run(products, "torch.sin(c @ x)", c, x, weights, "plain")[0]
            expected = c.t() @ ((torch.ones_like(v) if weights is None else v) * (c @ x).cos())
            compare(product, expected, "the product in float64", dtype=torch.float64, atol=1e-11)

    @weight(2)
    def test_arguments_are_left_alone(self, student, rng):
        """x and v are left as they were."""
        x, c, v = rng.normal(3), rng.normal(4, 3), rng.normal(4)
        for state in STATES:
            _, after, v_after = student.run(products, "torch.sin(c @ x)", c, x, v, state)
            check_untouched(after, x, state)
            assert_unchanged(v_after[0], v, "v")
            check(not v_after[1], "v requires gradients after the call, and did not before")

    def test_x_that_has_a_gradient(self, student, rng):
        """If x has a gradient already, the result has nothing of it; a second call gives the same."""
        x, c, v = rng.normal(3), rng.normal(4, 3), rng.normal(4)
        expected = c.double().t() @ v.double()
        product = student.run(products, "c @ x", c, x, v, "used")[0]
        slips = {"too large by the gradient that x had before the call": expected + 1}
        compare(product, expected, "for x with a gradient in x.grad, the product", slips)
        for name, product in zip(("first", "second"), student.run(products_twice, c, x, v)):
            compare(product, expected, f"after two calls, the {name} product")


def products(code, formula, c, x, v, state):
    code.grad_of = lambda f, x: torch.autograd.functional.vjp(f, x)[1]
    f = eval(f"lambda x: {formula}", {"torch": torch, "c": c})
    root = x.clone().requires_grad_(state != "plain")
    root.grad = torch.ones_like(root) if state == "used" else None
    x = root * 1 if state == "computed" else root
    product = code.vector_backward(f, x) if v is None else code.vector_backward(f, x, v)
    after = [x.detach().clone(), x.requires_grad, x.is_leaf, root.grad]
    return product, after, None if v is None else [v.detach(), v.requires_grad]


def products_twice(code, c, x, v):
    code.grad_of = lambda f, x: torch.autograd.functional.vjp(f, x)[1]
    return code.vector_backward(lambda x: c @ x, x, v), code.vector_backward(lambda x: c @ x, x, v)


# ---- functions of many points at once -----------------------------------------------------------------------------


def at_points(code, name, formulas, c, x, state):
    """A function of the section by name, on elementwise functions and x; what it gives, and what x is afterwards."""
    vjp = torch.autograd.functional.vjp
    code.grad_of = lambda f, x: vjp(f, x)[1]
    code.vector_backward = lambda f, x, v=None: vjp(f if v is not None else lambda x: f(x).sum(), x, v)[1]
    fs = [eval(f"lambda x: {formula}", {"torch": torch, "c": c}) for formula in formulas]
    root = x.clone().requires_grad_(state != "plain")
    root.grad = torch.ones_like(root) if state == "used" else None
    x = root * 1 if state == "computed" else root
    result = getattr(code, name)(*fs, x)
    return result, [x.detach().clone(), x.requires_grad, x.is_leaf, root.grad]


# ---- derivative_curve ---------------------------------------------------------------------------------------------


def slopes_of(student, formula, c, xs, state="plain"):
    return student.run(at_points, "derivative_curve", [formula], c, xs, state)[0]


@exercise("derivative_curve")
class TestDerivativeCurve:
    @weight(4)
    def test_known_derivatives(self, student, rng):
        """At each point the result is the derivative there, for sin, exp, powers and a quotient."""
        xs, c = rng.normal(rng.integer(8, 14)), rng.uniform(low=0.5, high=2)
        x, k = xs.double(), c.double()
        known = {
            "sin": ("torch.sin(c * x)", k * (k * x).cos()),
            "exp": ("c * torch.exp(x)", k * x.exp()),
            "a cubic": ("c * x**3 - x", 3 * k * x**2 - 1),
            "a quotient": ("1 / (c + x**2)", -2 * x / (k + x**2) ** 2),
        }
        for kind, (formula, expected) in known.items():
            slips = {
                "the value of the function, not its derivative": function(formula, c)(x),
                "divided by the number of points: was a mean differentiated?": expected / len(xs),
                "right at the last point only: one backward pass from the sum reaches all points": torch.cat(
                    [torch.zeros(len(xs) - 1).double(), expected[-1:]]
                ),
            }
            slopes = slopes_of(student, formula, c, xs)
            is_number = isinstance(slopes, float) or (isinstance(slopes, torch.Tensor) and slopes.dim() == 0)
            check(not is_number, "the derivatives are added up to one number; there should be one for each point")
            compare(slopes, expected, f"the derivative of {kind}", slips)

    def test_straight_line(self, student, rng):
        """The derivative of a straight line is its slope at every point."""
        xs, c = rng.normal(5), rng.uniform(low=0.5, high=2)
        assert_close(slopes_of(student, "c * x + 1", c, xs), c.double().expand(5), what="the derivative of a line")

    def test_one_point(self, student, rng):
        """A single point gives a derivative of shape (1,)."""
        xs, c = rng.normal(1), rng.uniform(low=0.5, high=2)
        slopes = slopes_of(student, "c * x**2", c, xs)
        assert_close(slopes, 2 * c.double() * xs.double(), what="the derivative at one point")

    @weight(2)
    def test_one_pass(self, student, rng):
        """However many points there are, f is called once and the backward pass goes through it once."""
        calls, passes = student.run(count_passes, rng.normal(rng.integer(50, 80)))
        check(calls <= 2, f"f was computed {calls} times for one curve: call it once, with all points")
        check(passes <= 2, f"the backward pass went through f {passes} times for one curve: once is enough for all points")

    def test_double_precision(self, student, rng):
        """For points in float64 the derivative is exact to float64."""
        xs, c = rng.normal(6, dtype=torch.float64), rng.uniform(low=0.5, high=2, dtype=torch.float64)
        slopes = slopes_of(student, "torch.sin(c * x)", c, xs)
        compare(slopes, c * (c * xs).cos(), "the derivative in float64", dtype=torch.float64)

    @weight(2)
    def test_points_are_left_alone(self, student, rng):
        """The points are left as they were, and a gradient that they already have plays no part."""
        xs, c = rng.normal(4), rng.uniform(low=0.5, high=2)
        for state in STATES:
            slopes, after = student.run(at_points, "derivative_curve", ["c * x**2"], c, xs, state)
            expected = 2 * c.double() * xs.double()
            slips = {"too large by the gradient that xs had before the call": expected + 1}
            compare(slopes, expected, "the derivative", slips)
            check_untouched(after, xs, state, "xs")


def count_passes(code, xs):
    """How often tanh and its backward step are computed."""
    from torch.utils._python_dispatch import TorchDispatchMode

    vjp = torch.autograd.functional.vjp
    code.grad_of = lambda f, x: vjp(f, x)[1]
    code.vector_backward = lambda f, x, v=None: vjp(f if v is not None else lambda x: f(x).sum(), x, v)[1]
    count = {"tanh": 0, "tanh_backward": 0}

    class Count(TorchDispatchMode):
        def __torch_dispatch__(self, func, types, args=(), kwargs=None):
            name = func.overloadpacket.__name__
            if name in count:
                count[name] += 1
            return func(*args, **(kwargs or {}))

    with Count():
        code.derivative_curve(torch.tanh, xs)
    return count["tanh"], count["tanh_backward"]


# ---- detached_grad ------------------------------------------------------------------------------------------------


def detached(student, f, g, c, x, state="plain"):
    return student.run(at_points, "detached_grad", [f, g], c, x, state)[0]


@exercise("detached_grad")
class TestDetachedGrad:
    @weight(3)
    def test_elementwise_functions(self, student, rng):
        """For elementwise functions the gradient is f(x) times the derivative of g."""
        x, c = rng.normal(6), rng.uniform(low=0.5, high=2)
        for kind, f, g in (("a sine", "torch.sin(c * x) + 2", "x**3"), ("a square", "x**2", "torch.exp(c * x)")):
            u, v = function(f, c)(x.double()), function(g, c)(x.double())
            du, dv = (jacobian_of(formula, c, x).diagonal() for formula in (f, g))
            slips = {
                "that of both factors, by the product rule: f(x) is not held constant": u * dv + du * v,
                "that with g(x) held constant: it is f(x) that should be": du * v,
                "f(x) itself, which it is only where the derivative of g is 1": u,
                "the derivative of g, without the factor f(x)": dv,
                "divided by the number of elements: was a mean differentiated?": u * dv / 6,
                "half of what the product rule gives: the two factors do not contribute the same": (u * dv + du * v) / 2,
            }
            compare(detached(student, f, g, c, x), u * dv, f"the gradient, with {kind} as the constant factor,", slips)

    def test_square_times_x(self, student, rng):
        """For f(x) = x^2 and g(x) = x the gradient is x^2."""
        x = rng.normal(5)
        gradient = detached(student, "x * x", "x", torch.ones(()), x)
        slips = {"3x^2, that of the whole product: u is not held constant": 3 * x.double() ** 2}
        compare(gradient, x.double() ** 2, "the gradient of u * x with u = x^2", slips)

    @weight(2)
    def test_same_function_twice(self, student, rng):
        """Where f and g are the same function, only one of the two factors is held constant."""
        x, c = rng.normal(5), rng.uniform(low=0.5, high=1)
        gradient = detached(student, "torch.exp(c * x)", "torch.exp(c * x)", c, x)
        expected = c.double() * (2 * c.double() * x.double()).exp()
        slips = {"twice what it should be: both factors vary": 2 * expected}
        compare(gradient, expected, "the gradient, with f and g the same,", slips)

    @weight(2)
    def test_functions_that_mix_elements(self, student, rng):
        """If g mixes the elements of x, the gradient is its transposed Jacobian times f(x)."""
        x, c = rng.normal(5), rng.uniform(low=0.5, high=2)
        f, g = "torch.softmax(c * x, 0)", "x * x.cumsum(0)"
        J, u = jacobian_of(g, c, x), function(f, c)(x.double())
        slips = {
            "f(x) times the summed derivatives of g: f(x) has to weight the results of g before they are summed": u * J.sum(0),
            "that of both factors, by the product rule: f(x) is not held constant": J.t() @ u
            + jacobian_of(f, c, x).t() @ function(g, c)(x.double()),
        }
        compare(detached(student, f, g, c, x), J.t() @ u, "the gradient, with a g that mixes elements,", slips)

    def test_one_variable(self, student, rng):
        """A single variable, x of shape (1,), works as well."""
        x, c = rng.normal(1), rng.uniform(low=0.5, high=2)
        expected = (x.double() + c.double()) * 2 * x.double()
        assert_close(detached(student, "x + c", "x**2", c, x), expected, what="the gradient for one variable")

    def test_double_precision(self, student, rng):
        """For x in float64 the gradient is exact to float64."""
        x, c = rng.normal(6, dtype=torch.float64), rng.uniform(low=0.5, high=2, dtype=torch.float64)
        gradient = detached(student, "torch.sin(c * x) + 2", "x**3", c, x)
        assert_close(gradient, ((c * x).sin() + 2) * 3 * x**2, dtype=torch.float64, what="the gradient in float64")

    @weight(2)
    def test_x_is_left_alone(self, student, rng):
        """x is left as it was, and a gradient that it already has plays no part."""
        x, c = rng.normal(4), rng.uniform(low=0.5, high=2)
        for state in STATES:
            gradient, after = student.run(at_points, "detached_grad", ["x + c", "x**2"], c, x, state)
            assert_close(gradient, (x.double() + c.double()) * 2 * x.double(), what="the gradient")
            check_untouched(after, x, state)

    def test_recording_goes_on(self, student, rng):
        """After the call autograd records again."""
        check(student.run(detached_then_mode, rng.normal(3)), "after the call, autograd does not record any more")


def detached_then_mode(code, x):
    code.detached_grad(lambda x: x * x, lambda x: x, x)
    return torch.is_grad_enabled()


# ---- piecewise_scale ----------------------------------------------------------------------------------------------


def to_be_doubled(rng, *shape, limit, times, dtype=torch.float32):
    """A tensor of about equal elements, most of them positive, whose norm is at or past the limit after so many doublings.

    It ends 5 to 90 percent past the limit, so no rounding changes the number. The largest element of nine, their root mean
    square, and the sum of their magnitudes are a factor of three or so away from the norm, and would give another number.
    """
    a = rng.uniform(*shape, low=0.8, high=1.2, dtype=torch.float64)
    if a.numel() > 4:
        a.view(-1)[rng.permutation(a.numel())[:2]] *= -1
    past = 1.05 + 0.85 * float(rng.uniform())
    return (a * (past * limit / float(a.square().sum().sqrt()) / 2**times)).to(dtype)


def compare_scaled(found, a, times, what, factor=1, **tolerances):
    """Compare with a, doubled so many times and multiplied by the factor; name the slip where the whole is off by one number."""
    expected = a.double() * factor * 2**times
    if isinstance(found, torch.Tensor) and found.shape == expected.shape:
        ratios = (found.detach().double() / expected)[a != 0]
        ratio = float(ratios.mean())
        if ratio > 0 and torch.allclose(ratios, torch.full_like(ratios, ratio), rtol=1e-3):
            check(abs(ratio - 100) > 1, f"{what} has the factor 100, which belongs to sums that are not positive")
            check(abs(ratio - 0.01) > 1e-4, f"{what} lacks the factor 100 for a sum that is not positive")
            check(ratio < 1.9, f"{what} is doubled too often: doubling ends when the norm has reached the limit passed in")
            check(ratio > 0.55, f"{what} is doubled too few times: it goes on until the norm has reached the limit passed in")
        check(bool(ratios.any()), f"{what} is zero, although a is not")
    assert_close(found, expected, what=what, **tolerances)


def scaled(student, a, *limit):
    """piecewise_scale(a) or piecewise_scale(a, limit), if it ends."""
    result, ended = student.run(scale, a, limit)
    check(ended, "the doubling does not end: after thousands of steps it is still going on")
    return result


@exercise("piecewise_scale")
class TestPiecewiseScale:
    @weight(2)
    def test_positive_sum(self, student, rng):
        """With a positive sum, the result is a, doubled until its norm reaches the limit."""
        limit, times = rng.integer(20, 900) / 2, rng.integer(2, 10)
        a = to_be_doubled(rng, 9, limit=limit, times=times)
        compare_scaled(scaled(student, a, limit), a, times, "for a positive sum, the result")

    @weight(2)
    def test_negative_sum(self, student, rng):
        """With a negative sum, it is 100 times that."""
        limit, times = rng.integer(20, 900) / 2, rng.integer(2, 10)
        a = -to_be_doubled(rng, 9, limit=limit, times=times)
        compare_scaled(scaled(student, a, limit), a, times, "for a negative sum, the result", 100)

    def test_small_positive_sum(self, student, rng):
        """A sum that is positive but small is positive."""
        a = torch.tensor([20.0, rng.choice([0.25, 0.5, 0.75]) - 20])
        compare_scaled(scaled(student, a, 20), a, 0, "for a small positive sum, the result")

    def test_sum_of_zero(self, student, rng):
        """A sum of zero is not positive: 100 times."""
        times = rng.integer(1, 8)
        a = torch.tensor([1.0, -2.0, 1.0]) / 2**times  # norm 2.45, halved
        compare_scaled(scaled(student, a, 2), a, times, "for a sum of zero, the result", 100)

    def test_limit_of_its_own(self, student, rng):
        """Without a limit it is 1000."""
        times = rng.integer(2, 10)
        a = to_be_doubled(rng, 9, limit=1000, times=times)
        compare_scaled(scaled(student, a), a, times, "without a limit, the result")
        for norm, more in ((1000.0, 0), (999.5, 1)):  # 600, 800 and 1000 are exact
            a = torch.tensor([0.6, 0.8], dtype=torch.float64) * norm / 2**times
            compare_scaled(scaled(student, a.float()), a.float(), times + more, "without a limit, the result")

    def test_norm_that_equals_the_limit(self, student, rng):
        """A norm that equals the limit has reached it, and is not doubled again."""
        times = rng.integer(1, 6)
        a = torch.tensor([3.0, 4.0]) * rng.choice([1, 2, 0.5])
        limit = float(a.norm()) * 2**times  # exact: 2.5, 5 or 10, and powers of two
        compare_scaled(scaled(student, a, limit), a, times, "for a norm that comes to equal the limit, the result")

    def test_no_doubling(self, student, rng):
        """A tensor that is past the limit from the start is not doubled."""
        a = to_be_doubled(rng, 9, limit=30, times=0)
        compare_scaled(scaled(student, a, 30), a, 0, "for a past the limit from the start, the result")
        compare_scaled(scaled(student, -a, 30), -a, 0, "for a past the limit with a negative sum, the result", 100)

    def test_other_shapes(self, student, rng):
        """A number, a matrix and a tensor of rank three are scaled by the norm of all their elements."""
        for shape in ((), (1,), (5, 3), (2, 3, 4)):
            times = rng.integer(2, 10)
            a = to_be_doubled(rng, *shape, limit=70, times=times)
            compare_scaled(scaled(student, a, 70), a, times, f"for a of shape {shape}, the result")
        a = torch.diag(to_be_doubled(rng, 9, limit=70, times=3))
        compare_scaled(scaled(student, a, 70), a, 3, "for a diagonal matrix, the result")

    def test_zeros(self, student, rng):
        """Zeros give zeros of the same shape, and in finite time."""
        for shape in ((3,), (), (2, 2)):
            assert_close(
                scaled(student, torch.zeros(shape), rng.integer(5, 2000)), torch.zeros(shape), what="for zeros, the result"
            )

    def test_some_zeros(self, student, rng):
        """A tensor with a zero in it is scaled like any other."""
        a = torch.tensor([0.0, 3.0, 0.0, 4.0]) * rng.choice([1, 2, 0.5])
        compare_scaled(scaled(student, a, float(a.norm()) * 12), a, 4, "for a with zeros in it, the result")

    @weight(3)
    def test_gradient(self, student, rng):
        """The gradient is the factor by which a was multiplied, on both branches, for numbers and for vectors."""
        for sign, extra in ((1, 1), (-1, 100)):
            for shape in ((), (9,)):
                times, v = rng.integer(2, 10), rng.normal(*shape, mean=2)
                a = sign * to_be_doubled(rng, *shape, limit=40, times=times)
                gradient = student.run(scale_gradient, a, v)
                check(gradient is not None, "no gradient arrives at a: the result is cut off from it")
                branch = "positive" if sign > 0 else "negative"
                expected = v.double() * extra * 2**times
                assert_close(gradient, expected, what=f"for a {branch} sum, the gradient of a weighted sum of the result")

    def test_double_precision(self, student, rng):
        """For a in float64 the result is exact to float64."""
        times = rng.integer(2, 10)
        a = to_be_doubled(rng, 9, limit=70, times=times, dtype=torch.float64)
        compare_scaled(scaled(student, -a, 70), -a, times, "the result in float64", 100, dtype=torch.float64)

    @weight(2)
    def test_argument_is_left_alone(self, student, rng):
        """The tensor passed in is not changed."""
        a = to_be_doubled(rng, 9, limit=1000, times=4)
        for values in (a, -a):
            assert_unchanged(student.run(scale_then_argument, values), values, "a")


def scale(code, a, limit):
    """The result, and whether there is one: a loop that computes with torch is stopped after 5,000 operations."""
    from torch.utils._python_dispatch import TorchDispatchMode

    steps = [0]

    class Endless(BaseException):
        pass

    class Stop(TorchDispatchMode):
        def __torch_dispatch__(self, func, types, args=(), kwargs=None):
            steps[0] += 1
            if steps[0] > 5000:
                raise Endless
            return func(*args, **(kwargs or {}))

    try:
        with Stop():
            return code.piecewise_scale(a, *limit), True
    except Endless:
        return None, False


def scale_gradient(code, a, v):
    a.requires_grad_()
    result = code.piecewise_scale(a, 40)
    if isinstance(result, torch.Tensor) and result.requires_grad:
        (result * v).sum().backward()
    return a.grad


def scale_then_argument(code, a):
    code.piecewise_scale(a)
    return a


# ---- second_derivative --------------------------------------------------------------------------------------------


def curvature_of(student, formula, c, xs, state="plain"):
    return student.run(at_points, "second_derivative", [formula], c, xs, state)[0]


@exercise("second_derivative")
class TestSecondDerivative:
    @weight(4)
    def test_known_derivatives(self, student, rng):
        """At each point the result is the second derivative there, for sin, exp, a cubic and a product."""
        xs, c = rng.normal(rng.integer(5, 9)), rng.uniform(low=0.5, high=2)
        x, k = xs.double(), c.double()
        known = {
            "sin": ("torch.sin(c * x)", -k * k * (k * x).sin()),
            "exp": ("torch.exp(c * x)", k * k * (k * x).exp()),
            "a cubic": ("c * x**3 + x", 6 * k * x),
            "a product": ("x**2 * torch.cos(x)", (2 - x**2) * x.cos() - 4 * x * x.sin()),
        }
        for kind, (formula, expected) in known.items():
            slope = jacobian_of(formula, c, xs).diagonal()
            slips = {
                "zero: was the first backward pass recorded, with create_graph=True?": torch.zeros_like(x),
                "the first derivative": slope,
                "the square of the first derivative": slope**2,
                "the sum of first and second derivative: the gradient was not cleared in between": slope + expected,
                "divided by the number of points: was a mean differentiated?": expected / len(xs),
            }
            curvature = curvature_of(student, formula, c, xs)
            is_matrix = isinstance(curvature, torch.Tensor) and curvature.dim() == 2
            check(not is_matrix, "the result is a matrix: only its diagonal, one number for each point, is asked for")
            compare(curvature, expected, f"the second derivative of {kind}", slips)

    def test_parabola(self, student, rng):
        """A parabola has the same second derivative at every point."""
        xs, c = rng.normal(5), rng.uniform(low=0.5, high=2)
        expected = 2 * c.double().expand(5)
        slips = {
            "zero: was the first backward pass recorded, with create_graph=True?": torch.zeros(5).double(),
            "the first derivative": expected * xs.double() - 3,
        }
        compare(curvature_of(student, "c * x**2 - 3 * x", c, xs), expected, "the second derivative of a parabola", slips)

    @weight(2)
    def test_straight_line(self, student, rng):
        """A straight line has the second derivative 0 at every point."""
        xs, c = rng.normal(5), rng.uniform(low=0.5, high=2)
        for formula in ("c * x", "1 - c * x", "x"):
            curvature = curvature_of(student, formula, c, xs)
            slips = {"its slope": jacobian_of(formula, c, xs).diagonal()}
            compare(curvature, torch.zeros(5), "the second derivative of a straight line", slips)

    def test_one_point(self, student, rng):
        """A single point gives a second derivative of shape (1,)."""
        xs, c = rng.normal(1), rng.uniform(low=0.5, high=2)
        for formula, expected in (("c * x**3", 6 * c.double() * xs.double()), ("c * x", torch.zeros(1))):
            assert_close(curvature_of(student, formula, c, xs), expected, what="the second derivative at one point")

    def test_double_precision(self, student, rng):
        """For points in float64 the second derivative is exact to float64."""
        xs, c = rng.normal(6, dtype=torch.float64), rng.uniform(low=0.5, high=2, dtype=torch.float64)
        curvature = curvature_of(student, "torch.sin(c * x)", c, xs)
        expected = -c * c * (c * xs).sin()
        compare(curvature, expected, "the second derivative in float64", dtype=torch.float64)
        line = curvature_of(student, "c * x", c, xs)
        assert_close(line, torch.zeros(6), dtype=torch.float64, what="for points in float64, that of a straight line")

    @weight(2)
    def test_points_are_left_alone(self, student, rng):
        """The points are left as they were, and a gradient that they already have plays no part."""
        xs, c = rng.normal(4), rng.uniform(low=0.5, high=2)
        for state in STATES:
            curvature, after = student.run(at_points, "second_derivative", ["c * x**3"], c, xs, state)
            assert_close(curvature, 6 * c.double() * xs.double(), what="the second derivative")
            check_untouched(after, xs, state, "xs")
