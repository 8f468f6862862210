"""Hidden graders of 3.2, linear regression from scratch.

Random functions are judged by z-scores against 6. The statistics are chosen so that a right solution exceeds it with a
probability under 5e-9 each (bounded, or of light tails at 20,000 draws), under 1e-7 in any one test.
"""

import math
from contextlib import contextmanager

import torch

from autograder.grading import StudentRaised, assert_close, assert_unchanged, check, exercise, limits, shaped, weight
from autograder.grading.statistics import LIMIT, standardised, z_of_bell_curve, z_of_mean, z_of_variance


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


# ---- synthetic_data -----------------------------------------------------------------------------------------------

N = 20_000


def pair_of(result):
    check(isinstance(result, (tuple, list)) and len(result) == 2, "synthetic_data returns two tensors, X and y")
    return result


def features_and_labels(result, n, d):
    """X (n, d) and y (n,), in float64: that y is a column has a test of its own."""
    X, y = pair_of(result)
    y = torch.as_tensor(y).flatten() if isinstance(y, torch.Tensor) and y.numel() == n else y
    return shaped(X, n, d, what="X"), shaped(y, n, what="y")


def large_sample(student, rng, d):
    """Features and residuals of 20,000 examples, the weights and the bias."""
    w, b = rng.normal(d, std=2), rng.integer(10, 50) / 10
    X, y = features_and_labels(student.synthetic_data(w, b, N), N, d)
    return X, y - X @ w.double() - b, w, b


def check_line(noise, b, about=""):
    """The labels are near Xw + b, with noise that is what is left of them."""
    bias_left_out = float((noise + b).abs().max()) < 0.5
    check(not bias_left_out, f"{about}the labels are Xw, without b: the bias belongs to the line as well")
    farthest = float(noise.abs().max())
    check(farthest < 1, f"{about}a label is {farthest:.2g} away from Xw + b")


def about_noise(noise, w):
    """What to say of noise that is not of standard deviation 0.01."""
    std, of_weights = float(noise.std()), 0.01 * float(w.norm())
    if std < 1e-5:
        same = abs(float(noise.mean())) > 1e-5
        return (
            "all labels have the same noise: draw one for each"
            if same
            else "the labels are Xw + b without any noise: add a draw to each"
        )
    if float(noise.min()) > -1e-5:
        return "the noise is never negative: draw it from a normal distribution around 0, not from a uniform one"
    if 0.09 < std < 0.11:
        return (
            "the noise has the standard deviation 0.1, whose square is 0.01: take 0.01 for the deviation, not for the variance"
        )
    if abs(std - of_weights) < 0.05 * of_weights:
        return "y - (Xw + b) grows with the weights: put the noise on the labels, not on the features"
    return f"y - (Xw + b) has standard deviation {std:.3g}; that of the noise is 0.01"


