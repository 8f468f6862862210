"""Hidden graders of 3.6, softmax regression from scratch.

Basics come first: what stands in for an exercise in later tests may do so only once that exercise has been judged.
"""

import math
from contextlib import contextmanager

import torch
import torch.nn.functional as F

from autograder.data import held_out
from autograder.grading import StudentRaised, assert_close, assert_unchanged, check, exercise, limits, mapped, weight

# ---- softmax ------------------------------------------------------------------------------------------------------


@contextmanager
def explained(type_name, sentence):
    """What a well-known slip raises, with what to look at before it."""
    try:
        yield
    except StudentRaised as raised:
        check(raised.type_name != type_name, f"{sentence}; it raised {raised}")
        raise


def check_double(found, what):
    """What comes of float64 is float64: said of itself, as the values may well be near."""
    single = isinstance(found, torch.Tensor) and found.dtype == torch.float32
    check(not single, f"for float64 going in, {what} comes out in float32: is something cast on the way?")


def assert_softmax(found, X, what="softmax(X)", **options):
    X = X.double()
    e, expected = X.exp(), torch.softmax(X, 1)
    slips = [
        (e / e.sum(0), f"the columns of {what} sum to 1 and its rows do not: sum over the classes of one example, axis 1"),
        (e / e.sum(), f"all entries of {what} together sum to 1: each row has a sum of its own, over axis 1"),
        (
            e / e.norm(dim=1, keepdim=True),
            f"it is the squares in a row of {what} that sum to 1: divide by the sum, not by the norm",
        ),
        (X.log_softmax(1), f"{what} holds logarithms of probabilities, which are negative: divide exp(X) by its sums"),
        (e, f"{what} is exp(X), and its rows do not sum to 1: divide each row by its sum"),
        (X / X.sum(1, keepdim=True), f"{what} divides the scores themselves by their sums: take their exponentials first"),
        (expected.squeeze(0), f"for a batch of one example {what} has lost its first axis: is something squeezed?"),
    ]
    if X.shape[0] == X.shape[1]:
        keepdim = f"in {what} column i is divided by the sum of row i: keep the sums a column, with keepdim=True"
        slips.append((e / e.sum(1), keepdim))
    assert_close(found, expected, what=what, slips=slips, **options)


@exercise("softmax")
class TestSoftmax:
    @weight(2)
    def test_matches_the_definition(self, student, rng):
        """Each row is exp of the scores divided by that row's sum of exp."""
        X = rng.normal(rng.integer(5, 40), rng.integer(2, 12))
        with explained("RuntimeError", "exp(X) and its sums do not fit: keep the sums a column, with keepdim=True"):
            found = student.softmax(X)
        assert_softmax(found, X)

    def test_square_input(self, student, rng):
        """A square matrix of scores is normalised along its rows, not its columns."""
        X = rng.normal(7, 7)
        assert_softmax(student.softmax(X), X)

    def test_one_example(self, student, rng):
        """A batch of one example gives one row that sums to 1."""
        X = rng.normal(1, 5)
        assert_softmax(student.softmax(X), X)

    def test_double_precision(self, student, rng):
        """Scores in float64 give probabilities in float64, to its accuracy."""
        X = rng.normal(6, 4, dtype=torch.float64)
        found = student.softmax(X)
        check_double(found, "softmax(X)")
        assert_softmax(found, X, dtype=torch.float64)

    def test_shifted_scores(self, student, rng):
        """Scores of moderate size (up to 50 above or below zero) are no problem."""
        X = rng.normal(6, 4) + 50 * torch.tensor([1.0, -1.0, 1.0, -1.0, 0.0, 0.5]).unsqueeze(1)
        assert_softmax(student.softmax(X), X, rtol=1e-4)

    def test_strided_input(self, student, rng):
        """A transposed view gives the same result as a copy of it."""
        X = rng.normal(5, 8)
        assert_softmax(student.run(softmax_of_transpose, X), X.t(), "softmax(X.t())")

    def test_input_is_left_alone(self, student, rng):
        """The scores passed in are not changed."""
        X = rng.normal(4, 3)
        assert_unchanged(student.run(softmax_then_input, X), X, "X")

    def test_gradient(self, student, rng):
        """Gradients flow back to the scores."""
        X, V = rng.normal(4, 3, dtype=torch.float64), rng.normal(4, 3, dtype=torch.float64)
        leaf = X.clone().requires_grad_()
        (torch.softmax(leaf, 1) * V).sum().backward()
        gradient = student.run(softmax_gradient, X, V)
        check(
            gradient is not None, "no gradient arrives at X: softmax cuts its result off from X (detach, data, a new tensor?)"
        )
        assert_close(gradient, leaf.grad, rtol=1e-7, atol=1e-9, what="the gradient of a weighted sum of softmax(X) for X")


def softmax_of_transpose(code, X):
    return code.softmax(X.t())


def softmax_then_input(code, X):
    code.softmax(X)
    return X


def softmax_gradient(code, X, V):
    X.requires_grad_()
    total = (code.softmax(X) * V).sum()
    if total.requires_grad:
        total.backward()
    return X.grad


# ---- cross_entropy ------------------------------------------------------------------------------------------------


def probabilities(rng, n, q, dtype=torch.float32):
    return torch.softmax(rng.normal(n, q, std=2, dtype=torch.float64), 1).to(dtype)


def assert_losses(found, y_hat, y, **options):
    what, p, n = "cross_entropy(y_hat, y)", y_hat.double(), len(y)
    own = p[torch.arange(n), y]
    expected = F.nll_loss(p.log(), y, reduction="none")
    slips = [
        (-expected, f"{what} has the wrong sign: the logarithm of a probability is negative, and a loss is not"),
        (expected / math.log(2), f"{what} is in base 2: the natural logarithm is asked for"),
        (expected / math.log(10), f"{what} is in base 10: the natural logarithm is asked for"),
        (own, f"{what} is the probability of the label: take minus its logarithm"),
        (F.cross_entropy(p, y, reduction="none"), f"{what} applies softmax to y_hat, which holds probabilities already"),
        (-p.log().sum(1), f"{what} adds up the logarithms of all classes: only the class of the label counts"),
        (expected.mean(), f"{what} is the mean of the losses: keep one for each example, in the shape (n,)"),
        (expected.sum(), f"{what} is the sum of the losses: keep one for each example, in the shape (n,)"),
        (expected.reshape(n, 1), f"{what} is a column of shape (n, 1): one loss for each example has the shape (n,)"),
        (-p[:, y].log(), f"{what} has an entry for every pair of an example and a label: row i goes with label i alone"),
    ]
    if isinstance(found, torch.Tensor) and found.shape == own.shape and n > 1:
        added = (-found.detach().double()).exp() - own
        constant = float(added.min()) > 3e-6 and float(added.max()) < 2 * float(added.min())
        check(not constant, f"in {what} a constant is added to the probabilities: take them as they are")
    assert_close(found, expected, what=what, slips=slips, **options)


