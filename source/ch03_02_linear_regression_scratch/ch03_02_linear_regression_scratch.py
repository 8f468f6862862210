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
# # 3.2 Linear regression from scratch / 线性回归的从零开始实现
#
# You will fit a straight line, or rather a plane, the long way round: make data, read it in minibatches, write model, loss and optimiser by hand, and train. A least-squares plane can be had from one formula; the point is the machinery. Swap the model and the loss, and the same five parts train a network of any size, which is what the rest of the course does. About 45 minutes, 20 points.
#
# **You learn** to build every part of a training loop by hand, and to tell from its result whether it works.
#
# **You need** sections 2.5 (automatic differentiation) and 3.1 (linear regression on paper).
#
# | part | function | question it answers |
# |---|---|---|
# | data | `synthetic_data` | what is there to learn? |
# | reader | `data_iter` | which examples does the next step look at? |
# | model | `linreg` | what do the present parameters predict? |
# | loss | `squared_loss` | how bad is each prediction? |
# | optimiser | `sgd` | which way do the parameters move? |
# | loop | `train_linreg` | all of it, again and again |
#
# **What you get back.** Each function is graded on its own, so a mistake in one of them costs you only that one; the checks in the notebook may call your other functions too. Run the check below each exercise before you go on; the graders look further, at other shapes and numbers of features, and at float64, which `linreg`, `squared_loss` and `sgd` keep.

# %%
import random

import matplotlib.pyplot as plt
import torch


# %% [markdown]
# ## Data that we know everything about
#
# With data from the world nobody can say whether the learned parameters are the right ones. If we make the data ourselves, we know what training ought to find. Take true parameters $\mathbf{w}$ and $b$, draw features from a standard normal distribution, and add a little noise to the labels, since no measurement is exact:
#
# $$\mathbf{y} = \mathbf{X}\mathbf{w} + b + \boldsymbol\epsilon, \qquad x_{ij} \sim \mathcal{N}(0,\, 1), \qquad \epsilon_i \sim \mathcal{N}(0,\, 0.01^2).$$
#
# Every $x_{ij}$ and every $\epsilon_i$ is a draw of its own: one number of noise for all labels would only be another bias.
#
# **Exercise (4 points).** Write `synthetic_data`. Three things to mind:
#
# * `torch.normal` takes a standard deviation, and $0.01^2$ is a variance.
# * The labels are a column, $(n, 1)$. The weights may come as a vector $(d,)$ or as a column $(d, 1)$. A vector and a column added together make a matrix, so look at the shape of the noise.
# * Set no seed in the function. Each call is to give new data; a notebook that wants the same numbers each time sets its seed once, outside.

# %% nbgrader={"grade": false, "grade_id": "synthetic_data", "locked": false, "schema_version": 3, "solution": true, "task": false}
def synthetic_data(w, b, num_examples):
    """Generate features X ~ N(0, 1) and labels y = Xw + b + noise, noise ~ N(0, 0.01^2).

    Args:
        w: true weights, float (d,) or (d, 1).
        b: true bias, a number.
        num_examples: how many examples, n.

    Returns:
        Features, float (n, d), and labels, float (n, 1).
    """
    ### BEGIN SOLUTION
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = torch.matmul(X, w) + b
    y += torch.normal(0, 0.01, y.shape)
    return X, y.reshape((-1, 1))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_synthetic_data", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
X, y = synthetic_data(torch.tensor([1.0, -2.0, 0.5]), 3.0, 50)
assert X.shape == (50, 3), "the features have one row for each example and one column for each weight"
assert y.shape == (50, 1), "the labels are a column, shape (n, 1)"
assert (y - X @ torch.tensor([[1.0], [-2.0], [0.5]]) - 3).abs().max() < 0.2, "the labels are Xw + b, but for a little noise"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Look at the data before you fit anything. Each feature alone against the label shows a cloud along a line: it rises with the first feature, whose weight is 2, and falls more steeply with the second, whose weight is $-3.4$. The clouds are wide although the noise is tiny. Why? In each picture the *other* feature moves the label too. In three dimensions, and seen edge-on, the points lie on a plane as far as the eye can tell.