@exercise("synthetic_data")
class TestSyntheticData:
    def test_shapes(self, student, rng):
        """The features have shape (n, d) and the labels (n, 1), for any number of weights and examples."""
        for n, d in ((7, 1), (11, 5), (1, 3)):
            X, y = pair_of(student.synthetic_data(rng.normal(d), 1.5, n))
            found = [tuple(part.shape) if isinstance(part, torch.Tensor) else None for part in (X, y)]
            check(found != [(n, 1), (n, d)] or d == 1, "labels and features came in the wrong order: first X, then y")
            columns = found[0][1] if found[0] and len(found[0]) == 2 else d
            check(columns == d, f"with {d} numbers in w, X has {columns} columns: w says how many features there are")
            check(found[1] != (n,), f"y is a vector of shape ({n},): the labels are a column, of shape (n, 1)")
            shaped(X, n, d, what="X")
            shaped(y, n, 1, what="y")

    def test_weights_as_a_column(self, student, rng):
        """Weights may come as a column (d, 1): the shapes of features and labels are the same, and so is the line."""
        w = rng.normal(3, 1)
        X, y = pair_of(student.synthetic_data(w, 1.5, 40))
        table = isinstance(y, torch.Tensor) and y.numel() == 40 * 40
        check(
            not table, "with w as a column, y has an element for every pair of examples: does the noise have the shape of Xw?"
        )
        X, y = shaped(X, 40, 3, what="X"), shaped(y, 40, 1, what="y")
        check_line(y - X @ w.double() - 1.5, 1.5, "with w as a column, ")

    @weight(3)
    @limits(cpu_s=20)
    def test_labels_follow_the_line(self, student, rng):
        """The labels are Xw + b up to noise of standard deviation 0.01 around zero."""
        _, noise, w, b = large_sample(student, rng, rng.integer(2, 6))
        check_line(noise, b)
        check(z_of_variance((noise - noise.mean()) / 0.01) < LIMIT, about_noise(noise, w))
        check(z_of_mean(noise, 0.01) < LIMIT, "y - (Xw + b) does not average to zero")

    @limits(cpu_s=20)
    def test_noise_is_normal(self, student, rng):
        """The noise is normally distributed, drawn for every label anew, and has nothing to do with the features."""
        X, noise, _, _ = large_sample(student, rng, 3)
        check(float(noise.std()) > 1e-4, "all labels have the same noise, or none: draw one for each")
        X, noise = standardised(X), standardised(noise)
        check(z_of_mean(noise[1:] * noise[:-1]) < LIMIT, "the noise of one label depends on that of its neighbour")
        spread = (1 + math.exp(-2)) / 2 - math.exp(-1)  # variance of cos of N(0, 1), so the deviation of the product
        for j in range(3):
            check(z_of_mean(noise * X[:, j]) < LIMIT, f"the noise depends on feature {j}: draw it anew, apart from X")
            size = (noise.cos() - math.exp(-0.5)) * (X[:, j].cos() - math.exp(-0.5))
            check(
                z_of_mean(size, spread) < LIMIT,
                f"the size of the noise depends on feature {j}: it should not",
            )
        check(
            z_of_bell_curve(noise) < LIMIT, "the values of the noise do not follow the bell curve: is it drawn as normal noise?"
        )

    @weight(2)
    @limits(cpu_s=20)
    def test_features_are_standard_normal(self, student, rng):
        """Each feature is normally distributed with mean 0 and variance 1."""
        X = large_sample(student, rng, 3)[0]
        for j, x in enumerate(X.t()):
            check(float(x.min()) < 0, f"feature {j} is never negative: draw it as normal, around 0, not as uniform")
            check(z_of_mean(x) < LIMIT, f"the mean of feature {j} is {float(x.mean()):.3g}, not 0")
            variance = f"the variance of feature {j} is {float(x.var()):.3g}, not 1: what are the features drawn with?"
            check(z_of_variance(x) < LIMIT, variance)
            check(z_of_bell_curve(x) < LIMIT, f"feature {j} has the right mean and variance, but not the bell curve")

    @limits(cpu_s=20)
    def test_features_are_independent(self, student, rng):
        """Every feature of every example is a draw of its own."""
        X = standardised(large_sample(student, rng, 3)[0])
        for j in range(3):
            check(
                z_of_mean(X[:, j] * X[:, j - 1]) < LIMIT,
                "the features of an example depend on one another: draw n times d numbers",
            )
            check(z_of_mean(X[1:, j] * X[:-1, j]) < LIMIT, "the features of one example depend on those of the next")

    def test_fresh_each_time(self, student, rng):
        """Two calls give different features, and different noise."""
        w = rng.normal(2)
        first, second = student.run(generate_twice, w)
        X1, y1 = features_and_labels(first, 50, 2)
        X2, y2 = features_and_labels(second, 50, 2)
        check(bool((X1 != X2).any()), "two calls give the same features: is a seed set in the function?")
        noise1, noise2 = y1 - X1 @ w.double(), y2 - X2 @ w.double()
        differ = float((noise1 - noise2).abs().max()) > 1e-5
        check(differ, "two calls give the same noise, or none: is a seed set in the function?")

    def test_weights_are_left_alone(self, student, rng):
        """The weights passed in are not changed."""
        w = rng.normal(4)
        assert_unchanged(student.run(generate_then_weights, w), w, "w")


def generate_twice(code, w):
    return code.synthetic_data(w, 1.0, 50), code.synthetic_data(w, 1.0, 50)


def generate_then_weights(code, w):
    code.synthetic_data(w, 1.0, 50)
    return w


# ---- data_iter ----------------------------------------------------------------------------------------------------


def numbered(rng, n):
    """Features whose first column numbers the rows, and labels that repeat the number."""
    ids = torch.arange(n, dtype=torch.float32)
    return torch.stack([ids, rng.normal(n)], 1), ids.reshape(n, 1) * 10


def batches_of(student, batch_size, features, labels):
    """One pass: a list of pairs of tensors."""
    batches = student.run(one_pass, batch_size, features, labels)
    check(batches is not None, "data_iter returned None: a generator hands out its batches with yield")
    check(len(batches) > 0, "data_iter gave no batch at all")
    for i, batch in enumerate(batches):
        check(
            len(batch) == 2 and all(isinstance(part, torch.Tensor) for part in batch),
            f"each batch is a pair of tensors, features and labels; number {i} is not "
            "(a return in the loop ends it with the first batch; yield goes on)",
        )
        check(
            all(part.dim() > 0 and part.shape[0] == batch[0].shape[0] for part in batch),
            f"batch number {i} has features of shape {tuple(batch[0].shape)} and labels of shape {tuple(batch[1].shape)}; "
            "their first axis counts the examples of the batch",
        )
    return batches


def sizes_of(batches):
    return [batch[0].shape[0] for batch in batches]


def order_of(batches):
    """The rows' numbers, in the order in which they came."""
    for X, _ in batches:
        check(X.shape[1:] == (2,), f"features of shape (n, 2) came in a batch of shape {tuple(X.shape)}")
    return torch.cat([X[:, 0] for X, _ in batches])


