"""Hidden graders of 3.6, softmax regression from scratch.

Basics come first: what stands in for an exercise in later tests may do so only once that exercise has been judged.
"""

import math

import torch
import torch.nn.functional as F

from autograder.data import held_out
from autograder.grading import assert_close, check, exercise, limits, mapped, weight

# ---- softmax ------------------------------------------------------------------------------------------------------


@exercise("softmax")
class TestSoftmax:
    @weight(2)
    def test_matches_the_definition(self, student, rng):
        """Each row is exp of the scores divided by that row's sum of exp."""
        X = rng.normal(rng.integer(5, 40), rng.integer(2, 12))
        assert_close(student.softmax(X), torch.softmax(X.double(), dim=1), what="softmax(X)")

    def test_square_input(self, student, rng):
        """A square matrix of scores is normalised along its rows, not its columns."""
        X = rng.normal(7, 7)
        assert_close(student.softmax(X), torch.softmax(X.double(), dim=1), what="softmax(X)")

    def test_one_example(self, student, rng):
        """A batch of one example gives one row that sums to 1."""
        X = rng.normal(1, 5)
        assert_close(student.softmax(X), torch.softmax(X.double(), dim=1), what="softmax(X)")

    def test_double_precision(self, student, rng):
        """Scores in float64 give probabilities in float64, to its accuracy."""
        X = rng.normal(6, 4, dtype=torch.float64)
        assert_close(student.softmax(X), torch.softmax(X, dim=1), dtype=torch.float64, what="softmax(X)")

    def test_shifted_scores(self, student, rng):
        """Scores of moderate size (up to 50 above or below zero) are no problem."""
        X = rng.normal(6, 4) + 50 * torch.tensor([1.0, -1.0, 1.0, -1.0, 0.0, 0.5]).unsqueeze(1)
        assert_close(student.softmax(X), torch.softmax(X.double(), dim=1), rtol=1e-4, what="softmax(X)")

    def test_strided_input(self, student, rng):
        """A transposed view gives the same result as a copy of it."""
        X = rng.normal(5, 8)
        assert_close(student.run(softmax_of_transpose, X), torch.softmax(X.t().double(), dim=1), what="softmax(X)")

    def test_input_is_left_alone(self, student, rng):
        """The scores passed in are not changed."""
        X = rng.normal(4, 3)
        assert_close(student.run(softmax_then_input, X), X, rtol=0, atol=0, what="the input after the call")

    def test_gradient(self, student, rng):
        """Gradients flow back to the scores."""
        X, V = rng.normal(4, 3, dtype=torch.float64), rng.normal(4, 3, dtype=torch.float64)
        leaf = X.clone().requires_grad_()
        (torch.softmax(leaf, 1) * V).sum().backward()
        assert_close(student.run(softmax_gradient, X, V), leaf.grad, rtol=1e-7, atol=1e-9, what="the gradient")


def softmax_of_transpose(code, X):
    return code.softmax(X.t())


def softmax_then_input(code, X):
    code.softmax(X)
    return X


def softmax_gradient(code, X, V):
    X.requires_grad_()
    (code.softmax(X) * V).sum().backward()
    return X.grad


# ---- cross_entropy ------------------------------------------------------------------------------------------------


def probabilities(rng, n, q, dtype=torch.float32):
    return torch.softmax(rng.normal(n, q, std=2, dtype=torch.float64), 1).to(dtype)