# %% tags=["demo"]
torch.manual_seed(0)
random.seed(0)
true_w = torch.tensor([2, -3.4])
true_b = 4.2
features, labels = synthetic_data(true_w, true_b, 1000)

figure = plt.figure(figsize=(11, 3.4), layout="constrained")
for j in range(2):
    ax = figure.add_subplot(1, 3, j + 1)
    ax.scatter(features[:, j], labels, s=2)
    ax.set(xlabel=f"feature {j + 1}", ylabel="label")
ax = figure.add_subplot(1, 3, 3, projection="3d")
ax.scatter(*features.t(), labels.flatten(), s=2)
ax.view_init(elev=20, azim=-123)
ax.set(xlabel="$x_1$", ylabel="$x_2$", zlabel="$y$")
plt.show()


# %% [markdown]
# ## Reading in minibatches
#
# One gradient over all the data is exact and slow; a gradient over a few examples is rough and cheap, and many rough steps get further than one exact step. So each pass over the data (an *epoch*) takes the examples in a new random order and hands out `batch_size` of them at a time; the last batch is whatever is left. The order is random so that a batch is a fair sample: data that comes sorted would pull the parameters one way for a while and then the other.
#
# **Exercise (4 points).** Write `data_iter`, a generator that makes **one** pass. Shuffle a list of *positions* and index both tensors with it: so a row of features stays with its label, and the tensors passed in are not reordered. Index the first axis only, and the same function reads images of shape $(n, 28, 28)$ with labels of shape $(n,)$ in the next sections.

# %% nbgrader={"grade": false, "grade_id": "data_iter", "locked": false, "schema_version": 3, "solution": true, "task": false}
def data_iter(batch_size, features, labels):
    """One shuffled pass over a dataset in minibatches.

    Args:
        batch_size: examples in a batch; the last one may be smaller.
        features: tensor (n, ...).
        labels: tensor (n, ...).

    Yields:
        Pairs of features and labels of a batch; every example once.
    """
    ### BEGIN SOLUTION
    num_examples = len(features)
    indices = list(range(num_examples))
    random.shuffle(indices)
    for i in range(0, num_examples, batch_size):
        batch_indices = torch.tensor(indices[i : min(i + batch_size, num_examples)])
        yield features[batch_indices], labels[batch_indices]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_data_iter", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
numbers = torch.arange(7.0).reshape(7, 1)
batches = list(data_iter(3, numbers, -numbers))
assert [len(X) for X, y in batches] == [3, 3, 1], "seven examples in batches of three: 3, 3 and 1"
assert all((X == -y).all() for X, y in batches), "each row of features keeps its own label"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## The model
#
# The prediction of a linear model is a weighted sum of the features and an offset; for a whole batch it is one matrix product:
#
# $$\hat{\mathbf{y}} = \mathbf{X}\mathbf{w} + b, \qquad (n, d) \cdot (d, 1) \to (n, 1).$$
#
# The bias has one element, and broadcasting adds it to every row.
#
# **Exercise (2 points).** Write `linreg`. Everything it needs comes in as an argument: a model that reads the notebook's own `w` works until somebody calls it with another one.

