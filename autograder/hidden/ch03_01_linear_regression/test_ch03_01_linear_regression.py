"""Hidden graders of 3.1, linear regression theory.

Oracles: torch's mse_loss, SGD and distributions, and NumPy's lstsq, all in float64. No test here is random in what it
accepts; the inputs are drawn so that no misconception can pass by luck (errors well away from zero, skewed values).
"""

import math

import numpy as np
import torch
import torch.nn.functional as F

from autograder.grading import assert_close, check, exercise, weight
from autograder.grading.outcomes import Mismatch


def problem(rng, n, d, dtype=torch.float32):
    """Features, labels, weights and bias of a line that misses its labels by about 2."""
    return (
        rng.normal(n, d, dtype=dtype),
        rng.normal(n, mean=3, dtype=dtype),
        rng.normal(d, dtype=dtype),
        rng.normal(dtype=dtype),
    )


def doubled(*tensors):
    return [tensor.double() for tensor in tensors]


def half_mean_square(X, y, w, b):
    X, y, w, b = doubled(X, y, w, b)
    return F.mse_loss(F.linear(X, w.reshape(1, -1), b.reshape(1)), y.reshape(-1, 1)) / 2


def gradients_of(function, w, b):
    """Autograd's gradients for w and b, in float64."""
    w, b = w.double().requires_grad_(), b.double().requires_grad_()
    return torch.autograd.grad(function(w, b), (w, b))


def compare(value, expected, what, slips=(), **options):
    """assert_close, but a value that a well-known slip would give is called by that slip's name.

    Args:
        slips: pairs of a wrong value and a sentence that goes on from `what`.
    """
    try:
        assert_close(value, expected, what=what, **options)
    except Mismatch:
        for wrong, sentence in slips:
            if is_like(value, wrong):
                raise Mismatch(f"{what} {sentence}") from None
        raise


def is_like(value, wrong):
    if not isinstance(value, (int, float, torch.Tensor)):
        return False
    value = torch.as_tensor(value).detach().double()
    return value.shape == wrong.shape and bool(torch.allclose(value, wrong.double(), rtol=1e-4, atol=1e-6))


def pair_of(result, function, what):
    check(
        isinstance(result, (tuple, list)) and len(result) == 2,
        f"{function} returns a tuple of two tensors, {what}" + (" (is a return missing?)" if result is None else ""),
    )
    return result


def compare_pair(result, expected, function, what, lead="", slips=(), **options):
    """As compare, for w and b; here a slip is a triple: its value for w, its value for b, and the sentence."""
    pair = pair_of(result, function, what)
    for i, name in enumerate(what.split(" and ")):
        compare(pair[i], expected[i], lead + name, [(slip[i], slip[2]) for slip in slips], **options)


def check_unchanged(after, before, names):
    for name, new, old in zip(names, after, before, strict=True):
        same = isinstance(new, torch.Tensor) and new.shape == old.shape and torch.equal(new, old)
        check(same, f"the caller's {name} was changed by the call: leave the arguments alone, and work on a copy")


COLUMN = "with y as a column (n, 1), "


# ---- half_mse -----------------------------------------------------------------------------------------------------


@exercise("half_mse")
class TestHalfMse:
    @weight(4)
    def test_matches_the_definition(self, student, rng):
        """The loss is the average over the examples of half the squared error."""
        n = rng.integer(8, 20)
        X, y, w, b = problem(rng, n, rng.integer(2, 7))
        expected = half_mean_square(X, y, w, b)
        error = (X.double().mv(w.double()) + b.double() - y.double()).abs()
        slips = [
            (2 * expected, "is the mean of the squared errors: the half is missing"),
            (n * expected, "is the sum over the examples: the loss is their average"),
            (2 * n * expected, "is the sum of the squared errors: neither halved nor averaged"),
            (expected / 2, "is too small by a factor of 2: it is halved twice, or before squaring"),
            (error.mean() / 2, "is made of absolute errors: they are to be squared"),
            (half_mean_square(X, y, w, 0 * b), "does not change with b: the bias is missing"),
            (half_mean_square(X, y, w, -b), "has the bias with the wrong sign: a prediction is Xw + b"),
            (expected.sqrt(), "is a root: the loss is made of the squares themselves"),
        ]
        compare(student.half_mse(X, y, w, b), expected, "half_mse(X, y, w, b)", slips)

    @weight(2)
    def test_labels_as_a_column(self, student, rng):
        """Labels of shape (n, 1) give the same loss as labels of shape (n,)."""
        X, y, w, b = problem(rng, 7, 3)
        loss = student.half_mse(X, y.reshape(7, 1), w, b)
        every = (X.double().mv(w.double()) + b.double() - y.double().reshape(7, 1)).square().mean() / 2
        slips = [(every, "took the difference of every prediction and every label: bring y into the shape (n,) first")]
        compare(loss, half_mean_square(X, y, w, b), COLUMN + "half_mse(X, y, w, b)", slips)

    def test_one_example(self, student, rng):
        """A single example with a single feature has a loss of shape ()."""
        X, y, w, b = problem(rng, 1, 1)
        assert_close(student.half_mse(X, y, w, b), half_mean_square(X, y, w, b), what="half_mse(X, y, w, b)")

    def test_as_many_examples_as_features(self, student, rng):
        """With as many examples as features, each prediction still belongs to a row of X."""
        X, y, w, b = problem(rng, 4, 4)
        assert_close(student.half_mse(X, y, w, b), half_mean_square(X, y, w, b), what="half_mse(X, y, w, b)")

    def test_large_errors(self, student, rng):
        """Errors of many thousands are squared as they are."""
        X, y, w, b = problem(rng, 6, 2)
        y = y * 1e4
        assert_close(student.half_mse(X, y, w, b), half_mean_square(X, y, w, b), what="half_mse(X, y, w, b)")

    def test_transposed_and_strided(self, student, rng):
        """Tensors that do not lie in one piece of memory, such as a transpose, are read rightly."""
        X, y, w, b = rng.normal(3, 5), rng.normal(10, mean=3), rng.normal(6), rng.normal()
        expected = half_mean_square(X.t(), y[::2], w[::2], b)
        assert_close(student.run(half_mse_of_views, X, y, w, b), expected, what="half_mse(X.t(), y[::2], w[::2], b)")

    def test_double_precision(self, student, rng):
        """float64 arguments give a loss with the accuracy of float64."""
        X, y, w, b = problem(rng, 9, 3, torch.float64)
        loss = student.half_mse(X, y, w, b)
        if isinstance(loss, torch.Tensor):
            check(loss.dtype == torch.float64, f"with arguments in float64 the loss has dtype {loss.dtype}")
        assert_close(loss, half_mean_square(X, y, w, b), rtol=1e-10, atol=1e-12, what="half_mse(X, y, w, b)")

    @weight(2)
    def test_gradient(self, student, rng):
        """Autograd can differentiate the loss for w and b."""
        X, y, w, b = problem(rng, 6, 3, torch.float64)
        found = student.run(half_mse_gradient, X, y, w, b)
        check(found[0] is not None and found[1] is not None, "no gradient arrives at w or b: the loss is cut off from them")
        expected = gradients_of(lambda w, b: half_mean_square(X, y, w, b), w, b)
        for name, gradient, right in zip("wb", found, expected, strict=True):
            assert_close(gradient, right, rtol=1e-4, atol=1e-5, what=f"the gradient of the loss for {name}")

    def test_arguments_are_left_alone(self, student, rng):
        """The arguments are not changed."""
        arguments = problem(rng, 5, 2)
        check_unchanged(student.run(half_mse_then_arguments, *arguments), arguments, "Xywb")