@exercise("cross_entropy")
class TestCrossEntropy:
    @weight(2)
    def test_matches_the_definition(self, student, rng):
        """Each example's loss is minus the natural logarithm of the probability of its label."""
        n, q = rng.integer(4, 30), rng.integer(3, 12)
        y_hat, y = probabilities(rng, n, q), rng.integers(0, q, n)
        assert_losses(student.cross_entropy(y_hat, y), y_hat, y)

    def test_one_loss_per_example(self, student, rng):
        """The result has shape (n,), one loss for each example, also when n equals the number of classes."""
        y_hat, y = probabilities(rng, 5, 5), rng.permutation(5)
        assert_losses(student.cross_entropy(y_hat, y), y_hat, y)

    def test_batch_of_one(self, student, rng):
        """A batch of one example gives a loss of shape (1,)."""
        y_hat, y = probabilities(rng, 1, 4), rng.integers(0, 4, 1)
        assert_losses(student.cross_entropy(y_hat, y), y_hat, y)

    def test_small_probabilities(self, student, rng):
        """Probabilities down to 1e-6 are taken as they are."""
        p = 10 ** rng.uniform(6, low=-6, high=-4, dtype=torch.float64)
        y_hat = torch.stack([p, 1 - p], 1).float()
        y = torch.zeros(6, dtype=torch.int64)
        assert_losses(student.cross_entropy(y_hat, y), y_hat, y, rtol=1e-3)

    def test_certain_prediction(self, student):
        """A probability of 1 for the label is a loss of 0."""
        loss = student.cross_entropy(torch.eye(3), torch.arange(3))
        assert_close(loss, torch.zeros(3), atol=1e-6, what="for probabilities of 1, cross_entropy(y_hat, y)")

    def test_double_precision(self, student, rng):
        """Probabilities in float64 give losses in float64, to its accuracy."""
        y_hat, y = probabilities(rng, 6, 4, torch.float64), rng.integers(0, 4, 6)
        found = student.cross_entropy(y_hat, y)
        check_double(found, "cross_entropy(y_hat, y)")
        assert_losses(found, y_hat, y, rtol=1e-6, dtype=torch.float64)

    def test_inputs_are_left_alone(self, student, rng):
        """The probabilities and labels passed in are not changed."""
        y_hat, y = probabilities(rng, 4, 3), rng.integers(0, 3, 4)
        y_hat_after, y_after = student.run(cross_entropy_then_inputs, y_hat, y)
        assert_unchanged(y_hat_after, y_hat, "y_hat")
        assert_unchanged(y_after, y, "y")

    def test_gradient(self, student, rng):
        """Gradients flow back to the probabilities."""
        y_hat, y = probabilities(rng, 4, 3, torch.float64), rng.integers(0, 3, 4)
        leaf = y_hat.clone().requires_grad_()
        F.nll_loss(leaf.log(), y, reduction="sum").backward()
        gradient = student.run(cross_entropy_gradient, y_hat, y)
        check(
            gradient is not None, "no gradient arrives at y_hat: the losses are cut off from it (detach, data, a new tensor?)"
        )
        assert_close(gradient, leaf.grad, rtol=1e-5, what="the gradient of the summed losses for y_hat")


def cross_entropy_then_inputs(code, y_hat, y):
    code.cross_entropy(y_hat, y)
    return y_hat, y


def cross_entropy_gradient(code, y_hat, y):
    y_hat.requires_grad_()
    total = code.cross_entropy(y_hat, y).sum()
    if total.requires_grad:
        total.backward()
    return y_hat.grad


# ---- accuracy -----------------------------------------------------------------------------------------------------


def count_correct(y_hat, y):
    """The plain loop."""
    return sum(max(range(len(row)), key=row.__getitem__) == label for row, label in zip(y_hat.tolist(), y.tolist()))


def counts_of_slips(y_hat, y):
    """What well-known slips count, or give, of scores and labels."""
    n, q = y_hat.shape
    hits, m = y_hat.argmax(1) == y, min(n, q)
    right, lowest = int(hits.sum()), int((y_hat.argmin(1) == y).sum())
    return [
        (
            int((y_hat.argmax(0)[:m] == y[:m]).sum()),
            "looks for the largest score down the columns: an example is a row, axis 1",
        ),
        (n - right, "counts the predictions that are wrong: count those that are right"),
        (lowest, "takes the smallest score of an example for its prediction: take the largest"),
        (right / n, "is a share: the number of right predictions is asked for, and division comes later"),
        (hits, "says of each example whether it is right: add them up to one number"),
    ]


def assert_count(found, y_hat, y, expected, what="accuracy(y_hat, y)"):
    slips = [(value, f"{what} {sentence}") for value, sentence in counts_of_slips(y_hat, y)]
    assert_close(found, expected, what=what, slips=slips)


def scores_and_labels(rng):
    """Scores and labels that right and wrong ways of counting count differently."""
    while True:
        n, q = rng.integer(20, 60), rng.integer(3, 8)
        y_hat = rng.normal(n, q)
        y = torch.where(rng.uniform(n) < 0.5, y_hat.argmax(1), rng.integers(0, q, n))
        counts = {0, count_correct(y_hat, y), *(value for value, _ in counts_of_slips(y_hat, y)[:3])}
        if len(counts) == 5:
            return y_hat, y