# %% nbgrader={"grade": false, "grade_id": "linreg", "locked": false, "schema_version": 3, "solution": true, "task": false}
def linreg(X, w, b):
    """Predictions of the linear regression model.

    Args:
        X: features, float (n, d).
        w: weights, float (d, 1).
        b: bias, float (1,) or a number.

    Returns:
        Predictions, float (n, 1).
    """
    ### BEGIN SOLUTION
    return torch.matmul(X, w) + b
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_linreg", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
prediction = linreg(torch.tensor([[1.0, 2.0], [3.0, 4.0]]), torch.tensor([[1.0], [10.0]]), torch.tensor([0.5]))
assert prediction.shape == (2, 1), "one prediction for each example, as a column"
assert torch.allclose(prediction, torch.tensor([[21.5], [43.5]])), "the prediction is Xw + b"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## The loss
#
# Half the squared error of each example:
#
# $$\ell^{(i)} = \tfrac12 \bigl(\hat y^{(i)} - y^{(i)}\bigr)^2, \qquad \frac{\partial \ell^{(i)}}{\partial \hat y^{(i)}} = \hat y^{(i)} - y^{(i)}.$$
#
# The half is there for the derivative: what flows back is exactly the error.
#
# A trap waits here. If `y_hat` is a column $(n, 1)$ and `y` a vector $(n,)$, then `y_hat - y` broadcasts to a matrix $(n, n)$ of *all* differences, without any complaint. Training then runs, and settles on predicting the average label everywhere. So give `y` the shape of `y_hat` first.
#
# **Exercise (3 points).** Write `squared_loss`: one loss for each example, in the shape of `y_hat`, neither summed nor averaged. The loop does that.

# %% nbgrader={"grade": false, "grade_id": "squared_loss", "locked": false, "schema_version": 3, "solution": true, "task": false}
def squared_loss(y_hat, y):
    """Half the squared error of each example.

    Args:
        y_hat: predictions, float, any shape.
        y: labels, as many numbers in any shape.

    Returns:
        Losses in the shape of y_hat.
    """
    ### BEGIN SOLUTION
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_squared_loss", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
losses = squared_loss(torch.tensor([[1.0], [2.0], [4.0]]), torch.tensor([1.0, 4.0, 1.0]))
assert losses.shape == (3, 1), "squared_loss keeps the shape of y_hat, also when y comes as a vector"
assert torch.allclose(losses, torch.tensor([[0.0], [2.0], [4.5]])), "each loss is half of the squared difference"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## The optimiser
#
# Minibatch stochastic gradient descent moves each parameter a step against the gradient, averaged over the batch:
#
# $$\theta \leftarrow \theta - \frac{\eta}{|\mathcal{B}|} \sum_{i \in \mathcal{B}} \partial_\theta\, \ell^{(i)}.$$
#
# We will differentiate the *sum* of the losses, so the division by the batch size happens here: the size of a step then does not depend on the size of the batch.
#
# Two things are easily forgotten. The update itself must not be recorded by autograd (`with torch.no_grad():`, which puts recording back as it was). And the gradient must be cleared afterwards, because `backward()` *adds* to what is there.
#
# **Exercise (4 points).** Write `sgd`. The tensors must be changed **in place**, where they lie in memory: `param = param - ...` would only bind a local name to a new tensor, and the caller's would stay as it was.

# %% nbgrader={"grade": false, "grade_id": "sgd", "locked": false, "schema_version": 3, "solution": true, "task": false}
def sgd(params, lr, batch_size):
    """One step of minibatch stochastic gradient descent, in place; clears the gradients.

    Args:
        params: tensors that require gradients and have one, of a loss summed over the batch.
        lr: learning rate.
        batch_size: examples in the batch.
    """
    ### BEGIN SOLUTION
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_sgd", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
theta = torch.tensor([1.0, 2.0], requires_grad=True)
(theta**2).sum().backward()
sgd([theta], 0.5, 10)
assert torch.allclose(theta, torch.tensor([0.9, 1.8])), f"the step is lr * gradient / batch_size, in place; theta is {theta}"
assert theta.grad is None or not theta.grad.any(), "after the step the gradient is cleared"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## One step by hand
#
# Before the loop, one step with numbers that fit on paper. Three examples with one feature, $x = 0, 1, 2$, lie on the line $y = 2x + 1$, so $y = 1, 3, 5$. Start from $w = b = 0$.
#
# | | | |
# |---|---|---|
# | predictions | $\hat y = wx + b$ | $0,\ 0,\ 0$ |
# | errors | $\hat y - y$ | $-1,\ -3,\ -5$ |
# | losses | $\tfrac12 (\hat y - y)^2$ | $0.5,\ 4.5,\ 12.5$ |
# | gradient for $w$ | $\sum_i (\hat y_i - y_i)\, x_i$ | $-0 - 3 - 10 = -13$ |
# | gradient for $b$ | $\sum_i (\hat y_i - y_i)$ | $-1 - 3 - 5 = -9$ |
# | step, $\eta = 0.3$, three examples | $\theta - 0.3\, g / 3$ | $w = 1.3,\quad b = 0.9$ |
#
# One step, and most of the way is done. The cell below does the same with your functions; it should print the same numbers.