@exercise("cross_entropy")
class TestCrossEntropy:
    @weight(2)
    def test_matches_the_definition(self, student, rng):
        """Each example's loss is minus the natural logarithm of the probability of its label."""
        n, q = rng.integer(4, 30), rng.integer(3, 12)
        y_hat, y = probabilities(rng, n, q), rng.integers(0, q, n)
        assert_close(student.cross_entropy(y_hat, y), F.nll_loss(y_hat.double().log(), y, reduction="none"))

    def test_one_loss_per_example(self, student, rng):
        """The result has shape (n,), one loss for each example, also when n equals the number of classes."""
        y_hat, y = probabilities(rng, 5, 5), rng.permutation(5)
        assert_close(student.cross_entropy(y_hat, y), F.nll_loss(y_hat.double().log(), y, reduction="none"))

    def test_batch_of_one(self, student, rng):
        """A batch of one example gives a loss of shape (1,)."""
        y_hat, y = probabilities(rng, 1, 4), rng.integers(0, 4, 1)
        assert_close(student.cross_entropy(y_hat, y), F.nll_loss(y_hat.double().log(), y, reduction="none"))

    def test_small_probabilities(self, student, rng):
        """Probabilities down to 1e-6 are taken as they are."""
        p = 10 ** rng.uniform(6, low=-6, high=-4, dtype=torch.float64)
        y_hat = torch.stack([p, 1 - p], 1).float()
        y = torch.zeros(6, dtype=torch.int64)
        assert_close(student.cross_entropy(y_hat, y), -y_hat[:, 0].double().log(), rtol=1e-3)

    def test_certain_prediction(self, student):
        """A probability of 1 for the label is a loss of 0."""
        loss = student.cross_entropy(torch.eye(3), torch.arange(3))
        assert_close(loss, torch.zeros(3), atol=1e-6)

    def test_double_precision(self, student, rng):
        """Probabilities in float64 give losses in float64, to its accuracy."""
        y_hat, y = probabilities(rng, 6, 4, torch.float64), rng.integers(0, 4, 6)
        expected = F.nll_loss(y_hat.log(), y, reduction="none")
        assert_close(student.cross_entropy(y_hat, y), expected, rtol=1e-6, dtype=torch.float64)

    def test_inputs_are_left_alone(self, student, rng):
        """The probabilities and labels passed in are not changed."""
        y_hat, y = probabilities(rng, 4, 3), rng.integers(0, 3, 4)
        assert_close(student.run(cross_entropy_then_inputs, y_hat, y), [y_hat, y], rtol=0, atol=0, what="the inputs")

    def test_gradient(self, student, rng):
        """Gradients flow back to the probabilities."""
        y_hat, y = probabilities(rng, 4, 3, torch.float64), rng.integers(0, 3, 4)
        leaf = y_hat.clone().requires_grad_()
        F.nll_loss(leaf.log(), y, reduction="sum").backward()
        assert_close(student.run(cross_entropy_gradient, y_hat, y), leaf.grad, rtol=1e-5, what="the gradient")


def cross_entropy_then_inputs(code, y_hat, y):
    code.cross_entropy(y_hat, y)
    return y_hat, y


def cross_entropy_gradient(code, y_hat, y):
    y_hat.requires_grad_()
    code.cross_entropy(y_hat, y).sum().backward()
    return y_hat.grad


# ---- accuracy -----------------------------------------------------------------------------------------------------


def count_correct(y_hat, y):
    """The plain loop."""
    return sum(max(range(len(row)), key=row.__getitem__) == label for row, label in zip(y_hat.tolist(), y.tolist()))


@exercise("accuracy")
class TestAccuracy:
    @weight(2)
    def test_counts_correct_predictions(self, student, rng):
        """The result is the number of examples whose largest score is at their label."""
        n, q = rng.integer(20, 60), rng.integer(3, 8)
        y_hat = rng.normal(n, q)
        y = torch.where(rng.uniform(n) < 0.5, y_hat.argmax(1), rng.integers(0, q, n))
        assert_close(student.accuracy(y_hat, y), count_correct(y_hat, y), what="accuracy(y_hat, y)")

    def test_as_many_examples_as_classes(self, student, rng):
        """With as many examples as classes, the largest score is still looked for along the classes."""
        y_hat = rng.normal(6, 6)
        y = y_hat.argmax(1)
        y[0] = (y[0] + 1) % 6
        assert_close(student.accuracy(y_hat, y), 5, what="accuracy(y_hat, y)")

    def test_two_classes(self, student, rng):
        """Two classes are enough for scores: the larger one is the prediction."""
        y_hat = rng.normal(9, 2)
        y = y_hat.argmax(1)
        y[:4] = 1 - y[:4]
        assert_close(student.accuracy(y_hat, y), 5, what="accuracy(y_hat, y)")

    def test_predicted_classes(self, student, rng):
        """A vector of predicted classes is compared with the labels as it is."""
        y = rng.integers(0, 5, 12)
        y_hat = y.clone()
        y_hat[:4] = (y_hat[:4] + 1) % 5
        assert_close(student.accuracy(y_hat, y), 8, what="accuracy(y_hat, y)")

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
        check(scalar, "accuracy should return one number")


# ---- Accumulator --------------------------------------------------------------------------------------------------


