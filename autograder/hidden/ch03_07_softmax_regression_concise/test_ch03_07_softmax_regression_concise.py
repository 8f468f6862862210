"""Hidden graders of 3.7, softmax regression from torch's own parts, and its stable forms.

Oracles are torch's own softmax, log_softmax and cross_entropy in float64, or plain formulas. Basics come first: what stands
in for an exercise in later tests may do so only once that exercise has been judged.

Near scores of 10,000 a float32 has a spacing of 0.001, and an honest X - logsumexp(X) errs by half of that, where the form
with two subtractions does not: the tolerances there, 5e-3, admit both. A forgotten maximum is off by 10,000.
"""

import math

import torch

from autograder.data import held_out, load_sample
from autograder.grading import assert_close, check, exercise, limits, mapped, shaped, weight
from autograder.grading.statistics import LIMIT, z_of_bell_curve, z_of_mean, z_of_variance

F = torch.nn.functional
FAR = 1e4  # a score that a plain exp cannot take in any dtype


def unchanged(names, before, after):
    """Arguments, after a call, are what they were, bit for bit."""
    for name, was, now in zip(names, before, after, strict=True):
        assert_close(now, was, rtol=0, atol=0, what=f"{name}, after the call,")


def looks_like(result, value):
    """Whether a student's result is this value to four digits, in this shape."""
    if not isinstance(result, (torch.Tensor, float, int)):
        return False
    result = torch.as_tensor(result).detach().double()
    return result.shape == value.shape and torch.allclose(result, value.double(), rtol=1e-4, atol=1e-5)


def name_slips(result, expected, slips):
    """Fail with the sentence of a known slip, if the result is the value that it gives and not what is expected."""
    for sentence, value in slips.items():
        check(looks_like(result, expected) or not looks_like(result, value), sentence)


def softmaxes(used):
    """What computes a softmax among the operators used, in words; what Python itself calls comes first."""
    called = sorted((name for name in used if "softmax" in name or "attention" in name), key=lambda name: name.startswith("_"))
    return [name.strip("_") + (", which takes a softmax" if "attention" in name else "") for name in called]


def no_nan(result, sentence):
    """Fail with a sentence of our own where a result has a NaN."""
    check(not (isinstance(result, torch.Tensor) and bool(result.isnan().any())), sentence)


# ---- make_softmax_net ---------------------------------------------------------------------------------------------


@exercise("make_softmax_net")
class TestMakeSoftmaxNet:
    @weight(3)
    def test_affine(self, student, rng):
        """The scores are XW + b for some W and b: an affine map of each example's numbers, and nothing after it."""
        d, q = rng.integer(5, 9), rng.integer(3, 5)
        X = rng.normal(7, d, std=2)
        X = torch.cat([X, -X])  # so that the scores have both signs
        scores, of_unit, of_zero = student.run(scores_of_net, d, q, X, rng.seed())
        scores = shaped(scores, 14, q, what="the scores of 14 examples")
        of_unit, of_zero = shaped(of_unit, d, q, what="the scores"), shaped(of_zero, 1, q, what="the scores of one example")
        sums = scores.sum(1), scores.exp().sum(1)
        ones = torch.ones(14, dtype=torch.float64)
        check(not torch.allclose(sums[0], ones, atol=1e-4), "the rows of scores sum to 1: is there a softmax in the network?")
        check(not torch.allclose(sums[1], ones, atol=1e-4), "the scores are log-probabilities: is there a log_softmax inside?")
        check(bool((scores < 0).any()), "no score is negative: is there an activation after the linear layer?")
        assert_close(scores, X.double() @ (of_unit - of_zero) + of_zero, rtol=1e-4, atol=1e-4, what="a score, as XW + b,")

    @weight(2)
    def test_images(self, student, rng):
        """Images (n, 1, h, w) and vectors (n, d) of the same numbers have the same scores, one row for each example."""
        X = rng.normal(5, 1, 4, 3)
        for shape in ((5, 12), (5, 1, 4, 3), (5, 2, 6), (5, 3, 2, 2)):
            scores, plain = student.run(scores_of_shape, X.reshape(shape), X.reshape(5, 12))
            taken = f"make_softmax_net(12, 4) does not take a batch of shape {shape}: flatten each example, not the batch"
            check(not isinstance(scores, str), taken)
            shaped(plain, 5, 4, what="the scores of 5 flat examples")
            assert_close(scores, plain.detach(), atol=1e-5, what=f"the scores of a batch of shape {shape}")

    def test_one_image(self, student, rng):
        """A batch of one image gives one row of scores."""
        scores, plain = student.run(scores_of_shape, rng.normal(1, 1, 4, 3), torch.zeros(1, 12))
        check(not isinstance(scores, str), "make_softmax_net(12, 4) does not take a batch of one image of 4 x 3 pixels")
        shaped(scores, 1, 4, what="the scores of one image")
        shaped(plain, 1, 4, what="the scores of one flat example")

    @weight(2)
    def test_default_sizes(self, student, rng):
        """Without arguments the network takes 784 numbers and has 10 scores, 7,850 parameters in all."""
        shape, count, materialised, trainable = student.run(default_net, rng.normal(3, 1, 28, 28))
        check(materialised, "a parameter has no size before the first batch: give the layer its number of inputs")
        assert_close(list(shape), [3, 10], what="the shape of the scores of three images of 28 x 28 pixels")
        check(trainable, "a parameter does not require a gradient")
        check(count != 7840, "the network has 7840 parameters: the ten biases are missing")
        check(count == 7850, f"the network has {count} parameters; 784 * 10 weights and 10 biases are 7850")

    def test_other_sizes(self, student, rng):
        """The sizes are those of the arguments, and one class and one number are enough."""
        for d, q in ((rng.integer(11, 20), rng.integer(3, 9)), (2, 1), (1, 2)):
            shape, count = student.run(net_of_size, d, q)
            taken = f"with num_inputs={d} the network does not take examples of {d} numbers: which size is which?"
            check(shape is not None, taken)
            assert_close(list(shape), [2, q], what=f"the shape of two examples' scores with num_outputs={q}")
            check(count == d * q + q, f"the network for {d} inputs and {q} outputs has {count} parameters, not d * q + q")

    def test_new_each_time(self, student):
        """Two calls make two networks that share nothing."""
        shared, same = student.run(two_nets)
        check(not shared, "two calls give networks that share parameters: make the layers inside the function")
        check(not same, "two new networks start with the same weights: is a seed set inside?")

    def test_gradient(self, student, rng):
        """Gradients arrive at every parameter."""
        X = rng.normal(6, 5)
        for gradient in student.run(net_gradients, X):
            arrives = gradient is not None and bool((torch.as_tensor(gradient) != 0).any())
            check(arrives, "no gradient arrives at a parameter: are the scores cut off from it?")


def scores_of_net(code, d, q, X, seed):
    net = code.make_softmax_net(d, q)
    net(X)  # a lazy layer gets its size; another test complains
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for p in net.parameters():
            p.normal_(generator=generator)
        return net(X), net(torch.eye(d)), net(torch.zeros(1, d))


