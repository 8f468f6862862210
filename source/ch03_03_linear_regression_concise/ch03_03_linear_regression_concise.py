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
# # 3.3 Linear regression, concise / 线性回归的简洁实现
#
# In section 3.2 you wrote every part of linear regression by hand. Reading batches, layers, losses and optimisers are the same in every project, so torch brings them along, tested and fast. Here you build the same model from torch's parts. There is less to write, and other things to know: what each part does when nobody tells it otherwise, where its parameters are, and in which small way torch's squared loss differs from ours. At the end you exchange the loss for one that does not lose its head over a few wild labels. About 60 minutes, 20 points.
#
# **You learn** to read data with a `DataLoader`, to make and initialise a network of `torch.nn`, to train it with `torch.optim`, and to choose a loss that withstands outliers.
#
# **You need** sections 2.5 (automatic differentiation) and 3.2 (linear regression from scratch).
#
# | part | by hand in 3.2 | torch's part | you write |
# |---|---|---|---|
# | reader | `data_iter` | `data.TensorDataset`, `data.DataLoader` | `load_array` |
# | model | `linreg` | `nn.Linear`, `nn.Sequential` | `make_net` |
# | first parameters | `torch.normal`, `torch.zeros` | `normal_`, `fill_` in place | `init_net` |
# | loss and optimiser | `squared_loss`, `sgd` | `nn.MSELoss`, `torch.optim.SGD` | `train_concise` |
# | all of it | `train_linreg` | | `fit_concise` |
# | another loss | | | `huber_loss` |
#
# **What you get back.** Each function is graded on its own, so a mistake in one of them costs you only that one; the checks in the notebook may call your other functions too. Run the check below each exercise before you go on; the graders look further, at other shapes, types and sizes of batches.

# %%
import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.utils import data


# %% [markdown]
# These are the functions of section 3.2, as you know them; nothing to do here. No cell needs the last lines: they let code of yours that says `d2l.synthetic_data` find the function above.

# %%
def synthetic_data(w, b, num_examples):
    """Features X ~ N(0, 1), float (n, d), and labels y = Xw + b + noise, noise ~ N(0, 0.01^2), float (n, 1)."""
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = torch.matmul(X, w) + b
    y += torch.normal(0, 0.01, y.shape)
    return X, y.reshape((-1, 1))


def linreg(X, w, b):
    """Predictions, float (n, 1)."""
    return torch.matmul(X, w) + b


def squared_loss(y_hat, y):
    """Half the squared error of each example."""
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2


def sgd(params, lr, batch_size):
    """One step of minibatch stochastic gradient descent, in place; clears the gradients."""
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()


class Earlier:
    """What the notes call d2l: here, the names that this notebook has itself."""

    def __getattr__(self, name):
        if name in globals():
            return globals()[name]
        raise AttributeError(f"d2l.{name} is not in this notebook")


d2l = Earlier()


# %% [markdown]
# ## Reading in minibatches
#
# Two parts of `torch.utils.data` share the work. A **dataset** answers two questions: how many examples are there, and what is example number $i$? A **loader** decides in which order to ask, and stacks the answers into batches.
#
# * `data.TensorDataset(features, labels)` takes any number of tensors with the same first axis, each as an argument of its own. Example $i$ is row $i$ of each of them, so features and label stay together.
# * `data.DataLoader(dataset, batch_size, shuffle=...)` hands out batches; each is a list with one tensor for each array. Unless told otherwise, the last batch may be smaller, and `shuffle` is off.
#
# The generator of 3.2 was used up after one pass. A loader can be gone through again and again: each `for X, y in loader` starts a new pass, with a new random order if it shuffles, and `len(loader)` is the number of *batches* in a pass.
#
# Shuffling is for training. When a trained model is evaluated, the order does not change the result, and one that stays lets you compare predictions row by row.
#
# **Exercise (4 points).** Write `load_array`. The arrays come together in one tuple, and `TensorDataset` wants them one by one: a star in front of a tuple unpacks it. Leave the loader's other settings alone; worker processes in particular cost more than they save when the data is in memory already.