def half_mse_of_views(code, X, y, w, b):
    return code.half_mse(X.t(), y[::2], w[::2], b)


def half_mse_gradient(code, X, y, w, b):
    w.requires_grad_()
    b.requires_grad_()
    loss = code.half_mse(X, y, w, b)
    if not isinstance(loss, torch.Tensor) or not loss.requires_grad:
        return None, None
    loss.sum().backward()
    return w.grad, b.grad


def half_mse_then_arguments(code, X, y, w, b):
    code.half_mse(X, y, w, b)
    return X, y, w, b


# ---- half_mse_grad ------------------------------------------------------------------------------------------------

GRADIENTS = "the gradient for w and the gradient for b"


def check_gradients(result, X, y, w, b, **options):
    n = len(X)
    of_w, of_b = expected = gradients_of(lambda w, b: half_mean_square(X, y, w, b), w, b)
    without_b = gradients_of(lambda w, b: half_mean_square(X, y, w, 0 * b), w, b)[0]
    slips = [
        (-of_w, -of_b, "has the wrong sign: the error is the prediction minus the label"),
        (2 * of_w, 2 * of_b, "is twice too long: it belongs to the squared error without the half"),
        (of_w / 2, of_b / 2, "is half as long as it should be: the half of the loss cancels in its derivative"),
        (n * of_w, n * of_b, "is a sum over the examples: the loss is an average, and so is its gradient"),
        (without_b, of_b - b.double(), "has no bias in it: the error is Xw + b - y"),
    ]
    compare_pair(result, expected, "half_mse_grad", GRADIENTS, slips=slips, **options)


@exercise("half_mse_grad")
class TestHalfMseGrad:
    @weight(3)
    def test_matches_autograd(self, student, rng):
        """The gradients for w and b are those of the average half squared error."""
        X, y, w, b = problem(rng, rng.integer(8, 20), rng.integer(2, 7))
        check_gradients(student.half_mse_grad(X, y, w, b), X, y, w, b)

    def test_labels_as_a_column(self, student, rng):
        """Labels of shape (n, 1) give the same gradients as labels of shape (n,)."""
        X, y, w, b = problem(rng, 7, 3)
        check_gradients(student.half_mse_grad(X, y.reshape(7, 1), w, b), X, y, w, b, lead=COLUMN)

    def test_one_example(self, student, rng):
        """A single example with a single feature gives gradients of shape (1,) and ()."""
        X, y, w, b = problem(rng, 1, 1)
        check_gradients(student.half_mse_grad(X, y, w, b), X, y, w, b)

    def test_as_many_examples_as_features(self, student, rng):
        """With as many examples as features, the errors are still weighted along the examples."""
        X, y, w, b = problem(rng, 4, 4)
        check_gradients(student.half_mse_grad(X, y, w, b), X, y, w, b)

    def test_zero_at_the_minimum(self, student, rng):
        """At the least-squares line both gradients are zero."""
        X, y = rng.normal(9, 2, dtype=torch.float64), rng.normal(9, mean=3, dtype=torch.float64)
        w, b = least_squares(X, y)
        grad_w, grad_b = pair_of(student.half_mse_grad(X, y, w, b), "half_mse_grad", GRADIENTS)
        assert_close(grad_w, torch.zeros(2), rtol=0, atol=1e-5, what="the gradient for w, at the least-squares line,")
        assert_close(grad_b, torch.tensor(0.0), rtol=0, atol=1e-5, what="the gradient for b, at the least-squares line,")

    def test_in_closed_form(self, student, rng):
        """The gradients come from their formulas; autograd is not called."""
        X, y, w, b = problem(rng, 6, 2)
        result, used = student.run(half_mse_grad_operators, X, y, w, b)
        pair_of(result, "half_mse_grad", GRADIENTS)
        found = {"backward", "grad", "_make_dual"} & set(used)
        check(not found, "half_mse_grad calls autograd; this exercise asks for the two formulas")

    def test_double_precision(self, student, rng):
        """float64 arguments give gradients with the accuracy of float64."""
        X, y, w, b = problem(rng, 9, 3, torch.float64)
        result = student.half_mse_grad(X, y, w, b)
        for name, value in zip(("w", "b"), pair_of(result, "half_mse_grad", GRADIENTS), strict=True):
            if isinstance(value, torch.Tensor):
                check(
                    value.dtype == torch.float64, f"with arguments in float64 the gradient for {name} has dtype {value.dtype}"
                )
        check_gradients(result, X, y, w, b, rtol=1e-8, atol=1e-10)

    def test_transposed(self, student, rng):
        """Features that do not lie in one piece of memory, such as a transpose, are read rightly."""
        X, y, w, b = rng.normal(3, 5), rng.normal(5, mean=3), rng.normal(3), rng.normal()
        check_gradients(student.run(half_mse_grad_of_views, X, y, w, b), X.t(), y, w, b)

    def test_arguments_are_left_alone(self, student, rng):
        """The arguments are not changed."""
        arguments = problem(rng, 5, 2)
        check_unchanged(student.run(half_mse_grad_then_arguments, *arguments), arguments, "Xywb")