def scores_of_shape(code, X, flat):
    net = code.make_softmax_net(12, 4)
    try:
        return net(X), net(flat)
    except RuntimeError as error:
        return str(error), None


def default_net(code, X):
    net = code.make_softmax_net()
    lazy = any(isinstance(p, torch.nn.parameter.UninitializedParameter) for p in net.parameters())
    shape = tuple(net(X).shape)
    parameters = list(net.parameters())
    return shape, sum(p.numel() for p in parameters), not lazy, all(p.requires_grad for p in parameters)


def net_of_size(code, d, q):
    net = code.make_softmax_net(num_inputs=d, num_outputs=q)
    try:
        shape = tuple(net(torch.zeros(2, 1, 1, d)).shape)
    except RuntimeError:
        shape = None
    return shape, sum(p.numel() for p in net.parameters())


def two_nets(code):
    nets = code.make_softmax_net(20, 5), code.make_softmax_net(20, 5)
    for net in nets:
        net(torch.zeros(2, 20))
    first, second = (list(net.parameters()) for net in nets)
    shared = any(p is q for p in first for q in second)
    return shared, all(bool((p == q).all()) for p, q in zip(first, second))


def net_gradients(code, X):
    net = code.make_softmax_net(5, 3)
    scores = net(X)
    if scores.requires_grad:
        (scores**2).sum().backward()
    return [p.grad for p in net.parameters()]


# ---- init_weights -------------------------------------------------------------------------------------------------


@exercise("init_weights")
class TestInitWeights:
    @weight(4)
    def test_normal(self, student):
        """The weights of a linear layer are drawn from a normal distribution with mean 0 and standard deviation 0.01."""
        weights = shaped(student.run(drawn), 20, 1000, what="the weight of nn.Linear(1000, 20)")
        std = float(weights.std())
        check(not abs(std - 1e-4) < 2e-5, "the standard deviation of the weights is 0.0001: 0.01 is not the variance")
        check(not abs(std - 1) < 0.1, "the standard deviation of the weights is 1, not 0.01: the default of normal_ is 1")
        spread = f"the standard deviation of the weights is {std:.3g}, not 0.01"
        check(z_of_variance((weights - weights.mean()).flatten() / 0.01) < LIMIT, spread)
        check(z_of_mean(weights, 0.01) < LIMIT, "the mean of the weights is not 0")
        check(z_of_bell_curve(weights.flatten() / 0.01) < LIMIT, "the weights are not normal: their histogram is no bell curve")

    @weight(2)
    def test_in_place(self, student):
        """The layer keeps its Parameter, which goes on to require a gradient, and no operation is recorded in it."""
        same, requires, leaf, moved = student.run(keeps_parameter)
        check(same, "the layer has a new Parameter: an optimiser that holds the old one would train it in vain")
        check(requires and leaf, "the weight is no parameter any more that requires a gradient")
        check(moved, "the weight that the layer had is as it was before: change the numbers in it")

    @weight(3)
    def test_applied_to_a_network(self, student):
        """In a network, every linear layer is changed and every other kind of layer is left alone."""
        linear, other = student.run(applied)
        check(all(linear), "a linear layer of the network was not changed, however deep it lies")
        for name, same in other:
            check(same, f"a parameter of {name} was changed: only linear layers are to be")

    def test_called_with_a_container(self, student):
        """Called with a container directly, init_weights leaves it alone: apply() comes to its layers by itself."""
        check(student.run(container) is True, "init_weights reached into a Sequential: apply() comes to its layers by itself")

    @weight(2)
    def test_new_draws(self, student):
        """Two layers get different weights, also within one network."""
        check(student.run(two_layers) is True, "two linear layers get the same weights: is a seed set inside?")

    def test_bias(self, student):
        """The bias stays as it was or becomes zero, and a layer without one is no trouble."""
        was, now = student.run(bias)
        now = shaped(now, 30, what="the bias")
        check(bool((now == was).all() or (now == 0).all()), "the bias is neither as it was nor zero")
        check(student.run(without_bias) is True, "the weight of a layer without a bias is as it was")

    def test_double_precision(self, student):
        """A layer in float64 keeps its dtype."""
        weights = student.run(drawn_double)
        assert_close(weights, torch.zeros(20, 50), atol=math.inf, dtype=torch.float64, what="the weight of a float64 layer")


def drawn(code):
    layer = torch.nn.Linear(1000, 20)
    code.init_weights(layer)
    return layer.weight


def keeps_parameter(code):
    layer = torch.nn.Linear(30, 20)
    old = layer.weight
    before = old.detach().clone()
    code.init_weights(layer)
    w = layer.weight
    return w is old, w.requires_grad, w.is_leaf and isinstance(w, torch.nn.Parameter), bool((old != before).any())


def applied(code):
    nn = torch.nn
    inner = nn.Sequential(nn.Linear(8, 7), nn.LayerNorm(7), nn.ReLU())
    net = nn.Sequential(
        nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.Flatten(), nn.Linear(18, 8), inner, nn.Linear(7, 3), nn.Embedding(4, 3)
    )
    before = [[p.detach().clone() for p in m.parameters(recurse=False)] for m in net.modules()]
    net.apply(code.init_weights)
    linear, other = [], []
    for m, old in zip(net.modules(), before):
        same = [bool((p == q).all()) for p, q in zip(m.parameters(recurse=False), old)]
        if isinstance(m, nn.Linear):
            linear.append(not same[0])
        elif same:
            other.append((type(m).__name__, all(same)))
    return linear, other


def container(code):
    net = torch.nn.Sequential(torch.nn.Linear(9, 5))
    before = net[0].weight.detach().clone()
    code.init_weights(net)
    return bool((net[0].weight == before).all())


def two_layers(code):
    net = torch.nn.Sequential(torch.nn.Linear(9, 9), torch.nn.Linear(9, 9))
    net.apply(code.init_weights)
    return bool((net[0].weight != net[1].weight).any())


def bias(code):
    layer = torch.nn.Linear(5, 30)
    before = layer.bias.detach().clone()
    code.init_weights(layer)
    return before, layer.bias


def without_bias(code):
    layer = torch.nn.Linear(50, 20, bias=False)
    before = layer.weight.detach().clone()
    code.init_weights(layer)
    return bool((layer.weight != before).any())


def drawn_double(code):
    layer = torch.nn.Linear(50, 20).double()
    code.init_weights(layer)
    return layer.weight


# ---- exp_safe_range -----------------------------------------------------------------------------------------------


def ends(student, name):
    """What exp_safe_range says about a dtype, as two numbers."""
    pair = student.run(range_of, name)
    check(isinstance(pair, (tuple, list)) and len(pair) == 2, "exp_safe_range should give two numbers, lowest and highest")
    for value, end in zip(pair, ("lowest", "highest"), strict=True):
        assert_close(value, 0.0, atol=math.inf, what=f"{end}, for {name},")
    lowest, highest = (float(value) for value in pair)
    check(not (lowest > 0 > highest), "the two ends are swapped: the lower one comes first")
    return lowest, highest


