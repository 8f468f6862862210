"""Hidden graders of 3.4, softmax regression on paper.

Oracles are torch's own functions in float64, their derivatives by autograd, or plain loops. Logits stay within 30 of zero, so
that a plain exp in float32 neither overflows nor vanishes: the stable forms are asked for in 3.7, not here.
"""

import math

import numpy as np
import torch

from autograder.grading import StudentRaised, assert_close, check, exercise, shaped, weight

F = torch.nn.functional


def unchanged(names, before, after):
    """Arguments, after a call, are what they were, bit for bit."""
    for name, was, now in zip(names, before, after):
        assert_close(now, was, rtol=0, atol=0, what=f"{name}, after the call,")


def probabilities(rng, *shape, dtype=torch.float32):
    """Distributions along the last axis, every one of them away from 0 and 1."""
    p = rng.uniform(*shape, low=0.1, high=1, dtype=torch.float64)
    return (p / p.sum(-1, keepdim=True)).to(dtype)


def softmaxes(used):
    """What computes a softmax among the operators used, in words; what Python itself calls comes first."""
    called = sorted((name for name in used if "softmax" in name or "attention" in name), key=lambda name: name.startswith("_"))
    return [name.strip("_") + (", which takes a softmax" if "attention" in name else "") for name in called]


def same_up_to(found, expected, factor=None):
    """Whether a tensor is the expected one times a factor, or times any single factor, other than 1."""
    found, expected = found.flatten(), expected.flatten()
    if factor is None:
        factor = float((found @ expected) / (expected @ expected))
    return abs(factor - 1) > 1e-3 and torch.allclose(found, factor * expected, rtol=1e-4, atol=1e-5)


# ---- one_hot ------------------------------------------------------------------------------------------------------


def indicator(y, q):
    """Rows of 0 and 1, written one by one."""
    return torch.tensor([[float(int(label) == j) for j in range(q)] for label in y]).reshape(len(y), q)


@exercise("one_hot")
class TestOneHot:
    @weight(3)
    def test_matches_the_definition(self, student, rng):
        """Each row has a 1 in the column of its label, and 0 elsewhere."""
        n, q = rng.integer(11, 18), rng.integer(4, 9)
        y = torch.cat([rng.permutation(q), rng.integers(0, q, n)])
        assert_close(student.one_hot(y, q), indicator(y, q), what="one_hot(y, num_classes)")

    @weight(2)
    def test_classes_that_do_not_occur(self, student, rng):
        """Classes that no label names still have a column, also the last ones."""
        q = rng.integer(6, 10)
        y = rng.integers(1, 4, 7)
        assert_close(student.one_hot(y, q), indicator(y, q), what="one_hot of labels from 1 to 3, with more classes,")

    def test_type(self, student, rng):
        """The rows are float32."""
        y = rng.integers(0, 5, 6)
        assert_close(student.one_hot(y, 5), indicator(y, 5), dtype=torch.float32, what="one_hot(y, num_classes)")

    def test_as_many_examples_as_classes(self, student, rng):
        """With as many examples as classes, rows still belong to examples and columns to classes."""
        shift = rng.integer(1, 5)
        y = (torch.arange(5) + shift) % 5  # for a shift by 1 to 4 the matrix is not symmetric
        assert_close(student.one_hot(y, 5), indicator(y, 5), what="one_hot(y, num_classes)")

    def test_one_example(self, student, rng):
        """A single label gives a single row, shape (1, num_classes), and a single class a single column."""
        y = rng.integers(0, 6, 1)
        assert_close(student.one_hot(y, 6), indicator(y, 6), what="one_hot of one label")
        assert_close(student.one_hot(torch.zeros(3, dtype=torch.int64), 1), torch.ones(3, 1), what="one_hot with one class")

    def test_no_examples(self, student):
        """No labels give no rows: shape (0, num_classes)."""
        nothing = student.one_hot(torch.zeros(0, dtype=torch.int64), 4)
        assert_close(nothing, torch.zeros(0, 4), what="one_hot of no labels")

    def test_every_second_label(self, student, rng):
        """Labels that do not lie in one piece of memory, such as y[::2], are read rightly."""
        y = rng.integers(0, 7, 12)
        assert_close(student.run(one_hot_of_view, y), indicator(y[::2], 7), what="one_hot(y[::2], num_classes)")

    def test_labels_are_left_alone(self, student, rng):
        """The labels are not changed."""
        y = rng.integers(1, 5, 8)
        unchanged(["y"], [y], student.run(one_hot_then_labels, y))


def one_hot_of_view(code, y):
    return code.one_hot(y[::2], 7)


def one_hot_then_labels(code, y):
    code.one_hot(y, 5)
    return [y]


# ---- softmax_regression -------------------------------------------------------------------------------------------


def model(X, W, b):
    return torch.softmax(X.double() @ W.double() + b.double(), 1)


def parameters(rng, n, d, q, dtype=torch.float32):
    return rng.normal(n, d, dtype=dtype), rng.normal(d, q, dtype=dtype), rng.normal(q, std=2, dtype=dtype)