@exercise("accuracy")
class TestAccuracy:
    @weight(2)
    def test_counts_correct_predictions(self, student, rng):
        """The result is the number of examples whose largest score is at their label."""
        y_hat, y = scores_and_labels(rng)
        assert_count(student.accuracy(y_hat, y), y_hat, y, count_correct(y_hat, y))

    def test_as_many_examples_as_classes(self, student, rng):
        """With as many examples as classes, the largest score is still looked for along the classes."""
        y_hat = rng.normal(6, 6)
        y = y_hat.argmax(1)
        y[0] = (y[0] + 1) % 6
        assert_count(student.accuracy(y_hat, y), y_hat, y, 5)

    def test_two_classes(self, student, rng):
        """Two classes are enough for scores: the larger one is the prediction."""
        y_hat = rng.normal(9, 2)
        y = y_hat.argmax(1)
        y[:4] = 1 - y[:4]
        assert_close(student.accuracy(y_hat, y), 5, what="for two classes, accuracy(y_hat, y)")

    def test_predicted_classes(self, student, rng):
        """A vector of predicted classes is compared with the labels as it is."""
        y = rng.integers(0, 5, 12)
        y_hat = y.clone()
        y_hat[:4] = (y_hat[:4] + 1) % 5
        found = student.accuracy(y_hat, y)
        again = "a vector of predicted classes is not compared as it is: argmax is for scores, which have two axes"
        assert_close(found, 8, what="for predicted classes, accuracy(y_hat, y)", slips=[((y == y_hat.argmax()).sum(), again)])

    def test_other_integer_types(self, student, rng):
        """Labels in int32 count as well, and so do predicted classes that come as floats."""
        y_hat = rng.normal(15, 4)
        y = y_hat.argmax(1)
        y[:6] = (y[:6] + 1) % 4
        assert_close(student.accuracy(y_hat, y.int()), 9, what="accuracy with int32 labels")
        assert_close(student.accuracy(y_hat.argmax(1).float(), y), 9, what="accuracy of classes given as floats")

    def test_one_example(self, student):
        """A batch of one example counts 1 when right and 0 when wrong."""
        y_hat = torch.tensor([[0.1, 0.7, 0.2]])
        assert_close(student.accuracy(y_hat, torch.tensor([1])), 1, what="accuracy of one right example")
        assert_close(student.accuracy(y_hat, torch.tensor([0])), 0, what="accuracy of one wrong example")

    def test_returns_a_plain_number(self, student, rng):
        """The result is a number, as the sum of many batches needs."""
        value = student.accuracy(rng.normal(4, 3), rng.integers(0, 3, 4))
        scalar = isinstance(value, (int, float)) or getattr(value, "shape", None) == ()
        check(scalar, "accuracy gives something else than one number: add up what is right")


# ---- Accumulator --------------------------------------------------------------------------------------------------


def assert_sums(found, expected, rows):
    """The sums against those of the columns, in float64."""
    slips = [
        (expected.sum().expand(len(expected)), "every sum has all the arguments of add() in it: sum i takes argument i alone"),
        (rows[-1], "the sums hold the arguments of the last add() only: add to what was there before"),
        (rows.trunc().sum(0), "the sums have lost the fractions of what was added: is it cut to whole numbers?"),
    ]
    assert_close(found, expected, rtol=1e-9, atol=1e-9, what="the vector of sums", slips=slips)


@exercise("Accumulator")
class TestAccumulator:
    @weight(2)
    def test_sums(self, student, rng):
        """Each of the n sums adds up its own argument of every add()."""
        rows = rng.normal(rng.integer(5, 12), rng.integer(2, 5), dtype=torch.float64)
        expected = torch.tensor([math.fsum(column) for column in rows.t().tolist()], dtype=torch.float64)
        assert_sums(student.run(accumulate, rows.tolist()), expected, rows)

    def test_starts_at_zero(self, student):
        """A new accumulator holds zeros."""
        sums = student.run(new_accumulator, 3)
        zero = isinstance(sums, list) and not any(sums)
        check(zero, "a new Accumulator does not start at zero: are its sums on the class, which all accumulators share?")
        assert_close(sums, [0, 0, 0], what="a new Accumulator(3)")

    def test_reset(self, student):
        """reset() zeroes every sum, and adding goes on from there."""
        with explained("IndexError", "after reset() there are not n sums to read and add to: set each of them to zero"):
            first, then = student.run(accumulate_reset)
        assert_close(first, [0, 0], what="after reset(), the list of sums")
        last = (torch.tensor([3.0, 4.0]), "after reset() the sums hold the last add() only: add to what was there before")
        assert_close(then, torch.tensor([5.0, 7.0]), what="after reset() and two more add()s, the sums", slips=[last])

    def test_fractions(self, student):
        """Sums keep their fractions."""
        rows = torch.tensor([[0.5, 1.25], [0.25, 1.5]], dtype=torch.float64)
        assert_sums(student.run(accumulate, rows.tolist()), torch.tensor([0.75, 2.75], dtype=torch.float64), rows)

    def test_two_are_independent(self, student):
        """Two accumulators do not share their sums."""
        first, second = student.run(two_accumulators)
        apart = isinstance(second, list) and not any(second)
        check(apart, "what is added to one accumulator shows in another: keep the sums on self, made anew in __init__")
        assert_close([first, second], [[1, 2], [0, 0]], what="the list of the sums of two accumulators")

    def test_tensors_are_added_as_numbers(self, student):
        """A tensor of one element is added as a number, without its graph."""
        value = student.run(accumulate_tensor)
        assert_close(value, 5.0, what="the sum of 2.0 and 3.0 given as tensors")
        graph = getattr(value, "requires_grad", False)
        check(not graph, "the sum still carries the graph of what was added: add float(...) of each argument")


def accumulate(code, rows):
    metric = code.Accumulator(len(rows[0]))
    for row in rows:
        metric.add(*row)
    return torch.tensor([float(metric[i]) for i in range(len(rows[0]))], dtype=torch.float64)


def new_accumulator(code, n):
    metric = code.Accumulator(n)
    return [float(metric[i]) for i in range(n)]


def accumulate_reset(code):
    metric = code.Accumulator(2)
    metric.add(1, 2)
    metric.reset()
    first = [float(metric[i]) for i in range(2)]
    metric.add(2, 3)
    metric.add(3, 4)
    return first, torch.tensor([float(metric[i]) for i in range(2)])


def two_accumulators(code):
    first, second = code.Accumulator(2), code.Accumulator(2)
    first.add(1, 2)
    return [[float(metric[i]) for i in range(2)] for metric in (first, second)]


def accumulate_tensor(code):
    metric = code.Accumulator(1)
    metric.add(torch.tensor(2.0, requires_grad=True))
    metric.add(torch.tensor(3.0, requires_grad=True))
    return metric[0]