# %% nbgrader={"grade": false, "grade_id": "load_array", "locked": false, "schema_version": 3, "solution": true, "task": false}
def load_array(data_arrays, batch_size, is_train=True):
    """An iterator over minibatches of aligned arrays, for any number of passes.

    Args:
        data_arrays: a tuple of one or more tensors (n, ...), row i of each belonging to example i.
        batch_size: examples in a batch; the last one may be smaller.
        is_train: whether each pass takes the examples in a new random order; otherwise they stay in order.

    Returns:
        A DataLoader, or what behaves like one: len() is the number of batches, and each loop over it is a full pass
        of batches, each a list or tuple with one tensor (batch, ...) for each array.
    """
    ### BEGIN SOLUTION
    dataset = data.TensorDataset(*data_arrays)
    return data.DataLoader(dataset, batch_size, shuffle=is_train)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_load_array", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
numbers = torch.arange(7.0).reshape(7, 1)
in_order = load_array((numbers, -numbers), 3, is_train=False)
assert len(in_order) == 3, "seven examples in batches of three make three batches"
assert [len(X) for X, y in in_order] == [3, 3, 1], "the batches have 3, 3 and 1 examples"
assert torch.equal(torch.cat([X for X, y in in_order]), numbers), "with is_train=False each pass keeps the order, the second one too"
assert all(torch.equal(X, -y) for X, y in load_array((numbers, -numbers), 3)), "each row of features keeps its own label"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Which example comes when? Across is the place in a pass over 40 examples, up the number of the example, and the grey lines separate batches of eight. Without shuffling the dots lie on the diagonal. With it, two passes over the *same* loader scatter, each in its own way, and each still has exactly one dot in every row and column.

# %% tags=["demo"]
torch.manual_seed(0)
shuffled, in_order = (load_array((torch.arange(40),), 8, is_train) for is_train in (True, False))
figure, axes = plt.subplots(1, 3, figsize=(9, 3), sharey=True, layout="constrained")
titles = ["is_train=False", "is_train=True, first pass", "is_train=True, second pass"]
for ax, loader, title in zip(axes, [in_order, shuffled, shuffled], titles):
    ax.vlines([7.5, 15.5, 23.5, 31.5], -1, 40, color="lightgrey", linewidth=0.8)
    ax.scatter(range(40), torch.cat([ids for (ids,) in loader]), s=8)
    ax.set(title=title, xlabel="place in the pass")
axes[0].set(ylabel="number of the example")
plt.show()


# %% [markdown]
# ## The model
#
# Linear regression is a network with a single fully connected layer and one output. `nn.Linear(in_features, out_features)` is that layer, and it *owns* its parameters: it makes a weight and a bias, and hands them to whoever asks for `parameters()`. It stores the weight with one **row for each output**, so
#
# $$\hat{\mathbf{y}} = \mathbf{X}\mathbf{W}^\top + b, \qquad (n, d) \cdot (d, 1) \to (n, 1), \qquad \mathbf{W} \in \mathbb{R}^{1 \times d}.$$
#
# `nn.Sequential` is a container: it feeds its input to its first part, the result to the next, and so on. With a single layer it has little to do, but nearly every network from here on is built in one. Its parts are numbered, so `net[0]` is the layer, `net[0].weight` and `net[0].bias` its parameters.
#
# **Exercise (3 points).** Write `make_net`: an `nn.Sequential` with the layer in it, where later exercises find it as `net[0]`. (Another module will do if your `init_net` and `fit_concise` know their way in it.) The output is a column and nothing follows the layer. Each call makes a new network with parameters of its own.

# %% nbgrader={"grade": false, "grade_id": "make_net", "locked": false, "schema_version": 3, "solution": true, "task": false}
def make_net(num_features):
    """A linear regression network: one fully connected layer with a bias and a single output.

    Args:
        num_features: number of inputs, d.

    Returns:
        An nn.Module that maps float (n, d) to predictions, float (n, 1); it has d + 1 trainable numbers.
    """
    ### BEGIN SOLUTION
    return nn.Sequential(nn.Linear(num_features, 1))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_make_net", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
net = make_net(3)
assert net(torch.zeros(5, 3)).shape == (5, 1), "one prediction for each example, as a column"
assert sum(p.numel() for p in net.parameters()) == 4, "three features: three weights and a bias"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## The first parameters
#
# A new layer is not empty: torch fills it with random numbers whose size depends on the number of inputs. We want the start of section 3.2 instead,
#
# $$w_j \sim \mathcal{N}(0,\, \sigma^2) \quad\text{with}\quad \sigma = 0.01, \qquad b = 0.$$
#
# Methods that end in an underscore work in place: `t.normal_(mean, std)` overwrites a tensor with fresh draws, `t.fill_(value)` with one number. A parameter takes part in autograd, which refuses to see it overwritten. So work on `param.data`, the same memory without the recording, or inside `with torch.no_grad():`, or use the functions of `nn.init`, which do that for you.
#
# In place also means that the network keeps its parameter *objects*. An optimiser holds on to those that it was given; put a new `nn.Parameter` into the layer, and the optimiser goes on moving the old one, which nobody uses any more.
#
# **Exercise (3 points).** Write `init_net` for a network such as `make_net` makes. Note that `std` is a standard deviation. Set no seed in it: two calls give different weights.