def half_mse_grad_operators(code, X, y, w, b):
    with operators_used() as used:
        result = code.half_mse_grad(X, y, w, b)
    return result, sorted(used)


def half_mse_grad_of_views(code, X, y, w, b):
    return code.half_mse_grad(X.t(), y, w, b)


def half_mse_grad_then_arguments(code, X, y, w, b):
    code.half_mse_grad(X, y, w, b)
    return X, y, w, b


# ---- normal_equation ----------------------------------------------------------------------------------------------

LINE = "the vector of weights and the bias"


def with_ones(X):
    return torch.cat([X.double(), torch.ones(len(X), 1, dtype=torch.float64)], 1)


def least_squares(X, y):
    """NumPy's least squares in float64."""
    theta = np.linalg.lstsq(with_ones(X).numpy(), y.double().flatten().numpy(), rcond=None)[0]
    return torch.tensor(theta[:-1]), torch.tensor(theta[-1])


def lowest_loss(X, y):
    return float(half_mean_square(X, y, *least_squares(X, y)))


def line_of(result, d):
    """The student's w (d,) and b (), in float64."""
    w, b = pair_of(result, "normal_equation", LINE)
    for value, shape, name in ((w, (d,), "w"), (b, (), "b")):
        assert_close(value, torch.zeros(shape), atol=math.inf, what=f"{name}, from normal_equation,")
    return torch.as_tensor(w).detach().double(), torch.as_tensor(b).detach().double()


def noisy_line(rng, n, d, dtype=torch.float32):
    X = rng.normal(n, d, dtype=torch.float64)
    y = X @ rng.normal(d, dtype=torch.float64) + rng.choice([-1, 1]) * (3 + rng.uniform()) + rng.normal(n, dtype=torch.float64)
    return X.to(dtype), y.to(dtype)


