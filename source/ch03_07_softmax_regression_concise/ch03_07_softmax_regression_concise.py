# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: nbgrader,tags
#     formats: ipynb,py:percent
#     notebook_metadata_filter: kernelspec,jupytext,-jupytext.text_representation.jupytext_version
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 3.7 Softmax regression, concise / softmax回归的简洁实现
#
# Everything that section 3.6 made by hand, torch has ready: a layer, a loss, an optimiser. The classifier shrinks to a few lines. One thing in them looks like an oversight: softmax is nowhere to be found. Most of this section is about where it went, and why. A softmax written as its formula fails at scores of 90, a real network reaches such scores on a bad day, and then every parameter turns into `nan`. The cure is one subtraction. About 60 minutes, 20 points.
#
# **You learn** to build and train a softmax regression from torch's parts, and to write softmax and cross-entropy so that large scores do not break them.
#
# **You need** sections 3.4 (softmax and cross-entropy on paper) and 3.6 (softmax regression from scratch).
#
# **What you get back.** Each function is graded on its own, so a mistake in one of them costs you only that one; the checks in the notebook may call your other functions too. Run the check below each exercise before you go on; the graders look further, at scores of 10,000, at other shapes and types, half precision among them, at gradients, and at images that nobody has seen.

# %% [markdown]
# ## What is supplied
#
# The cell below has the loader of section 3.5, and `train_ch3`: the training loop of section 3.6 for a `torch.nn.Module` and one of torch's optimisers. Where the notes write `d2l.train_ch3`, you may write that too. Nothing in it is an exercise.

# %%
import math
import os
from pathlib import Path

import matplotlib.pyplot as plt
import torch
import torchvision
from torch import nn
from torch.utils import data
from torchvision import transforms


def data_root():
    """The folder that holds FashionMNIST/: $D2L_DATA, or the nearest folder called data."""
    here = Path.cwd()
    places = [Path(os.environ["D2L_DATA"])] if "D2L_DATA" in os.environ else []
    places += [folder / "data" for folder in (here, *here.parents)]
    return next((place for place in places if (place / "FashionMNIST").is_dir()), Path("../data"))


def load_data_fashion_mnist(batch_size, resize=None):
    """Minibatch iterators over the training and the test images."""
    steps = [transforms.Resize(resize)] if resize else []
    trans = transforms.Compose([*steps, transforms.ToTensor()])
    train, test = (
        torchvision.datasets.FashionMNIST(root=data_root(), train=part, transform=trans, download=True)
        for part in (True, False)
    )
    return data.DataLoader(train, batch_size, shuffle=True), data.DataLoader(test, batch_size, shuffle=False)


def get_fashion_mnist_labels(labels):
    """The names of numeric labels."""
    names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]
    return [names[int(i)] for i in labels]


def show_images(imgs, num_rows, num_cols, titles=None, scale=1.5):
    """Draw a grid of images with titles."""
    _, axes = plt.subplots(num_rows, num_cols, figsize=(num_cols * scale, num_rows * scale), squeeze=False)
    axes = axes.flatten()
    for i, (ax, img) in enumerate(zip(axes, imgs)):
        ax.imshow(img.detach().numpy() if torch.is_tensor(img) else img, cmap="gray_r")
        ax.set_axis_off()
        if titles:
            ax.set_title(titles[i], fontsize=9)
    return axes