@exercise("exp_safe_range")
class TestExpSafeRange:
    @weight(2)
    def test_highest(self, student):
        """In float32 and float64, the upper end is the largest x of which exp is finite, within 0.5."""
        for name in ("float32", "float64"):
            self.check_highest(student, name)

    @weight(2)
    def test_lowest(self, student):
        """In float32 and float64, the lower end is the smallest x of which exp is not zero, or still normal, within 0.5."""
        for name in ("float32", "float64"):
            self.check_lowest(student, name)

    def test_highest_of_half_precision(self, student):
        """In float16 and bfloat16, the upper end is right as well."""
        for name in ("float16", "bfloat16"):
            self.check_highest(student, name)

    def test_lowest_of_half_precision(self, student):
        """In float16 and bfloat16, the lower end is right as well."""
        for name in ("float16", "bfloat16"):
            self.check_lowest(student, name)

    def check_highest(self, student, name):
        highest = ends(student, name)[1]
        largest = torch.finfo(getattr(torch, name)).max
        wrong_base = min(abs(highest - math.log10(largest)), abs(highest - math.log2(largest))) < 1.5
        right = abs(highest - math.log(largest)) <= 0.5
        check(right or not wrong_base, f"the upper end of {name} is {highest:.4g}: is the logarithm the natural one?")
        side = "finite well above it" if highest < math.log(largest) else "infinite well below it"
        check(right, f"the upper end of {name} is given as {highest:.4g}, but exp is {side}")

    def check_lowest(self, student, name):
        lowest, highest = ends(student, name)
        info = torch.finfo(getattr(torch, name))
        normal, last = math.log(info.tiny), math.log(info.smallest_normal * info.eps)
        # the last number above zero is also what a little less is rounded to
        right = abs(lowest - normal) <= 0.5 or last - math.log(2) - 0.5 <= lowest <= last + 0.5
        mirrored = abs(lowest + highest) < 1e-6
        check(right or not mirrored, f"the lower end of {name} is minus the upper one: the range is not symmetric")
        side = "zero well above it" if lowest < last else "positive well below it, with all its digits or most of them"
        check(right, f"the lower end of {name} is given as {lowest:.4g}, but exp is {side}")


def range_of(code, name):
    return code.exp_safe_range(getattr(torch, name))


# ---- stable_softmax -----------------------------------------------------------------------------------------------


def levels(rng, n, q, dtype=torch.float32):
    """Rows of ordinary differences at levels that lie far apart: no constant but a row's own brings all of them down."""
    level = torch.tensor([FAR, -FAR, 0.0, -200.0, 200.0]).repeat(n)[:n].unsqueeze(1)
    return (rng.normal(n, q, std=1.5, dtype=torch.float64) + level).to(dtype)


def far_apart(rng, n, q):
    """Rows whose scores lie hundreds and thousands apart."""
    steps = rng.uniform(n, q, low=300, high=2000).cumsum(1)
    order = torch.stack([rng.permutation(q) for _ in range(n)])
    return steps.gather(1, order) - 2000


def rows_sum_to_one(result, X, hint):
    """Fail with the sum of the worst row, where a result of the right shape has rows that do not sum to 1."""
    sums = shaped(result, *X.shape, what="the result").sum(1)
    worst = float(sums[(sums - 1).abs().argmax()])
    check(abs(worst - 1) < 1e-2, f"a row sums to {worst:.3g}, not to 1{hint}")