# %% nbgrader={"grade": false, "grade_id": "init_net", "locked": false, "schema_version": 3, "solution": true, "task": false}
def init_net(net, std=0.01):
    """Set the weights to draws from N(0, std^2) and the bias to 0, in place.

    Args:
        net: a network from make_net, whatever its number of features.
        std: standard deviation of the weights.
    """
    ### BEGIN SOLUTION
    net[0].weight.data.normal_(0, std)
    net[0].bias.data.fill_(0)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_init_net", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
net = make_net(2000)
init_net(net)
weights, bias = sorted((p.detach() for p in net.parameters()), key=torch.numel, reverse=True)
assert (bias == 0).all(), "the bias starts at zero"
assert 0.008 < weights.std() < 0.012, "the standard deviation of the weights is 0.01 when none is given"
init_net(net, 0.5)
weights = max((p.detach() for p in net.parameters()), key=torch.numel)
assert 0.4 < weights.std() < 0.6, "with std=0.5 the standard deviation of the weights is 0.5"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Loss and optimiser: one step by hand
#
# `nn.MSELoss()` makes a function that returns the *mean* squared error of a batch, one number, without the half:
#
# $$L = \frac{1}{|\mathcal{B}|} \sum_{i \in \mathcal{B}} \bigl(\hat y^{(i)} - y^{(i)}\bigr)^2, \qquad \frac{\partial L}{\partial \hat y^{(i)}} = \frac{2}{|\mathcal{B}|} \bigl(\hat y^{(i)} - y^{(i)}\bigr).$$
#
# `torch.optim.SGD(net.parameters(), lr=...)` makes an optimiser; its `step()` is $\theta \leftarrow \theta - \eta\, \partial_\theta L$ for every parameter that it was given. It divides by nothing, because the mean is in the loss already, and it clears nothing: that is `zero_grad()`.
#
# Take the example of 3.2 again: $x = 0, 1, 2$ and $y = 1, 3, 5$ on the line $y = 2x + 1$, all in one batch, starting from $w = b = 0$.
#
# | | by hand, 3.2 | with torch's parts |
# |---|---|---|
# | errors $\hat y - y$ | $-1,\ -3,\ -5$ | $-1,\ -3,\ -5$ |
# | loss | $0.5 + 4.5 + 12.5 = 17.5$ (sum of halves) | $(1 + 9 + 25)/3 = 11.67$ (mean) |
# | gradient for $w$ | $-0 - 3 - 10 = -13$ | $\tfrac23 \cdot (-13) = -8.67$ |
# | gradient for $b$ | $-1 - 3 - 5 = -9$ | $\tfrac23 \cdot (-9) = -6$ |
# | step | $\eta = 0.3$, divided by 3 | $\eta = 0.15$ |
# | after it | $w = 1.3,\quad b = 0.9$ | $w = 1.3,\quad b = 0.9$ |
#
# The missing half doubles the gradient, so **half the learning rate takes the same step**. That is worth knowing whenever a learning rate is copied from one program into another: it means little without the loss that it goes with. After the step the predictions are $0.9,\ 2.2,\ 3.5$, the errors $-0.1,\ -0.8,\ -1.5$, and the mean squared error is $(0.01 + 0.64 + 2.25)/3 = 0.967$.
#
# One old trap is still set: `nn.MSELoss` warns about a column $(n, 1)$ against a vector $(n,)$, but goes on and broadcasts. In this section both are columns.
#
# ## The loop
#
# For each batch: predict, compute the loss, clear the gradients, differentiate, step. The gradients may be cleared anywhere between one step and the next `backward()`. Cleared between `backward()` and `step()`, there is nothing left to step along.
#
# How well does it go? The loss of a single batch jumps about, and during an epoch the parameters change. So after each epoch measure the loss of **all** the data with the parameters as they are *then*: the mean squared error over all examples. The loop has no other data than `data_iter`, so this is a second pass over it, without steps and without recording. Mind the last batch: an average of batch averages counts each of its examples too much if it is smaller. Weight each batch by its number of examples, or add up squared errors and divide once.
#
# **Exercise (4 points).** Write `train_concise` for any network, not only ours. Some behave differently in evaluation mode: if you measure in it, `net.eval()`, go back with `net.train()` before the next step. The function changes the network that it is given, and returns the losses as plain numbers, `float(...)`. (A tensor that carries its graph would keep that epoch's intermediate results in memory.)

