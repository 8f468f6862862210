"""Hidden graders of 3.2, linear regression from scratch.

Statistical checks compare a z-score with 6: a right solution fails one with probability 2e-9.
"""

import math

import torch
import torch.nn.functional as F

from autograder.grading import assert_close, check, exercise, limits, weight

# ---- synthetic_data -----------------------------------------------------------------------------------------------

N = 20_000
LIMIT = 6.0  # sigma


def drawn(student, rng, d):
    """(w, b, X, residual) of a large sample, in float64, with its shapes checked."""
    w, b = rng.normal(d, std=2), rng.integer(-50, 50) / 10
    result = student.synthetic_data(w, b, N)
    check(isinstance(result, (tuple, list)) and len(result) == 2, "synthetic_data returns two tensors, X and y")
    X, y = result
    assert_close(X, torch.zeros(N, d), atol=math.inf, what="X")
    assert_close(y, torch.zeros(N, 1), atol=math.inf, what="y")
    X, y = X.double(), y.double()
    return w.double(), b, X, y - (X @ w.double().reshape(d, 1) + b)


def z_of_mean(values, std):
    return abs(float(values.mean())) / (std / math.sqrt(values.numel()))


def z_of_variance(values, std):
    return abs(float(values.square().mean()) / std**2 - 1) / math.sqrt(2 / values.numel())


@exercise("synthetic_data")
class TestSyntheticData:
    def test_shapes(self, student, rng):
        """The features have shape (n, d) and the labels (n, 1), for any number of weights."""
        for d in (1, 5):
            X, y = student.synthetic_data(rng.normal(d), 1.5, 7)
            assert_close(X, torch.zeros(7, d), atol=math.inf, what="X")
            assert_close(y, torch.zeros(7, 1), atol=math.inf, what="y")

    @weight(2)
    def test_labels_follow_the_line(self, student, rng):
        """The labels are Xw + b up to noise of standard deviation 0.01 around zero."""
        _, _, _, residual = drawn(student, rng, rng.integer(2, 6))
        check(float(residual.abs().max()) < 1, "the labels are far from Xw + b")
        check(z_of_mean(residual, 0.01) < LIMIT, "the noise does not average to zero")
        check(z_of_variance(residual, 0.01) < LIMIT, "the standard deviation of the noise is not 0.01")

    def test_noise_is_normal(self, student, rng):
        """The noise is normally distributed, fresh on every label, and has nothing to do with the features."""
        _, _, X, residual = drawn(student, rng, 3)
        noise = residual.flatten() / 0.01
        fourth = abs(float(noise.pow(4).mean()) - 3) / math.sqrt(96 / N)
        check(fourth < LIMIT, "the noise is not normally distributed (its tails are not those of a bell curve)")
        check(z_of_mean(noise[1:] * noise[:-1], 1) < LIMIT, "the noise of neighbouring examples is related")
        check(all(z_of_mean(noise * X[:, j], 1) < LIMIT for j in range(3)), "the noise depends on the features")

    def test_features_are_standard_normal(self, student, rng):
        """The features are independent draws from a normal distribution with mean 0 and variance 1."""
        _, _, X, _ = drawn(student, rng, 3)
        for j in range(3):
            check(z_of_mean(X[:, j], 1) < LIMIT, f"feature {j} does not average to zero")
            check(z_of_variance(X[:, j], 1) < LIMIT, f"the variance of feature {j} is not 1")
            fourth = abs(float(X[:, j].pow(4).mean()) - 3) / math.sqrt(96 / N)
            check(fourth < LIMIT, f"feature {j} is not normally distributed")
        check(z_of_mean(X[:, 0] * X[:, 1], 1) < LIMIT, "two features are related")

    def test_fresh_each_time(self, student, rng):
        """Two calls give different data."""
        first, second = student.run(generate_twice, rng.normal(2))
        check(bool((first != second).any()), "two calls give the same features: is a seed set inside?")

    def test_weights_are_left_alone(self, student, rng):
        """The weights passed in are not changed."""
        w = rng.normal(4)
        assert_close(student.run(generate_then_weights, w), w, rtol=0, atol=0, what="w after the call")


def generate_twice(code, w):
    return code.synthetic_data(w, 1.0, 50)[0], code.synthetic_data(w, 1.0, 50)[0]


def generate_then_weights(code, w):
    code.synthetic_data(w, 1.0, 50)
    return w


# ---- data_iter ----------------------------------------------------------------------------------------------------