@exercise("data_iter")
class TestDataIter:
    def test_batch_sizes(self, student, rng):
        """Batches have batch_size examples; the last one has what is left."""
        size = rng.integer(7, 10)
        whole, left = rng.integer(4, 7), rng.integer(1, size)
        sizes = sizes_of(batches_of(student, size, *numbered(rng, whole * size + left)))
        given = f"{whole * size + left} examples in batches of {size} came as {sizes}"
        total = f"{given}, which are {sum(sizes)} examples: each comes once, and the last batch has what is left"
        check(sum(sizes) == whole * size + left, total)
        about = f"{given}: only the last batch may be smaller, so shuffle the examples before they are cut into batches"
        check(sizes == [size] * whole + [left], about)

    def test_no_batch_beyond_the_data(self, student, rng):
        """No empty batch follows when batch_size divides the data, and a larger batch_size gives all the data at once."""
        sizes = sizes_of(batches_of(student, 8, *numbered(rng, 40)))
        check(sizes == [8] * 5, f"40 examples in batches of 8 came as {sizes}: nothing may follow when all have come")
        sizes = sizes_of(batches_of(student, 100, *numbered(rng, 9)))
        check(sizes == [9], f"9 examples in batches of at most 100 came as {sizes}: they make a single batch")

    def test_batches_of_one(self, student, rng):
        """A batch of a single example keeps its first axis."""
        for n in (6, 1):
            X, y = batches_of(student, 1, *numbered(rng, n))[0]
            shaped(X, 1, 2, what="X of the first batch")
            shaped(y, 1, 1, what="y of the first batch")

    @weight(2)
    def test_every_example_once(self, student, rng):
        """Every example comes exactly once in a pass."""
        n = rng.integer(41, 48)
        ids = order_of(batches_of(student, 8, *numbered(rng, n)))
        check(len(ids) == n, f"one pass over {n} examples gave {len(ids)}")
        seen = len(set(ids.tolist()))
        again = f"one pass over {n} examples gave {seen} different ones, and others again: go once through all, in random order"
        check(seen == n, again)
        assert_close(ids.sort().values, torch.arange(float(n)), what="the first feature of the whole pass, sorted,")

    @weight(2)
    def test_features_keep_their_labels(self, student, rng):
        """Each row of features comes with its own label."""
        features, labels = numbered(rng, 53)
        batches = batches_of(student, 8, features, labels)
        for X, y in batches:
            kept = X.shape[1:] == (2,) and y.shape[1:] == (1,)
            check(kept, f"data of shapes (n, 2) and (n, 1) came in a batch of {tuple(X.shape)} and {tuple(y.shape)}")
        X, y = torch.cat([X for X, _ in batches]), torch.cat([y for _, y in batches])
        apart = int((y.flatten() != X[:, 0] * 10).sum())
        check(apart == 0, f"{apart} of {len(X)} rows came with another row's label: take both by the same indices")
        assert_close(X[:, 1], features[X[:, 0].long(), 1], what="the second feature of the rows")

    def test_other_shapes(self, student, rng):
        """Images (n, h, w) with integer labels (n,) are read as well, and keep their shape and type."""
        images, labels = rng.normal(12, 3, 2), rng.permutation(12)
        apart = "images (n, h, w) and labels (n,) cannot be read: index features and labels apart, by their first axis"
        with explained("RuntimeError", apart):
            X, y = batches_of(student, 4, images, labels)[0]
        check(X.shape[1:] == (3, 2), f"images of shape (n, 3, 2) came in a batch of shape {tuple(X.shape)}")
        check(y.shape[1:] == (), f"labels of shape (n,) came in a batch of shape {tuple(y.shape)}")
        check(X.dtype == images.dtype and y.dtype == labels.dtype, f"float32 and int64 came as {X.dtype} and {y.dtype}")

    @weight(2)
    def test_order_is_new_each_time(self, student, rng):
        """Each pass takes the examples in a new random order."""
        data = numbered(rng, 63)
        first, second = (order_of(batches_of(student, 7, *data)).tolist() for _ in range(2))
        check(first != sorted(first), "the examples come in the order of the dataset: shuffle their indices")
        check(first != second, "two passes have the same order: is a seed set in the function?")

    def test_order_is_mixed(self, student, rng):
        """Any example can come anywhere: not only the batches change places, and not only the rows within a batch."""
        n = 602  # the number of neighbours that stay together is about Poisson(2): 30 of them have a chance of 1e-24
        order = order_of(batches_of(student, 43, *numbered(rng, n)))
        together = int((order.diff().abs() == 1).sum())
        beside = f"{together} of {n} examples come right beside their neighbour in the dataset: shuffle them one by one"
        check(together < 30, beside)
        place = torch.arange(len(order)).double()
        correlation = float(torch.corrcoef(torch.stack([order.double(), place]))[0, 1])
        z = abs(correlation) * math.sqrt(n - 1)
        place = "where an example comes in a pass depends on where it stands in the dataset: shuffle all, not batch by batch"
        check(z < LIMIT, place)

    def test_data_is_left_alone(self, student, rng):
        """The tensors passed in are not reordered or changed."""
        features, labels = numbered(rng, 30)
        after = student.run(pass_then_data, features, labels)
        assert_unchanged(after[0], features, "the tensor of features")
        assert_unchanged(after[1], labels, "the tensor of labels")