@exercise("normal_equation")
class TestNormalEquation:
    @weight(4)
    def test_finds_the_best_line(self, student, rng):
        """The weights and the bias are those of the smallest squared error."""
        X, y = noisy_line(rng, rng.integer(20, 40), rng.integer(2, 6))
        w, b = least_squares(X, y)
        through_zero = torch.tensor(np.linalg.lstsq(X.double().numpy(), y.double().numpy(), rcond=None)[0])
        slips = [
            (through_zero, 0 * b, "belongs to a line through the origin: append a column of ones to X, for the bias"),
            (w, -b, "has the wrong sign"),
            (w, y.double().mean(), "is the mean label: the mean features times their weights are to be subtracted"),
        ]
        # float32, well-scaled features: honest methods are within 1e-5, the plain inverse included
        compare_pair(student.normal_equation(X, y), (w, b), "normal_equation", LINE, slips=slips, rtol=1e-4, atol=1e-4)

    @weight(2)
    def test_labels_as_a_column(self, student, rng):
        """Labels of shape (n, 1) give the same weights, of shape (d,), and the same bias, of shape ()."""
        X, y = noisy_line(rng, 20, 3)
        result = student.normal_equation(X, y.reshape(20, 1))
        compare_pair(result, least_squares(X, y), "normal_equation", LINE, COLUMN, rtol=1e-4, atol=1e-4)

    def test_one_feature(self, student, rng):
        """A single feature gives a weight of shape (1,)."""
        X, y = noisy_line(rng, 15, 1)
        compare_pair(student.normal_equation(X, y), least_squares(X, y), "normal_equation", LINE, rtol=1e-4, atol=1e-4)

    def test_exact_line(self, student, rng):
        """Labels that lie on a line exactly give that line, also when it is far from the origin."""
        X, w, b = (
            rng.normal(12, 2, dtype=torch.float64),
            rng.normal(2, dtype=torch.float64),
            50 + 10 * rng.normal(dtype=torch.float64),
        )
        result = student.normal_equation(X, X @ w + b)
        lead = "for labels that lie on a line exactly, in float64, "
        compare_pair(result, (w, b), "normal_equation", LINE, lead, rtol=1e-8, atol=1e-8)

    def test_small_features(self, student, rng):
        """Features of about a thousandth are not outweighed by anything: no penalty holds their weights down."""
        X, y = noisy_line(rng, 30, 2, torch.float64)
        w, b = least_squares(X, y)
        result = student.normal_equation(X / 1000, y)
        lead = "with small features in float64 (is a penalty added to the diagonal?), "
        compare_pair(result, (w * 1000, b), "normal_equation", LINE, lead, rtol=1e-6, atol=1e-6)

    def test_dependent_columns(self, student, rng):
        """One-hot features, whose columns sum to the column of ones, give a line of the smallest squared error."""
        group = torch.cat([torch.arange(3), rng.integers(0, 3, 12)])
        X, y = F.one_hot(group, 3).float(), 2 * rng.normal(15, mean=2) + group
        self.check_is_lowest(student, X, y, "with one-hot features, which the column of ones repeats,")

    def test_fewer_examples_than_features(self, student, rng):
        """With fewer examples than features, the line goes through all of them."""
        X, y = rng.normal(3, 5), rng.normal(3, mean=4)
        self.check_is_lowest(student, X, y, "with fewer examples than features")

    @staticmethod
    def check_is_lowest(student, X, y, when):
        w, b = line_of(student.normal_equation(X, y), X.shape[1])
        excess = float(half_mean_square(X, y, w, b)) - lowest_loss(X, y)
        # float32, from well-scaled data: honest methods stay below 1e-9
        check(excess < 1e-6, f"{when} another line has a smaller loss (A^T A has no inverse here: use lstsq or pinv on A)")

    def test_features_far_from_zero(self, student, rng):
        """A feature near 300 that varies by 0.5, in float32, still gives the best line, from 40 examples or from 1,000."""
        for n in (40, 1000):
            for _ in range(4):
                X = torch.stack([rng.normal(n, mean=300, std=0.5), rng.normal(n)], 1)
                centre, slopes = torch.tensor([300.0, 0.0]).double(), torch.tensor([rng.choice([-2.0, 2.0]), 1.0]).double()
                # through zero at 300, so that it takes the slope and the bias together: neither can be left out
                y = ((X.double() - centre) @ slopes + 0.3 * rng.normal(n)).float()
                w, b = line_of(student.normal_equation(X, y), 2)
                check(
                    abs(float(w[0])) > 0.2,
                    f"from {n} examples in float32, the slope of a feature near 300 was dropped: lstsq and pinv took it for "
                    "rounding (compute in float64, or subtract the means first)",
                )
                # excess over the smallest loss, over 400 draws: in float64, or with centring, at most 1e-6; where the
                # slope was dropped more than 4; with the inverse of A^T A more than 1e-2 in three draws of four
                excess = float(half_mean_square(X, y, w, b)) / lowest_loss(X, y) - 1
                check(
                    excess < 1e-2,
                    "with a feature near 300 in float32, the line is not the best one: rounding errors have grown, and more so "
                    "in A^T A than in A (compute in float64, or subtract the means first)",
                )

    def test_keeps_the_type(self, student, rng):
        """The weights have the dtype of the features."""
        w, _ = pair_of(student.normal_equation(*noisy_line(rng, 15, 2)), "normal_equation", LINE)
        if isinstance(w, torch.Tensor):
            check(w.dtype == torch.float32, f"for features in float32 the weights come in {w.dtype}: go back to the dtype of X")

    def test_double_precision(self, student, rng):
        """float64 data give weights and bias with the accuracy of float64."""
        X, y = noisy_line(rng, 25, 3, torch.float64)
        result = student.normal_equation(X, y)
        lead = "with data in float64 (is something turned into float32, or a penalty added?), "
        compare_pair(result, least_squares(X, y), "normal_equation", LINE, lead, rtol=1e-8, atol=1e-8)

    def test_arguments_are_left_alone(self, student, rng):
        """Features and labels are not changed."""
        arguments = noisy_line(rng, 8, 2)
        check_unchanged(student.run(normal_equation_then_arguments, *arguments), arguments, "Xy")


def normal_equation_then_arguments(code, X, y):
    code.normal_equation(X, y)
    return X, y


# ---- minibatch_step -----------------------------------------------------------------------------------------------

STEPPED = "the new w and the new b"


def sgd_step(X, y, w, b, idx, lr):
    """One step of torch's own optimiser on the mean half squared error of the rows, in float64."""
    w, b = (parameter.double().clone().requires_grad_() for parameter in (w, b))
    optimizer = torch.optim.SGD([w, b], lr=lr)
    half_mean_square(X[idx], y[idx], w, b).backward()
    optimizer.step()
    return w.detach(), b.detach()


def check_step(student, X, y, w, b, idx, lr, lead=""):
    n, k = len(X), len(idx)
    result, _ = student.run(steps_with_stand_ins, X, y, w, b, [idx], lr)
    new_w, new_b = expected = sgd_step(X, y, w, b, idx, lr)
    old_w, old_b = w.double(), b.double()
    to_w, to_b = new_w - old_w, new_b - old_b
    slips = [
        (old_w, old_b, "has not moved"),
        (to_w, to_b, "is only the change: the step starts from the old parameters"),
        (old_w - to_w, old_b - to_b, "went up the gradient: the step goes against it"),
        (old_w + 2 * to_w, old_b + 2 * to_b, "moved twice as far: the half of the loss is missing"),
        (old_w + to_w * k, old_b + to_b * k, "moved by a sum: divide by the size of the minibatch"),
        (old_w + to_w * k / n, old_b + to_b * k / n, "moved by a sum over n: divide by the size of the minibatch"),
        (*sgd_step(X, y, w, b, torch.arange(n), lr), "moved along the gradient of all the data, not of the rows in idx"),
        (
            new_w,
            sgd_step(X, y, new_w, b, idx, lr)[1],
            "moved by a gradient at the new w: both gradients belong to the old w and b",
        ),
        (*sgd_step(X, y, w, b, idx.unique(), lr), "counts repeated rows once: a row that is named twice counts twice"),
    ]
    compare_pair(result, expected, "minibatch_step", STEPPED, lead, slips)