def train_ch3(net, train_iter, test_iter, loss, num_epochs, updater):
    """Train a module with one of torch's optimisers, draw curves, insist that it has learned.

    `loss(scores, labels)` gives one loss for each example. Raises an AssertionError unless,
    after the last epoch, the train loss is below 0.5 and both accuracies are in (0.7, 1].
    """
    curves = []
    for _ in range(num_epochs):
        net.train()
        total, hits, count = 0.0, 0, 0
        for X, y in train_iter:
            scores = net(X)
            l = loss(scores, y)
            updater.zero_grad()
            l.mean().backward()
            updater.step()
            total += float(l.detach().sum())
            hits += int((scores.argmax(1) == y).sum())
            count += len(y)
        net.eval()
        with torch.no_grad():
            right = torch.cat([net(X).argmax(1) == y for X, y in test_iter])
        curves.append((total / count, hits / count, float(right.double().mean())))
    _, ax = plt.subplots(figsize=(4.5, 3))
    for curve, style, name in zip(zip(*curves), ("-", "m--", "g-."), ("train loss", "train acc", "test acc")):
        ax.plot(range(1, num_epochs + 1), curve, style, label=name)
    ax.set(xlabel="epoch")
    ax.legend()
    ax.grid(True)
    train_loss, train_acc, test_acc = curves[-1]
    assert train_loss < 0.5, f"the train loss is {train_loss:.3f}, not below 0.5"
    assert 0.7 < train_acc <= 1, f"the train accuracy is {train_acc:.3f}, not in (0.7, 1]"
    assert 0.7 < test_acc <= 1, f"the test accuracy is {test_acc:.3f}, not in (0.7, 1]"


class Earlier:
    """What the notes call d2l: here, the names that this notebook has itself."""

    def __getattr__(self, name):
        if name in globals():
            return globals()[name]
        raise AttributeError(f"d2l.{name} is not in this notebook")


d2l = Earlier()


# %% [markdown]
# ## The model
#
# Softmax regression is one affine map from $d$ pixels to $q$ scores, $\mathbf{O} = \mathbf{X}\mathbf{W} + \mathbf{b}$. In torch that is `nn.Linear(d, q)`, which keeps its weight the other way round, as a matrix $(q, d)$. Images arrive as $(n, 1, 28, 28)$ and a linear layer does not reshape what it is given, so a layer that flattens each image comes first. `nn.Sequential` puts layers in a row.
#
# The output is the raw scores, also called logits. No softmax: the largest score and the largest probability belong to the same class, so predictions do not need it, and the loss will take care of it.
#
# **Exercise (2 points).** Write `make_softmax_net`. Each call makes a new network. The sizes are arguments, so the same function serves other images and other numbers of classes, and a batch may come flattened already.

# %% nbgrader={"grade": false, "grade_id": "make_softmax_net", "locked": false, "schema_version": 3, "solution": true, "task": false}
def make_softmax_net(num_inputs=784, num_outputs=10):
    """A network that computes the scores of softmax regression.

    Args:
        num_inputs: numbers in an example, d.
        num_outputs: classes, q.

    Returns:
        A torch.nn.Module with d * q weights and q biases. It maps a batch, float (n, ...) with
        d numbers in each example, to raw scores, float (n, q).
    """
    ### BEGIN SOLUTION
    return nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_outputs))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_make_softmax_net", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
small = make_softmax_net(6, 3)
assert isinstance(small, nn.Module), "make_softmax_net returns a torch.nn.Module"
assert small(torch.zeros(5, 1, 2, 3)).shape == (5, 3), "five images of 2 x 3 pixels and three classes: scores of shape (5, 3)"
assert small(torch.zeros(5, 6)).shape == (5, 3), "a batch that is flattened already gives scores of the same shape"
assert sum(p.numel() for p in small.parameters()) == 21, "3 classes have 3 * 6 weights and 3 biases: 21 parameters"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Its first weights
#
# torch fills a new linear layer with numbers of its own choice. We want those of section 3.6: weights from a normal distribution with mean 0 and standard deviation 0.01. `net.apply(init_weights)` calls `init_weights` once for *every* module in the network, the layers and also the `Sequential` around them. So the function has to look at what it is given, and change it only if it is a linear layer. (`type(m) == nn.Linear` or `isinstance(m, nn.Linear)`: either will do.)
#
# Change the weight that is there. An optimiser made earlier holds that very `nn.Parameter`; put a new one in its place, and the optimiser goes on to train a tensor that no layer uses any more. The functions in `torch.nn.init` whose names end in `_` work in place, and without recording.
#
# **Exercise (3 points).** Write `init_weights`. The notes leave the bias as torch made it; setting it to zero is as good. A linear layer may have no bias. Set no seed: two layers are to start differently.