def one_pass(code, batch_size, features, labels):
    batches = code.data_iter(batch_size, features, labels)
    return None if batches is None else [list(batch) for batch in batches]


def pass_then_data(code, features, labels):
    for _ in code.data_iter(7, features, labels):
        pass
    return features, labels


# ---- linreg -------------------------------------------------------------------------------------------------------


def assert_predictions(found, X, w, b, what="linreg(X, w, b)", **options):
    X, w, b = X.double(), w.double(), b.double()
    expected = X @ w + b
    slips = [
        (X @ w, f"{what} is Xw, without the bias b"),
        (X @ w - b, f"in {what} the bias is subtracted: add it"),
        (X @ (w + b), f"in {what} the bias is added to the weights: add it to the product Xw"),
        (X * w.t() + b, f"{what} multiplies element by element: a prediction is a sum over the features, a matrix product"),
        (expected.flatten(), f"{what} is a vector of shape (n,): keep the column that Xw is"),
    ]
    if X.shape[0] == X.shape[1]:
        slips.append((X.t() @ w + b, f"{what} multiplies the transpose of X: a prediction belongs to a row of X"))
    assert_close(found, expected, what=what, slips=slips, **options)


@exercise("linreg")
class TestLinreg:
    @weight(4)
    def test_matches_the_formula(self, student, rng):
        """The prediction is Xw + b, one row for each example."""
        n, d = rng.integer(8, 20), rng.integer(2, 7)
        X, w, b = rng.normal(n, d), rng.normal(d, 1), rng.normal(1, mean=3)
        with explained(
            "RuntimeError", "the factors do not fit: multiply the X (n, d) and the w (d, 1) that are passed in, as they are"
        ):
            found = student.linreg(X, w, b)
        assert_predictions(found, X, w, b)

    def test_one_example_one_feature(self, student, rng):
        """One example with one feature gives a prediction of shape (1, 1)."""
        X, w, b = rng.normal(1, 1), rng.normal(1, 1), rng.normal(1)
        assert_predictions(student.linreg(X, w, b), X, w, b)

    def test_as_many_examples_as_features(self, student, rng):
        """With as many examples as features, each prediction still belongs to a row of X."""
        X, w, b = rng.normal(4, 4), rng.normal(4, 1), rng.normal(1)
        assert_predictions(student.linreg(X, w, b), X, w, b)

    def test_no_examples(self, student, rng):
        """No examples give no predictions: shape (0, 1)."""
        nothing = student.linreg(torch.zeros(0, 3), rng.normal(3, 1), rng.normal(1))
        assert_close(nothing, torch.zeros(0, 1), what="linreg(X, w, b)")

    def test_transposed_and_strided(self, student, rng):
        """Tensors that do not lie in one piece of memory, such as a transpose, are read rightly."""
        X, w, b = rng.normal(3, 5), rng.normal(6, 1), rng.normal(1)
        with explained("RuntimeError", "tensors that do not lie in one piece of memory cannot be read: use them as they are"):
            found = student.run(linreg_of_views, X, w, b)
        assert_predictions(found, X.t(), w[::2], b, "linreg(X.t(), w[::2], b)")

    def test_double_precision(self, student, rng):
        """Features and parameters in float64 give predictions in float64."""
        X, w, b = (rng.normal(*shape, dtype=torch.float64) for shape in ((6, 3), (3, 1), (1,)))
        found = student.linreg(X, w, b)
        check_double(found, "linreg(X, w, b)")
        assert_predictions(found, X, w, b, dtype=torch.float64)

    def test_gradient(self, student, rng):
        """Gradients flow back to w and b."""
        X = rng.normal(6, 3)
        of_w, of_b = student.run(linreg_gradient, X, rng.normal(3, 1))
        cut = "no gradient arrives at w or b: the prediction is cut off from them (detach, data, a new tensor?)"
        check(of_w is not None and of_b is not None, cut)
        assert_close(of_w, X.double().sum(0).reshape(3, 1), what="the gradient of the summed predictions for w")
        assert_close(of_b, torch.tensor([6.0]), what="the gradient of the summed predictions for b")

    def test_arguments_are_left_alone(self, student, rng):
        """The arguments are not changed."""
        arguments = [rng.normal(5, 2), rng.normal(2, 1), rng.normal(1)]
        for name, before, after in zip("Xwb", arguments, student.run(linreg_then_arguments, *arguments)):
            assert_unchanged(after, before, name)


def linreg_of_views(code, X, w, b):
    return code.linreg(X.t(), w[::2], b)