@exercise("stable_softmax")
class TestStableSoftmax:
    @weight(2)
    def test_matches_the_definition(self, student, rng):
        """Each row is exp of the scores divided by that row's sum of exp."""
        X = rng.normal(rng.integer(11, 30), rng.integer(3, 9), std=1.5)
        result, expected = student.stable_softmax(X), torch.softmax(X.double(), 1)
        slips = {
            "each column sums to 1, not each row: the classes of one example are along axis 1": torch.softmax(X.double(), 0),
            "the result is the logarithm of the probabilities": expected.log(),
            "the maximum of each column is taken away, not that of each row": torch.softmax(X.double() - X.double().amax(0), 1),
            "the scores are divided by the largest one; it should be taken away": torch.softmax(
                X.double() / X.double().abs().amax(1, keepdim=True), 1
            ),
        }
        name_slips(result, expected, slips)
        rows_sum_to_one(result, X, " (is the same maximum taken away above and below the fraction?)")
        assert_close(result, expected, what="stable_softmax(X)")

    @weight(3)
    def test_large_scores(self, student, rng):
        """Rows at 10,000, at -10,000 and near zero, in one batch, give the probabilities of their differences."""
        for X, where in (
            (rng.normal(5, 4) + FAR, "near 10,000"),
            (rng.normal(5, 4) - FAR, "near -10,000"),
            (rng.normal(5, 4) + 89, "near 89"),
        ):
            result = student.stable_softmax(X)
            no_nan(result, f"with all scores {where} there is nan: does exp overflow or vanish in a whole row?")
            rows_sum_to_one(result, X, f", with all scores {where}")
            check(not bool((result == result[:, :1]).all()), f"with all scores {where}, the differences are lost: cut off?")
            assert_close(result, torch.softmax(X.double(), 1), rtol=5e-3, what=f"stable_softmax, with all scores {where},")
        X = levels(rng, 10, 4)
        result = student.stable_softmax(X)
        no_nan(result, "rows that lie far below the others of the batch give nan: is the maximum that of the row?")
        assert_close(result, torch.softmax(X.double(), 1), rtol=5e-3, what="stable_softmax of rows at different levels")

    @weight(2)
    def test_far_apart(self, student, rng):
        """Scores that lie thousands apart give a 1 for the largest and a 0 for the others."""
        X = far_apart(rng, 6, 5)
        result = student.stable_softmax(X)
        no_nan(result, "scores that lie far apart in a row give nan: after the shift, which exponent is the largest?")
        assert_close(result, torch.softmax(X.double(), 1), atol=1e-6, what="stable_softmax of scores far apart")

    def test_largest_numbers(self, student, rng):
        """Any finite score will do, also the largest of float16 and almost the largest of float32."""
        for top in (65504.0, 3e38):
            X = top * torch.stack([torch.tensor([1.0, -1.0, 0.0, 0.5])[rng.permutation(4)] for _ in range(3)])
            result = student.stable_softmax(X)
            no_nan(result, f"scores between -{top:g} and {top:g} give nan")
            assert_close(result, torch.softmax(X.double(), 1), atol=1e-6, what=f"stable_softmax of scores up to {top:g}")

    def test_small_probabilities(self, student):
        """A small probability is as exact as a large one, and nothing is added or cut off."""
        X = torch.tensor([[0.0, -10.0, -20.0, -40.0], [7.0, 47.0, 27.0, 7.0]])
        result = shaped(student.stable_softmax(X), 2, 4, what="stable_softmax(X)")
        expected = torch.softmax(X.double(), 1)
        small = bool(((result - expected).abs() <= 1e-4 * expected).all())
        check(small, "a probability of 1e-5 to 1e-18 is off by more than 1 in 10,000: is something added or cut off?")

    def test_ruled_out(self, student, rng):
        """A score of -inf gives a probability of 0, and the others are as if it were not there."""
        X = rng.normal(4, 5)
        X[torch.arange(4), rng.integers(0, 5, 4)] = -math.inf
        result = student.stable_softmax(X)
        no_nan(result, "a row with one score of -inf gives nan: what is subtracted there, and is it finite?")
        assert_close(result, torch.softmax(X.double(), 1), what="stable_softmax with a score of -inf")

    def test_equal_scores(self, student, rng):
        """A row of equal scores gives equal probabilities, whatever the scores are."""
        q = rng.integer(2, 9)
        X = torch.tensor([[0.0], [77.0], [-FAR], [FAR]]).repeat(1, q)
        result = student.stable_softmax(X)
        no_nan(result, "a row of equal scores, all of them 10,000 or -10,000, gives nan")
        assert_close(result, torch.full((4, q), 1 / q), rtol=5e-3, what="stable_softmax of equal scores")

    @weight(2)
    def test_square(self, student, rng):
        """With as many examples as classes, each row still has its own maximum and its own sum."""
        X = rng.normal(5, 5, std=1.5)
        result = student.stable_softmax(X)
        rows_sum_to_one(result, X, ", with n = q (if only this goes wrong: are the sums of shape (n, 1)?)")
        assert_close(result, torch.softmax(X.double(), 1), what="stable_softmax of a square matrix")
        X = levels(rng, 5, 5)
        result = student.stable_softmax(X)
        no_nan(result, "with n = q there is nan (if only this goes wrong: are the maxima of shape (n, 1)?)")
        assert_close(result, torch.softmax(X.double(), 1), rtol=5e-3, what="stable_softmax of a square matrix")

    def test_small_batches(self, student, rng):
        """One example gives one row, a single class is certain, and no examples give no rows."""
        for n, q in ((1, 5), (3, 1), (1, 1), (0, 4)):
            X = rng.normal(n, q, std=2)
            expected = torch.softmax(X.double(), 1)
            assert_close(student.stable_softmax(X), expected, what=f"stable_softmax of scores of shape {(n, q)}")

    def test_types(self, student, rng):
        """Scores in float64 and float16 give probabilities in their dtype, to its accuracy."""
        X = rng.normal(6, 4, dtype=torch.float64) + 800
        result = student.stable_softmax(X)
        no_nan(result, "float64 scores near 800 give nan: exp overflows there above 709")
        assert_close(result, torch.softmax(X, 1), dtype=torch.float64, what="stable_softmax of float64 scores")
        X = rng.normal(6, 4, std=2) + torch.tensor([20.0, -20, 0]).repeat(2).unsqueeze(1)
        X = X.half()
        result = student.stable_softmax(X)
        no_nan(result, "float16 scores of 20 give nan: exp overflows there above 11")
        # X - logsumexp(X) in float16 errs by half a spacing, 0.008, near 20
        expected = torch.softmax(X.double(), 1)
        assert_close(result, expected, rtol=3e-2, dtype=torch.float16, what="stable_softmax of float16 scores")

    def test_left_alone(self, student, rng):
        """The scores are not changed, and a transpose is read rightly."""
        X = rng.normal(4, 6) + 3
        result, after = student.run(softmax_of_transpose, X)
        assert_close(result, torch.softmax(X.t().double(), 1), what="stable_softmax(X.t())")
        unchanged("X", [X], [after])

    @weight(2)
    def test_gradient(self, student, rng):
        """Gradients flow back to the scores, also to large ones."""
        for shift in (0.0, FAR):
            X, V = rng.normal(5, 4, dtype=torch.float64) + shift, rng.normal(5, 4, dtype=torch.float64)
            gradient = student.run(softmax_gradient, X, V)
            check(gradient is not None, "no gradient arrives at X: the probabilities are cut off from it")
            no_nan(gradient, f"the gradient at scores near {shift:g} is nan")
            leaf = X.clone().requires_grad_()
            (torch.softmax(leaf, 1) * V).sum().backward()
            assert_close(gradient, leaf.grad, rtol=1e-6, atol=1e-8, what=f"the gradient at scores near {shift:g}")

    @weight(3)
    def test_written_out(self, student, rng):
        """Softmax is written out: torch's own softmax and log_softmax are not called."""
        X = rng.normal(4, 3)
        result, used = student.run(softmax_and_operators, X)
        assert_close(result, torch.softmax(X.double(), 1), what="stable_softmax(X)")
        called = softmaxes(used)
        check(not called, f"stable_softmax calls torch's {called and called[0]}; write it with exp, max and sum")


def softmax_of_transpose(code, X):
    result = code.stable_softmax(X.t())
    return result, X


def softmax_gradient(code, X, V):
    X.requires_grad_()
    total = (code.stable_softmax(X) * V).sum()
    if total.requires_grad:
        total.backward()
    return X.grad


def softmax_and_operators(code, X):
    with operators_used() as used:
        result = code.stable_softmax(X)
    return result, sorted(used)


# ---- stable_log_softmax -------------------------------------------------------------------------------------------


