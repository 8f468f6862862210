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
# You will fit a straight line, or rather a plane, the long way round: make data, read it in minibatches, write model, loss and optimiser by hand, and train. Every later model is trained by this same loop. About 45 minutes, 20 points.
#
# **You need** sections 2.5 (automatic differentiation) and 3.1 (linear regression on paper).
#
# **What you get back.** Each function is checked on its own, so a mistake in one of them costs you only that one. Run the check below each exercise before you go on; the graders look further, at other shapes, types and numbers of features.

# %%
import random

import matplotlib.pyplot as plt
import torch


# %% [markdown]
# ## Data that we know everything about
#
# If we make the data ourselves, we know what training ought to find. Take true parameters $\mathbf{w}$ and $b$, draw features from a standard normal distribution, and add a little noise to the labels:
#
# $$\mathbf{y} = \mathbf{X}\mathbf{w} + b + \boldsymbol\epsilon, \qquad \epsilon_i \sim \mathcal{N}(0,\, 0.01^2).$$
#
# **Exercise (4 points).** Write `synthetic_data`. The standard deviation of the noise is 0.01 (not its variance). Mind the shapes: the labels are a column, $(n, 1)$, and there must be fresh noise on each of them.

# %% nbgrader={"grade": false, "grade_id": "synthetic_data", "locked": false, "schema_version": 3, "solution": true, "task": false}
def synthetic_data(w, b, num_examples):
    """Generate features X ~ N(0, 1) and labels y = Xw + b + noise, noise ~ N(0, 0.01^2).

    Args:
        w: true weights, float (d,).
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
# Look at the data: each feature alone against the label shows a cloud along a line; the first one rises, the second one falls more steeply.

# %% tags=["demo"]
torch.manual_seed(0)
random.seed(0)
true_w = torch.tensor([2, -3.4])
true_b = 4.2
features, labels = synthetic_data(true_w, true_b, 1000)

_, axes = plt.subplots(1, 2, figsize=(8, 3), sharey=True)
for j, ax in enumerate(axes):
    ax.scatter(features[:, j], labels, s=2)
    ax.set_xlabel(f"feature {j + 1}")
axes[0].set_ylabel("label")
plt.show()


# %% [markdown]
# ## Reading in minibatches
#
# Gradients are estimated on a few examples at a time. Each pass over the data takes the examples in a new random order and hands out `batch_size` of them at a time; the last batch is whatever is left.
#
# **Exercise (4 points).** Write `data_iter`, a generator that makes **one** pass. A feature row must stay with its label, and the tensors passed in must not be reordered.

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
# $$\hat{\mathbf{y}} = \mathbf{X}\mathbf{w} + b$$
#
# **Exercise (2 points).** Write `linreg`. Everything it needs comes in as an argument.

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
# Half the squared error of each example, $\ell^{(i)} = \tfrac12 (\hat y^{(i)} - y^{(i)})^2$. The half makes the derivative tidy.
#
# A trap waits here. If `y_hat` is a column $(n, 1)$ and `y` a vector $(n,)$, then `y_hat - y` broadcasts to a matrix $(n, n)$ of *all* differences, without any complaint. So give `y` the shape of `y_hat` first.
#
# **Exercise (3 points).** Write `squared_loss`: one loss for each example, in the shape of `y_hat`.

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
# We will differentiate the *sum* of the losses, so the division by the batch size happens here. Two things are easily forgotten: the update itself must not be recorded by autograd, and the gradient must be cleared afterwards, because `backward()` adds to what is there.
#
# **Exercise (4 points).** Write `sgd`. The tensors must be changed **in place**: `param = param - ...` would only bind a local name to a new tensor.

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
assert torch.allclose(theta, torch.tensor([0.9, 1.8])), "the step is lr * gradient / batch_size"
assert theta.grad is None or not theta.grad.any(), "after the step the gradient is cleared"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## The loop
#
# Everything comes together: start with small random weights and a zero bias; then, for each epoch and each batch, predict, compute the losses, differentiate their sum, and take a step.
#
# **Exercise (3 points).** Write `train_linreg` with the five functions above. It goes through the data `num_epochs` times and returns the learned `w`, shape $(d, 1)$, and `b`, shape $(1,)$. Write it for any number of features.

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
            sgd([w, b], lr, batch_size)
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
# The same loop with its steps on record. On the left the loss falls by orders of magnitude until only the noise is left (the dotted line: half of the noise's variance). On the right the two weights walk from the origin to the cross at the true values.

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

_, (left, right) = plt.subplots(1, 2, figsize=(9, 3.2))
left.semilogy(losses)
left.axhline(0.01**2 / 2, linestyle=":", color="black")
left.set(xlabel="step", ylabel="loss of the batch")
right.plot(*zip(*path), marker=".", markersize=2)
right.plot(*true_w, "x", color="black", markersize=10)
right.set(xlabel="$w_1$", ylabel="$w_2$")
plt.show()

# %% tags=["demo"]
w, b = train_linreg(features, labels, lr=0.03, num_epochs=3, batch_size=10)
print("error of w:", [round(float(e), 4) for e in (true_w - w.detach().flatten())])
print("error of b:", round(float(true_b - b.detach()), 4))

# %% tags=["demo"]
axes = plt.figure(figsize=(5, 4)).add_subplot(projection="3d")
axes.scatter(*features[:200].t(), labels[:200], s=4)
corners = torch.tensor([[-3.0, -3.0], [-3.0, 3.0], [3.0, -3.0], [3.0, 3.0]])
axes.plot_trisurf(*corners.t(), linreg(corners, w.detach(), b.detach()).flatten(), alpha=0.3)
axes.set(xlabel="$x_1$", ylabel="$x_2$", zlabel="$y$")
plt.show()

# %% [markdown]
# ## Look back
#
# * Training is always this: batch, prediction, loss, backward, step, clear.
# * Shapes that differ by a 1 broadcast silently; reshape before you subtract.
# * In-place means in place: the caller's tensor must change.
#
# Next: **3.3**, the same in a few lines with torch's own parts.