def linreg_gradient(code, X, w):
    w.requires_grad_()
    b = torch.zeros(1, requires_grad=True)
    total = code.linreg(X, w, b).sum()
    if total.requires_grad:
        total.backward()
    return w.grad, b.grad


def linreg_then_arguments(code, X, w, b):
    code.linreg(X, w, b)
    return X, w, b


# ---- squared_loss -------------------------------------------------------------------------------------------------


def assert_losses(found, y_hat, y, **options):
    what, a, b = "squared_loss(y_hat, y)", y_hat.double(), y.double()
    d = a - b.reshape(a.shape)
    expected = d**2 / 2
    pairs = (a.reshape(-1, 1) - b.reshape(1, -1)) ** 2 / 2
    every_pair = f"{what} has an entry for every pair of a prediction and a label: give y the shape of y_hat first"
    slips = [
        (d**2, f"{what} lacks the factor 1/2"),
        (d**2 / 4, f"{what} halves the difference before it is squared: square first"),
        (d.abs(), f"{what} is the absolute difference: square it"),
        (d.abs() / 2, f"{what} is half the absolute difference: square it"),
        (d, f"{what} is the difference itself: square it"),
        (expected / len(d), f"in {what} each loss is divided by the number of examples: leave that to sgd"),
        (expected.mean(), f"{what} is the mean of the losses: keep one for each example"),
        (expected.sum(), f"{what} is the sum of the losses: keep one for each example"),
        (expected.flatten(), f"{what} is a vector: it should have the shape of y_hat"),
        (expected.reshape(b.shape), f"{what} has the shape of y: it should have that of y_hat"),
        (pairs, every_pair),
        (pairs.t(), every_pair),
    ]
    assert_close(found, expected, what=what, slips=slips, **options)


@exercise("squared_loss")
class TestSquaredLoss:
    @weight(4)
    def test_matches_the_definition(self, student, rng):
        """Each loss is half the squared difference of prediction and label."""
        y_hat, y = rng.normal(9, 1, std=3), rng.normal(9, 1)
        assert_losses(student.squared_loss(y_hat, y), y_hat, y)

    @weight(2)
    def test_labels_as_a_vector(self, student, rng):
        """Labels of shape (n,) with predictions of shape (n, 1) give n losses, in the shape of the predictions."""
        y_hat, y = rng.normal(6, 1), rng.normal(6)
        assert_losses(student.squared_loss(y_hat, y), y_hat, y)

    def test_labels_as_a_row(self, student, rng):
        """Labels of shape (1, n) with predictions of shape (n, 1) give n losses, in the shape of the predictions."""
        y_hat, y = rng.normal(5, 1), rng.normal(1, 5)
        assert_losses(student.squared_loss(y_hat, y), y_hat, y)

    def test_predictions_of_other_shapes(self, student, rng):
        """The losses have the shape of the predictions, whatever that is."""
        for y_hat, y in ((rng.normal(6), rng.normal(6, 1)), (rng.normal(2, 3), rng.normal(6))):
            assert_losses(student.squared_loss(y_hat, y), y_hat, y)

    def test_one_example(self, student, rng):
        """A single example gives a single loss that keeps its shape (1, 1)."""
        y_hat, y = rng.normal(1, 1), rng.normal(1)
        assert_losses(student.squared_loss(y_hat, y), y_hat, y)

    def test_double_precision(self, student, rng):
        """Predictions and labels in float64 give losses in float64."""
        y_hat, y = rng.normal(7, 1, dtype=torch.float64), rng.normal(7, dtype=torch.float64)
        found = student.squared_loss(y_hat, y)
        check_double(found, "squared_loss(y_hat, y)")
        assert_losses(found, y_hat, y, dtype=torch.float64)

    def test_gradient(self, student, rng):
        """The gradient that flows back to a prediction is its difference from the label."""
        y_hat, y = rng.normal(5, 1), rng.normal(5)
        gradient = student.run(loss_gradient, y_hat, y)
        check(gradient is not None, "no gradient arrives at y_hat: the loss is cut off from it (detach, data, numpy?)")
        assert_close(gradient, y_hat.double() - y.double().reshape(5, 1), what="the gradient of the summed losses")

    def test_arguments_are_left_alone(self, student, rng):
        """Predictions and labels are not changed, nor is their shape."""
        arguments = [rng.normal(5, 1), rng.normal(5)]
        for name, before, after in zip(("y_hat", "y"), arguments, student.run(loss_then_arguments, *arguments)):
            assert_unchanged(after, before, name)


def loss_gradient(code, y_hat, y):
    y_hat.requires_grad_()
    total = code.squared_loss(y_hat, y).sum()
    if total.requires_grad:
        total.backward()
    return y_hat.grad


def loss_then_arguments(code, y_hat, y):
    code.squared_loss(y_hat, y)
    return y_hat, y


# ---- sgd ----------------------------------------------------------------------------------------------------------