# %% nbgrader={"grade": false, "grade_id": "init_weights", "locked": false, "schema_version": 3, "solution": true, "task": false}
def init_weights(m):
    """Draw the weight of a linear layer from N(0, 0.01^2), in place; leave other modules alone.

    Args:
        m: a torch.nn.Module, as net.apply() passes it. A container is one of the modules to
            leave alone: apply() comes to its layers by itself.
    """
    ### BEGIN SOLUTION
    if isinstance(m, nn.Linear):
        nn.init.normal_(m.weight, std=0.01)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_init_weights", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
layer, norm = nn.Linear(100, 50), nn.LayerNorm(4)
weight = layer.weight
nn.Sequential(nn.Flatten(), layer, norm).apply(init_weights)
assert layer.weight is weight, "the layer keeps its Parameter: change the numbers in it"
assert 0.008 < float(layer.weight.detach().std()) < 0.012, "the standard deviation of the weights is 0.01"
assert (norm.weight == 1).all(), "layers of other kinds are left alone"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# What difference does it make? torch's own choice is uniform in $\pm 1/\sqrt{d}$, here $\pm 1/28$.

# %% tags=["demo"]
net = make_softmax_net()
weights = [next(net.parameters()).detach().flatten().clone()]
net.apply(init_weights)
weights.append(next(net.parameters()).detach().flatten())
_, ax = plt.subplots(figsize=(5, 2.6), layout="constrained")
ax.hist([w.numpy() for w in weights], bins=41, label=["as torch made them", "after init_weights"], histtype="step")
ax.set(xlabel="weight", ylabel="how many", ylim=(0, 900))
ax.legend(loc="upper right", fontsize=8)
plt.show()

# %% [markdown]
# ## Where exp ends
#
# Softmax exponentiates the scores. A floating-point number has room for a limited range only, and $\exp$ runs through it quickly. Above some score, $\exp$ gives `inf`; far enough below zero it gives 0. Watch a softmax written as its formula, for two scores that are one apart. The answer should be the same in every line, since $\exp(o_1) / (\exp(o_1) + \exp(o_2)) = 1 / (1 + \exp(o_2 - o_1))$ depends on the difference only:

# %% tags=["demo"]
for top in (0.0, 50.0, 88.0, 89.0, -89.0, -103.0, -120.0):
    scores = torch.tensor([top, top - 1])
    print(f"scores {top:6.0f} and {top - 1:6.0f}:  {(scores.exp() / scores.exp().sum()).tolist()}")


# %% [markdown]
# At 89, $\infty/\infty$ makes `nan`. At $-120$ both exponentials are zero, and $0/0$ makes `nan` again. At $-103$ the answer is already wrong: numbers as small as $\exp(-103)$ have almost no digits left.
#
# The ends of the range follow from the dtype. `torch.finfo(dtype)` knows its largest number, its smallest normal one, and more; and $\exp(x) \le M$ means $x \le \ln M$. Or search: torch computes $\exp$ in that dtype, and a bisection finds where it turns infinite. Below the smallest normal number come the *subnormal* ones, which get by with fewer and fewer digits, as at $-103$. Whether you count them as still good is up to you: the graders accept the lower end with and without them.
#
# **Exercise (2 points).** Write `exp_safe_range` for any floating dtype. Half a unit of error at either end is good enough.

# %% nbgrader={"grade": false, "grade_id": "exp_safe_range", "locked": false, "schema_version": 3, "solution": true, "task": false}
def exp_safe_range(dtype):
    """Between which scores exp neither vanishes nor overflows.

    Args:
        dtype: a floating torch.dtype, such as torch.float16.

    Returns:
        Two Python floats, (lowest, highest): the smallest x for which exp(x) in this dtype is
        not zero (or is still a normal number), and the largest x for which it is finite. Each
        within 0.5.
    """
    ### BEGIN SOLUTION
    info = torch.finfo(dtype)
    return math.log(info.tiny), math.log(info.max)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_exp_safe_range", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