# ---- net ----------------------------------------------------------------------------------------------------------


def assert_net(student, X, W, b, what="net(X)", **options):
    with explained("RuntimeError", f"{what} fails for {len(b)} classes and {W.shape[0]} pixels: take the numbers from W"):
        found, before = student.run(net_with, X, W, b)
    images, w, c = X.reshape(len(X), -1).double(), W.double(), b.double()
    scores = images @ w + c
    slips = [
        (scores, f"{what} holds scores, whose rows do not sum to 1: softmax turns them into probabilities"),
        (torch.softmax(images @ w, 1), f"{what} has no bias: add b to XW before softmax"),
        (torch.softmax(images @ w, 1) + c, f"in {what} the bias is added to the probabilities: it belongs to the scores"),
        (torch.softmax(scores - 2 * c, 1), f"in {what} the bias is subtracted"),
        (torch.log_softmax(scores, 1), f"{what} holds logarithms of probabilities"),
    ]
    if isinstance(before, torch.Tensor):
        frozen = f"{what} is computed with a W and b from before: read the globals in the body, when net is called"
        slips.append((before, frozen))
    assert_close(found, torch.softmax(scores, 1), what=what, slips=slips, **options)


@exercise("net")
class TestNet:
    def test_matches_the_model(self, student, rng):
        """The output is softmax(XW + b), one row for each image."""
        X, W, b = rng.normal(5, 1, 28, 28), rng.normal(784, 10, std=0.1), rng.normal(10)
        assert_net(student, X, W, b, rtol=1e-4)

    def test_other_sizes(self, student, rng):
        """Images may have any number of pixels, and there may be any number of classes, as many as W says."""
        assert_net(student, rng.normal(5, 1, 4, 3), rng.normal(12, 6), rng.normal(6))

    def test_uses_present_parameters(self, student, rng):
        """net uses the global W and b of the moment, also when they have changed since it was defined."""
        X, W, b = rng.normal(3, 12), rng.normal(12, 5), rng.normal(5)
        first = torch.softmax(X.double() @ W.double() + b.double(), 1)
        expected = torch.softmax(X.double() @ (2 * W.double()) + b.double() - 1, 1)
        slips = [(first, "after W and b have changed, net(X) is what it was before: read the globals in the body of net")]
        assert_close(student.run(net_after_update, X, W, b), expected, what="net(X), after W and b have changed,", slips=slips)

    def test_one_image(self, student, rng):
        """A batch of one image gives one row."""
        X, W, b = rng.normal(1, 1, 28, 28), rng.normal(784, 10, std=0.1), rng.normal(10)
        assert_net(student, X, W, b, "for a batch of one, net(X)", rtol=1e-4)

    def test_gradient(self, student, rng):
        """Gradients flow back to W and b."""
        X, W, b = rng.normal(4, 6), rng.normal(6, 3), rng.normal(3)
        leaves = W.double().requires_grad_(), b.double().requires_grad_()
        torch.softmax(X.double() @ leaves[0] + leaves[1], 1)[:, 0].sum().backward()
        for name, leaf, gradient in zip("Wb", leaves, student.run(net_gradient, X, W, b), strict=True):
            check(gradient is not None, f"no gradient arrives at {name}: net cuts it off (detach, data, a new tensor?)")
            assert_close(gradient, leaf.grad, rtol=1e-4, atol=1e-5, what=f"the gradient of net(X) for {name}")


def net_with(code, X, W, b):
    """What net gives, and what it would give with the parameters that were there before."""
    old_W, old_b = getattr(code, "W", None), getattr(code, "b", None)
    code.W, code.b = W, b
    code.softmax = lambda scores: torch.nn.functional.softmax(scores, 1)
    found = code.net(X)
    try:
        return found, torch.nn.functional.softmax(torch.addmm(old_b, X.reshape(len(X), -1), old_W), 1).detach()
    except (RuntimeError, TypeError):
        return found, None


def net_after_update(code, X, W, b):
    code.W, code.b = W, b
    code.softmax = lambda scores: torch.nn.functional.softmax(scores, 1)
    code.net(X)
    W *= 2
    code.b = b - 1
    return code.net(X)


def net_gradient(code, X, W, b):
    code.W, code.b = W.requires_grad_(), b.requires_grad_()
    code.softmax = lambda scores: torch.nn.functional.softmax(scores, 1)
    total = code.net(X)[:, 0].sum()
    if total.requires_grad:
        total.backward()
    return W.grad, b.grad


# ---- evaluate_accuracy --------------------------------------------------------------------------------------------


def three_batches(rng):
    """Unequal batches, and slips that give other shares of them."""
    while True:
        sizes = [rng.integer(5, 9), rng.integer(2, 5), 1]
        batches = [(rng.normal(n, 4), rng.integers(0, 4, n)) for n in sizes]
        batches[-1] = (batches[-1][0], batches[-1][0].argmax(1))
        right = [count_correct(X, y) for X, y in batches]
        shares = [r / n for r, n in zip(right, sizes)]
        slips = [
            (sum(right) / 3, "the share is divided by the number of batches: divide by the number of examples"),
            (
                sum(shares) / 3,
                "the share is the mean of the batches' shares, and they differ in size: add up over all batches, then divide",
            ),
            (shares[0], "the share is that of the first batch: does a return stand inside the loop?"),
            (shares[-1], "the share is that of the last batch: add up what is right over all batches"),
            (sum(right), "the share is a number of examples: divide it by the number of all examples"),
        ]
        share = sum(right) / sum(sizes)
        if len({round(value, 4) for value in (share, *(value for value, _ in slips))}) == 6:
            return batches, share, slips