@exercise("sgd")
class TestSgd:
    @weight(3)
    def test_one_step(self, student, rng):
        """A step moves each parameter by -lr * gradient / batch_size."""
        lr, size = rng.choice([0.03, 0.1, 0.5]), rng.integer(2, 30)
        w, g = rng.normal(5, 1), rng.normal(5, 1, std=10)  # steps that differ visibly
        with explained("RuntimeError", "autograd takes the step for a part of the computation: update inside torch.no_grad()"):
            stepped = student.run(sgd_step, [w], [g], lr, size)[0][0]
        moved = bool((stepped != w).any())
        check(moved, "the tensor that was passed in has not moved: change it in place, and clear its gradient only afterwards")
        wide, step = w.double(), lr * g.double()
        slips = [
            (wide + step / size, "the parameter has moved up its gradient: the step goes down"),
            (wide - step, "the step is not divided by the batch size"),
            (wide - step * size, "the step is multiplied by the batch size: divide by it"),
            (wide - g.double() / size, "the step lacks the learning rate"),
            (wide - step.mean(), "all elements took the same step: each has a gradient of its own, so do not average it"),
            (torch.zeros(5, 1), "the parameter is zero after the step: it is the gradient that is to be cleared"),
        ]
        assert_close(stepped, wide - step / size, what="the parameter after the step", slips=slips)

    def test_every_parameter(self, student, rng):
        """All parameters take the step, whatever their shapes, and keep their types."""
        shapes = [((3, 2), torch.float32), ((1,), torch.float32), ((4,), torch.float64)]
        parameters = [rng.normal(*shape, dtype=dtype) for shape, dtype in shapes]
        gradients = [rng.normal(*shape, mean=10, dtype=dtype) for shape, dtype in shapes]
        stepped = student.run(sgd_step, parameters, gradients, 0.1, 4)[0]
        for i, (w, g) in enumerate(zip(parameters, gradients)):
            expected = w.double() - 0.1 * g.double() / 4
            still = [(w, f"parameter {i} of 3 has not moved: does the loop reach every parameter?")]
            assert_close(stepped[i], expected, dtype=w.dtype, what=f"parameter {i} of 3, after the step,", slips=still)

    @weight(2)
    def test_clears_gradients(self, student, rng):
        """After the step the gradients are cleared: zeros, or None."""
        gradients = student.run(sgd_step, [rng.normal(3), rng.normal(2)], [rng.normal(3), rng.normal(2)], 0.1, 5)[1]
        left = [i for i, gradient in enumerate(gradients) if gradient is not None and bool(gradient.any())]
        check(not left, f"parameter {left and left[0]} of 2 still has a gradient, and backward() would add to it")

    @weight(2)
    def test_changes_in_place(self, student, rng):
        """The caller's own tensors change, where they lie in memory."""
        change, same_memory = student.run(sgd_memory, rng.normal(4), rng.normal(4))
        check(bool(change.any()), "the tensor that was passed in has not moved: change it in place")
        check(same_memory, "the parameter got new memory; whoever shares the old one does not see the step")

    def test_parameters_stay_parameters(self, student, rng):
        """After the step a parameter still is a leaf that requires gradients."""
        is_leaf, requires_grad = student.run(sgd_leaf, rng.normal(4), rng.normal(4))
        check(is_leaf, "the step became part of the graph: update inside torch.no_grad()")
        frozen = (
            "after the step the parameter does not require gradients any more: leave that as it is, and use torch.no_grad()"
        )
        check(requires_grad, frozen)

    def test_recording_goes_on(self, student, rng):
        """After the step autograd records again."""
        recording = student.run(sgd_then_mode, rng.normal(4), rng.normal(4))
        check(
            recording, "autograd is off after the step, and the next backward() would fail: with torch.no_grad() ends by itself"
        )

    def test_generator_of_parameters(self, student, rng):
        """Parameters may come from a generator, as from net.parameters()."""
        w, g = rng.normal(3), rng.normal(3)
        stepped = student.run(sgd_generator, w, g)
        still = [(w, "parameters out of a generator have not moved: it can be gone through only once")]
        what = "a parameter out of a generator, after the step,"
        assert_close(stepped, w.double() - 0.1 * g.double() / 2, what=what, slips=still)

    def test_several_steps(self, student, rng):
        """Ten steps on a quadratic follow gradient descent, each with a fresh gradient."""
        w = rng.normal(4)
        expected = w.double() * (1 - 0.1 * 2 / 2) ** 10  # the gradient of w^2 is 2w
        assert_close(student.run(sgd_quadratic, w), expected, rtol=1e-4, what="w after ten steps")


def sgd_step(code, values, gradients, lr, batch_size):
    parameters = [value.clone().requires_grad_() for value in values]
    for parameter, gradient in zip(parameters, gradients):
        parameter.grad = gradient
    code.sgd(parameters, lr, batch_size)
    return [p.detach() for p in parameters], [p.grad for p in parameters]


def sgd_memory(code, value, g):
    w = value.clone().requires_grad_()
    w.grad, place = g, w.data_ptr()
    code.sgd([w], 0.1, 2)
    return w.detach() - value, w.data_ptr() == place