# %% nbgrader={"grade": false, "grade_id": "train_concise", "locked": false, "schema_version": 3, "solution": true, "task": false}
def train_concise(net, data_iter, num_epochs, lr):
    """Train a network by minibatch stochastic gradient descent on the mean squared error, in place.

    Args:
        net: any nn.Module that maps a batch of features to predictions (batch, 1).
        data_iter: batches of features and labels, float (batch, ...) and (batch, 1); each loop over it is a pass.
        num_epochs: passes with steps; 0 leaves the network as it is.
        lr: learning rate of plain SGD.

    Returns:
        A list of num_epochs numbers: the mean squared error over all examples, after each epoch.
    """
    ### BEGIN SOLUTION
    loss = nn.MSELoss()
    trainer = torch.optim.SGD(net.parameters(), lr=lr)
    losses = []
    for _ in range(num_epochs):
        for X, y in data_iter:
            l = loss(net(X), y)
            trainer.zero_grad()
            l.backward()
            trainer.step()
        with torch.no_grad():
            totals = [(float(loss(net(X), y)) * len(y), len(y)) for X, y in data_iter]
        losses.append(sum(total for total, _ in totals) / sum(size for _, size in totals))
    return losses
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_train_concise", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
x, y = torch.tensor([[0.0], [1.0], [2.0]]), torch.tensor([[1.0], [3.0], [5.0]])
net = nn.Sequential(nn.Linear(1, 1))
for p in net.parameters():
    p.data.fill_(0)
losses = train_concise(net, [(x, y)], 1, 0.15)
assert torch.allclose(net[0].weight, torch.tensor(1.3)), "one step of the example on paper leads to w = 1.3"
assert torch.allclose(net[0].bias, torch.tensor(0.9)), "one step of the example on paper leads to b = 0.9"
assert len(losses) == 1, "one loss for each epoch"
assert not getattr(losses[0], "requires_grad", False), "a loss in the list is a plain number, without a graph"
assert abs(float(losses[0]) - 2.9 / 3) < 1e-4, "the loss is that of all examples after the step: 0.967 in the example on paper"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Is it the same training as in 3.2? With a learning rate small enough to watch, three runs start from small random parameters: the loop of 3.2, yours with the same learning rate, and yours with half of it. On the logarithmic axis all are straight lines until only noise is left. At the same rate, yours is twice as steep. At half the rate it lies on the line of 3.2, up to the luck of the batches. (The axis is the mean squared error for all three.)

# %% tags=["demo"]
torch.manual_seed(0)
true_w = torch.tensor([2, -3.4])
true_b = 4.2
features, labels = synthetic_data(true_w, true_b, 1000)


def small_start():
    net = make_net(2)
    init_net(net)
    return net


w, b = torch.normal(0, 0.01, size=(2, 1), requires_grad=True), torch.zeros(1, requires_grad=True)
by_hand = []
for _ in range(12):
    for X, y in load_array((features, labels), 10):
        squared_loss(linreg(X, w, b), y).sum().backward()
        sgd([w, b], 0.003, 10)
    by_hand.append(2 * float(squared_loss(linreg(features, w, b), labels).detach().mean()))
same_rate = train_concise(small_start(), load_array((features, labels), 10), 12, 0.003)
half_the_rate = train_concise(small_start(), load_array((features, labels), 10), 12, 0.0015)

figure, ax = plt.subplots(figsize=(6, 3.6), layout="constrained")
epochs = range(1, 13)
ax.semilogy(epochs, by_hand, linewidth=5, color="lightgrey", label="loop of 3.2, rate 0.003")
ax.semilogy(epochs, same_rate, marker=".", label="train_concise, rate 0.003")
ax.semilogy(epochs, half_the_rate, linestyle="--", marker=".", label="train_concise, rate 0.0015")
ax.axhline(0.01**2, linestyle=":", color="black", label="variance of the noise")
ax.set(xlabel="epoch", ylabel="mean squared error")
ax.legend()
plt.show()