@exercise("evaluate_accuracy")
class TestEvaluateAccuracy:
    @weight(2)
    def test_unequal_batches(self, student, rng):
        """Correct predictions of all batches are divided by the number of all examples; batches may differ in size."""
        batches, share, slips = three_batches(rng)
        with explained("AttributeError", "a net that is a plain function has no eval(): ask first whether it is a Module"):
            found = student.run(evaluate_function, batches)
        assert_close(found, share, rtol=1e-6, what="the share", slips=slips)

    def test_module_is_in_evaluation_mode(self, student, rng):
        """A module is put in evaluation mode before it predicts."""
        X = rng.normal(8, 3)
        y = X.argmax(1)
        y[:2] = (y[:2] + 1) % 3
        training = (count_correct(-X, y) / 8, "the module predicted in training mode: call net.eval() before the loop")
        found = student.run(evaluate_moody_module, X, y)
        assert_close(found, 0.75, rtol=1e-6, what="the share, for a module that is in training mode before,", slips=[training])

    def test_no_gradients(self, student, rng):
        """Predictions are made without recording gradients, and gradients are recorded again afterwards."""
        during, after = student.run(evaluate_grad_mode, rng.normal(4, 3), rng.integers(0, 3, 4))
        check(during == [False], "the predictions were made with gradients being recorded: use torch.no_grad()")
        check(
            after is True, "after evaluate_accuracy, gradients are not recorded any more: with torch.no_grad() ends by itself"
        )

    def test_plain_function(self, student, rng):
        """A net that is a plain function works too."""
        X = rng.normal(10, 5)
        found = student.run(evaluate_function, [(X, X.argmax(1))])
        assert_close(found, 1.0, what="the share of a perfect net")

    def test_iterator_is_read_once(self, student, rng):
        """The data may be an iterator that can be read only once."""
        X = rng.normal(9, 3)
        y = (X.argmax(1) + (torch.arange(9) < 3)) % 3
        found = student.run(evaluate_generator, X, y)
        assert_close(found, 2 / 3, rtol=1e-6, what="for batches out of a generator, the share")


def evaluate_function(code, batches):
    class Sums(list):
        def __init__(self, n):
            super().__init__([0.0] * n)

        def add(self, *values):
            self[:] = [total + float(value) for total, value in zip(self, values)]

    code.Accumulator = Sums
    code.accuracy = lambda y_hat, y: torch.eq(torch.max(y_hat, 1).indices, y).count_nonzero().item()
    return code.evaluate_accuracy(lambda X: X, batches)


def evaluate_generator(code, X, y):
    class Sums(list):
        def __init__(self, n):
            super().__init__([0.0] * n)

        def add(self, *values):
            self[:] = [total + float(value) for total, value in zip(self, values)]

    code.Accumulator = Sums
    code.accuracy = lambda y_hat, y: torch.eq(torch.max(y_hat, 1).indices, y).count_nonzero().item()
    return code.evaluate_accuracy(lambda X: X, ((X[i : i + 4], y[i : i + 4]) for i in range(0, len(X), 4)))


def evaluate_moody_module(code, X, y):
    class Sums(list):
        def __init__(self, n):
            super().__init__([0.0] * n)

        def add(self, *values):
            self[:] = [total + float(value) for total, value in zip(self, values)]

    class Moody(torch.nn.Module):
        def forward(self, X):
            return -X if self.training else X

    code.Accumulator = Sums
    code.accuracy = lambda y_hat, y: torch.eq(torch.max(y_hat, 1).indices, y).count_nonzero().item()
    module = Moody()
    module.train()
    return code.evaluate_accuracy(module, [(X, y)])


def evaluate_grad_mode(code, X, y):
    class Sums(list):
        def __init__(self, n):
            super().__init__([0.0] * n)

        def add(self, *values):
            self[:] = [total + float(value) for total, value in zip(self, values)]

    during = []

    def net(X):
        during.append(torch.is_grad_enabled())
        return X

    code.Accumulator = Sums
    code.accuracy = lambda y_hat, y: torch.eq(torch.max(y_hat, 1).indices, y).count_nonzero().item()
    code.evaluate_accuracy(net, [(X, y)])
    return during, torch.is_grad_enabled()


# ---- train_epoch_ch3 ----------------------------------------------------------------------------------------------


def scripted_batches(rng, sizes, d=4, q=3):
    return [(rng.normal(n, d), rng.integers(0, q, n)) for n in sizes]


def batch_losses(W, X, y):
    return F.cross_entropy(X @ W, y, reduction="none")


def expected_epoch(W, batches, lr, reduce, clear=True):
    """The epoch by its definition, in float64: losses and hits of each batch before its step and after it, and the final W."""
    W, gradient = W.double(), 0
    before, after = [], []
    for X, y in batches:
        leaf = W.clone().requires_grad_()
        losses = batch_losses(leaf, X.double(), y)
        reduce(losses).backward()
        before.append((losses.detach(), (X.double() @ W).argmax(1).eq(y).double()))
        gradient = leaf.grad if clear else leaf.grad + gradient
        W = W - lr * gradient
        after.append((batch_losses(W, X.double(), y), (X.double() @ W).argmax(1).eq(y).double()))
    return before, after, W