def sgd_leaf(code, value, g):
    w = value.clone().requires_grad_()
    w.grad = g
    code.sgd([w], 0.1, 2)
    return w.is_leaf, w.requires_grad


def sgd_then_mode(code, value, g):
    w = value.clone().requires_grad_()
    w.grad = g
    code.sgd([w], 0.1, 2)
    return torch.is_grad_enabled()


def sgd_generator(code, value, g):
    w = value.clone().requires_grad_()
    w.grad = g
    code.sgd((p for p in [w]), 0.1, 2)
    return w.detach()


def sgd_quadratic(code, value):
    w = value.clone().requires_grad_()
    for _ in range(10):
        (w**2).sum().backward()
        code.sgd([w], 0.1, 2)
    return w.detach()


# ---- train_linreg -------------------------------------------------------------------------------------------------


NO_SGD = "train_linreg never called sgd: take each step with it"
ERROR = "training failed: look at the shapes of w, (d, 1), and b, (1,), and whether both require gradients"


def learned(result, d):
    check(
        isinstance(result, (tuple, list)) and len(result) == 2,
        "train_linreg returns something else than two tensors, w and b: look at its last line",
    )
    finite = all(bool(torch.isfinite(value).all()) for value in result if isinstance(value, torch.Tensor))
    long = "the steps were too long. Is the loss that of the batch alone, and the gradient of each step new?"
    check(finite, f"training ended in values that are infinite or not a number: {long}")
    shapes = [tuple(value.shape) if isinstance(value, torch.Tensor) else None for value in result]
    check(shapes != [(1,), (d, 1)], "the parameters came in the wrong order: first w, then b")
    return shaped(result[0], d, 1, what="the first result, w,"), shaped(result[1], 1, what="the second result, b,")


def weight_and_bias(values):
    """The parameters' values, or gradients, told apart by size: w has more elements than b."""
    check(len(values) > 0, NO_SGD)
    check(len(values) == 2, f"sgd should move w and b, which are two tensors; it was given {len(values)} in the first step")
    return sorted((value.detach().flatten().double() for value in values), key=lambda value: -value.numel())