@exercise("softmax_regression")
class TestSoftmaxRegression:
    @weight(4)
    def test_matches_the_formula(self, student, rng):
        """The probabilities are the softmax of XW + b, a row for each example."""
        X, W, b = parameters(rng, rng.integer(11, 17), rng.integer(2, 5), rng.integer(6, 10))
        assert_close(student.softmax_regression(X, W, b), model(X, W, b), what="softmax_regression(X, W, b)")

    @weight(2)
    def test_as_many_examples_as_classes(self, student, rng):
        """With as many examples as classes and features, each row is still divided by its own sum."""
        X, W, b = parameters(rng, 4, 4, 4)
        result = student.softmax_regression(X, W, b)
        Y_hat = shaped(result, 4, 4, what="softmax_regression(X, W, b)")
        sums = Y_hat.sum(1)
        worst = float(sums[(sums - 1).abs().argmax()])
        check(abs(worst - 1) < 1e-2, f"with n = q, a row sums to {worst:.3g}, not to 1: is each row divided by its own sum?")
        assert_close(result, model(X, W, b), what="softmax_regression(X, W, b)")

    def test_one_example(self, student, rng):
        """One example gives one row, and a single class is certain."""
        for d, q in ((3, 5), (1, 2), (2, 1)):
            X, W, b = parameters(rng, 1, d, q)
            assert_close(student.softmax_regression(X, W, b), model(X, W, b), what="softmax_regression of one example")

    def test_no_examples(self, student, rng):
        """No examples give no rows: shape (0, q)."""
        _, W, b = parameters(rng, 1, 3, 4)
        nothing = student.softmax_regression(torch.zeros(0, 3), W, b)
        assert_close(nothing, torch.zeros(0, 4), what="softmax_regression of no examples")

    def test_large_and_small_logits(self, student, rng):
        """Logits of 25 and of -25 are no trouble, for one class or for all."""
        shift = torch.tensor([[25.0], [-25.0], [0.0]])
        W, b = torch.ones(1, 6), rng.normal(6, std=3)
        Y_hat = student.softmax_regression(shift, W, b)
        assert_close(Y_hat, model(shift, W, b), rtol=1e-4, what="softmax_regression, with all logits near 25, -25 and 0,")
        X, W, b = torch.ones(1, 1), torch.tensor([[-25.0, 20.0, 0.0, 25.0]]), torch.zeros(4)
        Y_hat = shaped(student.softmax_regression(X, W, b), 1, 4, what="softmax_regression(X, W, b)")
        expected = model(X, W, b)
        small = bool(((Y_hat - expected).abs() <= 1e-4 * expected).all())
        check(small, "for logits from -25 to 25, a probability is off by more than 1 in 10,000: is something added or cut off?")

    def test_written_out(self, student, rng):
        """Softmax is written out: torch's own softmax and log_softmax are not called."""
        X, W, b = parameters(rng, 5, 3, 4)
        Y_hat, used = student.run(model_and_operators, X, W, b)
        assert_close(Y_hat, model(X, W, b), what="softmax_regression(X, W, b)")
        called = softmaxes(used)
        check(not called, f"softmax_regression calls torch's {called and called[0]}; write it with exp, sum and division")

    def test_double_precision(self, student, rng):
        """Features and parameters in float64 give probabilities in float64."""
        X, W, b = parameters(rng, 6, 3, 5, torch.float64)
        Y_hat = student.softmax_regression(X, W, b)
        assert_close(Y_hat, model(X, W, b), dtype=torch.float64, what="softmax_regression(X, W, b)")

    def test_transposed_and_strided(self, student, rng):
        """Tensors that do not lie in one piece of memory, such as a transpose, are read rightly."""
        X, W, b = rng.normal(3, 7), rng.normal(5, 3), rng.normal(10)
        expected = model(X.t(), W.t(), b[::2])
        assert_close(student.run(model_of_views, X, W, b), expected, what="softmax_regression(X.t(), W.t(), b[::2])")

    @weight(2)
    def test_gradient(self, student, rng):
        """Gradients flow back through softmax to W and b."""
        X, W, b, C = *parameters(rng, 7, 3, 4), rng.normal(7, 4)
        of_W, of_b = student.run(model_gradient, X, W, b, C)
        check(of_W is not None and of_b is not None, "no gradient arrives at W or b: the probabilities are cut off from them")
        W, b = W.double().requires_grad_(), b.double().requires_grad_()
        (model(X, W, b) * C.double()).sum().backward()
        assert_close(of_W, W.grad, rtol=1e-4, atol=1e-5, what="the gradient of weighted probabilities for W")
        assert_close(of_b, b.grad, rtol=1e-4, atol=1e-5, what="the gradient of weighted probabilities for b")

    def test_arguments_are_left_alone(self, student, rng):
        """The arguments are not changed."""
        arguments = parameters(rng, 5, 2, 3)
        unchanged("XWb", arguments, student.run(model_then_arguments, *arguments))


def model_and_operators(code, X, W, b):
    with operators_used() as used:
        Y_hat = code.softmax_regression(X, W, b)
    return Y_hat, sorted(used)


def model_of_views(code, X, W, b):
    return code.softmax_regression(X.t(), W.t(), b[::2])


def model_gradient(code, X, W, b, C):
    W.requires_grad_()
    b.requires_grad_()
    total = (code.softmax_regression(X, W, b) * C).sum()
    if total.requires_grad:
        total.backward()
    return W.grad, b.grad


def model_then_arguments(code, X, W, b):
    code.softmax_regression(X, W, b)
    return X, W, b


# ---- kron_weight --------------------------------------------------------------------------------------------------


def sum_of_products(A, S):
    return sum(torch.kron(A_i.double(), S_i.double()) for A_i, S_i in zip(A, S))


def pieces(rng, n, rows, columns, dtype=torch.float32):
    return rng.normal(n, n, n, dtype=dtype), rng.normal(n, rows, columns, dtype=dtype)