lowest, highest = exp_safe_range(torch.float32)
assert lowest < 0 < highest, "first the lower end, then the upper end"
ends = torch.tensor([lowest + 0.5, lowest - 40, highest - 0.5, highest + 0.5]).exp()
assert ends[0] > 0 and ends[1] == 0, "above the lower end exp is positive, and far below it exp is zero"
assert ends[2] < math.inf and ends[3] == math.inf, "below the upper end exp is finite, and above it infinite"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Your ranges, and exp half a unit below the upper end and one above it. Twice as many bits do not help much: float64 holds out eight times as long, no more. And float16, the dtype of fast networks, ends at a score of 11.

# %% tags=["demo"]
print("dtype            lowest   highest   exp(highest - 1/2)   exp(highest + 1)")
for dtype in (torch.float16, torch.bfloat16, torch.float32, torch.float64):
    lowest, highest = exp_safe_range(dtype)
    below, above = torch.tensor([highest - 0.5, highest + 1], dtype=dtype).exp().tolist()
    print(f"{str(dtype):15} {lowest:7.1f}   {highest:7.1f}   {below:18.3g}   {above:16.3g}")


# %% [markdown]
# ## A softmax that does not overflow
#
# Only differences of scores matter. So take the same number away from all scores of an example, multiply above and below by the same factor $\exp(-m)$, and nothing changes:
#
# $$\hat y_j = \frac{\exp(o_j)}{\sum_k \exp(o_k)} = \frac{\exp(o_j - m)}{\sum_k \exp(o_k - m)}, \qquad m = \max_k o_k.$$
#
# With $m$ the largest score, every exponent is at most 0, and no $\exp$ can overflow. The largest exponent *is* 0, so the sum is at least 1, and nobody divides by zero. Exponents far below 0 still vanish, rightly: such a probability is too small to write down.
#
# By hand, for scores at which the plain formula would be lost: $\mathbf{o} = (1000,\ 1000 - \ln 3)$.
#
# | | | |
# |---|---|---|
# | largest score | $m$ | $1000$ |
# | shifted | $\mathbf{o} - m$ | $0,\ -\ln 3$ |
# | exponentials | $\exp(\mathbf{o} - m)$ | $1,\ \tfrac13$ |
# | their sum | $\sum_k$ | $\tfrac43$ |
# | probabilities | $\hat{\mathbf{y}}$ | $\tfrac34,\ \tfrac14$ |
#
# The maximum is that of *one example*. With the maximum of the whole batch, an example whose scores all lie 200 below it is back at $0/0$.
#
# **Exercise (4 points).** Write `stable_softmax` with `exp`, sums and maxima (`torch.logsumexp` is allowed), not with torch's own `softmax` or `log_softmax`. A score of $-\infty$, which is how one rules a class out, gets probability 0.

# %% nbgrader={"grade": false, "grade_id": "stable_softmax", "locked": false, "schema_version": 3, "solution": true, "task": false}
def stable_softmax(X):
    """Turn each row of scores into probabilities, whatever their size.

    Written without torch's softmax and log_softmax.

    Args:
        X: scores, shape (n, q), any floating dtype; n may be 0. An entry may be -inf, though not
            all of a row. X is left as it is.

    Returns:
        Probabilities, shape (n, q), same dtype; each row sums to 1. Gradients flow back to X.
    """
    ### BEGIN SOLUTION
    X_exp = torch.exp(X - X.amax(dim=1, keepdim=True))
    return X_exp / X_exp.sum(dim=1, keepdim=True)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_stable_softmax", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