@exercise("train_epoch_ch3")
class TestTrainEpoch:
    @weight(2)
    def test_optimizer_steps_by_the_mean_loss(self, student, rng):
        """With an optimizer, each step follows the gradient of the batch's mean loss, cleared before each batch."""
        W, batches = rng.normal(4, 3), scripted_batches(rng, [6, 6, 5])
        _, learned = student.run(epoch_with_optimizer, W, batches)
        piled_up = "an optimizer's step has the gradients of earlier batches in it: clear them before each backward()"
        slips = [
            (W, "the weights have not moved: does the optimizer take its step?"),
            (expected_epoch(W, batches, 0.5, torch.mean, clear=False)[2], piled_up),
            (
                expected_epoch(W, batches, 0.5, torch.sum)[2],
                "an optimizer steps by the summed loss: give it the mean of the losses",
            ),
            (
                expected_epoch(W, batches[:1], 0.5, torch.mean)[2],
                "only the first batch has moved the weights: does the loop go on?",
            ),
        ]
        expected = expected_epoch(W, batches, 0.5, torch.mean)[2]
        assert_close(learned, expected, rtol=1e-4, what="with an optimizer, the matrix of learned weights", slips=slips)

    @weight(2)
    def test_own_updater_gets_the_summed_loss(self, student, rng):
        """With an updater of our own, the gradient is that of the batch's summed loss."""
        W, batches = rng.normal(4, 3), scripted_batches(rng, [6, 5])
        gradients = student.run(epoch_with_spy, W, batches)[1]
        check(
            len(gradients) == 2, f"for 2 batches, an updater of our own is called {len(gradients)} times: once for each batch"
        )
        for gradient, (X, y) in zip(gradients, batches):
            leaf = W.double().requires_grad_()
            batch_losses(leaf, X.double(), y).sum().backward()
            mean = "for an updater of our own it is the mean loss that is differentiated: it divides by the batch size itself"
            what = "the gradient that an updater of our own finds"
            assert_close(gradient, leaf.grad, rtol=1e-4, what=what, slips=[(leaf.grad / len(y), f"{mean}, so sum the losses")])

    def test_own_updater_gets_the_batch_size(self, student, rng):
        """An updater of our own is called once for each batch, with the number of its examples."""
        sizes = [7, 7, rng.integer(2, 6)]
        result = student.run(epoch_with_spy, rng.normal(4, 3), scripted_batches(rng, sizes))
        times = len(result[0])
        check(times == 3, f"for 3 batches, an updater of our own is called {times} times: once for each batch")
        for given, size in zip(result[0], sizes):
            about = (
                f"an updater of our own is called with {given} as the batch size, which is not how many examples the batch has"
            )
            check(given == size, about)

    @weight(2)
    def test_returns_means_per_example(self, student, rng):
        """The loss and accuracy returned are averages over the epoch's examples, whatever the sizes of the batches."""
        W, batches = rng.normal(4, 3), scripted_batches(rng, [8, 8, 3])
        result = student.run(epoch_with_optimizer, W, batches)[0]
        check(isinstance(result, (tuple, list)) and len(result) == 2, "train_epoch_ch3 returns two numbers, loss and accuracy")
        before, after, _ = expected_epoch(W, batches, 0.5, torch.mean)
        names = ("loss", "accuracy")
        means = [float(torch.cat(parts).mean()) for parts in zip(*before)]
        for i, name in enumerate(names):
            each = [batch[i] for batch in before]
            uneven = f"the {name} is the mean of the batches' means: divide the epoch's sum by the number of all its examples"
            slips = [
                (
                    float(torch.cat(each).sum()),
                    f"the {name} is the sum over the epoch: divide it by the number of its examples",
                ),
                (sum(float(values.mean()) for values in each) / 3, uneven),
                (
                    sum(float(values.sum()) for values in each) / 3,
                    f"the {name} is divided by the number of batches, not of examples",
                ),
                (
                    float(torch.cat([batch[i] for batch in after]).mean()),
                    f"the {name} is measured after the step of each batch, not before",
                ),
                (float(each[-1].mean()), f"the {name} is that of the last batch: add up over all batches"),
                (means[1 - i], f"the {names[1 - i]} stands where the {name} belongs: the loss comes first"),
            ]
            assert_close(result[i], means[i], rtol=1e-4, what=f"the {name} that is returned", slips=slips)

    def test_module_is_in_training_mode(self, student, rng):
        """A module is put in training mode before it predicts."""
        X, y = rng.normal(6, 3), rng.integers(0, 3, 6)
        mode = student.run(epoch_mode, X, y)
        check(mode is True, "the module was not in training mode while the epoch ran: call net.train() before the loop")

    def test_results_are_plain_numbers(self, student, rng):
        """Loss and accuracy come back as numbers without a graph."""
        result = student.run(epoch_with_optimizer, rng.normal(4, 3), scripted_batches(rng, [4]))[0]
        check(isinstance(result, (tuple, list)) and len(result) == 2, "train_epoch_ch3 returns two numbers")
        graph = any(getattr(value, "requires_grad", False) for value in result)
        check(not graph, "what is returned carries the graph of the whole epoch: add up float(...) of each batch's loss")

    @limits(cpu_s=30)
    def test_learns_the_images(self, student):
        """Three epochs on the real images bring the loss below 0.75 and the accuracy above 0.7."""
        W, b = student.run(three_epochs, mapped("fashion_mnist", "train"))
        loss, share = judged(W, b)
        check(loss < 0.75, f"after three epochs the loss on unseen images is {loss:.3f}, not below 0.75")
        check(share > 0.7, f"after three epochs {share:.1%} of unseen images are right, not more than 70%")


def epoch_with_optimizer(code, W, batches):
    class Sums(list):
        def __init__(self, n):
            super().__init__([0.0] * n)

        def add(self, *values):
            self[:] = [total + float(value) for total, value in zip(self, values)]

    code.Accumulator = Sums
    code.accuracy = lambda y_hat, y: torch.eq(torch.max(y_hat, 1).indices, y).count_nonzero().item()
    layer = torch.nn.Linear(*W.shape, bias=False)
    layer.weight.data.copy_(W.t())
    loss = torch.nn.CrossEntropyLoss(reduction="none")
    result = code.train_epoch_ch3(layer, batches, loss, torch.optim.SGD(layer.parameters(), lr=0.5))
    return result, layer.weight.detach().t()


def epoch_with_spy(code, W, batches):
    class Sums(list):
        def __init__(self, n):
            super().__init__([0.0] * n)

        def add(self, *values):
            self[:] = [total + float(value) for total, value in zip(self, values)]

    sizes, gradients = [], []
    W.requires_grad_()

    def updater(batch_size):
        sizes.append(batch_size)
        gradients.append(W.grad.clone())
        W.grad = None

    code.Accumulator = Sums
    code.accuracy = lambda y_hat, y: torch.eq(torch.max(y_hat, 1).indices, y).count_nonzero().item()
    code.train_epoch_ch3(lambda X: X @ W, batches, torch.nn.CrossEntropyLoss(reduction="none"), updater)
    return sizes, gradients


def epoch_mode(code, X, y):
    class Sums(list):
        def __init__(self, n):
            super().__init__([0.0] * n)

        def add(self, *values):
            self[:] = [total + float(value) for total, value in zip(self, values)]

    class Watched(torch.nn.Linear):
        def forward(self, X):
            modes.append(self.training)
            return super().forward(X)

    modes = []
    code.Accumulator = Sums
    code.accuracy = lambda y_hat, y: torch.eq(torch.max(y_hat, 1).indices, y).count_nonzero().item()
    layer = Watched(3, 3)
    layer.eval()
    optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)
    code.train_epoch_ch3(layer, [(X, y)], torch.nn.CrossEntropyLoss(reduction="none"), optimizer)
    return all(modes) and len(modes) > 0