# %% tags=["demo"]
x, y = torch.tensor([[0.0], [1.0], [2.0]]), torch.tensor([[1.0], [3.0], [5.0]])
w, b = torch.zeros(1, 1, requires_grad=True), torch.zeros(1, requires_grad=True)
l = squared_loss(linreg(x, w, b), y)
l.sum().backward()
print("losses:   ", l.flatten().tolist())
print("gradients:", w.grad.item(), b.grad.item())
sgd([w, b], 0.3, 3)
print("after the step:", round(w.item(), 4), round(b.item(), 4))


# %% [markdown]
# ## The loop
#
# Everything comes together. Start with small random weights (normal, standard deviation 0.01) and a zero bias, both with `requires_grad=True`. Then
#
# * for each epoch, and in it for each minibatch that `data_iter` hands out:
#     1. predict, and compute the losses;
#     2. differentiate their sum;
#     3. take a step with `sgd`, which clears the gradients for the next batch. The size it wants is that of this batch, `len(X)`: the last one may be smaller, and with `batch_size` its step would be too short. (The graders take either.)
#
# **Exercise (3 points).** Write `train_linreg` with the functions above. It is the training loop of this section, which one often sees as bare lines of a notebook, here made a function: so it can be called again with other data, and nothing in it depends on a name that happens to be lying about. The usual victim is `batch_size`, which the bare loop uses without ever giving it a value. Here it is an argument, as are the learning rate and the number of epochs. Return the learned `w`, shape $(d, 1)$, and `b`, shape $(1,)$, for any number of features $d$.
#
# A pass uses `data_iter` up. The next epoch needs a new one.