def numbered(rng, n):
    """Features whose first column numbers the rows, and labels that repeat the number."""
    ids = torch.arange(n, dtype=torch.float32)
    return torch.stack([ids, rng.normal(n)], 1), ids.reshape(n, 1) * 10


@exercise("data_iter")
class TestDataIter:
    def test_batch_sizes(self, student, rng):
        """Batches have batch_size examples; the last one has what is left."""
        n, size = rng.integer(50, 60), rng.integer(7, 10)
        sizes = student.run(one_pass, size, *numbered(rng, n))[2]
        expected = [size] * (n // size) + ([n % size] if n % size else [])
        assert_close(sizes, expected, what="the sizes of the batches")

    def test_batch_size_that_divides(self, student, rng):
        """When batch_size divides the number of examples, no empty batch follows."""
        assert_close(student.run(one_pass, 8, *numbered(rng, 40))[2], [8] * 5, what="the sizes of the batches")

    def test_batch_size_larger_than_the_data(self, student, rng):
        """A batch_size larger than the dataset gives one batch with all of it."""
        assert_close(student.run(one_pass, 100, *numbered(rng, 9))[2], [9], what="the sizes of the batches")

    @weight(2)
    def test_every_example_once(self, student, rng):
        """Every example comes exactly once in a pass."""
        n = rng.integer(41, 59)
        X = student.run(one_pass, 8, *numbered(rng, n))[0]
        assert_close(X[:, 0].sort().values, torch.arange(float(n)), what="the examples of one pass, sorted")

    @weight(2)
    def test_features_keep_their_labels(self, student, rng):
        """Each row of features comes with its own label."""
        features, labels = numbered(rng, 53)
        X, y, _ = student.run(one_pass, 8, features, labels)
        check(X.shape == (len(X), 2) and y.shape == (len(X), 1), "batches keep the trailing shapes (.., 2) and (.., 1)")
        assert_close(y.flatten(), X[:, 0] * 10, what="the labels, in the order of the features")
        assert_close(X[:, 1], features[X[:, 0].long(), 1], what="the second feature, in the order of the first")

    def test_order_is_random(self, student, rng):
        """Each pass takes the examples in a new random order."""
        first, second = student.run(two_passes, *numbered(rng, 60))
        check(bool((first != torch.arange(60.0)).any()), "the examples come in the order of the dataset")
        check(bool((first != second).any()), "two passes have the same order: is a seed set inside?")

    def test_data_is_left_alone(self, student, rng):
        """The tensors passed in are not reordered or changed."""
        features, labels = numbered(rng, 30)
        assert_close(student.run(pass_then_data, features, labels), [features, labels], rtol=0, atol=0, what="the data")


def one_pass(code, batch_size, features, labels):
    batches = [(X, y) for X, y in code.data_iter(batch_size, features, labels)]
    return torch.cat([X for X, _ in batches]), torch.cat([y for _, y in batches]), [len(X) for X, _ in batches]


def two_passes(code, features, labels):
    return [torch.cat([X[:, 0] for X, _ in code.data_iter(7, features, labels)]) for _ in range(2)]


def pass_then_data(code, features, labels):
    for _ in code.data_iter(7, features, labels):
        pass
    return features, labels


# ---- linreg -------------------------------------------------------------------------------------------------------


@exercise("linreg")
class TestLinreg:
    @weight(2)
    def test_matches_the_formula(self, student, rng):
        """The prediction is Xw + b, one row for each example."""
        n, d = rng.integer(5, 20), rng.integer(2, 7)
        X, w, b = rng.normal(n, d), rng.normal(d, 1), rng.normal(1, mean=3)
        assert_close(student.linreg(X, w, b), X.double() @ w.double() + b.double(), what="linreg(X, w, b)")

    def test_one_example_one_feature(self, student, rng):
        """One example with one feature gives a prediction of shape (1, 1)."""
        X, w, b = rng.normal(1, 1), rng.normal(1, 1), rng.normal(1)
        assert_close(student.linreg(X, w, b), X.double() * w.double() + b.double(), what="linreg(X, w, b)")

    def test_as_many_examples_as_features(self, student, rng):
        """A square matrix of features is multiplied along its rows."""
        X, w, b = rng.normal(4, 4), rng.normal(4, 1), rng.normal(1)
        assert_close(student.linreg(X, w, b), X.double() @ w.double() + b.double(), what="linreg(X, w, b)")

    def test_no_examples(self, student, rng):
        """No examples give no predictions: shape (0, 1)."""
        assert_close(student.linreg(torch.zeros(0, 3), rng.normal(3, 1), rng.normal(1)), torch.zeros(0, 1))

    def test_double_precision(self, student, rng):
        """Features in float64 give predictions in float64."""
        X, w, b = (rng.normal(*shape, dtype=torch.float64) for shape in ((6, 3), (3, 1), (1,)))
        assert_close(student.linreg(X, w, b), X @ w + b, dtype=torch.float64, what="linreg(X, w, b)")

    def test_gradient(self, student, rng):
        """Gradients flow back to w and b."""
        X = rng.normal(6, 3)
        expected = [X.double().sum(0).reshape(3, 1), torch.tensor([6.0])]
        assert_close(student.run(linreg_gradient, X, rng.normal(3, 1)), expected, what="the gradients of the sum")

    def test_arguments_are_left_alone(self, student, rng):
        """The arguments are not changed."""
        arguments = [rng.normal(5, 2), rng.normal(2, 1), rng.normal(1)]
        assert_close(student.run(linreg_then_arguments, *arguments), arguments, rtol=0, atol=0, what="the arguments")


def linreg_gradient(code, X, w):
    w.requires_grad_()
    b = torch.zeros(1, requires_grad=True)
    code.linreg(X, w, b).sum().backward()
    return w.grad, b.grad


def linreg_then_arguments(code, X, w, b):
    code.linreg(X, w, b)
    return X, w, b


# ---- squared_loss -------------------------------------------------------------------------------------------------


@exercise("squared_loss")
class TestSquaredLoss:
    @weight(2)
    def test_matches_the_definition(self, student, rng):
        """Each loss is half the squared difference of prediction and label."""
        y_hat, y = rng.normal(9, 1, std=3), rng.normal(9, 1)
        expected = (y_hat.double() - y.double()) ** 2 / 2
        assert_close(student.squared_loss(y_hat, y), expected, what="squared_loss(y_hat, y)")

    def test_labels_as_a_vector(self, student, rng):
        """Labels of shape (n,) with predictions of shape (n, 1) still give n losses, in the shape of the predictions."""
        y_hat, y = rng.normal(6, 1), rng.normal(6)
        expected = (y_hat.double() - y.double().reshape(6, 1)) ** 2 / 2
        assert_close(student.squared_loss(y_hat, y), expected, what="squared_loss(y_hat, y)")

    def test_predictions_as_a_vector(self, student, rng):
        """Predictions of shape (n,) with labels of shape (n, 1) give losses of shape (n,)."""
        y_hat, y = rng.normal(6), rng.normal(6, 1)
        expected = (y_hat.double() - y.double().flatten()) ** 2 / 2
        assert_close(student.squared_loss(y_hat, y), expected, what="squared_loss(y_hat, y)")

    def test_one_example(self, student, rng):
        """A single example gives a single loss, not reduced to a number without shape."""
        y_hat, y = rng.normal(1, 1), rng.normal(1)
        expected = (y_hat.double() - y.double()) ** 2 / 2
        assert_close(student.squared_loss(y_hat, y), expected.reshape(1, 1), what="squared_loss(y_hat, y)")

    def test_gradient(self, student, rng):
        """The gradient of a loss is the difference of prediction and label."""
        y_hat, y = rng.normal(5, 1), rng.normal(5, 1)
        expected = y_hat.double() - y.double()
        assert_close(student.run(loss_gradient, y_hat, y), expected, what="the gradient at the predictions")

    def test_arguments_are_left_alone(self, student, rng):
        """Predictions and labels are not changed."""
        arguments = [rng.normal(5, 1), rng.normal(5)]
        assert_close(student.run(loss_then_arguments, *arguments), arguments, rtol=0, atol=0, what="the arguments")


def loss_gradient(code, y_hat, y):
    y_hat.requires_grad_()
    code.squared_loss(y_hat, y).sum().backward()
    return y_hat.grad


def loss_then_arguments(code, y_hat, y):
    code.squared_loss(y_hat, y)
    return y_hat, y


# ---- sgd ----------------------------------------------------------------------------------------------------------


@exercise("sgd")
class TestSgd:
    @weight(2)
    def test_one_step(self, student, rng):
        """A step moves each parameter by -lr * gradient / batch_size."""
        lr, size = rng.choice([0.03, 0.1, 0.5]), rng.integer(2, 30)
        w, g = rng.normal(5, 1), rng.normal(5, 1)
        stepped = student.run(sgd_step, [w], [g], lr, size)[0][0]
        assert_close(stepped, w.double() - lr * g.double() / size, what="the parameter after the step")

    def test_every_parameter(self, student, rng):
        """All parameters take the step, whatever their shapes."""
        parameters = [rng.normal(3, 2), rng.normal(1), rng.normal(4)]
        gradients = [rng.normal(3, 2), rng.normal(1), rng.normal(4)]
        expected = [w.double() - 0.1 * g.double() / 4 for w, g in zip(parameters, gradients)]
        stepped = student.run(sgd_step, parameters, gradients, 0.1, 4)[0]
        assert_close(stepped, expected, what="the parameters after the step")

    def test_clears_gradients(self, student, rng):
        """After the step the gradients are cleared: zeros, or None."""
        gradients = student.run(sgd_step, [rng.normal(3), rng.normal(2)], [rng.normal(3), rng.normal(2)], 0.1, 5)[1]
        cleared = all(gradient is None or not bool(gradient.any()) for gradient in gradients)
        check(cleared, "a gradient is left after the step, and backward() would add to it")

    @weight(2)
    def test_changes_in_place(self, student, rng):
        """The caller's own tensors change: same object, same memory, still a leaf that requires gradients."""
        same_memory, is_leaf, requires_grad, changed = student.run(sgd_identity, rng.normal(4), rng.normal(4))
        check(changed, "the tensor that was passed in has not changed")
        check(same_memory, "the parameter has moved to other memory")
        check(is_leaf and requires_grad, "after the step the parameter is no leaf that requires gradients any more")

    def test_generator_of_parameters(self, student, rng):
        """Parameters may come from a generator, as from net.parameters()."""
        w, g = rng.normal(3), rng.normal(3)
        stepped = student.run(sgd_generator, w, g)
        assert_close(stepped, w.double() - 0.1 * g.double() / 2, what="the parameter after the step")

    def test_several_steps(self, student, rng):
        """Ten steps on a quadratic follow gradient descent, each with a fresh gradient."""
        w = rng.normal(4)
        assert_close(
            student.run(sgd_quadratic, w), w.double() * (1 - 0.3 / 2 * 2) ** 10, rtol=1e-4, what="w after ten steps"
        )


def sgd_step(code, parameters, gradients, lr, batch_size):
    for parameter, gradient in zip(parameters, gradients):
        parameter.requires_grad_()
        parameter.grad = gradient
    code.sgd(parameters, lr, batch_size)
    return [p.detach() for p in parameters], [p.grad for p in parameters]


def sgd_identity(code, w, g):
    before = w.clone()
    w.requires_grad_()
    w.grad = g
    place = w.data_ptr()
    code.sgd([w], 0.1, 2)
    return w.data_ptr() == place, w.is_leaf, w.requires_grad, bool((w.detach() != before).any())


def sgd_generator(code, w, g):
    w.requires_grad_()
    w.grad = g
    code.sgd((p for p in [w]), 0.1, 2)
    return w.detach()


def sgd_quadratic(code, w):
    w.requires_grad_()
    for _ in range(10):
        (w**2).sum().backward()
        code.sgd([w], 0.3, 2)
    return w.detach()


# ---- train_linreg -------------------------------------------------------------------------------------------------


@exercise("train_linreg")
class TestTrainLinreg:
    @weight(3)
    @limits(cpu_s=30)
    def test_recovers_the_parameters(self, student, rng):
        """Three epochs on 1,000 examples find w and b to within 0.02, and leave hardly more loss than the noise."""
        true_w, true_b = rng.uniform(2, 1, low=-4, high=4), rng.integer(-50, 50) / 10
        X = rng.normal(1000, 2)
        y = X @ true_w + true_b + rng.normal(1000, 1, std=0.01)
        w, b = learned(student.run(train_with_stand_ins, X, y, 0.03, 3, 10)[0], 2)
        # measured over 200 seeds: w within 0.004, b within 0.003, loss at most 6e-5
        check(float((w - true_w.double()).abs().max()) < 0.02, "a learned weight is more than 0.02 off the true one")
        check(abs(float(b) - true_b) < 0.02, "the learned bias is more than 0.02 off the true one")
        loss = float(F.mse_loss(X.double() @ w + b, y.double())) / 2
        check(loss < 1e-4, f"the loss at the end is {loss:.2g}, not below 1e-4")

    def test_other_number_of_features(self, student, rng):
        """Any number of features works."""
        true_w = rng.uniform(5, 1, low=-2, high=2)
        X = rng.normal(600, 5)
        w, b = learned(student.run(train_with_stand_ins, X, X @ true_w + 1, 0.05, 4, 10)[0], 5)
        check(float((w - true_w.double()).abs().max()) < 0.05, "a learned weight is more than 0.05 off the true one")
        check(abs(float(b) - 1) < 0.05, "the learned bias is more than 0.05 off the true one")

    @weight(2)
    def test_uses_its_arguments(self, student, rng):
        """Each of num_epochs passes reads batches of batch_size and steps with lr and that batch size."""
        epochs, size, lr = rng.integer(2, 5), rng.choice([4, 5, 8]), rng.choice([0.01, 0.02])
        X = rng.normal(40, 2)
        passes, steps = student.run(train_with_stand_ins, X, X[:, :1], lr, epochs, size)[1:]
        assert_close(passes, [size] * epochs, what="the batch sizes that data_iter was asked for, one for each epoch")
        check(
            len(steps) == epochs * (40 // size),
            f"{len(steps)} steps were taken in {epochs} epochs of {40 // size} batches",
        )
        check(all(s[0] == lr and s[1] == size for s in steps), "sgd was not called with lr and the batch size")

    def test_steps_follow_the_summed_loss(self, student, rng):
        """sgd is called with both parameters, and with the gradient of the batch's summed loss."""
        X, y = rng.normal(6, 2), rng.normal(6, 1)
        before, gradients = student.run(train_one_step, X, y)
        check(len(before) == 2, f"sgd was called with {len(before)} parameters; it should get w and b")
        w, b = (part.double() for part in sorted(before, key=lambda p: -p.numel()))
        error = X.double() @ w.reshape(2, 1) + b - y.double()
        expected = [(X.double().t() @ error).flatten(), error.sum().reshape(1)]
        ordered = [g.flatten() for g in sorted(gradients, key=lambda g: -g.numel())]
        assert_close(ordered, expected, rtol=1e-4, atol=1e-5, what="the gradients of w and b at the first step")

    def test_starts_small(self, student, rng):
        """Training starts from weights close to zero and a bias of zero."""
        before = student.run(train_one_step, rng.normal(6, 8), rng.normal(6, 1))[0]
        check(len(before) == 2, f"sgd was called with {len(before)} parameters; it should get w and b")
        w, b = sorted(before, key=lambda p: -p.numel())
        check(float(w.abs().max()) < 0.2, "a weight is far from zero before the first step")
        check(float(b.abs().max()) == 0, "the bias is not zero before the first step")


def learned(result, d):
    check(isinstance(result, (tuple, list)) and len(result) == 2, "train_linreg returns w and b")
    w, b = result
    assert_close(w, torch.zeros(d, 1), atol=math.inf, what="w")
    assert_close(b, torch.zeros(1), atol=math.inf, what="b")
    check(
        bool(torch.isfinite(w).all()) and bool(torch.isfinite(b).all()), "training ended in values that are not finite"
    )
    return w.detach().double(), b.detach().double()


def train_with_stand_ins(code, X, y, lr, num_epochs, batch_size):
    passes, steps = [], []

    def loader(batch_size, features, labels):
        passes.append(batch_size)
        dataset = torch.utils.data.TensorDataset(features, labels)
        return iter(torch.utils.data.DataLoader(dataset, batch_size, shuffle=True))

    def step(params, lr, batch_size):
        params = list(params)
        steps.append((lr, batch_size))
        optimizer = torch.optim.SGD(params, lr=lr / batch_size)
        optimizer.step()
        optimizer.zero_grad()

    code.data_iter, code.sgd = loader, step
    code.linreg = lambda X, w, b: torch.nn.functional.linear(X, w.reshape(1, -1), b)
    code.squared_loss = lambda y_hat, y: torch.nn.functional.mse_loss(y_hat, y.view_as(y_hat), reduction="none").div(2)
    w, b = code.train_linreg(X, y, lr, num_epochs, batch_size)
    return (w, b), passes, steps


def train_one_step(code, X, y):
    seen = []

    def step(params, lr, batch_size):
        params = list(params)
        if not seen:
            seen.extend([[p.detach().clone() for p in params], [p.grad.clone() for p in params]])
        for p in params:
            p.grad = None

    code.data_iter = lambda batch_size, features, labels: iter([(features, labels)])
    code.sgd = step
    code.linreg = lambda X, w, b: torch.nn.functional.linear(X, w.reshape(1, -1), b)
    code.squared_loss = lambda y_hat, y: torch.nn.functional.mse_loss(y_hat, y.view_as(y_hat), reduction="none").div(2)
    code.train_linreg(X, y, 0.1, 1, 6)
    return seen[0], seen[1]