@exercise("minibatch_step")
class TestMinibatchStep:
    @weight(3)
    def test_one_step(self, student, rng):
        """The step goes against the gradient, averaged over the rows of the minibatch alone."""
        n, d, k = rng.integer(15, 25), rng.integer(2, 6), rng.integer(3, 8)
        check_step(student, *problem(rng, n, d), rng.permutation(n)[:k], rng.choice([0.05, 0.1, 0.3]))

    def test_one_row(self, student, rng):
        """A minibatch of a single row, of data with a single feature, gives w of shape (1,) and b of shape ()."""
        check_step(student, *problem(rng, 6, 1), rng.integers(0, 6, 1), 0.2)

    def test_all_rows(self, student, rng):
        """A minibatch of all rows, in any order, gives a step of plain gradient descent."""
        check_step(student, *problem(rng, 7, 3), rng.permutation(7), 0.1)

    def test_repeated_rows(self, student, rng):
        """A row that is named twice counts twice."""
        first, second = rng.permutation(8)[:2].tolist()
        check_step(student, *problem(rng, 8, 2), torch.tensor([first, second, first, first]), 0.1)

    def test_more_rows_than_data(self, student, rng):
        """With repeats, a minibatch may be larger than the data."""
        check_step(student, *problem(rng, 3, 2), torch.tensor([0, 1, 2, 2, 1, 2, 2]), 0.1)

    def test_labels_as_a_column(self, student, rng):
        """Labels of shape (n, 1) give the same step as labels of shape (n,)."""
        X, y, w, b = problem(rng, 9, 3)
        check_step(student, X, y.reshape(9, 1), w, b, rng.permutation(9)[:4], 0.1, COLUMN)

    @weight(2)
    def test_arguments_are_left_alone(self, student, rng):
        """Neither the parameters nor the data nor the row numbers are changed."""
        arguments = [*problem(rng, 6, 2), torch.tensor([4, 1, 3])]
        _, after = student.run(steps_with_stand_ins, *arguments[:4], arguments[4:], 0.5)
        check_unchanged(after, arguments, ("X", "y", "w", "b", "idx"))

    def test_several_steps(self, student, rng):
        """Ten steps, each from where the last one ended, follow stochastic gradient descent."""
        X, y, w, b = problem(rng, 12, 2, torch.float64)
        batches = [rng.permutation(12)[:3] for _ in range(10)]
        result, _ = student.run(steps_with_stand_ins, X, y, w, b, batches, 0.1)
        for idx in batches:
            w, b = sgd_step(X, y, w, b, idx, 0.1)
        compare_pair(result, (w, b), "minibatch_step", STEPPED, "after ten steps, each with other rows, ", rtol=1e-8, atol=1e-9)


def steps_with_stand_ins(code, X, y, w, b, batches, lr):
    """Steps in which the loss and its gradient are torch's own: where they ended, and the arguments afterwards."""

    def loss(X, y, w, b):
        predictions = torch.nn.functional.linear(X, w.reshape(1, -1), b.reshape(1))
        return torch.nn.functional.mse_loss(predictions, y.reshape(-1, 1)) / 2

    def gradient(X, y, w, b):
        with torch.enable_grad():
            w, b = w.detach().clone().requires_grad_(), b.detach().clone().requires_grad_()
            return torch.autograd.grad(loss(X, y, w, b), (w, b))

    code.half_mse, code.half_mse_grad = loss, gradient
    result = w, b
    for idx in batches:
        if isinstance(result, (tuple, list)) and len(result) == 2:
            result = code.minibatch_step(X, y, *result, idx, lr)
    return result, [X, y, w.detach(), b.detach(), *batches]


# ---- Timer --------------------------------------------------------------------------------------------------------

CLOCKS_APART = 1e-3  # seconds: time.time() may be slewed while the probe's monotonic clock is not


def check_within(lap, bounds, which):
    """A lap lies between a shorter and a longer one, taken by the probe inside and around it: true on any machine."""
    check(isinstance(lap, (int, float)), f"{which} is not a number of seconds")
    low, high = bounds
    at_least, at_most = low - CLOCKS_APART, high + CLOCKS_APART
    check(lap >= at_least, f"{which} is {lap:.3g} s, shorter than the time that passed: {low:.3g} s on the wall clock")
    check(lap <= at_most, f"{which} is {lap:.3g} s, longer than the time that passed: {high:.3g} s on the wall clock")


def check_laps(laps, n):
    check(isinstance(laps, (list, tuple)), "times is not a list of laps")
    check(len(laps) == n, f"times has {len(laps)} laps where {n} were timed: each stop() appends one, and nothing else does")