# %% nbgrader={"grade": false, "grade_id": "train_linreg", "locked": false, "schema_version": 3, "solution": true, "task": false}
def train_linreg(features, labels, lr, num_epochs, batch_size):
    """Fit a linear regression by minibatch stochastic gradient descent.

    Args:
        features: float (n, d).
        labels: float (n, 1).
        lr: learning rate.
        num_epochs: passes over the data.
        batch_size: examples in a batch.

    Returns:
        The learned weights, float (d, 1), and bias, float (1,).
    """
    ### BEGIN SOLUTION
    w = torch.normal(0, 0.01, size=(features.shape[1], 1), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            l = squared_loss(linreg(X, w, b), y)  # (batch, 1)
            l.sum().backward()
            sgd([w, b], lr, len(X))
    return w, b
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_train_linreg", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
X = torch.randn(200, 2)
w, b = train_linreg(X, X @ torch.tensor([[1.0], [-1.0]]) + 2, 0.1, 5, 10)
assert w.shape == (2, 1) and b.shape == (1,), "train_linreg returns w of shape (d, 1) and b of shape (1,)"
assert abs(float(b.detach()) - 2) < 0.1, "the bias of this easy problem is 2"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Watch it learn
#
# The same loop with its steps on record. On the left the loss falls by five orders of magnitude, in a straight line on the logarithmic axis, until only the noise is left (the dotted line: half of the noise's variance). No model can get below that line for long, and single batches scatter about it. On the right the two weights walk from the origin to the cross at the true values, through the contours of the loss. The contours are circles because the features are independent and equally wide, so straight downhill is straight to the goal; the wiggles are the roughness of gradients from ten examples.

# %% tags=["demo"]
w = torch.normal(0, 0.01, size=(2, 1), requires_grad=True)
b = torch.zeros(1, requires_grad=True)
losses, path = [], [w.detach().flatten().tolist()]
for X, y in (batch for _ in range(3) for batch in data_iter(10, features, labels)):
    l = squared_loss(linreg(X, w, b), y)
    l.sum().backward()
    sgd([w, b], 0.03, 10)
    losses.append(float(l.detach().mean()))
    path.append(w.detach().flatten().tolist())

_, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
left.semilogy(losses)
left.axhline(0.01**2 / 2, linestyle=":", color="black")
left.set(xlabel="step", ylabel="loss of the batch")
w1, w2 = torch.meshgrid(torch.linspace(-0.5, 3, 60), torch.linspace(-4.5, 0.5, 60), indexing="ij")
surface = ((w1 - true_w[0]) ** 2 + (w2 - true_w[1]) ** 2) / 2
right.contour(w1, w2, surface, levels=[0.1, 0.5, 1, 2, 4, 8], colors="lightgrey")
right.plot(*zip(*path), marker=".", markersize=2)
right.plot(*true_w, "x", color="black", markersize=10)
right.set(xlabel="$w_1$", ylabel="$w_2$", aspect="equal")
plt.show()

# %% [markdown]
# Now your function. Both errors should be a few thousandths at most.

# %% tags=["demo"]
w, b = train_linreg(features, labels, lr=0.03, num_epochs=3, batch_size=10)
print("error of w:", [round(float(e), 4) for e in (true_w - w.detach().flatten())])
print("error of b:", round(float(true_b - b.detach()), 4))

# %% [markdown]
# On the left the fitted plane among the points. No point seems to miss it, so look at what the eye cannot see: on the right the residuals, $y - \hat y$, against the bell curve of the noise that we put in ourselves. A good fit leaves the noise and nothing else. Any pattern in the residuals would be something that the model has not learned.

# %% tags=["demo"]
figure = plt.figure(figsize=(9, 3.6), layout="constrained")
left = figure.add_subplot(1, 2, 1, projection="3d")
left.scatter(*features[:200].t(), labels[:200].flatten(), s=4)
corners = torch.tensor([[-4.0, -4.0], [-4.0, 4.0], [4.0, -4.0], [4.0, 4.0]])
left.plot_trisurf(*corners.t(), linreg(corners, w.detach(), b.detach()).flatten(), alpha=0.3)
left.view_init(elev=20, azim=60)
left.set(xlabel="$x_1$", ylabel="$x_2$", zlabel="$y$")

right = figure.add_subplot(1, 2, 2)
residuals = (labels - linreg(features, w.detach(), b.detach())).flatten()
right.hist(residuals.numpy(), bins=40, density=True, color="lightgrey")
grid = torch.linspace(-0.04, 0.04, 200)
right.plot(grid, torch.exp(-((grid / 0.01) ** 2) / 2) / (0.01 * (2 * torch.pi) ** 0.5))
right.set(xlabel="residual", ylabel="density")
plt.show()

# %% [markdown]
# ## Look back
#
# * Training is always this: batch, prediction, loss, backward, step, clear.
# * Shapes that differ by a 1 broadcast silently; reshape before you subtract.
# * In-place means in place: the caller's tensor must change.
# * A loss that falls proves little. Leave out the division by `batch_size`, or the shuffling, and this training looks as good as before: the problem is so easy that steps ten times too long still get there. That is why each function is graded on its own.
#
# Try: a learning rate of 3, or 0.001. A batch size of 1, or of 1,000: what happens to the wiggles, and how many steps are there in three epochs? Weights that start at zero: does it matter here?
#
# Next: [3.3 Linear regression, concise](../ch03_03_linear_regression_concise/ch03_03_linear_regression_concise.ipynb), the same in a few lines with torch's own parts.