@exercise("stable_log_softmax")
class TestStableLogSoftmax:
    @weight(2)
    def test_matches_the_definition(self, student, rng):
        """The values are the natural logarithms of the softmax of each row."""
        X = rng.normal(rng.integer(11, 30), rng.integer(3, 9), std=1.5) + 2
        result, wide = student.stable_log_softmax(X), X.double()
        expected, top = torch.log_softmax(wide, 1), wide.amax(1, keepdim=True)
        shifted_sum = (wide - top).exp().sum(1, keepdim=True).log()
        slips = {
            "each column is normalised, not each row: the classes of one example are along axis 1": torch.log_softmax(wide, 0),
            "the maximum is missing: it was taken away inside exp, and not from the score": wide - shifted_sum,
            "the maximum is taken away twice": wide - top - torch.logsumexp(wide, 1, keepdim=True),
            "the result has the probabilities, not their logarithms": expected.exp(),
            "the result has the wrong sign: the logarithm of a probability is not positive": -expected,
            "the logarithm is to base 2; it should be the natural one": expected / math.log(2),
            "the logarithm is to base 10; it should be the natural one": expected / math.log(10),
        }
        name_slips(result, expected, slips)
        assert_close(result, expected, what="stable_log_softmax(X)")

    @weight(4)
    def test_far_apart(self, student, rng):
        """Scores that lie hundreds and thousands apart give finite, right values: no probability is formed."""
        for X in (torch.tensor([[0.0, -30.0, -60.0, -150.0], [400.0, 0.0, 20.0, 399.0]]), far_apart(rng, 6, 5)):
            result = student.stable_log_softmax(X)
            no_nan(result, "scores that lie far apart in a row give nan")
            check(
                not (isinstance(result, torch.Tensor) and bool(result.isinf().any())),
                "a finite score gets -inf: a probability, or a whole row of exp, became 0, and its logarithm was taken",
            )
            expected = torch.log_softmax(X.double(), 1)
            values = shaped(result, *X.shape, what="stable_log_softmax(X)")
            flat = values.min() > -50
            check(not flat, "no value is below -50 however far a score lies below the others: is something added or cut off?")
            # float32 sums of a few thousand are exact to 5e-4; a constant in the logarithm costs tens
            assert_close(result, expected, rtol=1e-5, atol=2e-3, what="stable_log_softmax of scores far apart")

    @weight(3)
    def test_large_scores(self, student, rng):
        """Rows at 10,000, at -10,000 and near zero, in one batch, give the logarithms for their differences."""
        for X, where in (
            (rng.normal(5, 4) + FAR, "near 10,000"),
            (rng.normal(5, 4) - FAR, "near -10,000"),
            (rng.normal(5, 4) + 89, "near 89"),
        ):
            result = student.stable_log_softmax(X)
            good = not isinstance(result, torch.Tensor) or bool(result.isfinite().all())
            check(good, f"with all scores {where} there is nan or inf: does exp overflow or vanish in a whole row?")
            assert_close(result, torch.log_softmax(X.double(), 1), atol=5e-3, what=f"the values, with all scores {where},")
        X = levels(rng, 10, 4)
        result = student.stable_log_softmax(X)
        good = not isinstance(result, torch.Tensor) or bool(result.isfinite().all())
        check(good, "rows that lie far below the others of the batch give inf or nan: is the maximum that of the row?")
        assert_close(result, torch.log_softmax(X.double(), 1), atol=5e-3, what="stable_log_softmax of rows at different levels")

    def test_tiny_differences(self, student, rng):
        """Scores that differ by 1e-6 only are as good as any."""
        X = rng.normal(5, 3, std=1e-6, dtype=torch.float64)
        result, expected = student.stable_log_softmax(X), torch.log_softmax(X, 1)
        error = float((shaped(result, 5, 3, what="stable_log_softmax(X)") - expected).abs().max())
        slightly = 1e-10 < error < 1e-3
        check(not slightly, f"a value in float64 is off by {error:.1g}: is something added, or computed in less precision?")
        assert_close(result, expected, atol=1e-10, what="stable_log_softmax of scores that differ by 1e-6")

    @weight(2)
    def test_square(self, student, rng):
        """With as many examples as classes, each row still has its own maximum and its own sum."""
        X = rng.normal(5, 5, std=1.5)
        result = student.stable_log_softmax(X)
        sums = shaped(result, 5, 5, what="stable_log_softmax(X)").exp().sum(1)
        worst = float(sums[(sums - 1).abs().argmax()])
        hint = "(if only this goes wrong: are the maxima and the sums of shape (n, 1)?)"
        check(abs(worst - 1) < 1e-3, f"with n = q, the probabilities of a row sum to {worst:.3g}, not to 1 {hint}")
        assert_close(result, torch.log_softmax(X.double(), 1), what="stable_log_softmax of a square matrix")

    def test_ruled_out(self, student, rng):
        """A score of -inf has the log-probability -inf, and the others are as if it were not there."""
        X = rng.normal(4, 5)
        X[torch.arange(4), rng.integers(0, 5, 4)] = -math.inf
        result = student.stable_log_softmax(X)
        no_nan(result, "a row with one score of -inf gives nan: what is subtracted there, and is it finite?")
        assert_close(result, torch.log_softmax(X.double(), 1), what="stable_log_softmax with a score of -inf")

    def test_small_batches(self, student, rng):
        """One example gives one row, a single class has 0, and no examples give no rows."""
        for n, q in ((1, 5), (3, 1), (1, 1), (0, 4)):
            X = rng.normal(n, q, std=2)
            expected = torch.log_softmax(X.double(), 1)
            assert_close(student.stable_log_softmax(X), expected, what=f"stable_log_softmax of scores of shape {(n, q)}")

    def test_types(self, student, rng):
        """Scores in float64 and float16 give values in their dtype, to its accuracy."""
        X = rng.normal(6, 4, dtype=torch.float64) + 800
        expected = torch.log_softmax(X, 1)
        result = student.stable_log_softmax(X)
        good = not isinstance(result, torch.Tensor) or bool(result.isfinite().all())
        check(good, "float64 scores near 800 give nan or inf: exp overflows there above 709")
        # X - logsumexp(X) near 800 errs by half a spacing, 6e-14
        assert_close(result, expected, atol=1e-11, dtype=torch.float64, what="stable_log_softmax of float64 scores")
        X = rng.normal(6, 4, std=2) + torch.tensor([20.0, -20, 0]).repeat(2).unsqueeze(1)
        X = X.half()
        result = student.stable_log_softmax(X)
        no_nan(result, "float16 scores of 20 give nan: exp overflows there above 11")
        expected = torch.log_softmax(X.double(), 1)
        assert_close(result, expected, atol=4e-2, dtype=torch.float16, what="stable_log_softmax of float16 scores")

    def test_left_alone(self, student, rng):
        """The scores are not changed, and a transpose is read rightly."""
        X = rng.normal(4, 6) + 3
        result, after = student.run(log_softmax_of_transpose, X)
        assert_close(result, torch.log_softmax(X.t().double(), 1), what="stable_log_softmax(X.t())")
        unchanged("X", [X], [after])

    @weight(3)
    def test_gradient(self, student, rng):
        """Gradients flow back to the scores, through the sum as well, and stay right for scores far apart."""
        near, far = rng.normal(5, 4, dtype=torch.float64), far_apart(rng, 5, 4).double()
        for X, where in ((near, "near each other"), (near + FAR, "near 10,000"), (far, "far apart")):
            V = rng.normal(5, 4, dtype=torch.float64)
            gradient = student.run(log_softmax_gradient, X, V)
            check(gradient is not None, "no gradient arrives at X: the values are cut off from it")
            no_nan(gradient, f"the gradient at scores {where} is nan")
            leaf = X.clone().requires_grad_()
            (torch.log_softmax(leaf, 1) * V).sum().backward()
            cut = looks_like(gradient, V)
            check(not cut, "the gradient does not go through the logarithm of the sum: only the maximum may be detached")
            assert_close(gradient, leaf.grad, rtol=1e-6, atol=1e-8, what=f"the gradient at scores {where}")

    @weight(3)
    def test_written_out(self, student, rng):
        """The formula is written out: torch's own softmax and log_softmax are not called."""
        X = rng.normal(4, 3)
        result, used = student.run(log_softmax_and_operators, X)
        assert_close(result, torch.log_softmax(X.double(), 1), what="stable_log_softmax(X)")
        called = softmaxes(used)
        check(not called, f"stable_log_softmax calls torch's {called and called[0]}; write it with exp, log and max")