@exercise("Timer")
class TestTimer:
    @weight(2)
    def test_starts_when_made(self, student):
        """A new timer is running; stop() keeps the seconds of the lap and returns them."""
        lap, times, bounds = student.run(first_lap)
        check(lap is not None, "stop() returned None; it returns the seconds of the lap")
        check_within(lap, bounds, "the first lap, from the making of the timer to stop(),")
        check_laps(times, 1)
        assert_close(times[0], float(lap), what="the lap in times, beside the one that stop() returned,")

    @weight(2)
    def test_each_lap_is_its_own(self, student):
        """A lap runs from start() to stop(): what came before, or between laps, is not in it."""
        returned, times, bounds = student.run(three_laps)
        check_laps(times, 3)
        for i, (lap, kept) in enumerate(zip(returned, times, strict=True)):
            check_within(lap, bounds[i], f"what stop() returned for lap {i + 1}")
            check_within(kept, bounds[i], f"times[{i}]")

    def test_sum(self, student):
        """sum() is the sum of all laps."""
        times, total, _, _ = student.run(totals)
        check_laps(times, 3)
        assert_close(total, math.fsum(times), rtol=1e-9, atol=1e-12, what="sum(), beside the three laps in times,")

    def test_avg(self, student):
        """avg() is the mean of all laps."""
        times, _, average, _ = student.run(totals)
        check_laps(times, 3)
        assert_close(
            average, math.fsum(times) / 3, rtol=1e-9, atol=1e-12, what="avg(), beside the mean of the three laps in times,"
        )

    def test_cumsum(self, student):
        """cumsum() has, for each lap, the sum of the laps up to and with it."""
        times, _, _, running = student.run(totals)
        check_laps(times, 3)
        expected = [math.fsum(times[: i + 1]) for i in range(3)]
        assert_close(running, expected, rtol=1e-9, atol=1e-12, what="cumsum(), beside the running sums of times,")

    def test_one_lap(self, student):
        """After one lap, avg(), sum() and every value of cumsum() are that lap."""
        lap, total, average, running = student.run(one_lap)
        assert_close([total, average], [float(lap)] * 2, rtol=1e-9, atol=1e-12, what="sum() and avg() of one lap")
        assert_close(running, [float(lap)], rtol=1e-9, atol=1e-12, what="cumsum() of one lap")

    def test_asking_changes_nothing(self, student):
        """avg(), sum() and cumsum() can be asked in between, and leave the laps as they are."""
        before, after = student.run(ask_in_between)
        check_laps(before, 2)
        check_laps(after, 3)
        check(after[:2] == before, "the laps in times changed when avg(), sum() and cumsum() were asked")

    def test_two_timers(self, student):
        """Two timers keep their laps apart, and run at the same time."""
        first, second, bounds = student.run(two_timers)
        check(isinstance(first, list) and isinstance(second, list), "times is not a list of laps")
        apart = len(first) == 1 and len(second) == 2
        check(apart, f"of two timers with 1 and 2 laps, the times have {len(first)} and {len(second)}: is the list shared?")
        check_within(first[0], bounds, "the lap of the first timer, during which the second one ran,")


def first_lap(code):
    import time

    outer = time.perf_counter()
    timer = code.Timer()
    inner = time.perf_counter()
    time.sleep(0.01)
    inner = time.perf_counter() - inner
    lap = timer.stop()
    outer = time.perf_counter() - outer
    return lap, [float(t) for t in timer.times], (inner, outer)


def three_laps(code):
    import time

    timer = code.Timer()
    returned, bounds = [], []
    for pause in (0.006, 0.02, 0.011):
        time.sleep(0.008)
        outer = time.perf_counter()
        timer.start()
        inner = time.perf_counter()
        time.sleep(pause)
        inner = time.perf_counter() - inner
        returned.append(timer.stop())
        bounds.append((inner, time.perf_counter() - outer))
    return returned, [float(t) for t in timer.times], bounds


def totals(code):
    import time

    timer = code.Timer()
    for pause in (0.004, 0.001, 0.002):
        timer.start()
        time.sleep(pause)
        timer.stop()
    return [float(t) for t in timer.times], timer.sum(), timer.avg(), timer.cumsum()


def one_lap(code):
    import time

    timer = code.Timer()
    time.sleep(0.002)
    timer.stop()
    return float(timer.times[0]), timer.sum(), timer.avg(), timer.cumsum()


def ask_in_between(code):
    import time

    timer = code.Timer()
    for pause in (0.002, 0.001):
        timer.start()
        time.sleep(pause)
        timer.stop()
    before = [float(t) for t in timer.times]
    timer.avg(), timer.sum(), timer.cumsum()
    timer.start()
    timer.stop()
    return before, [float(t) for t in timer.times]


def two_timers(code):
    import time

    outer = time.perf_counter()
    first = code.Timer()
    inner = time.perf_counter()
    second = code.Timer()
    second.stop()
    time.sleep(0.005)
    second.start()
    second.stop()
    inner = time.perf_counter() - inner
    first.stop()
    outer = time.perf_counter() - outer
    return [float(t) for t in first.times], [float(t) for t in second.times], (inner, outer)


# ---- normal -------------------------------------------------------------------------------------------------------


def density(x, mu, sigma):
    return torch.distributions.Normal(torch.tensor(mu, dtype=torch.float64), sigma).log_prob(x.double()).exp()