def three_epochs(code, images):
    class Sums(list):
        def __init__(self, n):
            super().__init__([0.0] * n)

        def add(self, *values):
            self[:] = [total + float(value) for total, value in zip(self, values)]

    code.Accumulator = Sums
    code.accuracy = lambda y_hat, y: torch.eq(torch.max(y_hat, 1).indices, y).count_nonzero().item()
    X, y = images
    W = (0.01 * torch.randn(784, 10)).requires_grad_()
    b = torch.zeros(10, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=0.1)
    loss = torch.nn.CrossEntropyLoss(reduction="none")

    def net(X):
        return X.reshape(len(X), 784) @ W + b

    for _ in range(3):
        order = torch.randperm(len(X)).split(32)
        code.train_epoch_ch3(net, ((X[i], y[i]) for i in order), loss, optimizer)
        optimizer.param_groups[0]["lr"] /= 2  # so that the last steps' noise does not decide
    return W.detach(), b.detach()


# Measured over 200 seeds on the embedded sample: loss at most 0.62 after three epochs (limit 0.75), train loss at most
# 0.47 after ten (limit 0.5), accuracy on unseen images at least 0.78 and 0.80 (limit 0.7).


def judged(W, b):
    """Loss and accuracy of a linear model on the images that only the judge has."""
    assert_close(W, torch.zeros(784, 10), atol=math.inf, what="the weights")
    assert_close(b, torch.zeros(10), atol=math.inf, what="the biases")
    X, y = held_out("fashion_mnist")
    scores = X.reshape(len(X), 784).double() @ W.double() + b.double()
    loss = float(F.cross_entropy(scores, y))
    check(math.isfinite(loss), "training ended in values that are not finite")
    return loss, float((scores.argmax(1) == y).double().mean())


# ---- train_ch3 ----------------------------------------------------------------------------------------------------

GOOD = (0.4, 0.85, 0.83)


@exercise("train_ch3")
class TestTrain:
    def test_calls_each_epoch(self, student, rng):
        """Every epoch trains once on the training data and measures once on the test data."""
        epochs = rng.integer(3, 7)
        trained, measured, _ = student.run(train_with_spies, epochs, *GOOD)
        times = f"with num_epochs={epochs}, train_epoch_ch3 is called {len(trained)} times: once for each epoch"
        check(len(trained) == epochs, times)
        check(trained == ["train"] * epochs, "an epoch is trained on other data than train_iter")
        check(measured.count("test") >= 1, "the test accuracy is never measured on test_iter: what is evaluate_accuracy given?")
        check(set(measured) == {"test"}, "the test accuracy is measured on other data than test_iter")
        check(len(measured) == epochs, f"the test accuracy is measured {len(measured)} times in {epochs} epochs")

    def test_passes_its_arguments_on(self, student):
        """net, loss and updater reach train_epoch_ch3, and net reaches evaluate_accuracy, as they were passed."""
        arrive = student.run(train_arguments)
        check(
            arrive is True,
            "net, loss or updater does not arrive in train_epoch_ch3, or net in evaluate_accuracy, as it was passed",
        )

    def test_accepts_a_good_model(self, student):
        """A model that meets the three conditions raises nothing, also at an accuracy of exactly 1."""
        for figures, model in ((GOOD, "a model that meets the three conditions"), ((0.49, 1.0, 1.0), "a model of accuracy 1")):
            outcome = student.run(train_with_spies, 2, *figures)[2]
            check(outcome == "returned", f"{model} is refused with an AssertionError: look at the bounds")

    def test_insists_on_the_loss(self, student):
        """A train loss of 0.5 or more, or one that is not a number, raises AssertionError."""
        for loss in (0.5, 0.6, math.nan):
            outcome = student.run(train_with_spies, 2, loss, 0.85, 0.83)[2]
            about = (
                f"with a train loss of {loss} there is no AssertionError: assert that it is below 0.5, which nan is not either"
            )
            check(outcome == "AssertionError", about)

    def test_insists_on_the_train_accuracy(self, student):
        """A train accuracy outside (0.7, 1] raises AssertionError."""
        for accuracy in (0.7, 0.3, 1.2):
            outcome = student.run(train_with_spies, 2, 0.4, accuracy, 0.83)[2]
            about = f"with a train accuracy of {accuracy} there is no AssertionError: it has an upper and a lower bound"
            check(outcome == "AssertionError", about)

    def test_insists_on_the_test_accuracy(self, student):
        """A test accuracy outside (0.7, 1] raises AssertionError."""
        for accuracy in (0.7, 0.3, 1.2):
            outcome = student.run(train_with_spies, 2, 0.4, 0.85, accuracy)[2]
            about = f"with a test accuracy of {accuracy} there is no AssertionError: it has an upper and a lower bound"
            check(outcome == "AssertionError", about)

    def test_judges_the_last_epoch(self, student):
        """Only the last epoch's figures count: bad ones before it raise nothing."""
        outcome = student.run(train_that_improves)
        check(outcome == "returned", "a model that is good in its last epoch only is refused: assert after the loop, not in it")

    @weight(2)
    @limits(cpu_s=60)
    def test_trains_the_images(self, student):
        """Ten epochs on the real images: train loss below 0.5, more than 70% of training and of unseen images right."""
        start, W, b = student.run(train_on_images, mapped("fashion_mnist", "train"), mapped("fashion_mnist", "test"))
        check(bool((start != W).any()), "the weights have not moved")
        share = judged(W, b)[1]
        X, y = train_images()
        scores = X.reshape(len(X), 784) @ W.float() + b.float()
        loss = float(F.cross_entropy(scores.double(), y))
        train_share = float((scores.argmax(1) == y).double().mean())
        check(loss < 0.5, f"the train loss is {loss:.3f}, not below 0.5")
        check(0.7 < train_share <= 1, f"{train_share:.1%} of the training images are right, not more than 70%")
        check(0.7 < share <= 1, f"{share:.1%} of unseen images are right, not more than 70%")


def train_images():
    from autograder.data import load_sample

    return load_sample()["fashion_mnist", "train"]


def train_with_spies(code, epochs, loss, train_acc, test_acc):
    from unittest.mock import MagicMock

    code.Animator = MagicMock()  # nobody looks, and a figure costs more than the rest
    trained, measured = [], []

    def spy_epoch(net, train_iter, loss_, updater):
        trained.append(train_iter)
        return loss, train_acc

    def spy_accuracy(net, data_iter):
        measured.append(data_iter)
        return test_acc

    code.train_epoch_ch3, code.evaluate_accuracy = spy_epoch, spy_accuracy
    try:
        code.train_ch3("net", "train", "test", "loss", epochs, "updater")
        outcome = "returned"
    except AssertionError:
        outcome = "AssertionError"
    return trained, measured, outcome