@exercise("Accumulator")
class TestAccumulator:
    @weight(2)
    def test_sums(self, student, rng):
        """Each of the n sums adds up its own argument of every add()."""
        rows = rng.normal(rng.integer(5, 12), rng.integer(2, 5), dtype=torch.float64)
        expected = [math.fsum(column) for column in rows.t().tolist()]
        assert_close(student.run(accumulate, rows.tolist()), expected, rtol=1e-9, atol=1e-9, what="the sums")

    def test_starts_at_zero(self, student):
        """A new accumulator holds zeros."""
        assert_close(student.run(new_accumulator, 3), [0, 0, 0], what="a new Accumulator(3)")

    def test_reset(self, student):
        """reset() zeroes every sum, and adding goes on from there."""
        assert_close(student.run(accumulate_reset), [[0, 0], [5, 7]], what="the sums after reset() and one more add()")

    def test_fractions(self, student):
        """Sums keep their fractions."""
        assert_close(student.run(accumulate, [[0.5, 1.25], [0.25, 1.5]]), [0.75, 2.75], what="the sums")

    def test_two_are_independent(self, student):
        """Two accumulators do not share their sums."""
        assert_close(student.run(two_accumulators), [[1, 2], [0, 0]], what="the sums of a first and a second one")

    def test_tensors_are_added_as_numbers(self, student):
        """A tensor of one element is added as a number, without its graph."""
        value = student.run(accumulate_tensor)
        assert_close(value, 5.0, what="the sum of 2.0 and 3.0 given as tensors")
        check(not getattr(value, "requires_grad", False), "the sum still carries the graph of what was added")


def accumulate(code, rows):
    metric = code.Accumulator(len(rows[0]))
    for row in rows:
        metric.add(*row)
    return [float(metric[i]) for i in range(len(rows[0]))]


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
    return [first, [float(metric[i]) for i in range(2)]]


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


@exercise("net")
class TestNet:
    def test_matches_the_model(self, student, rng):
        """The output is softmax(XW + b), one row for each image."""
        X, W, b = rng.normal(5, 1, 4, 3), rng.normal(12, 6), rng.normal(6)
        expected = torch.softmax(X.reshape(5, 12).double() @ W.double() + b.double(), 1)
        assert_close(student.run(net_with, X, W, b), expected, what="net(X)")

    def test_uses_present_parameters(self, student, rng):
        """net uses the global W and b of the moment, also when they have changed since it was defined."""
        X, W, b = rng.normal(3, 12), rng.normal(12, 5), rng.normal(5)
        expected = torch.softmax(X.double() @ (2 * W.double()) + b.double() - 1, 1)
        assert_close(student.run(net_after_update, X, W, b), expected, what="net(X)")

    def test_one_image(self, student, rng):
        """A batch of one image gives one row."""
        X, W, b = rng.normal(1, 1, 28, 28), rng.normal(784, 10, std=0.1), rng.normal(10)
        expected = torch.softmax(X.reshape(1, 784).double() @ W.double() + b.double(), 1)
        assert_close(student.run(net_with, X, W, b), expected, rtol=1e-4, what="net(X)")

    def test_gradient(self, student, rng):
        """Gradients flow back to W and b."""
        X, W, b = rng.normal(4, 6), rng.normal(6, 3), rng.normal(3)
        leaves = W.double().requires_grad_(), b.double().requires_grad_()
        torch.softmax(X.double() @ leaves[0] + leaves[1], 1)[:, 0].sum().backward()
        gradients = [leaf.grad for leaf in leaves]
        assert_close(student.run(net_gradient, X, W, b), gradients, rtol=1e-4, atol=1e-5, what="the gradients")


def net_with(code, X, W, b):
    code.W, code.b = W, b
    code.softmax = lambda scores: torch.nn.functional.softmax(scores, 1)
    return code.net(X)


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
    code.net(X)[:, 0].sum().backward()
    return W.grad, b.grad


# ---- evaluate_accuracy --------------------------------------------------------------------------------------------


@exercise("evaluate_accuracy")
class TestEvaluateAccuracy:
    @weight(2)
    def test_unequal_batches(self, student, rng):
        """Correct predictions of all batches are divided by the number of all examples; batches may differ in size."""
        sizes = [rng.integer(5, 9), rng.integer(2, 5), 1]
        batches = [(rng.normal(n, 4), rng.integers(0, 4, n)) for n in sizes]
        batches[-1] = (batches[-1][0], batches[-1][0].argmax(1))
        share = sum(count_correct(X, y) for X, y in batches) / sum(sizes)
        assert_close(student.run(evaluate_function, batches), share, rtol=1e-6, what="the share")

    def test_module_is_in_evaluation_mode(self, student, rng):
        """A module is put in evaluation mode before it predicts."""
        X = rng.normal(8, 3)
        y = X.argmax(1)
        y[:2] = (y[:2] + 1) % 3
        assert_close(student.run(evaluate_moody_module, X, y), 0.75, rtol=1e-6, what="the share")

    def test_no_gradients(self, student, rng):
        """Predictions are made without recording gradients, and gradients are recorded again afterwards."""
        during, after = student.run(evaluate_grad_mode, rng.normal(4, 3), rng.integers(0, 3, 4))
        check(during == [False], "the predictions were made with gradients being recorded: use torch.no_grad()")
        check(after is True, "after evaluate_accuracy, gradients are not recorded any more")

    def test_plain_function(self, student, rng):
        """A net that is a plain function works too."""
        X = rng.normal(10, 5)
        assert_close(student.run(evaluate_function, [(X, X.argmax(1))]), 1.0, what="the share of a perfect net")

    def test_iterator_is_read_once(self, student, rng):
        """The data may be an iterator that can be read only once."""
        X = rng.normal(9, 3)
        y = (X.argmax(1) + (torch.arange(9) < 3)) % 3
        assert_close(student.run(evaluate_generator, X, y), 2 / 3, rtol=1e-6, what="the share")