probabilities = stable_softmax(torch.tensor([[1000.0, 1000 - math.log(3)], [-1000.0, -1000.0]]))
assert probabilities.shape == (2, 2), "stable_softmax keeps the shape of its input"
assert not probabilities.isnan().any(), "scores of 1000 or -1000 must not give nan"
assert torch.allclose(probabilities, torch.tensor([[0.75, 0.25], [0.5, 0.5]]), atol=1e-3), "the probabilities of the example"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## The logarithm, without the detour
#
# The loss needs the *logarithm* of a probability. Take the logarithm of a stable softmax, and there is a second cliff: for scores $(0, -200)$ the second probability is $\exp(-200) \approx 10^{-87}$, which float32 rounds to 0, and $\ln 0 = -\infty$. Yet the answer is an unremarkable number, $-200$. So never form the probability. Put the logarithm through the fraction on paper:
#
# $$\ln \hat y_j = \ln \frac{\exp(o_j - m)}{\sum_k \exp(o_k - m)} = o_j - m - \ln \sum_k \exp(o_k - m).$$
#
# The $\exp$ of the numerator is gone. What is left is a sum between 1 and $q$, and its logarithm is harmless. The expression $m + \ln \sum_k \exp(o_k - m)$ is called *log-sum-exp*; it is the soft maximum of section 3.4, computed safely. In the example above, $\ln \hat{\mathbf{y}} = (0 - \ln \tfrac43,\ -\ln 3 - \ln \tfrac43) = (-\ln \tfrac43,\ -\ln 4)$, as it should be for $\tfrac34$ and $\tfrac14$.
#
# A small constant inside the logarithm, $\ln(\hat y_j + 10^{-8})$, is no cure. It hides the infinity, and reports every probability below $10^{-8}$ as $-18.4$, with a gradient of nearly zero: the model cannot learn from its worst mistakes.
#
# **Exercise (4 points).** Write `stable_log_softmax`, under the same rules: `exp`, `log`, sums, maxima and `torch.logsumexp` are allowed, torch's own `softmax` and `log_softmax` are not.

# %% nbgrader={"grade": false, "grade_id": "stable_log_softmax", "locked": false, "schema_version": 3, "solution": true, "task": false}
def stable_log_softmax(X):
    """Logarithms of the probabilities of each class.

    Written without torch's softmax and log_softmax.

    Args:
        X: scores, shape (n, q), any floating dtype; n may be 0. An entry may be -inf, though not
            all of a row. X is left as it is.

    Returns:
        Log-probabilities in nats, shape (n, q), same dtype: finite wherever the difference between
        the score and the largest of its row is. Gradients flow back to X.
    """
    ### BEGIN SOLUTION
    shifted = X - X.amax(dim=1, keepdim=True)
    return shifted - torch.log(torch.exp(shifted).sum(dim=1, keepdim=True))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_stable_log_softmax", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
log_probabilities = stable_log_softmax(torch.tensor([[1000.0, 1000 - math.log(3)], [0.0, -200.0]]))
assert log_probabilities.shape == (2, 2), "stable_log_softmax keeps the shape of its input"
assert log_probabilities.isfinite().all(), "these scores are finite, and so are their log-probabilities"
assert torch.allclose(log_probabilities[0], torch.tensor([0.75, 0.25]).log(), atol=1e-3), "the logarithms of the example"
assert torch.allclose(log_probabilities[1], torch.tensor([0.0, -200.0])), "the scores 0 and -200"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Four ways to the loss $-\ln \hat y_1$ of the scores $(0, t)$, over a growing error $t$. On the left the losses. The plain form ends where $\exp(t)$ overflows; the logarithm of a stable softmax gets a little further, until $\exp(-t)$ vanishes (both jump to infinity, which no plot can show); the constant inside the logarithm bends the curve flat. Only the last way goes on along the diagonal. On the right the slope in $t$, which is what training sees. It should be 1, so that the worst mistakes pull with full force. With the constant it sinks to 0. The slopes of the first two are lost sooner than their losses: the plain form's falls to 0 at 52, where its loss still looks healthy, because going backwards through the division needs $\exp(-2t)$ (the spike before is that number losing its digits); and beyond 89 both are `nan` or infinite.

# %% tags=["demo"]
ways = {
    "log of plain softmax": lambda X: torch.log(torch.exp(X) / torch.exp(X).sum(1, keepdim=True)),
    "log of stable_softmax": lambda X: torch.log(stable_softmax(X)),
    "log of stable_softmax + 1e-8": lambda X: torch.log(stable_softmax(X) + 1e-8),
    "stable_log_softmax": stable_log_softmax,
}
_, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
for (name, way), style, width in zip(ways.items(), ("-", "--", "-.", ":"), (7, 4, 2, 2)):
    t = torch.linspace(0, 160, 321, requires_grad=True)
    l = -way(torch.stack([torch.zeros(321), t], 1))[:, 0]
    (slope,) = torch.autograd.grad(l.sum(), t)
    left.plot(t.detach(), l.detach(), style, linewidth=width, label=name)
    right.plot(t.detach(), slope, style, linewidth=width)