def train_arguments(code):
    from unittest.mock import MagicMock

    code.Animator = MagicMock()  # nobody looks, and a figure costs more than the rest
    seen = []

    def spy_epoch(net, train_iter, loss, updater):
        seen.append((net, train_iter, loss, updater) == ("net", "train", "loss", "updater"))
        return 0.4, 0.85

    def spy_accuracy(net, data_iter):
        seen.append(net == "net")
        return 0.83

    code.train_epoch_ch3, code.evaluate_accuracy = spy_epoch, spy_accuracy
    code.train_ch3("net", "train", "test", "loss", 2, "updater")
    return all(seen) and len(seen) >= 2


def train_that_improves(code):
    from unittest.mock import MagicMock

    code.Animator = MagicMock()  # nobody looks, and a figure costs more than the rest
    figures = iter([(2.0, 0.2), (0.9, 0.5), (0.45, 0.8)])
    shares = iter([0.1, 0.5, 0.8])
    code.train_epoch_ch3 = lambda *_: next(figures)
    code.evaluate_accuracy = lambda *_: next(shares)
    try:
        code.train_ch3("net", "train", "test", "loss", 3, "updater")
    except AssertionError:
        return "AssertionError"
    return "returned"


def train_on_images(code, train, test):
    (X, y), (X_test, y_test) = train, test
    X, X_test = X.reshape(len(X), 784), X_test.reshape(len(X_test), 784)
    W = 0.01 * torch.randn(784, 10)
    b = torch.zeros(10)
    start = W.clone()
    one_hot = torch.nn.functional.one_hot(y, 10).float()
    rates = iter([0.1 * 0.8**epoch for epoch in range(100)])  # falling, so that the last steps' noise does not decide

    def epoch_by_hand(net, train_iter, loss, updater):
        # the gradient in closed form: no net, no loss and no updater are called, so this answers no exercise
        total, right, lr = 0.0, 0.0, next(rates)
        for i in torch.randperm(len(X)).split(32):
            log_p = torch.log_softmax(torch.addmm(b, X[i], W), 1)
            error = (log_p.exp() - one_hot[i]) / len(i)
            total -= float((log_p * one_hot[i]).sum())
            right += float((log_p.argmax(1) == y[i]).sum())
            W.addmm_(X[i].t(), error, alpha=-lr)
            b.sub_(error.sum(0), alpha=lr)
        return total / len(X), right / len(X)

    def share_by_hand(net, data_iter):
        return float((torch.addmm(b, X_test, W).argmax(1) == y_test).double().mean())

    code.train_epoch_ch3, code.evaluate_accuracy = epoch_by_hand, share_by_hand
    code.train_ch3("net", "train", "test", "loss", 10, "updater")
    return start, W, b


# ---- predict_ch3 --------------------------------------------------------------------------------------------------


@exercise("predict_ch3")
class TestPredict:
    def test_shows_n_images(self, student, rng):
        """The first n images of the first batch are drawn, in one row."""
        n = rng.integer(2, 7)
        images, rows, columns, _ = student.run(predict_with_spy, rng.uniform(9, 1, 28, 28), rng.integers(0, 10, 9), n)
        check(len(images) == n, f"with n={n}, {len(images)} images are drawn: take the first n of the batch")
        row = f"{n} images are drawn in {rows} rows and {columns} columns: they go side by side, in a single row"
        check((rows, columns) == (1, n), row)

    def test_shows_the_right_images(self, student, rng):
        """The images drawn are the first ones of the batch, in order."""
        X = rng.uniform(8, 1, 28, 28)
        images = student.run(predict_with_spy, X, rng.integers(0, 10, 8), 4)[0]
        check(len(images) == 4, f"with n=4, {len(images)} images are drawn: take the first n of the batch")
        for i, image in enumerate(images):
            order = f"image {i} of the row is number {{}} of the batch, counted from 0: draw the first n, in their order"
            slips = [(X[j, 0], order.format(j)) for j in range(8) if j != i]
            assert_close(image.reshape(28, 28), X[i, 0], what=f"image {i} of the row", slips=slips)

    @weight(2)
    def test_titles(self, student, rng):
        """Each title has the true name first and the predicted name second."""
        X, y = rng.uniform(8, 1, 28, 28), rng.integers(0, 10, 8)
        titles = student.run(predict_with_spy, X, y, 5)[3]
        names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]
        predicted = X.reshape(8, 784)[:, :10].argmax(1).tolist()
        check(len(titles) == 5, f"there are {len(titles)} titles, not 5")
        for title, true, guess in zip(titles, y.tolist(), predicted):
            first, last = title.find(names[true]), title.rfind(names[guess])
            swapped = true != guess and title.startswith(names[guess]) and title.endswith(names[true])
            check(not swapped, f"the title {title!r} has the predicted name first: the true name comes first")
            check(title.startswith(names[true]), f"the title {title!r} does not begin with the name of the image's own label")
            about = f"the title {title!r} does not end with the name of its image's highest score: look along a row"
            check(title.endswith(names[guess]), about)
            check(first <= last, f"the title {title!r} is not the true name and then the predicted one")

    def test_default_is_six(self, student, rng):
        """Without n, six images are drawn."""
        images = student.run(predict_default, rng.uniform(9, 1, 28, 28), rng.integers(0, 10, 9))
        check(images == 6, f"without n, {images} images are drawn: the default of n is 6")


def predict_with_spy(code, X, y, n):
    drawn = {}

    def spy(imgs, num_rows, num_cols, titles=None, scale=1.5):
        drawn.update(images=[torch.as_tensor(img) for img in imgs], shape=(num_rows, num_cols), titles=list(titles))

    code.show_images = spy
    code.predict_ch3(lambda X: X.reshape(len(X), 784)[:, :10], [(X, y), (X * 0, y * 0)], n)
    return drawn["images"], *drawn["shape"], drawn["titles"]


def predict_default(code, X, y):
    drawn = []
    code.show_images = lambda imgs, *_, **__: drawn.append(len(imgs))
    code.predict_ch3(lambda X: X.reshape(len(X), 784)[:, :10], [(X, y)])
    return drawn[0]