@exercise("normal")
class TestNormal:
    @weight(3)
    def test_matches_the_formula(self, student, rng):
        """The result is the density of the normal distribution with mean mu and standard deviation sigma."""
        mu, sigma = rng.choice([-2.5, 1.5, 4.0]), rng.choice([0.4, 1.7, 3.0])
        x = rng.normal(rng.integer(10, 30), mean=mu, std=sigma)
        right, root = density(x, mu, sigma), math.sqrt(2 * math.pi)
        slips = [
            (density(x, mu, math.sqrt(sigma)), "takes sigma for the variance: it is the standard deviation"),
            (right * sigma * root, "has height 1: divide by the root of 2 pi sigma^2, so that the area is 1"),
            (right / sigma / root, "lacks the root: it stands over all of 2 pi sigma^2"),
            (right / root, "lacks the root of 2 pi: it stands over all of 2 pi sigma^2"),
            (right / sigma, "is divided by the variance: the root stands over all of 2 pi sigma^2"),
            (density(x, 0.0, sigma), "does not change with mu"),
            (right.log(), "is the logarithm of the density"),
            (1 / (right * sigma**2 * root**2), "grows away from mu: the exponent is negative"),
            (right**2 * sigma * root, "falls too fast: the exponent lacks its half"),
        ]
        compare(student.normal(x, mu, sigma), right, "normal(x, mu, sigma)", slips)

    def test_any_shape(self, student, rng):
        """The result has the shape of x, whatever that is."""
        for shape in ((2, 3), (4, 1, 2), (1,), (), (0,)):
            x = rng.normal(*shape)
            assert_close(student.normal(x, 0.5, 1.5), density(x, 0.5, 1.5), what="normal(x, mu, sigma)")

    @weight(2)
    def test_numpy_array(self, student, rng):
        """x may be a NumPy array."""
        x = rng.normal(3, 4, dtype=torch.float64)
        value = student.normal(x.numpy(), -1.0, 0.7)
        assert_close(value, density(x, -1.0, 0.7), rtol=1e-5, what="normal(x, mu, sigma) of a NumPy array")

    def test_narrow_and_wide(self, student, rng):
        """Very small and very large standard deviations give densities far above and far below 1."""
        for sigma in (1e-3, 1e3):
            x = rng.normal(8, std=sigma, dtype=torch.float64)
            assert_close(student.normal(x, 0.0, sigma), density(x, 0.0, sigma), rtol=1e-4, atol=0, what="normal(x, mu, sigma)")

    def test_far_from_the_mean(self, student):
        """Far from the mean the density is 0, never NaN, and never negative."""
        far = student.normal(torch.tensor([-1e4, 60.0, 1e4]), 2.0, 1.0)
        assert_close(far, torch.zeros(3), rtol=0, atol=1e-30, what="the density at 58 standard deviations and beyond")

    def test_whole_numbers(self, student):
        """Whole numbers, in x as in mu and sigma, give a density that is not rounded."""
        x = torch.arange(-3, 4)
        assert_close(student.normal(x, 1, 2), density(x, 1.0, 2.0), what="normal(x, mu, sigma) of whole numbers")

    def test_double_precision(self, student, rng):
        """A float64 tensor gives densities in float64."""
        x = rng.normal(9, dtype=torch.float64)
        value = student.normal(x, 0.3, 1.2)
        assert_close(value, density(x, 0.3, 1.2), rtol=1e-8, dtype=torch.float64, what="normal(x, mu, sigma)")

    def test_argument_is_left_alone(self, student, rng):
        """x is not changed."""
        x = rng.normal(6)
        check_unchanged([student.run(normal_then_argument, x)], [x], "x")


def normal_then_argument(code, x):
    code.normal(x, 0.5, 2.0)
    return x


# ---- gaussian_nll -------------------------------------------------------------------------------------------------


def negative_log_likelihood(X, y, w, b, sigma):
    X, y, w, b = doubled(X, y.reshape(-1), w, b)
    return -torch.distributions.Normal(X.mv(w) + b, sigma).log_prob(y).sum()


def check_nll(student, X, y, w, b, sigma, lead="", **options):
    n = len(X)
    value, _, _ = student.run(nll_with_stand_ins, X, y, w, b, sigma, False)
    finite = not isinstance(value, (float, torch.Tensor)) or bool(torch.isfinite(torch.as_tensor(value)).all())
    check(finite, "the result is infinite or not a number: add up logarithms that were taken on paper, not of tiny densities")
    expected = negative_log_likelihood(X, y, w, b, sigma)
    constant = n / 2 * math.log(2 * math.pi * sigma**2)
    squares = expected - constant
    predicted, label = X.double().mv(w.double()) + b.double(), y.double().flatten()
    pairs = n * (predicted.square().sum() + label.square().sum()) - 2 * predicted.sum() * label.sum()  # all n^2 of them
    every = pairs / (2 * sigma**2)
    slips = [
        (squares, "lacks its constant part, n/2 log(2 pi sigma^2)"),
        (squares + constant / n, "has the constant of a single example: each example brings its own"),
        (squares - constant, "has the constant part with the wrong sign"),
        (expected / n, "is an average: the likelihood of all labels together is a sum of logarithms"),
        (-expected, "is the log-likelihood itself: the minus is missing"),
        (2 * squares + constant, "has squares that lack their half"),
        (squares + 2 * constant, "has a logarithm that lacks its half, which comes from the root"),
        (squares + constant / math.log(10), "has a logarithm to base 10: it should be the natural one"),
        (negative_log_likelihood(X, y, w, b, math.sqrt(sigma)), "takes sigma for the variance: it is the standard deviation"),
        (negative_log_likelihood(X, y, w, -b, sigma), "has the bias with the wrong sign"),
        (n * constant + every, "took the difference of every prediction and every label: bring y into the shape (n,) first"),
    ]
    compare(value, expected, lead + "gaussian_nll(X, y, w, b, sigma)", slips, **options)