def evaluate_function(code, batches):
    class Sums(list):
        def __init__(self, n):
            super().__init__([0.0] * n)

        def add(self, *values):
            self[:] = np.add(self, [float(value) for value in values]).tolist()

    code.Accumulator = Sums
    code.accuracy = lambda y_hat, y: torch.eq(torch.max(y_hat, 1).indices, y).count_nonzero().item()
    return code.evaluate_accuracy(lambda X: X, batches)


def evaluate_generator(code, X, y):
    class Sums(list):
        def __init__(self, n):
            super().__init__([0.0] * n)

        def add(self, *values):
            self[:] = np.add(self, [float(value) for value in values]).tolist()

    code.Accumulator = Sums
    code.accuracy = lambda y_hat, y: torch.eq(torch.max(y_hat, 1).indices, y).count_nonzero().item()
    return code.evaluate_accuracy(lambda X: X, ((X[i : i + 4], y[i : i + 4]) for i in range(0, len(X), 4)))


def evaluate_moody_module(code, X, y):
    class Sums(list):
        def __init__(self, n):
            super().__init__([0.0] * n)

        def add(self, *values):
            self[:] = np.add(self, [float(value) for value in values]).tolist()

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
            self[:] = np.add(self, [float(value) for value in values]).tolist()

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


def expected_epoch(W, batches, lr, reduce):
    """The epoch by its definition, in float64: (mean loss, accuracy, final W)."""
    W = W.double()
    total = correct = count = 0.0
    for X, y in batches:
        leaf = W.clone().requires_grad_()
        losses = batch_losses(leaf, X.double(), y)
        reduce(losses).backward()
        total += float(losses.detach().sum())
        correct += float((X.double() @ W).argmax(1).eq(y).sum())
        count += len(y)
        W = W - lr * leaf.grad
    return total / count, correct / count, W