# %% [markdown]
# ## All of it
#
# Four lines now say what section 3.2 took a page for: a loader, a network, its first parameters, the training. What is missing is to read the answer off. The parameters belong to the layer; its weight has shape $(1, d)$, while the $\mathbf{w}$ of our formulas is a column.
#
# **Exercise (3 points).** Write `fit_concise` with your functions: the same arguments and results as `train_linreg` of 3.2. The weights start small (standard deviation 0.01) and the bias at zero, for any number of features.

# %% nbgrader={"grade": false, "grade_id": "fit_concise", "locked": false, "schema_version": 3, "solution": true, "task": false}
def fit_concise(features, labels, lr, num_epochs, batch_size):
    """Fit a linear regression with torch's own parts.

    Args:
        features: float (n, d).
        labels: float (n, 1).
        lr: learning rate, for the mean squared error.
        num_epochs: passes over the data; with 0, the first parameters come back.
        batch_size: examples in a batch.

    Returns:
        The learned weights, float (d, 1), and bias, float (1,).
    """
    ### BEGIN SOLUTION
    net = make_net(features.shape[1])
    init_net(net)
    train_concise(net, load_array((features, labels), batch_size), num_epochs, lr)
    return net[0].weight.data.reshape(-1, 1), net[0].bias.data
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_fit_concise", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
X = torch.randn(200, 3)
w, b = fit_concise(X, X @ torch.tensor([[1.0], [-1.0], [0.5]]) + 2, 0.05, 5, 10)
assert w.shape == (3, 1) and b.shape == (1,), "fit_concise returns w of shape (d, 1) and b of shape (1,)"
assert abs(float(b.detach()) - 2) < 0.1, "the bias of this easy problem is 2"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# The settings of 3.2: three epochs, batches of ten, learning rate 0.03. All errors should be a few thousandths at most.

# %% tags=["demo"]
w, b = fit_concise(features, labels, lr=0.03, num_epochs=3, batch_size=10)
print("error of w:", [round(float(e), 4) for e in (true_w - w.detach().flatten())])
print("error of b:", round(float(true_b - b.detach()), 4))


# %% [markdown]
# ## Wild labels, and a loss that stays calm
#
# Now let somebody put a decimal point in the wrong place. A label that is off by 10 has a loss of 50 and pulls ten times as hard as one that is off by 1: the gradient of the squared loss is the error itself. A few such *outliers* drag the whole line to their side. The **Huber loss** is quadratic for small errors and linear for large ones. With $e = \hat y - y$ and a threshold $\sigma > 0$,
#
# $$\ell_\sigma(e) = \begin{cases} \dfrac{e^2}{2\sigma} & \text{if } |e| \le \sigma, \\[2ex] |e| - \dfrac{\sigma}{2} & \text{if } |e| > \sigma, \end{cases} \qquad \ell_\sigma'(e) = \begin{cases} \dfrac{e}{\sigma} & \text{if } |e| \le \sigma, \\[2ex] \pm 1 & \text{if } |e| > \sigma, \end{cases}$$
#
# with the sign of $e$. At $|e| = \sigma$ both pieces give $\sigma/2$, with slope 1, so they meet without a step or a corner; that is what the subtracted $\sigma/2$ is for. However wild a label, it pulls with the force 1.
#
# On paper, with $\sigma = 2$: errors of $1$, $-2$ and $10$ have losses of $\tfrac14$, $1$ and $9$. Half of the squared error would be $\tfrac12$, $2$ and $50$.
#
# **Exercise (3 points).** Write `huber_loss`: one loss for each element. Write the formula out; torch's own `huber_loss` and `smooth_l1_loss` are not to be called. Each element has its own case, so a Python `if` cannot choose for all of them: `torch.where(condition, a, b)` takes each element from `a` or from `b`.

# %% nbgrader={"grade": false, "grade_id": "huber_loss", "locked": false, "schema_version": 3, "solution": true, "task": false}
def huber_loss(y_hat, y, sigma=1.0):
    """Huber loss of each element: quadratic up to an error of sigma, linear beyond. Without torch's own huber losses.

    Args:
        y_hat: predictions, float, any shape.
        y: labels, float, the same shape.
        sigma: threshold between the two pieces, a positive number.

    Returns:
        Losses in the shape and dtype of y_hat, through which gradients flow to y_hat.
    """
    ### BEGIN SOLUTION
    error = (y_hat - y).abs()
    return torch.where(error > sigma, error - sigma / 2, error**2 / (2 * sigma))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_huber_loss", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