@exercise("train_linreg")
class TestTrainLinreg:
    def test_data_is_left_alone(self, student, rng):
        """Features and labels are not changed."""
        X, y = rng.normal(12, 3), rng.normal(12, 1)
        with explained("RuntimeError", ERROR):
            after = student.run(train_then_data, X, y)
        assert_unchanged(after[0], X, "the tensor of features")
        assert_unchanged(after[1], y, "the tensor of labels")

    @weight(2)
    def test_uses_its_arguments(self, student, rng):
        """Each of num_epochs passes reads all the data in batches of batch_size, and steps with lr and that batch size."""
        epochs, size, lr = rng.integer(2, 5), rng.choice([4, 5, 8]), rng.choice([0.011, 0.02])
        X = rng.normal(40, 2)
        with explained("RuntimeError", ERROR):
            passes, steps, rates, sizes = student.run(train_with_stand_ins, X, X[:, :1], lr, epochs, size)[1:]
        check(
            len(passes) == epochs,
            f"with num_epochs={epochs}, calls of data_iter: {len(passes)}; each epoch needs a pass of its own",
        )
        check(all(p[1] == 40 for p in passes), "data_iter was given a part of the data only")
        check(all(p[0] == size for p in passes), f"data_iter was asked for batches of {passes[0][0]}, not of {size}")
        check(len(steps) > 0, NO_SGD)
        check(
            all(count == epochs * (40 // size) for count in steps),
            f"a parameter took {min(steps)} steps in {epochs} epochs of {40 // size} batches: each batch takes one",
        )
        check(rates == [lr], f"sgd was called with the learning rate {rates[0]}, not with {lr}")
        check(sizes == [size], f"sgd was called with the batch size {sizes[0]}, not with {size}, that of the batch")

    @weight(2)
    def test_steps_follow_the_summed_loss(self, student, rng):
        """sgd is called with both parameters, and with the gradient of the batch's summed loss."""
        X, y = rng.normal(6, 2), rng.normal(6, 1)
        before, gradients = student.run(train_first_batch, X, y)
        w, b = weight_and_bias(before)
        error = X.double() @ w.reshape(2, 1) + b - y.double()
        expected = [(X.double().t() @ error).flatten(), error.sum().reshape(1)]
        none = "sgd was called with a parameter that has no gradient: backward() of a loss that depends on w and b comes first"
        check(all(gradient is not None for gradient in gradients), none)
        found = weight_and_bias(gradients)
        is_mean = all(torch.allclose(f, e / 6, rtol=1e-3) for f, e in zip(found, expected))
        check(not is_mean, "this is the gradient of the mean loss; sgd divides by the batch size, so sum the losses")
        for name, f, e in zip("wb", found, expected):
            assert_close(f, e, rtol=1e-4, atol=1e-5, what=f"the gradient of {name} at the first step")

    @weight(3)
    @limits(cpu_s=30)
    def test_recovers_the_parameters(self, student, rng):
        """Three epochs on 1,000 examples find w and b to within 0.02, and leave hardly more loss than the noise."""
        true_w, true_b = rng.uniform(2, 1, low=-4, high=4), rng.choice([-1, 1]) * rng.integer(10, 50) / 10
        X = rng.normal(1000, 2)
        y = X @ true_w + true_b + rng.normal(1000, 1, std=0.01)
        w, b = learned(student.run(train_with_stand_ins, X, y, 0.03, 3, 10)[0], 2)
        # measured over 1,000 seeds: w and b within 0.003, loss at most 6e-5
        farthest = max(float((w - true_w.double()).abs().max()), abs(float(b) - true_b))
        check(farthest < 0.02, f"a learned parameter is {farthest:.2g} away from the true one")
        loss = float((X.double() @ w + b - y.double()).square().mean()) / 2
        check(loss < 1e-4, f"the loss at the end is {loss:.2g}; it should be under 1e-4")

    def test_other_number_of_features(self, student, rng):
        """Any number of features works."""
        true_w = rng.uniform(5, 1, low=-2, high=2)
        X = rng.normal(600, 5)
        with explained(
            "RuntimeError", "training failed for 5 features: w has a row for each feature of X, and nothing is fixed"
        ):
            result = student.run(train_with_stand_ins, X, X @ true_w + 1, 0.05, 4, 10)[0]
        w, b = learned(result, 5)
        # measured over 1,000 seeds: within 0.0005
        farthest = max(float((w - true_w.double()).abs().max()), abs(float(b) - 1))
        check(farthest < 0.02, f"with 5 features, a learned parameter is {farthest:.2g} away from the true one")

    def test_starts_small(self, student, rng):
        """Training starts from weights close to zero and a bias of zero."""
        w, b = weight_and_bias(student.run(train_first_batch, rng.normal(6, 12), rng.normal(6, 1))[0])
        check(
            float(w.abs().max()) < 0.2, f"a weight starts at {float(w[w.abs().argmax()]):.2g}: draw the weights close to zero"
        )
        check(float(b.abs().max()) < 0.2, f"the bias starts at {float(b):.2g}, far from zero")


def train_with_stand_ins(code, X, y, lr, num_epochs, batch_size):
    """Train on torch's own parts; keeps a record of how they were called."""
    passes, steps, rates, sizes = [], {}, set(), set()

    def reader(batch_size, features, labels):
        passes.append((batch_size, len(features)))
        dataset = torch.utils.data.TensorDataset(features, labels)
        order = torch.utils.data.BatchSampler(torch.utils.data.RandomSampler(dataset), batch_size, drop_last=False)
        return (dataset[rows] for rows in order)

    def step(params, lr, batch_size):
        params = list(params)
        rates.add(lr)
        sizes.add(batch_size)
        for p in params:
            steps[p.data_ptr()] = steps.get(p.data_ptr(), 0) + 1
        optimizer = torch.optim.SGD(params, lr=lr / batch_size)
        optimizer.step()
        optimizer.zero_grad()

    code.data_iter, code.sgd = reader, step
    code.linreg = lambda X, w, b: torch.nn.functional.linear(X, w.reshape(1, -1), b)
    code.squared_loss = lambda y_hat, y: torch.nn.functional.mse_loss(y_hat, y.view_as(y_hat), reduction="none").div(2)
    result = code.train_linreg(X, y, lr, num_epochs, batch_size)
    return result, passes, list(steps.values()), sorted(rates), sorted(sizes)


def train_first_batch(code, X, y):
    """Each parameter and its gradient, when sgd first sees it."""
    values, gradients = {}, {}

    def note(params, lr, batch_size):
        for p in params:
            if p.data_ptr() not in values:
                values[p.data_ptr()] = p.detach().clone()
                gradients[p.data_ptr()] = None if p.grad is None else p.grad.clone()
            p.grad = None

    code.data_iter = lambda batch_size, features, labels: iter([(features, labels)])
    code.sgd = note
    code.linreg = lambda X, w, b: torch.nn.functional.linear(X, w.reshape(1, -1), b)
    code.squared_loss = lambda y_hat, y: torch.nn.functional.mse_loss(y_hat, y.view_as(y_hat), reduction="none").div(2)
    code.train_linreg(X, y, 0.1, 1, 6)
    return list(values.values()), list(gradients.values())


def train_then_data(code, X, y):
    code.data_iter = lambda batch_size, features, labels: zip(features.split(batch_size), labels.split(batch_size))
    code.sgd = lambda params, lr, batch_size: [p.grad.zero_() for p in params if p.grad is not None]
    code.linreg = lambda X, w, b: torch.nn.functional.linear(X, w.reshape(1, -1), b)
    code.squared_loss = lambda y_hat, y: torch.nn.functional.mse_loss(y_hat, y.view_as(y_hat), reduction="none").div(2)
    code.train_linreg(X, y, 0.1, 2, 5)
    return X, y