def log_softmax_of_transpose(code, X):
    code.stable_softmax = lambda X: torch.exp(X - X.logsumexp(1, keepdim=True))
    result = code.stable_log_softmax(X.t())
    return result, X


def log_softmax_gradient(code, X, V):
    code.stable_softmax = lambda X: torch.exp(X - X.logsumexp(1, keepdim=True))
    X.requires_grad_()
    total = (code.stable_log_softmax(X) * V).sum()
    if total.requires_grad:
        total.backward()
    return X.grad


def log_softmax_and_operators(code, X):
    code.stable_softmax = lambda X: torch.exp(X - X.logsumexp(1, keepdim=True))
    with operators_used() as used:
        result = code.stable_log_softmax(X)
    return result, sorted(used)


# ---- cross_entropy_logits -----------------------------------------------------------------------------------------


def losses(O, y, reduction="none"):
    return F.cross_entropy(O.double(), y, reduction=reduction)


@exercise("cross_entropy_logits")
class TestCrossEntropyLogits:
    @weight(3)
    def test_each_example(self, student, rng):
        """Without a reduction, each example's loss is minus the log-probability of its label: shape (n,)."""
        n, q = rng.integer(11, 20), rng.integer(3, 9)
        O, y = rng.normal(n, q, std=2), rng.integers(0, q, n)
        expected = losses(O, y)
        for result in (student.run(loss_of, O, y, "none"), student.run(loss_by_default, O, y)):
            name_slips(result, expected, slips(O, y))
            if isinstance(result, torch.Tensor):
                alone = result.dim() > 0
                check(alone, 'reduction="none" gives a single number; it should give the loss of each example')
                pairs = result.shape == (n, n)
                check(not pairs, "the result has shape (n, n), every row with every label: take one entry from each row")
            assert_close(result, expected, what="cross_entropy_logits(O, y)")

    @weight(2)
    def test_mean(self, student, rng):
        """reduction="mean" is the average over the examples, a single number."""
        n, q = rng.integer(5, 20), rng.integer(3, 9)
        O, y = rng.normal(n, q, std=2), rng.integers(0, q, n)
        result, expected = student.run(loss_of, O, y, "mean"), losses(O, y, "mean")
        per_score = 'reduction="mean" divides by n * q; it should divide by the number of examples'
        name_slips(result, expected, {per_score: expected / q, 'reduction="mean" gives the sum': expected * n})
        name_slips(result, expected, {'reduction="mean" changes nothing: is the argument looked at?': losses(O, y)})
        assert_close(result, expected, what='cross_entropy_logits(O, y, "mean")')

    @weight(2)
    def test_sum(self, student, rng):
        """reduction="sum" is the sum over the examples, a single number."""
        n, q = rng.integer(5, 20), rng.integer(3, 9)
        O, y = rng.normal(n, q, std=2), rng.integers(0, q, n)
        result, expected = student.run(loss_of, O, y, "sum"), losses(O, y, "sum")
        name_slips(result, expected, {'reduction="sum" gives the mean': expected / n})
        name_slips(result, expected, {'reduction="sum" changes nothing: is the argument looked at?': losses(O, y)})
        assert_close(result, expected, what='cross_entropy_logits(O, y, "sum")')

    def test_other_reductions(self, student, rng):
        """Another word for the reduction, such as "average", raises a ValueError."""
        O, y = rng.normal(4, 3), rng.integers(0, 3, 4)
        for word in ("average", "total", "Mean"):
            check.raises(ValueError, student.run, loss_of, O, y, word)

    def test_one_example(self, student, rng):
        """With one example, "none" has shape (1,), and "mean" and "sum" are one number."""
        O, y = rng.normal(1, 5), rng.integers(0, 5, 1)
        for word in ("none", "mean", "sum"):
            result = student.run(loss_of, O, y, word)
            one = 'with one example, "none" should still give a vector, of one loss: shape (1,)'
            check(word != "none" or not isinstance(result, torch.Tensor) or result.dim() == 1, one)
            assert_close(result, losses(O, y, word), what=f'the loss of one example with reduction "{word}"')

    def test_as_many_examples_as_classes(self, student, rng):
        """With as many examples as classes, each loss still belongs to its row."""
        O, y = rng.normal(6, 6, std=2), rng.permutation(6)
        assert_close(student.run(loss_of, O, y, "none"), losses(O, y), what="cross_entropy_logits with n = q")

    @weight(3)
    def test_large_scores(self, student, rng):
        """Scores of 10,000 give finite losses, small where the network is right and huge where it is wrong."""
        O = torch.tensor([[FAR, 0.0, -FAR], [0.0, FAR, 0.0], [-FAR, -FAR, 0.0], [0.0, -150.0, -300.0]])
        for y in (torch.tensor([0, 1, 2, 0]), torch.tensor([2, 0, 1, 1])):
            result = student.run(loss_of, O, y, "none")
            finite = not isinstance(result, torch.Tensor) or bool(result.isfinite().all())
            check(finite, "a large score makes a loss inf or nan: was a probability formed, and its logarithm taken?")
            if float(losses(O, y).max()) > 50:
                flat = shaped(result, 4, what="the losses").abs().max() < 50
                check(not flat, "no loss is above 50 however wrong and sure the network is: is something added or cut off?")
            assert_close(result, losses(O, y), atol=5e-3, what="the losses of scores up to 10,000")
        X, y = levels(rng, 10, 4), rng.integers(0, 4, 10)
        assert_close(student.run(loss_of, X, y, "none"), losses(X, y), atol=5e-3, what="the losses of rows at different levels")

    def test_no_examples(self, student):
        """No examples have no losses: shape (0,)."""
        result = student.run(loss_of, torch.zeros(0, 3), torch.zeros(0, dtype=torch.int64), "none")
        assert_close(result, torch.zeros(0), what="the losses of no examples")

    def test_double_precision(self, student, rng):
        """Scores in float64 give losses in float64, in each reduction."""
        O, y = rng.normal(7, 4, dtype=torch.float64), rng.integers(0, 4, 7)
        for word in ("none", "mean", "sum"):
            result = student.run(loss_of, O, y, word)
            assert_close(result, losses(O, y, word), dtype=torch.float64, what=f'the float64 loss with reduction "{word}"')

    def test_left_alone(self, student, rng):
        """Scores and labels are not changed."""
        arguments = [rng.normal(5, 3), rng.integers(0, 3, 5)]
        unchanged("Oy", arguments, student.run(loss_then_arguments, *arguments))

    @weight(3)
    def test_gradient(self, student, rng):
        """Gradients flow back to the scores: softmax minus one-hot, also where the network is sure and wrong."""
        O, y = rng.normal(6, 4), rng.integers(0, 4, 6)
        sure = torch.tensor([[300.0, 0.0, -300.0, 0.0]])
        for scores, labels in ((O, y), (sure, torch.tensor([2]))):
            for word in ("none", "mean", "sum"):
                gradient = student.run(loss_gradient, scores, labels, word)
                check(gradient is not None, "no gradient arrives at O: the loss is cut off from it")
                no_nan(gradient, "the gradient is nan where the scores lie far apart")
                leaf = scores.double().requires_grad_()
                loss = losses(leaf, labels, word)
                (loss * torch.arange(1.0, 1 + loss.numel())).sum().backward()
                what = f'the gradient with reduction "{word}"'
                assert_close(gradient, leaf.grad, rtol=1e-4, atol=1e-5, what=what)

    @weight(3)
    def test_written_out(self, student, rng):
        """torch's own cross_entropy and CrossEntropyLoss are not called."""
        O, y = rng.normal(5, 3), rng.integers(0, 3, 5)
        result, used = student.run(loss_and_operators, O, y)
        assert_close(result, losses(O, y), what="cross_entropy_logits(O, y)")
        called = [name for name in used if "cross_entropy" in name]
        check(not called, "cross_entropy_logits calls torch's cross_entropy; take the entries from log-probabilities")