@exercise("kron_weight")
class TestKronWeight:
    @weight(3)
    def test_matches_the_formula(self, student, rng):
        """W is the sum of the Kronecker products of A[i] and S[i]."""
        n = rng.integer(2, 5)
        A, S = pieces(rng, n, 5, 7)
        result = student.kron_weight(A, S)
        W = shaped(result, 5 * n, 7 * n, what="kron_weight(A, S)")
        single = [torch.allclose(W, torch.kron(A[i].double(), S[i].double()), rtol=1e-4, atol=1e-5) for i in range(n)]
        check(
            not any(single), f"the result is the product of one pair only, A[{single.index(True) if any(single) else 0}] and S"
        )
        mean = same_up_to(W, sum_of_products(A, S))
        check(not mean, "all weights are off by the same factor: the products are summed, neither averaged nor scaled")
        assert_close(result, sum_of_products(A, S), what="kron_weight(A, S)")

    @weight(2)
    def test_blocks(self, student, rng):
        """A number of A[i] at row j, column k multiplies a whole copy of S[i] in the block at row j, column k."""
        n, i, j, k = 3, rng.integer(0, 3), rng.integer(0, 3), rng.integer(0, 3)
        A, S = torch.zeros(n, n, n), rng.normal(n, 2, 5)
        A[i, j, k] = 1.0
        W = shaped(student.kron_weight(A, S), 6, 15, what="kron_weight(A, S)")
        block = W[2 * j : 2 * j + 2, 5 * k : 5 * k + 5].clone()
        where = f"A is zero but for a 1 at A[{i}, {j}, {k}]"
        right = torch.equal(block, S[i].double())
        check(right, f"{where}, and block ({j}, {k}) of W, counted from 0, is not S[{i}]: which factor gives the layout?")
        W[2 * j : 2 * j + 2, 5 * k : 5 * k + 5] = 0
        check(not bool(W.any()), f"{where}, and W is not zero outside of block ({j}, {k})")

    def test_square_blocks(self, student, rng):
        """Blocks of size n x n, as large as the layout, are laid out rightly too."""
        A, S = pieces(rng, 3, 3, 3)
        assert_close(student.kron_weight(A, S), sum_of_products(A, S), what="kron_weight(A, S)")

    def test_one_product(self, student, rng):
        """With n = 1 the result is the one number of A times the one matrix of S."""
        A, S = pieces(rng, 1, 4, 3)
        assert_close(student.kron_weight(A, S), A.double()[0, 0, 0] * S.double()[0], what="kron_weight(A, S) with n = 1")

    def test_blocks_of_one(self, student, rng):
        """With d = q = n a block is one number, and with d = n one row."""
        for columns in (1, 3):
            A, S = pieces(rng, 4, 1, columns)
            assert_close(student.kron_weight(A, S), sum_of_products(A, S), what=f"kron_weight with 1 x {columns} blocks")

    def test_transposed_pieces(self, student, rng):
        """Pieces that do not lie in one piece of memory, such as a transpose, are read rightly."""
        A, S = rng.normal(3, 3, 3), rng.normal(3, 5, 2)
        expected = sum_of_products(A.transpose(1, 2), S.transpose(1, 2))
        assert_close(student.run(kron_of_views, A, S), expected, what="kron_weight of transposed pieces")

    def test_double_precision(self, student, rng):
        """Pieces in float64 give weights in float64."""
        A, S = pieces(rng, 3, 2, 5, torch.float64)
        assert_close(student.kron_weight(A, S), sum_of_products(A, S), dtype=torch.float64, what="kron_weight(A, S)")

    @weight(2)
    def test_gradient(self, student, rng):
        """Gradients flow back to A and S, which are what is learned."""
        A, S = pieces(rng, 2, 3, 5)
        C = rng.normal(6, 10)
        of_A, of_S = student.run(kron_gradient, A, S, C)
        check(of_A is not None and of_S is not None, "no gradient arrives at A or S: the weights are cut off from them")
        A, S = A.double().requires_grad_(), S.double().requires_grad_()
        (sum_of_products(A, S) * C.double()).sum().backward()
        assert_close(of_A, A.grad, rtol=1e-4, atol=1e-5, what="the gradient of weighted entries of W for A")
        assert_close(of_S, S.grad, rtol=1e-4, atol=1e-5, what="the gradient of weighted entries of W for S")

    def test_arguments_are_left_alone(self, student, rng):
        """The pieces are not changed."""
        arguments = pieces(rng, 2, 3, 2)
        unchanged("AS", arguments, student.run(kron_then_arguments, *arguments))


def kron_of_views(code, A, S):
    return code.kron_weight(A.transpose(1, 2), S.transpose(1, 2))


def kron_gradient(code, A, S, C):
    A.requires_grad_()
    S.requires_grad_()
    total = (code.kron_weight(A, S) * C).sum()
    if total.requires_grad:
        total.backward()
    return A.grad, S.grad


def kron_then_arguments(code, A, S):
    code.kron_weight(A, S)
    return A, S


# ---- dense_cost ---------------------------------------------------------------------------------------------------


def whole(value):
    """A count, as int: a number without a fractional type."""
    if isinstance(value, torch.Tensor) and value.dim() == 0 and not value.is_floating_point():
        value = value.item()
    check(value is not None, "dense_cost should return a number, not None (is a return missing?)")
    is_int = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    check(is_int, f"dense_cost should return an int, not a {type(value).__name__}")
    return int(value)


def numel(*shapes):
    """How many numbers tensors of these shapes have."""
    return sum(torch.empty(shape, device="meta").numel() for shape in shapes)