left.set(xlabel="error $t$", ylabel="loss")
right.set(xlabel="error $t$", ylabel="slope of the loss", ylim=(-0.1, 1.2))
left.legend(fontsize=8)
plt.show()


# %% [markdown]
# ## Cross-entropy from scores
#
# The loss of an example with label $y$ is $-\ln \hat y_y$, and now it can be had straight from the scores:
#
# $$\ell = -\ln \hat y_y = m + \ln \sum_k \exp(o_k - m) - o_y.$$
#
# This is what `nn.CrossEntropyLoss` computes, and here softmax has gone: into the loss. Never give it probabilities. It would apply softmax to them once more, and as probabilities lie between 0 and 1, even a perfect prediction of ten classes would look uncertain: $\exp(1) / (\exp(1) + 9) \approx 0.23$, a loss that never falls below 1.46.
#
# Losses of a batch are *reduced* in one of three ways: `"none"` leaves a vector with the loss of each example, `"mean"` averages over the $n$ examples (not over the $n \cdot q$ scores), `"sum"` adds them up. torch's default is the mean; ours is `"none"`, because `train_ch3` adds up losses over examples.
#
# **Exercise (3 points).** Write `cross_entropy_logits` with your `stable_log_softmax`. torch's own `cross_entropy` and `CrossEntropyLoss` are not to be called (`nll_loss` is allowed: it takes log-probabilities).

# %% nbgrader={"grade": false, "grade_id": "cross_entropy_logits", "locked": false, "schema_version": 3, "solution": true, "task": false}
def cross_entropy_logits(O, y, reduction="none"):
    """Cross-entropy of scores. Written without torch's cross_entropy and CrossEntropyLoss.

    Args:
        O: raw scores, float (n, q), finite, and so are the differences in a row.
        y: labels, int64 (n,), each in [0, q). n may be 0 for "none".
        reduction: "none", "mean" or "sum".

    Returns:
        Loss in nats, in the dtype of O: of each example, shape (n,), for "none"; a tensor of one
        number, shape (), for "mean" and "sum". Gradients flow back to O.

    Raises:
        ValueError: reduction is none of the three.
    """
    ### BEGIN SOLUTION
    losses = -stable_log_softmax(O)[range(len(O)), y]
    if reduction == "none":
        return losses
    if reduction == "mean":
        return losses.mean()
    if reduction == "sum":
        return losses.sum()
    raise ValueError(f'reduction is {reduction!r}; it should be "none", "mean" or "sum"')
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_cross_entropy_logits", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
O, y = torch.tensor([[1000.0, 1000 - math.log(3)], [0.0, -200.0]]), torch.tensor([0, 1])
assert cross_entropy_logits(O, y).shape == (2,), "without a reduction there is one loss for each example"
assert torch.allclose(cross_entropy_logits(O, y), torch.tensor([math.log(4 / 3), 200]), atol=1e-3), "the losses of the example"
assert cross_entropy_logits(O, y, "mean").shape == (), "the mean is a single number"
assert torch.allclose(cross_entropy_logits(O, y, "mean"), torch.tensor(100.0), rtol=0.01), "half of the sum of the two losses"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Train it
#
# All parts are there. What is left is to join them, in the last few lines of the notes:
#
# 1. a new network, with `init_weights` applied to it;
# 2. the loss, one number for each example: `nn.CrossEntropyLoss(reduction='none')`, or your own `cross_entropy_logits`;
# 3. the optimiser, plain stochastic gradient descent, `torch.optim.SGD`, with the network's parameters and the learning rate;
# 4. `train_ch3`, which does the rest.
#
# Forget `reduction='none'`, and you get no error: the network trains as before, but `train_ch3` adds up one average per batch as if it were the loss of one example, and the train loss it reports is far too good to be true.
#
# **Exercise (2 points).** Write `train_softmax_net`: for images of 784 pixels and ten classes, start to finish, with a single call of `train_ch3`. It returns the trained network. The graders measure its loss and its accuracy themselves: train loss below 0.5, more than 70 % of the training images right, and more than 70 % of images that nobody has seen.