def slips(O, y):
    """What known slips give for the loss of each example."""
    right, wide = losses(O, y), O.double()
    return {
        "the losses have the wrong sign: a log-probability is not positive, and the loss is minus that": -right,
        "the result has probabilities, not losses: where is the logarithm?": (-right).exp(),
        "softmax is applied twice: O holds scores, and the loss takes them as they are": losses(wide.softmax(1), y),
        "the losses are scores with their sign changed: what about the sum over the classes?": F.nll_loss(
            wide, y, reduction="none"
        ),
        "each example has the mean of all losses": right.mean().expand(len(right)),
        "each loss is divided by the number of classes": right / O.shape[1],
        "each loss is divided by the number of examples": right / O.shape[0],
    }


def loss_of(code, O, y, reduction):
    code.stable_softmax = lambda X: torch.exp(X - X.logsumexp(1, keepdim=True))
    code.stable_log_softmax = lambda X: X - X.logsumexp(1, keepdim=True)
    return code.cross_entropy_logits(O, y, reduction=reduction)


def loss_by_default(code, O, y):
    code.stable_softmax = lambda X: torch.exp(X - X.logsumexp(1, keepdim=True))
    code.stable_log_softmax = lambda X: X - X.logsumexp(1, keepdim=True)
    return code.cross_entropy_logits(O, y)


def loss_then_arguments(code, O, y):
    code.stable_softmax = lambda X: torch.exp(X - X.logsumexp(1, keepdim=True))
    code.stable_log_softmax = lambda X: X - X.logsumexp(1, keepdim=True)
    code.cross_entropy_logits(O, y, "sum")
    return O, y


def loss_gradient(code, O, y, reduction):
    code.stable_softmax = lambda X: torch.exp(X - X.logsumexp(1, keepdim=True))
    code.stable_log_softmax = lambda X: X - X.logsumexp(1, keepdim=True)
    O.requires_grad_()
    loss = code.cross_entropy_logits(O, y, reduction)
    if isinstance(loss, torch.Tensor) and loss.requires_grad:
        (loss.flatten() * torch.arange(1.0, 1 + loss.numel())).sum().backward()
    return O.grad


def loss_and_operators(code, O, y):
    code.stable_softmax = lambda X: torch.exp(X - X.logsumexp(1, keepdim=True))
    code.stable_log_softmax = lambda X: X - X.logsumexp(1, keepdim=True)
    with operators_used() as used:
        result = code.cross_entropy_logits(O, y)
    return result, sorted(used)


# ---- train_softmax_net --------------------------------------------------------------------------------------------


@exercise("train_softmax_net")
class TestTrainSoftmaxNet:
    @weight(2)
    def test_joins_the_parts(self, student, rng):
        """train_ch3 is called once, with the iterators and the epochs asked for, and its network is returned."""
        epochs, lr = rng.integer(11, 30), rng.choice([0.03, 0.2, 0.5])
        seen = student.run(joined, epochs, lr)
        check(isinstance(seen, dict), f"train_ch3 is called {seen} times, not once")
        check(seen["iterators"] == ("train", "test"), "train_iter and test_iter do not arrive at train_ch3 in their places")
        check(seen["epochs"] == epochs, f"with num_epochs={epochs}, train_ch3 is asked for {seen['epochs']} epochs")
        check(seen["returned"], "what comes back is not the network that was trained (is a return missing?)")

    @weight(2)
    def test_optimiser(self, student, rng):
        """The optimiser is plain SGD with the learning rate asked for, and holds the parameters of that network."""
        lr = rng.choice([0.03, 0.2, 0.5])
        seen = student.run(joined, 3, lr)
        check(isinstance(seen, dict), f"train_ch3 is called {seen} times, not once")
        check(seen["optimiser"] == "SGD", f"the optimiser is {seen['optimiser']}, not torch.optim.SGD")
        for group_lr, extras in seen["groups"]:
            check(not extras, "the SGD is not the plain one: leave momentum and weight_decay at 0")
            check(abs(group_lr - lr) < 1e-9, f"with lr={lr}, the optimiser has a learning rate of {group_lr:g}")
        check(seen["holds"], "the optimiser does not hold all the parameters of the network that is trained, or holds others")

    def test_defaults(self, student):
        """Without num_epochs and lr there are ten epochs, and the learning rate is 0.1."""
        epochs, rates = student.run(defaults)
        check(epochs == 10, f"without num_epochs, train_ch3 is asked for {epochs} epochs, not 10")
        assert_close(rates, [0.1], what="the learning rate without lr, one for each group of parameters,")

    @weight(2)
    def test_first_weights(self, student):
        """The network starts with weights from init_weights, standard deviation 0.01, and is a new one each time."""
        seen = student.run(joined, 3, 0.1)
        check(isinstance(seen, dict), f"train_ch3 is called {seen} times, not once")
        weights = [p for p in seen["parameters"] if isinstance(p, torch.Tensor) and p.numel() == 7840]
        check(len(weights) == 1, "the network has no weight with 784 * 10 numbers")
        # torch's own choice has 0.0206, and its relative error of 7840 draws is under 1%
        check(
            0.009 < float(weights[0].std()) < 0.011,
            "the standard deviation of the first weights is not 0.01: apply init_weights",
        )
        check(student.run(another_net) is True, "a second call goes on with the network of the first: make it inside")

    @weight(3)
    def test_loss(self, student, rng):
        """The loss gives one number for each example, from raw scores."""
        O, y = rng.normal(7, 10, std=3), rng.integers(0, 10, 7)
        result, scores, parameters, X = student.run(loss_and_scores, O, y, rng.normal(7, 1, 28, 28))
        expected = losses(O, y)
        if isinstance(result, torch.Tensor):
            check(result.dim() == 1, "the loss gives a single number for a batch; train_ch3 needs one for each example")
        name_slips(result, expected, slips(O, y))
        assert_close(result, expected, what="the loss handed to train_ch3")
        rows = shaped(scores, 7, 10, what="the scores of 7 images").sum(1)
        sums_to_one = torch.allclose(rows, torch.ones(7, dtype=torch.float64), atol=1e-4)
        check(not sums_to_one, "the network gives probabilities, and the loss would apply softmax once more: give raw scores")
        assert_close(scores, affine(parameters, X), rtol=1e-4, atol=1e-4, what="the output of the network, as XW + b,")

    @weight(4)
    @limits(cpu_s=60)
    def test_trains_the_images(self, student):
        """Ten epochs on the real images: train loss below 0.5, more than 70% of training and of unseen images right."""
        start, trained = student.run(train_on_images, mapped("fashion_mnist", "train"), mapped("fashion_mnist", "test"))
        check(trained is not None, "train_softmax_net returns no network (is a return missing?)")
        same = len(start) == len(trained) and all(bool((a == b).all()) for a, b in zip(start, trained, strict=True))
        check(not same, "the parameters of the network that comes back have not moved")
        X, y = load_sample()["fashion_mnist", "train"]
        scores = affine(trained, X)
        loss, share = float(losses(scores, y, "mean")), float((scores.argmax(1) == y).double().mean())
        check(loss < 0.5, f"the train loss is {loss:.3f}, not below 0.5")
        check(0.7 < share <= 1, f"{share:.1%} of the training images are right, not more than 70%")
        X, y = held_out()
        unseen = float((affine(trained, X).argmax(1) == y).double().mean())
        check(0.7 < unseen <= 1, f"{unseen:.1%} of unseen images are right, not more than 70%")