@exercise("train_epoch_ch3")
class TestTrainEpoch:
    @weight(2)
    def test_optimizer_steps_by_the_mean_loss(self, student, rng):
        """With an optimizer, each step follows the gradient of the batch's mean loss, cleared before each batch."""
        W, batches = rng.normal(4, 3), scripted_batches(rng, [6, 6, 5])
        _, learned = student.run(epoch_with_optimizer, W, batches)
        assert_close(learned, expected_epoch(W, batches, 0.5, torch.mean)[2], rtol=1e-4, what="the learned weights")

    @weight(2)
    def test_own_updater_gets_the_summed_loss(self, student, rng):
        """With an updater of our own, the gradient is that of the batch's summed loss."""
        W, batches = rng.normal(4, 3), scripted_batches(rng, [6, 5])
        gradients = student.run(epoch_with_spy, W, batches)[1]
        expected = []
        for X, y in batches:
            leaf = W.double().requires_grad_()
            batch_losses(leaf, X.double(), y).sum().backward()
            expected.append(leaf.grad)
        assert_close(gradients, expected, rtol=1e-4, what="the gradients that the updater saw")

    def test_own_updater_gets_the_batch_size(self, student, rng):
        """An updater of our own is called once for each batch, with the number of its examples."""
        sizes = [7, 7, rng.integer(2, 6)]
        result = student.run(epoch_with_spy, rng.normal(4, 3), scripted_batches(rng, sizes))
        assert_close(result[0], sizes, what="the batch sizes that the updater was given")

    @weight(2)
    def test_returns_means_per_example(self, student, rng):
        """The loss and accuracy returned are averages over the epoch's examples, whatever the sizes of the batches."""
        W, batches = rng.normal(4, 3), scripted_batches(rng, [8, 8, 3])
        result = student.run(epoch_with_optimizer, W, batches)[0]
        mean_loss, share, _ = expected_epoch(W, batches, 0.5, torch.mean)
        assert_close(result, (mean_loss, share), rtol=1e-4, what="(loss, accuracy)")

    def test_module_is_in_training_mode(self, student, rng):
        """A module is put in training mode before it predicts."""
        X, y = rng.normal(6, 3), rng.integers(0, 3, 6)
        check(student.run(epoch_mode, X, y) is True, "the module was not in training mode while the epoch ran")

    def test_results_are_plain_numbers(self, student, rng):
        """Loss and accuracy come back as numbers without a graph."""
        result = student.run(epoch_with_optimizer, rng.normal(4, 3), scripted_batches(rng, [4]))[0]
        check(isinstance(result, (tuple, list)) and len(result) == 2, "train_epoch_ch3 returns two numbers")
        check(not any(getattr(value, "requires_grad", False) for value in result), "what is returned carries a graph")

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
            self[:] = np.add(self, [float(value) for value in values]).tolist()

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
            self[:] = np.add(self, [float(value) for value in values]).tolist()

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
            self[:] = np.add(self, [float(value) for value in values]).tolist()

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
            self[:] = np.add(self, [float(value) for value in values]).tolist()

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
        assert_close(trained, ["train"] * epochs, what="what the epochs were trained on")
        check(measured.count("test") >= 1, "the test accuracy is never measured on test_iter")
        check(set(measured) == {"test"}, "the test accuracy is measured on other data than test_iter")
        check(len(measured) == epochs, f"the test accuracy is measured {len(measured)} times in {epochs} epochs")

    def test_passes_its_arguments_on(self, student):
        """net, loss and updater reach train_epoch_ch3, and net reaches evaluate_accuracy, as they were passed."""
        check(student.run(train_arguments) is True, "an argument does not arrive where it belongs")

    def test_accepts_a_good_model(self, student):
        """A model that meets the three conditions raises nothing, also at an accuracy of exactly 1."""
        assert_close(student.run(train_with_spies, 2, *GOOD)[2], "returned", what="the outcome")
        assert_close(student.run(train_with_spies, 2, 0.49, 1.0, 1.0)[2], "returned", what="the outcome at accuracy 1")

    def test_insists_on_the_loss(self, student):
        """A train loss of 0.5 or more, or one that is not a number, raises AssertionError."""
        for loss in (0.5, 0.6, math.nan):
            outcome = student.run(train_with_spies, 2, loss, 0.85, 0.83)[2]
            check(outcome == "AssertionError", f"with a train loss of {loss} there is no AssertionError")

    def test_insists_on_the_train_accuracy(self, student):
        """A train accuracy outside (0.7, 1] raises AssertionError."""
        for accuracy in (0.7, 0.3, 1.2):
            outcome = student.run(train_with_spies, 2, 0.4, accuracy, 0.83)[2]
            check(outcome == "AssertionError", f"with a train accuracy of {accuracy} there is no AssertionError")

    def test_insists_on_the_test_accuracy(self, student):
        """A test accuracy outside (0.7, 1] raises AssertionError."""
        for accuracy in (0.7, 0.3, 1.2):
            outcome = student.run(train_with_spies, 2, 0.4, 0.85, accuracy)[2]
            check(outcome == "AssertionError", f"with a test accuracy of {accuracy} there is no AssertionError")

    def test_judges_the_last_epoch(self, student):
        """Only the last epoch's figures count: bad ones before it raise nothing."""
        assert_close(student.run(train_that_improves), "returned", what="the outcome")

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
        check(len(images) == n, f"{len(images)} images are drawn, not {n}")
        check((rows, columns) == (1, n), f"the images are drawn in {rows} rows and {columns} columns, not in one row")

    def test_shows_the_right_images(self, student, rng):
        """The images drawn are the first ones of the batch, in order."""
        X = rng.uniform(8, 1, 28, 28)
        images = student.run(predict_with_spy, X, rng.integers(0, 10, 8), 4)[0]
        assert_close([image.reshape(28, 28) for image in images], list(X[:4, 0]), what="the images")

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
            named = title.startswith(names[true]) and title.endswith(names[guess])
            check(named and first <= last, f"the title {title!r} is not the true name and then the predicted one")

    def test_default_is_six(self, student, rng):
        """Without n, six images are drawn."""
        images = student.run(predict_default, rng.uniform(9, 1, 28, 28), rng.integers(0, 10, 9))
        check(images == 6, f"without n, {images} images are drawn, not 6")


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