@exercise("dense_cost")
class TestDenseCost:
    @weight(3)
    def test_ordinary_layer(self, student, rng):
        """An ordinary dense layer with biases has as many numbers as nn.Linear."""
        for d, q in ((rng.integer(20, 90), rng.integer(2, 15)), (rng.integer(2, 15), rng.integer(20, 90))):
            layer = torch.nn.Linear(d, q, device="meta")
            count = whole(student.dense_cost(d, q))
            right = count == sum(p.numel() for p in layer.parameters())
            check(right, f"dense_cost({d}, {q}) is {count}, which is not what nn.Linear({d}, {q}) has")

    @weight(2)
    def test_without_bias(self, student, rng):
        """With bias=False only the weights are counted, for the ordinary layer and for Kronecker products."""
        d, q = 6 * rng.integer(2, 9), 6 * rng.integer(10, 20)
        count = whole(student.dense_cost(d, q, bias=False))
        right = count == numel((d, q))
        check(right, f"dense_cost({d}, {q}, bias=False) is {count}; an ordinary layer without biases has the numbers of W only")
        count = whole(student.dense_cost(d, q, 3, False))
        right = count == numel((3, 3, 3), (3, d // 3, q // 3))
        check(right, f"dense_cost({d}, {q}, 3, False) is {count}, which is not what A and S have together")

    @weight(3)
    def test_kronecker_layer(self, student, rng):
        """With n above 1 the numbers of A, of S and the biases are counted."""
        for n in (2, rng.integer(3, 6), 7):
            d, q = n * rng.integer(2, 6), n * rng.integer(6, 11)
            count = whole(student.dense_cost(d, q, n=n))
            right = count == numel((n, n, n), (n, d // n, q // n), (q,))
            check(right, f"dense_cost({d}, {q}, n={n}) is {count}, which is not what A, S and the biases have together")

    def test_n_as_large_as_the_layer(self, student, rng):
        """n may be as large as d and q, though the layer then costs more than a dense one."""
        n = rng.integer(4, 9)
        count = whole(student.dense_cost(n, n, n))
        right = count == numel((n, n, n), (n, 1, 1), (n,))
        check(right, f"dense_cost({n}, {n}, {n}) is {count}, which is not what A, S and the biases have together")

    @weight(2)
    def test_n_that_does_not_divide(self, student, rng):
        """An n that does not divide d, or does not divide q, raises a ValueError, even where it divides their product."""
        k = rng.integer(2, 9)
        for d, q, n, why in (
            (3 * k, 3 * k + 1, 3, "3 does not divide q"),
            (3 * k + 1, 3 * k, 3, "3 does not divide d"),
            (4 * k + 2, 4 * k + 6, 4, "4 divides d * q, but neither d nor q"),
        ):
            refuses(student, d, q, n, why)

    def test_large_layers(self, student):
        """The count is exact for large layers too."""
        d = 3**18  # d * d / 3 is odd and above 2**53, where a float has lost the last digit
        count = whole(student.dense_cost(d, d, 3, False))
        error = abs(count - 27 - d * d // 3)
        check(error < 26, f"dense_cost({d}, {d}, 3, False) is {count}, which is not what A and S have together")
        check(error == 0, f"with d = q = {d} and n = 3 the last digits are lost: divide whole numbers with //, not with /")


def refuses(student, d, q, n, why):
    """A ValueError comes, and a message says for which sizes it should have."""
    try:
        count = student.dense_cost(d, q, n)
    except StudentRaised as raised:
        check(raised.type_name == "ValueError", f"dense_cost({d}, {q}, {n}) should raise a ValueError, but it raised {raised}")
    else:
        check(False, f"dense_cost({d}, {q}, {n}) returns {count}, but {why}: raise a ValueError")


# ---- cross_entropy_from_logits ------------------------------------------------------------------------------------


def losses(O, y):
    return F.cross_entropy(O.double(), y, reduction="none")


@exercise("cross_entropy_from_logits")
class TestCrossEntropyFromLogits:
    @weight(3)
    def test_matches_the_formula(self, student, rng):
        """Each loss is the log of the sum of exponentials of its row, minus the logit of its label."""
        n, q = rng.integer(11, 18), rng.integer(4, 9)
        O, y = rng.normal(n, q, std=2), rng.integers(0, q, n)
        loss = student.cross_entropy_from_logits(O, y)
        values = shaped(loss, n, what="cross_entropy_from_logits(O, y)")
        check(bool((values > -1e-3).all()), "a loss is negative: minus the log of a probability cannot be (is a sign missing?)")
        other_unit = same_up_to(values, losses(O, y))
        check(
            not other_unit, "all losses are off by the same factor: the logarithm is the natural one, and nothing is averaged"
        )
        assert_close(loss, losses(O, y), what="cross_entropy_from_logits(O, y)")

    @weight(2)
    def test_as_many_examples_as_classes(self, student, rng):
        """With as many examples as classes, each loss still belongs to a row."""
        O, y = rng.normal(5, 5, std=2), rng.permutation(5)
        assert_close(student.cross_entropy_from_logits(O, y), losses(O, y), what="cross_entropy_from_logits(O, y)")

    @weight(2)
    def test_neither_summed_nor_averaged(self, student, rng):
        """There is one loss for each example, shape (n,), for one example, two, or seven."""
        for n in (1, 2, 7):
            O, y = rng.normal(n, 3), rng.integers(0, 3, n)
            loss = student.cross_entropy_from_logits(O, y)
            is_tensor = isinstance(loss, torch.Tensor) and loss.dim() > 0
            check(is_tensor, f"with n = {n} the losses should be a tensor of shape ({n},): do not sum, average or squeeze them")
            assert_close(loss, losses(O, y), what=f"cross_entropy_from_logits(O, y) with n = {n}")

    def test_no_examples(self, student):
        """No examples give no losses: shape (0,)."""
        loss = student.cross_entropy_from_logits(torch.zeros(0, 4), torch.zeros(0, dtype=torch.int64))
        assert_close(loss, torch.zeros(0), what="cross_entropy_from_logits of no examples")

    def test_shifted_rows(self, student, rng):
        """A number added to all logits of a row does not change its loss, and adding -25 or 25 is no trouble."""
        O, y = rng.normal(6, 4), rng.integers(0, 4, 6)
        shifted = O + torch.tensor([[25.0], [-25.0], [3.0], [-3.0], [10.0], [0.0]])
        loss = student.cross_entropy_from_logits(shifted, y)
        assert_close(loss, losses(O, y), rtol=1e-4, atol=2e-5, what="the loss, with a number added to each row of O,")

    def test_sure_predictions(self, student, rng):
        """A loss is right where the model was very sure: near zero if rightly so, and large if not."""
        for q, wrong, label in ((2, 30.0, 0), (5, 25.0, rng.integer(0, 5))):
            O = torch.zeros(2, q)
            O[0, label], O[1, (label + 1) % q] = 20.0, wrong
            O[1, label] = -wrong / 2
            y = torch.tensor([label, label])
            loss = student.cross_entropy_from_logits(O, y)
            assert_close(loss, losses(O, y), rtol=1e-4, atol=1e-4, what="the loss of a right and of a wrong sure prediction")

    def test_single_class(self, student, rng):
        """With a single class there is nothing to get wrong: the losses are zero."""
        O, y = rng.normal(4, 1), torch.zeros(4, dtype=torch.int64)
        assert_close(student.cross_entropy_from_logits(O, y), torch.zeros(4), what="the loss with a single class")

    def test_written_out(self, student, rng):
        """The loss is written out: torch's own cross_entropy and nll_loss are not called."""
        O, y = rng.normal(5, 3), rng.integers(0, 3, 5)
        loss, used = student.run(losses_and_operators, O, y)
        assert_close(loss, losses(O, y), what="cross_entropy_from_logits(O, y)")
        called = [name for name in used if "cross_entropy" in name or "nll_loss" in name]
        check(
            not called, f"cross_entropy_from_logits calls torch's {called and called[0]}; write the loss with exp, log and sums"
        )

    def test_double_precision(self, student, rng):
        """Logits in float64 give losses in float64."""
        O, y = rng.normal(7, 4, dtype=torch.float64), rng.integers(0, 4, 7)
        loss = student.cross_entropy_from_logits(O, y)
        assert_close(loss, losses(O, y), dtype=torch.float64, what="cross_entropy_from_logits(O, y)")

    def test_transposed(self, student, rng):
        """Logits that do not lie in one piece of memory, such as a transpose, are read rightly."""
        O, y = rng.normal(3, 6), rng.integers(0, 3, 12)
        expected = losses(O.t(), y[::2])
        assert_close(student.run(losses_of_views, O, y), expected, what="cross_entropy_from_logits(O.t(), y[::2])")

    @weight(2)
    def test_gradient(self, student, rng):
        """Gradients flow back to the logits, each row's from its own loss only."""
        O, y, c = rng.normal(6, 4), rng.integers(0, 4, 6), rng.normal(6)
        gradient = student.run(losses_gradient, O, y, c)
        check(gradient is not None, "no gradient arrives at O: the losses are cut off from it")
        O = O.double().requires_grad_()
        (losses(O, y) * c.double()).sum().backward()
        assert_close(gradient, O.grad, rtol=1e-4, atol=1e-5, what="the gradient of weighted losses")

    def test_arguments_are_left_alone(self, student, rng):
        """Logits and labels are not changed."""
        arguments = [rng.normal(5, 3), rng.integers(0, 3, 5)]
        unchanged("Oy", arguments, student.run(losses_then_arguments, *arguments))


def losses_and_operators(code, O, y):
    with operators_used() as used:
        loss = code.cross_entropy_from_logits(O, y)
    return loss, sorted(used)


def losses_of_views(code, O, y):
    return code.cross_entropy_from_logits(O.t(), y[::2])


def losses_gradient(code, O, y, c):
    O.requires_grad_()
    total = (code.cross_entropy_from_logits(O, y) * c).sum()
    if total.requires_grad:
        total.backward()
    return O.grad


def losses_then_arguments(code, O, y):
    code.cross_entropy_from_logits(O, y)
    return O, y


# ---- softmax_ce_grad ----------------------------------------------------------------------------------------------


def loss_gradient(O, Y):
    """The gradient that autograd finds for torch's own loss; no row has a part in another row's loss."""
    O = O.double().requires_grad_()
    F.cross_entropy(O, Y.double(), reduction="sum").backward()
    return O.grad


@exercise("softmax_ce_grad")
class TestSoftmaxCeGrad:
    @weight(3)
    def test_one_hot_targets(self, student, rng):
        """For one-hot targets, each row is the gradient of that example's own loss in its logits."""
        n, q = rng.integer(11, 18), rng.integer(3, 8)
        O, Y = rng.normal(n, q, std=2), F.one_hot(rng.integers(0, q, n), q).float()
        result = student.softmax_ce_grad(O, Y)
        gradient = shaped(result, n, q, what="softmax_ce_grad(O, Y)")
        expected = loss_gradient(O, Y)
        check(not same_up_to(gradient, expected, -1), "the gradient points downhill: look at the order of the difference")
        mean = same_up_to(gradient, expected, 1 / n)
        check(not mean, "this is the gradient of the mean loss of the batch; each row should belong to its own loss")
        zero = float(gradient.sum(1).abs().max()) < 1e-3
        check(zero, "a row of the gradient does not sum to zero, though a shift of all logits leaves the loss as it is")
        assert_close(result, expected, what="softmax_ce_grad(O, Y)")

    @weight(2)
    def test_soft_targets(self, student, rng):
        """Soft labels, distributions over several classes, are targets as good as one-hot ones."""
        O, Y = rng.normal(6, 5), probabilities(rng, 6, 5)
        assert_close(student.softmax_ce_grad(O, Y), loss_gradient(O, Y), what="softmax_ce_grad(O, Y) for soft labels Y")

    @weight(2)
    def test_not_averaged(self, student, rng):
        """An example's gradient does not depend on how many others are in the batch."""
        O, Y = rng.normal(7, 4), probabilities(rng, 7, 4)
        whole_batch = shaped(student.softmax_ce_grad(O, Y), 7, 4, what="softmax_ce_grad(O, Y)")
        alone = shaped(student.softmax_ce_grad(O[:1], Y[:1]), 1, 4, what="softmax_ce_grad of one example")
        same = torch.allclose(whole_batch[:1], alone, rtol=1e-4, atol=1e-6)
        check(same, "the first example has one gradient in a batch of 7 and another alone: is there a division by n?")
        assert_close(alone, loss_gradient(O[:1], Y[:1]), rtol=1e-5, atol=1e-6, what="softmax_ce_grad of one example")

    def test_as_many_examples_as_classes(self, student, rng):
        """With as many examples as classes, each row is still one example."""
        O, Y = rng.normal(4, 4, std=2), probabilities(rng, 4, 4)
        result = student.softmax_ce_grad(O, Y)
        gradient = shaped(result, 4, 4, what="softmax_ce_grad(O, Y)")
        zero = float(gradient.sum(1).abs().max()) < 1e-4
        check(zero, "with n = q, a row of the gradient does not sum to zero: over which axis does softmax run?")
        assert_close(result, loss_gradient(O, Y), what="softmax_ce_grad(O, Y)")

    def test_no_examples(self, student):
        """No examples give no gradients: shape (0, q)."""
        gradient = student.softmax_ce_grad(torch.zeros(0, 3), torch.zeros(0, 3))
        assert_close(gradient, torch.zeros(0, 3), what="softmax_ce_grad of no examples")

    def test_slope_of_the_loss(self, student, rng):
        """Against a difference quotient of the loss: the gradient says how the loss changes with each logit."""
        O, Y, h = rng.normal(1, 4, dtype=torch.float64), probabilities(rng, 1, 4, dtype=torch.float64), 1e-5
        quotients = []
        for step in torch.eye(4, dtype=torch.float64) * h:
            up, down = F.cross_entropy(O + step, Y), F.cross_entropy(O - step, Y)
            quotients.append((up - down) / (2 * h))
        gradient = student.softmax_ce_grad(O, Y)
        assert_close(gradient, torch.stack(quotients)[None], rtol=1e-5, atol=1e-7, what="softmax_ce_grad(O, Y)")

    def test_sure_predictions(self, student, rng):
        """Where the model is very sure, the gradient is right: nothing to correct, or everything."""
        O = torch.tensor([[25.0, -5.0, 0.0], [-25.0, 20.0, 0.0]])
        Y = torch.tensor([[1.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
        assert_close(student.softmax_ce_grad(O, Y), loss_gradient(O, Y), what="softmax_ce_grad for sure predictions")

    def test_double_precision(self, student, rng):
        """Logits and targets in float64 give gradients in float64."""
        O, Y = rng.normal(5, 4, dtype=torch.float64), probabilities(rng, 5, 4, dtype=torch.float64)
        gradient = student.softmax_ce_grad(O, Y)
        assert_close(gradient, loss_gradient(O, Y), dtype=torch.float64, what="softmax_ce_grad(O, Y)")

    def test_transposed(self, student, rng):
        """Tensors that do not lie in one piece of memory, such as a transpose, are read rightly."""
        O, Y = rng.normal(3, 6), probabilities(rng, 12, 3)
        expected = loss_gradient(O.t(), Y[::2])
        assert_close(student.run(ce_grad_of_views, O, Y), expected, what="softmax_ce_grad(O.t(), Y[::2])")

    def test_arguments_are_left_alone(self, student, rng):
        """Logits and targets are not changed."""
        arguments = [rng.normal(5, 3), probabilities(rng, 5, 3)]
        unchanged("OY", arguments, student.run(ce_grad_then_arguments, *arguments))


def ce_grad_of_views(code, O, Y):
    return code.softmax_ce_grad(O.t(), Y[::2])


def ce_grad_then_arguments(code, O, Y):
    code.softmax_ce_grad(O, Y)
    return O.detach(), Y.detach()


# ---- softmax_hessian ----------------------------------------------------------------------------------------------


def hessian(o):
    """By autograd, twice, through torch's own loss; the label makes no difference."""
    label = torch.tensor([0])
    return torch.autograd.functional.hessian(lambda o: F.cross_entropy(o[None], label), o.double())


@exercise("softmax_hessian")
class TestSoftmaxHessian:
    @weight(4)
    def test_matches_autograd(self, student, rng):
        """The entries are the second derivatives of the loss, as autograd finds them."""
        q = rng.integer(4, 8)
        o = rng.normal(q, std=1.5)
        result, expected = student.softmax_hessian(o), hessian(o)
        H = shaped(result, q, q, what="softmax_hessian(o)")
        diagonal = torch.allclose(H.diag(), expected.diag(), rtol=1e-4, atol=1e-6)
        off = float((H - expected - (H - expected).diag().diag()).abs().max())
        check(diagonal or off > 1e-5, "the entries off the diagonal are right, those on it are not: is it the case j = k?")
        check(
            not diagonal or off < 1e-5, "the diagonal is right, the entries off it are not: look at the case where j is not k"
        )
        check(not same_up_to(H, expected, -1), "every entry has the wrong sign: a variance, on the diagonal, is not negative")
        assert_close(result, expected, what="softmax_hessian(o)")

    def test_two_classes(self, student, rng):
        """With two classes the entries are, but for the sign, the variance of one coin."""
        o = rng.normal(2)
        variance = torch.sigmoid(o[0].double() - o[1].double()) * torch.sigmoid(o[1].double() - o[0].double())
        expected = variance * torch.tensor([[1.0, -1.0], [-1.0, 1.0]], dtype=torch.float64)
        assert_close(student.softmax_hessian(o), expected, what="softmax_hessian of two logits")

    @weight(2)
    def test_is_a_covariance_matrix(self, student, rng):
        """The matrix is symmetric, its rows sum to zero, and no eigenvalue is negative."""
        o = rng.uniform(6, low=-1, high=1, dtype=torch.float64)  # no probability above 0.6, so the trace is at least 0.4
        H = shaped(student.softmax_hessian(o), 6, 6, what="softmax_hessian(o)")
        check(float((H - H.t()).abs().max()) < 1e-6, "the matrix is not symmetric")
        check(float(H.sum(1).abs().max()) < 1e-6, "a row of the matrix does not sum to zero")
        check(float(torch.linalg.eigvalsh(H).min()) > -1e-6, "an eigenvalue of the matrix is negative")
        check(float(H.trace()) > 0.1, "the numbers on the diagonal, which are variances, do not have a positive sum")

    def test_equal_logits(self, student, rng):
        """For equal logits, all entries off the diagonal are the same, whatever the logits are."""
        q, level = rng.integer(3, 7), rng.integer(-20, 20)
        o = torch.full((q,), float(level))
        assert_close(student.softmax_hessian(o), hessian(o), what="softmax_hessian of equal logits")

    def test_sure_prediction(self, student):
        """For a sure prediction the matrix is almost zero."""
        o = torch.tensor([-5.0, 25.0, 0.0, -25.0])
        assert_close(student.softmax_hessian(o), hessian(o), what="softmax_hessian of a sure prediction")

    def test_single_class(self, student, rng):
        """With a single class the matrix is [[0]]."""
        assert_close(student.softmax_hessian(rng.normal(1)), torch.zeros(1, 1), what="softmax_hessian of one logit")

    def test_double_precision(self, student, rng):
        """Logits in float64 give second derivatives in float64."""
        o = rng.normal(5, dtype=torch.float64)
        assert_close(student.softmax_hessian(o), hessian(o), dtype=torch.float64, what="softmax_hessian(o)")

    def test_logits_are_left_alone(self, student, rng):
        """The logits are not changed, also where every second element of a tensor is passed."""
        o = rng.normal(10)
        H, after = student.run(hessian_of_view, o)
        assert_close(H, hessian(o[::2]), what="softmax_hessian(o[::2])")
        unchanged(["o"], [o], [after])


def hessian_of_view(code, o):
    H = code.softmax_hessian(o[::2])
    return H, o


# ---- real_softmax -------------------------------------------------------------------------------------------------


def soft_maximum(a, lam):
    return torch.logsumexp(a.double() * lam, -1) / lam


@exercise("real_softmax")
class TestRealSoftmax:
    @weight(3)
    def test_matches_the_formula(self, student, rng):
        """The value is (1 / lam) log sum exp(lam a), for any positive lam."""
        for lam in (1.0, rng.choice([0.3, 0.6]), rng.choice([2, 3]), rng.choice([4.5, 7.5])):
            a = rng.uniform(5, 6, low=-3, high=3)
            result = student.real_softmax(a, lam)
            value = shaped(result, 5, what=f"real_softmax(a, {lam})")
            near = torch.allclose(value, soft_maximum(a, lam), rtol=1e-4, atol=1e-5)
            right = near or lam == 1
            check(
                right, f"real_softmax is right for lam = 1 and wrong for lam = {lam}: lam stands in two places of the formula"
            )
            assert_close(result, soft_maximum(a, lam), what=f"real_softmax(a, {lam})")

    def test_default(self, student, rng):
        """Without lam, lam is 1."""
        a = rng.normal(7)
        assert_close(student.real_softmax(a), soft_maximum(a, 1), what="real_softmax(a)")

    @weight(2)
    def test_axes(self, student, rng):
        """The last axis goes, the others stay: a vector gives one number, and more axes are no trouble."""
        for shape in ((6,), (3, 5), (2, 5, 3), (2, 3, 5, 7)):
            a = rng.normal(*shape)
            value = student.real_softmax(a, 1.5)
            assert_close(value, soft_maximum(a, 1.5), what=f"real_softmax of numbers of shape {shape}")

    def test_square(self, student, rng):
        """In a square matrix, each value belongs to a row."""
        a = rng.normal(4, 4, std=2)
        assert_close(student.real_softmax(a, lam=0.5), soft_maximum(a, 0.5), what="real_softmax of a square matrix")

    @weight(2)
    def test_bounds(self, student, rng):
        """The value lies above the maximum by at most log(k) / lam, and close to it for large lam."""
        a = rng.uniform(8, 5, low=-2, high=2, dtype=torch.float64)
        top = a.max(-1).values
        for lam in (0.5, 1.0, 4.0, 30.0):
            value = shaped(student.real_softmax(a, lam), 8, what=f"real_softmax(a, {lam})")
            check(bool((value >= top - 1e-6).all()), f"with lam={lam} a soft maximum lies below the maximum of its row")
            limit = top + math.log(5) / lam + 1e-6
            check(bool((value <= limit).all()), f"with lam={lam} a soft maximum lies more than log(k) / lam above the maximum")
            assert_close(value, soft_maximum(a, lam), rtol=1e-6, atol=1e-6, what=f"real_softmax(a, {lam})")

    def test_one_number(self, student, rng):
        """The soft maximum of one number is that number."""
        a = rng.normal(5, 1, std=3)
        assert_close(student.real_softmax(a, 2.5), a[:, 0], what="real_softmax of one number")

    def test_no_rows(self, student):
        """No rows give no values: shape (0,)."""
        assert_close(student.real_softmax(torch.zeros(0, 3), 2.0), torch.zeros(0), what="real_softmax of no rows")

    def test_all_small_or_all_large(self, student, rng):
        """Numbers that are all near -25 or all near 25 are no trouble."""
        a = rng.normal(2, 4) + torch.tensor([[-25.0], [25.0]])
        assert_close(student.real_softmax(a, 1.5), soft_maximum(a, 1.5), what="real_softmax of numbers near -25 and 25")

    def test_double_precision(self, student, rng):
        """Numbers in float64 give values in float64."""
        a = rng.normal(4, 3, dtype=torch.float64)
        assert_close(student.real_softmax(a, 3.0), soft_maximum(a, 3.0), dtype=torch.float64, what="real_softmax(a, lam)")

    @weight(2)
    def test_gradient(self, student, rng):
        """The gradient is the softmax of lam a."""
        a, lam = rng.normal(5, 4), rng.choice([0.5, 2.0, 3.0])
        gradient = student.run(real_softmax_gradient, a, lam)
        check(gradient is not None, "no gradient arrives at a: the value is cut off from it")
        assert_close(gradient, torch.softmax(lam * a.double(), -1), rtol=1e-4, atol=1e-5, what="the gradient of real_softmax")

    def test_argument_is_left_alone(self, student, rng):
        """The numbers are not changed, and a transpose is read rightly."""
        a = rng.normal(3, 5)
        value, after = student.run(real_softmax_of_view, a)
        assert_close(value, soft_maximum(a.t(), 2), what="real_softmax(a.t(), 2)")
        unchanged("a", [a], [after])


def real_softmax_gradient(code, a, lam):
    a.requires_grad_()
    total = code.real_softmax(a, lam).sum()
    if total.requires_grad:
        total.backward()
    return a.grad


def real_softmax_of_view(code, a):
    value = code.real_softmax(a.t(), 2)
    return value, a


# ---- entropy ------------------------------------------------------------------------------------------------------


def shannon(p, base=math.e):
    return torch.special.entr(p.double()).sum(-1) / math.log(base)


@exercise("entropy")
class TestEntropy:
    @weight(3)
    def test_matches_the_definition(self, student, rng):
        """The entropy is the sum of -p log p, in nats without a base."""
        n = rng.integer(5, 9)
        p = probabilities(rng, n, rng.integer(3, 7))
        result = student.entropy(p)
        H = shaped(result, n, what="entropy(p)")
        check(bool((H > -1e-3).all()), "an entropy is negative: a surprise is minus the logarithm (is a sign missing?)")
        factor = same_up_to(H, shannon(p))
        check(not factor, "all entropies are off by the same factor: without a base they are in nats, and terms are summed")
        assert_close(result, shannon(p), what="entropy(p)")

    @weight(2)
    def test_other_bases(self, student, rng):
        """The base of the logarithm may be any number above 1."""
        for base in (2, 10, rng.choice([1.5, 3.0, 7.0])):
            p = probabilities(rng, 4, 5)
            result = student.entropy(p, base)
            H = shaped(result, 4, what=f"entropy(p, {base})")
            factor = same_up_to(H, shannon(p, base))
            check(
                not factor,
                f"with base {base} all entropies are off by the same factor: how does the base change the logarithm?",
            )
            assert_close(result, shannon(p, base), what=f"entropy(p, {base})")

    @weight(3)
    def test_zeros(self, student, rng):
        """A probability of zero adds nothing, and a sure event has no entropy."""
        p = torch.cat([torch.zeros(6, 2), probabilities(rng, 6, 3)], 1)
        H = student.entropy(p[:, rng.permutation(5)])
        nan = isinstance(H, torch.Tensor) and bool(H.isnan().any())
        check(not nan, "where a probability is 0 the entropy is nan: 0 log 0 counts as 0")
        assert_close(H, shannon(p), what="entropy(p), with probabilities of 0,")
        sure = torch.eye(5)[rng.permutation(5)]
        assert_close(student.entropy(sure, 2), torch.zeros(5), atol=1e-6, what="entropy of sure events")

    def test_small_probabilities(self, student, rng):
        """Small probabilities count with their own logarithm: nothing is cut off."""
        tiny = torch.tensor([1e-6, 1e-4, 1e-3], dtype=torch.float64)
        p = torch.stack([tiny, tiny * 2, 1 - 3 * tiny], 1)
        H = shaped(student.entropy(p), 3, what="entropy(p)")
        near = bool(((H - shannon(p)).abs() <= 1e-3 * shannon(p)).all())
        check(near, "with probabilities of 1e-6, 1e-4 or 1e-3 the entropy is wrong: are they cut off, or is something added?")

    @weight(2)
    def test_axes(self, student, rng):
        """The last axis goes, the others stay: one distribution gives one number, and more axes are no trouble."""
        for shape in ((6,), (2, 5, 3), (2, 3, 5, 7)):
            p = probabilities(rng, *shape)
            assert_close(student.entropy(p), shannon(p), what=f"entropy of probabilities of shape {shape}")

    def test_square(self, student, rng):
        """In a square matrix, each entropy belongs to a row."""
        p = probabilities(rng, 4, 4)
        assert_close(student.entropy(p, base=2), shannon(p, 2), what="entropy of a square matrix")

    def test_uniform(self, student, rng):
        """For k equal probabilities the entropy is log k, also for a single one."""
        for k in (1, 2, rng.integer(3, 40)):
            p = torch.full((2, k), 1 / k, dtype=torch.float64)
            H = student.entropy(p, 2)
            expected = torch.full((2,), math.log2(k), dtype=torch.float64)
            assert_close(H, expected, rtol=1e-6, atol=1e-7, what=f"entropy of {k} equal probabilities")

    def test_no_distributions(self, student):
        """No distributions give no entropies: shape (0,)."""
        assert_close(student.entropy(torch.zeros(0, 3)), torch.zeros(0), what="entropy of no distributions")

    def test_double_precision(self, student, rng):
        """Probabilities in float64 give entropies in float64."""
        p = probabilities(rng, 5, 4, dtype=torch.float64)
        # a slip into float32 costs about 1e-7; an epsilon of 1e-10 inside the logarithm is nothing to argue about
        assert_close(student.entropy(p), shannon(p), rtol=0, atol=5e-9, dtype=torch.float64, what="entropy(p)")

    @weight(2)
    def test_gradient(self, student, rng):
        """The gradient flows back to positive probabilities."""
        p = probabilities(rng, 4, 3)
        gradient = student.run(entropy_gradient, p)
        check(gradient is not None, "no gradient arrives at p: the entropy is cut off from it")
        slope = -(p.double().log() + 1) / math.log(2)
        assert_close(gradient, slope, rtol=1e-4, atol=1e-5, what="the gradient of the entropy in bits")

    def test_argument_is_left_alone(self, student, rng):
        """The probabilities are not changed, not even the zeros, and a transpose is read rightly."""
        p = torch.cat([torch.zeros(2, 5), probabilities(rng, 5, 3).t()])  # (5, 5), a distribution in each column
        H, after = student.run(entropy_of_view, p)
        assert_close(H, shannon(p.t()), what="entropy(p.t())")
        unchanged("p", [p], [after])


def entropy_gradient(code, p):
    p.requires_grad_()
    total = code.entropy(p, 2).sum()
    if total.requires_grad:
        total.backward()
    return p.grad


def entropy_of_view(code, p):
    H = code.entropy(p.t())
    return H, p