def affine(parameters, X):
    """Scores by the judge's own arithmetic, from the weight and the bias of a student's network."""
    weights = [p.detach() for p in parameters if isinstance(p, torch.Tensor) and p.dim() == 2 and p.numel() == 7840]
    biases = [p.detach() for p in parameters if isinstance(p, torch.Tensor) and p.numel() == 10]
    one_each = len(parameters) == 2 and len(weights) == 1 and len(biases) == 1
    check(one_each, "the network does not have one weight of 784 * 10 numbers and one bias of 10")
    W = weights[0] if weights[0].shape == (784, 10) else weights[0].reshape(10, 784).t()
    return X.reshape(len(X), 784).double() @ W.double() + biases[0].reshape(10).double()


def joined(code, epochs, lr):
    def make_softmax_net(num_inputs=784, num_outputs=10):
        return torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(num_inputs, num_outputs))

    def init_weights(m):
        if isinstance(m, torch.nn.Linear):
            torch.nn.init.normal_(m.weight, std=0.01)

    calls = []

    def train_ch3(net, train_iter, test_iter, loss, num_epochs, updater):
        held = {id(p) for group in updater.param_groups for p in group["params"]}
        extras = ("momentum", "weight_decay", "nesterov", "maximize")
        seen = {
            "iterators": (train_iter, test_iter),
            "epochs": num_epochs,
            "optimiser": type(updater).__name__,
            "groups": [(float(g["lr"]), any(g.get(key) for key in extras)) for g in updater.param_groups],
            "holds": held == {id(p) for p in net.parameters()},
            "parameters": [p.detach().clone() for p in net.parameters()],
        }
        calls.append((net, seen))

    code.make_softmax_net, code.init_weights, code.train_ch3 = make_softmax_net, init_weights, train_ch3
    net = code.train_softmax_net("train", "test", num_epochs=epochs, lr=lr)
    if len(calls) != 1:
        return len(calls)
    return {**calls[0][1], "returned": net is calls[0][0]}


def defaults(code):
    found = []

    def train_ch3(net, train_iter, test_iter, loss, num_epochs, updater):
        found.append((num_epochs, [float(group["lr"]) for group in updater.param_groups]))

    code.make_softmax_net = lambda num_inputs=784, num_outputs=10: torch.nn.Sequential(
        torch.nn.Flatten(), torch.nn.Linear(784, 10)
    )
    code.init_weights = lambda m: None
    code.train_ch3 = train_ch3
    code.train_softmax_net("train", "test")
    return found[0]


def another_net(code):
    def make_softmax_net(num_inputs=784, num_outputs=10):
        return torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(num_inputs, num_outputs))

    nets = []
    code.make_softmax_net = make_softmax_net
    code.init_weights = lambda m: None
    code.train_ch3 = lambda net, train_iter, test_iter, loss, num_epochs, updater: nets.append(net)
    code.train_softmax_net("train", "test")
    code.train_softmax_net("train", "test")
    return nets[0] is not nets[1]


def loss_and_scores(code, O, y, X):
    def make_softmax_net(num_inputs=784, num_outputs=10):
        return torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(num_inputs, num_outputs))

    found = []

    def train_ch3(net, train_iter, test_iter, loss, num_epochs, updater):
        found.append((loss(O, y), net(X), [p.detach().clone() for p in net.parameters()]))

    def cross_entropy(O, y, reduction="none"):
        return torch.nn.functional.cross_entropy(O, y, reduction=reduction)

    code.make_softmax_net, code.train_ch3, code.cross_entropy_logits = make_softmax_net, train_ch3, cross_entropy
    code.init_weights = lambda m: None
    code.stable_softmax = lambda X: torch.softmax(X, 1)
    code.stable_log_softmax = lambda X: torch.log_softmax(X, 1)
    code.train_softmax_net("train", "test", 3, 0.1)
    return (*found[0], X)


def train_on_images(code, train, test):
    def make_softmax_net(num_inputs=784, num_outputs=10):
        return torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(num_inputs, num_outputs))

    def init_weights(m):
        if isinstance(m, torch.nn.Linear):
            torch.nn.init.normal_(m.weight, std=0.01)

    def cross_entropy(O, y, reduction="none"):
        return torch.nn.functional.cross_entropy(O, y, reduction=reduction)

    class Batches:
        def __init__(self, X, y):
            self.X, self.y = X, y

        def __iter__(self):
            return ((self.X[i], self.y[i]) for i in torch.randperm(len(self.y)).split(32))

    start = []

    def train_ch3(net, train_iter, test_iter, loss, num_epochs, updater):
        start.extend(p.detach().clone() for p in net.parameters())
        for _ in range(num_epochs):
            for X, y in train_iter:
                updater.zero_grad()
                loss(net(X), y).mean().backward()
                updater.step()
            for group in updater.param_groups:
                group["lr"] *= 0.8  # falling, so that the last steps' noise does not decide

    code.make_softmax_net, code.init_weights, code.train_ch3 = make_softmax_net, init_weights, train_ch3
    code.cross_entropy_logits = cross_entropy
    code.stable_softmax = lambda X: torch.softmax(X, 1)
    code.stable_log_softmax = lambda X: torch.log_softmax(X, 1)
    net = code.train_softmax_net(Batches(*train), Batches(*test))
    return start, [p.detach() for p in net.parameters()] if isinstance(net, torch.nn.Module) else None