# %% nbgrader={"grade": false, "grade_id": "train_softmax_net", "locked": false, "schema_version": 3, "solution": true, "task": false}
def train_softmax_net(train_iter, test_iter, num_epochs=10, lr=0.1):
    """Make, initialise and train a softmax regression, with train_ch3.

    Args:
        train_iter: yields batches (X, y) of images with 784 pixels and labels in [0, 10).
        test_iter: the same, for the test accuracy.
        num_epochs: passes over the training data.
        lr: learning rate of the stochastic gradient descent.

    Returns:
        The trained network, a torch.nn.Module that gives raw scores.
    """
    ### BEGIN SOLUTION
    net = make_softmax_net()
    net.apply(init_weights)
    loss = nn.CrossEntropyLoss(reduction="none")
    trainer = torch.optim.SGD(net.parameters(), lr=lr)
    train_ch3(net, train_iter, test_iter, loss, num_epochs, trainer)
    return net
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_train_softmax_net", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
toy = [(5 * torch.eye(10, 784), torch.arange(10))]
trained = train_softmax_net(toy, toy, num_epochs=20, lr=1.0)
plt.close("all")
assert isinstance(trained, nn.Module), "train_softmax_net returns the trained network"
assert (trained(toy[0][0]).argmax(1) == toy[0][1]).all(), "ten images that could not be easier are learned"
weight = next(p.detach() for p in trained.parameters() if p.numel() == 7840)
assert weight.abs().median() < 0.01, "pixels that are always 0 keep their first weights: are those from init_weights?"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# On the real images. Batches are of 32 and all images are in memory, so ten epochs take a few seconds. It is the model of section 3.6, and the curves are the same but for chance.

# %% tags=["demo"]
def in_memory(data_iter, batch_size, shuffle):
    """The whole dataset as two tensors, in minibatches."""
    X, y = (torch.cat(parts) for parts in zip(*data_iter))
    return data.DataLoader(data.TensorDataset(X, y), batch_size, shuffle=shuffle)


torch.manual_seed(0)
train_iter, test_iter = load_data_fashion_mnist(256)
train_batches, test_batches = in_memory(train_iter, 32, shuffle=True), in_memory(test_iter, 256, shuffle=False)
net = train_softmax_net(train_batches, test_batches)
plt.show()

# %% [markdown]
# Softmax is back when you want probabilities to read. Here are the mistakes of which the network is surest: the true class, and below it what the network says, and how sure it is.

# %% tags=["demo"]
X, y = test_batches.dataset.tensors
with torch.no_grad():
    probability, guess = stable_softmax(net(X)).max(dim=1)
worst = torch.where(guess == y, torch.zeros(()), probability).argsort(descending=True)[:8]
names = zip(get_fashion_mnist_labels(y[worst]), get_fashion_mnist_labels(guess[worst]), probability[worst].tolist())
show_images(X[worst, 0], 1, 8, titles=[f"{true}\n{said}\n{p:.1%}" for true, said, p in names])
plt.show()

# %% [markdown]
# ## Look back
#
# * A network for classification ends in raw scores. Softmax belongs in the loss, where it can be made safe.
# * Subtract the largest score of each example before `exp`; nothing changes but the overflow.
# * The logarithm of a probability is computed without the probability, or it is infinite sooner than you think.
# * `net.apply(f)` calls `f` for every module in the network; look at the type, and change parameters in place.
#
# Try: a learning rate of 10 in `train_softmax_net`, and print the largest score as it trains. Would the softmax of 3.6 have survived? Ten times more epochs: which of the three curves stops improving first? What becomes of the train loss with `nn.CrossEntropyLoss()`, without the reduction?
#
# Next: [the course](../README.md), which lists every section.