losses = huber_loss(torch.tensor([1.0, -2.0, 10.0]), torch.zeros(3), 2)
assert losses.shape == (3,), "one loss for each element"
assert torch.allclose(losses, torch.tensor([0.25, 1.0, 9.0])), "the losses of the example on paper are 1/4, 1 and 9"
y_hat = torch.tensor([0.5, 10.0, -10.0], requires_grad=True)
huber_loss(y_hat, torch.zeros(3)).sum().backward()
assert torch.allclose(y_hat.grad, torch.tensor([0.5, 1.0, -1.0])), "a wild label pulls with the force 1, to its own side"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# On the left the losses against the error. On the right sixty points near the line $y = 2x + 1$, six of them with ruined labels, and the lines that the two losses prefer. The squared loss gives up on all points a little to please the six. The Huber loss stays close to the fifty-four: the six still pull, but none with more than the force 1.

# %% tags=["demo"]
torch.manual_seed(1)
x = torch.rand(60, 1) * 4
y = 2 * x + 1 + torch.normal(0, 0.3, x.shape)
y[x.flatten().argsort()[-6:]] -= 10
lines = {}
for name, loss in (("squared", squared_loss), ("Huber", huber_loss)):
    w, b = torch.zeros(1, 1, requires_grad=True), torch.zeros(1, requires_grad=True)
    for _ in range(3000):
        slopes = torch.autograd.grad(loss(linreg(x, w, b), y).mean(), [w, b])
        w.data -= 0.05 * slopes[0]
        b.data -= 0.05 * slopes[1]
    lines[name] = w.detach(), b.detach()

_, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
e = torch.linspace(-4, 4, 201)
left.plot(e, e**2 / 2, label="squared, $e^2/2$")
left.plot(e, huber_loss(e, torch.zeros(201)), label=r"Huber, $\sigma = 1$")
left.plot(e, huber_loss(e, torch.zeros(201), 0.1), linestyle="--", label=r"Huber, $\sigma = 0.1$")
left.set(xlabel="error $e$", ylabel="loss")
left.legend()
right.scatter(x, y, s=8, color="grey")
ends = torch.tensor([[0.0], [4.0]])
for name, (w, b) in lines.items():
    right.plot(ends, linreg(ends, w, b), label=f"{name}: y = {float(w):.2f} x + {float(b):.2f}")
right.set(xlabel="$x$", ylabel="$y$")
right.legend(loc="lower left")
plt.show()

# %% [markdown]
# Torch has both of its own, and their names are a trap. `smooth_l1_loss(..., beta=sigma)` is our formula. `huber_loss(..., delta=sigma)` is $\sigma$ times it, so that the quadratic piece is $e^2/2$ whatever $\sigma$ is. In each row below the first difference should be zero, the second only where $\sigma = 1$.

# %% tags=["demo"]
e = torch.linspace(-5, 5, 101)
for sigma in (0.5, 1.0, 2.0):
    ours = huber_loss(e, torch.zeros(101), sigma)
    smooth_l1 = nn.functional.smooth_l1_loss(e, torch.zeros(101), reduction="none", beta=sigma)
    huber = nn.functional.huber_loss(e, torch.zeros(101), reduction="none", delta=sigma)
    differences = [f"{float((ours - other).abs().max()):.3f}" for other in (smooth_l1, huber)]
    print(f"sigma = {sigma}: largest difference from smooth_l1_loss {differences[0]}, from huber_loss {differences[1]}")

# %% [markdown]
# ## Look back
#
# * Dataset, loader, layer, loss, optimiser: torch's parts do what yours did. What they do unless told otherwise is the thing to know: `shuffle` is off, the last batch is kept, gradients pile up, the loss is a mean.
# * A layer owns its parameters. Change them in place, so that the optimiser and the layer go on meaning the same ones.
# * A learning rate belongs to a loss: without the half, half the rate takes the same step.
# * Measure on all the data after the steps, and weight batches by their size.
# * The squared loss listens most to the worst labels. The Huber loss gives each the same limited pull.
#
# Try: what happens to the learning rate if the batch loss is the *sum* of the squared errors? Replace `torch.optim.SGD` by `torch.optim.Adam` in your loop; is the straight line on the logarithmic axis still straight? A Huber loss with $\sigma = 0.001$: which statistic of the labels does it fit, if there are no features?
#
# Next: [3.4 Softmax regression theory](../ch03_04_softmax_regression/ch03_04_softmax_regression.ipynb), which predicts a class instead of a number.