@exercise("gaussian_nll")
class TestGaussianNll:
    @weight(4)
    def test_matches_the_definition(self, student, rng):
        """The result is the sum over all examples of the negative logarithms of their densities, constants included."""
        sigma = rng.choice([0.6, 1.6, 2.5])
        check_nll(student, *problem(rng, rng.integer(8, 20), rng.integer(2, 7)), sigma)

    def test_one_example(self, student, rng):
        """A single example with a single feature gives one number of shape ()."""
        check_nll(student, *problem(rng, 1, 1), 1.7)

    def test_labels_as_a_column(self, student, rng):
        """Labels of shape (n, 1) give the same result as labels of shape (n,)."""
        X, y, w, b = problem(rng, 7, 3)
        check_nll(student, X, y.reshape(7, 1), w, b, 0.8, COLUMN)

    @weight(2)
    def test_many_examples(self, student, rng):
        """Ten thousand examples have a finite likelihood."""
        check_nll(student, *problem(rng, 10_000, 2), 0.9, rtol=1e-3)  # a plain sum in float32 may lose 3e-4

    @weight(2)
    def test_labels_far_off(self, student, rng):
        """A label at hundreds of standard deviations from the line has a finite likelihood."""
        X, y, w, b = problem(rng, 5, 2)
        check_nll(student, X, y + torch.tensor([0.0, 0, 400, 0, 0]), w, b, 0.5)

    def test_small_noise(self, student, rng):
        """With little noise and labels close to the line the result is negative: a density may exceed 1."""
        X, _, w, b = problem(rng, 9, 2, torch.float64)
        y = X.mv(w) + b + rng.normal(9, std=0.01, dtype=torch.float64)
        check_nll(student, X, y, w, b, 0.01, rtol=1e-8)

    def test_double_precision(self, student, rng):
        """float64 arguments give a result with the accuracy of float64."""
        check_nll(student, *problem(rng, 8, 3, torch.float64), 1.3, rtol=1e-10, atol=1e-10)

    @weight(2)
    def test_gradient(self, student, rng):
        """Autograd can differentiate the result for w and b."""
        X, y, w, b = problem(rng, 6, 3, torch.float64)
        _, found, _ = student.run(nll_with_stand_ins, X, y, w, b, 1.4, True)
        check(found[0] is not None and found[1] is not None, "no gradient arrives at w or b: the result is cut off from them")
        expected = gradients_of(lambda w, b: negative_log_likelihood(X, y, w, b, 1.4), w, b)
        for name, gradient, right in zip("wb", found, expected, strict=True):
            assert_close(gradient, right, rtol=1e-4, atol=1e-5, what=f"the gradient of gaussian_nll for {name}")

    def test_arguments_are_left_alone(self, student, rng):
        """The arguments are not changed."""
        arguments = problem(rng, 5, 2)
        check_unchanged(student.run(nll_with_stand_ins, *arguments, 0.7, False)[2], arguments, "Xywb")


def nll_with_stand_ins(code, X, y, w, b, sigma, differentiate):
    """The result, the gradients for w and b, and the arguments afterwards; half_mse and normal are made of torch's parts."""

    def loss(X, y, w, b):
        predictions = torch.nn.functional.linear(X, w.reshape(1, -1), b.reshape(1))
        return torch.nn.functional.mse_loss(predictions, y.reshape(-1, 1)) / 2

    def bell(x, mu, sigma):
        return torch.exp(-(((torch.as_tensor(x) - mu) / sigma) ** 2) / 2) / (sigma * math.sqrt(2 * math.pi))

    code.half_mse, code.normal = loss, bell
    w.requires_grad_(differentiate)
    b.requires_grad_(differentiate)
    value = code.gaussian_nll(X, y, w, b, sigma)
    if isinstance(value, torch.Tensor) and value.requires_grad:
        value.sum().backward()
    return value, [w.grad, b.grad], [X, y, w.detach(), b.detach()]


# ---- best_constant ------------------------------------------------------------------------------------------------


def summed(x, c, loss):
    differences = x.double() - c
    return float(differences.square().sum() if loss == "l2" else differences.abs().sum())


def check_is_best(student, x, loss):
    """The student's constant costs no more than the best of the means, medians and values themselves, up to rounding."""
    c = student.best_constant(x, loss)
    check(not isinstance(c, (tuple, list)), "best_constant returned several values; it returns one number")
    assert_close(c, torch.tensor(0.0), atol=math.inf, what=f'best_constant(x, "{loss}")')
    candidates = torch.cat([x.double(), x.double().mean().reshape(1), x.double().quantile(0.5).reshape(1)])
    best = min(summed(x, v, loss) for v in candidates)
    kind = "squared" if loss == "l2" else "absolute"
    check(
        summed(x, float(c), loss) <= best * (1 + 1e-5) + 1e-9,
        f'best_constant(x, "{loss}") is {float(c):.6g}; another constant has a smaller sum of {kind} differences',
    )


def skewed(rng, n):
    """Values of which the mean is far from the median, and neither is the first, last or middle element."""
    return torch.cat([rng.normal(n - n // 4), rng.uniform(n // 4, low=8, high=30)])[rng.permutation(n)]


@exercise("best_constant")
class TestBestConstant:
    @weight(2)
    def test_squared(self, student, rng):
        """For "l2" the constant minimises the sum of squared differences."""
        check_is_best(student, skewed(rng, rng.choice([13, 17, 21])), "l2")

    @weight(2)
    def test_absolute(self, student, rng):
        """For "l1" the constant minimises the sum of absolute differences."""
        check_is_best(student, skewed(rng, rng.choice([13, 17, 21])), "l1")

    def test_even_number_of_values(self, student, rng):
        """For an even number of values, unsorted, both constants are as good as any."""
        x = skewed(rng, 20)
        check_is_best(student, x, "l2")
        check_is_best(student, x, "l1")

    def test_few_values(self, student, rng):
        """A single value is its own best constant; for two values, both constants lie between them."""
        for n in (1, 2):
            x = rng.normal(n, mean=5, std=3)
            check_is_best(student, x, "l2")
            check_is_best(student, x, "l1")

    def test_negative_values(self, student, rng):
        """The constant may be negative, and the values need not be near zero."""
        x = -skewed(rng, 15) - 20
        check_is_best(student, x, "l2")
        check_is_best(student, x, "l1")

    def test_values_are_left_alone(self, student, rng):
        """The values keep their order."""
        x = skewed(rng, 9)
        after = student.run(best_constant_then_values, x)
        check_unchanged(after, [x, x], ('x (for "l2")', 'x (for "l1")'))


def best_constant_then_values(code, x):
    first, second = x.clone(), x.clone()
    code.best_constant(first, "l2")
    code.best_constant(second, "l1")
    return first, second
