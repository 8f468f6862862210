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
# # 3.1 Linear regression theory / 线性回归
#
# What is a house of 80 square metres worth, if you know what its neighbours sold for? Draw a straight line through the sales and read the answer off it. This section asks what makes one line better than another, finds the best one twice, by a formula and by small steps downhill, and explains why squared errors are a sensible thing to make small. There is hardly any machinery yet: everything here can be checked on paper, and each idea returns unchanged when the line becomes a deep network. About 75 minutes, 20 points.
#
# **You learn** to write down a linear model, its loss and its gradient, to find the best parameters by a formula and by minibatch steps, and to say which noise a loss stands for.
#
# **You need** sections 2.3 (linear algebra), 2.4 (calculus), 2.5 (automatic differentiation) and 2.6 (probability).
#
# | part | function | question it answers |
# |---|---|---|
# | loss | `half_mse` | how wrong is this line? |
# | gradient | `half_mse_grad` | which way do the parameters have to move? |
# | analytical solution | `normal_equation` | where is the lowest point? |
# | minibatch step | `minibatch_step` | how does one get there without a formula? |
# | stopwatch | `Timer` | why do we never loop over examples? |
# | bell curve | `normal` | how is noise spread? |
# | likelihood | `gaussian_nll` | why squares? |
# | another loss | `best_constant` | what if not squares? |
#
# **What you get back.** Each function is graded on its own, its values and, where it has one, its gradient, so a mistake in one of them costs you only that one; the checks in the notebook may call your other functions too. Run the check below each exercise before you go on; the graders look further, at other shapes, types and magnitudes.

# %%
import math
import time

import matplotlib.pyplot as plt
import numpy as np
import torch


# %% [markdown]
# ## A line, and how wrong it is
#
# *Regression* predicts a number. What we know about a house, its area and its age, are its *features* (or covariates); what we want to know, its price, is the *label* (or target). The houses whose price we know are the *training set*, each of them an *example* (a sample, or data point). A linear model says that the label is a weighted sum of the features and an offset:
#
# $$\mathrm{price} \approx w_{\mathrm{area}} \cdot \mathrm{area} + w_{\mathrm{age}} \cdot \mathrm{age} + b.$$
#
# The *weights* say what one more square metre, or one more year, does to the price. The *bias* $b$ (offset, intercept) is what the model says when all features are zero. Weights alone would make a linear map; weights and bias together make an *affine* one, a linear map and a translation.
#
# With $d$ features in a vector $\mathbf{x}$, the prediction is $\hat y = \mathbf{w}^\top \mathbf{x} + b$. With $n$ examples as the rows of a matrix $\mathbf{X}$, all predictions are one product:
#
# $$\hat{\mathbf{y}} = \mathbf{X}\mathbf{w} + b, \qquad (n, d) \cdot (d) \to (n).$$
#
# How wrong is a prediction? Take half its squared error, $l^{(i)} = \tfrac12 (\hat y^{(i)} - y^{(i)})^2$. Squares make a large error much worse than two small ones, have a slope everywhere, and, as you will see further down, fit a common kind of noise. The half only tidies the derivative. The loss of the parameters is the average over the training set:
#
# $$L(\mathbf{w}, b) = \frac1n \sum_{i=1}^n l^{(i)}(\mathbf{w}, b) = \frac1n \sum_{i=1}^n \frac12 \left(\mathbf{w}^\top \mathbf{x}^{(i)} + b - y^{(i)}\right)^2.$$
#
# Training means: find $\mathbf{w}^*, b^* = \operatorname*{argmin}_{\mathbf{w}, b} L(\mathbf{w}, b)$.
#
# **On paper.** Three examples with one feature go with us through the whole section: $x = 0, 1, 2$ with labels $y = 1, 3, 2$. Start with $w = b = 0$. The predictions are $0, 0, 0$, the errors $\hat y - y$ are $-1, -3, -2$, the losses $0.5,\ 4.5,\ 2$, and $L = 7/3$.
#
# **Exercise (2 points).** Write `half_mse`, the formula for $L$. In this section `w` is a vector $(d,)$ and `b` a tensor with a single number, $()$. The labels may be a vector $(n,)$, or a column $(n, 1)$, which is what the next sections use. That is a trap: $\mathbf{X}\mathbf{w} + b$ has shape $(n,)$, and a vector minus a column is an $(n, n)$ matrix of *all* differences, without any complaint. So bring `y` into the shape $(n,)$ first; the same holds for every function below that takes labels. Stay with tensors all the way, so that autograd can differentiate what you return.

# %% nbgrader={"grade": false, "grade_id": "half_mse", "locked": false, "schema_version": 3, "solution": true, "task": false}
def half_mse(X, y, w, b):
    """Average over the examples of half the squared error of a linear model.

    Args:
        X: features, float (n, d), n at least 1.
        y: labels, float (n,) or (n, 1).
        w: weights, float (d,).
        b: bias, float ().

    Returns:
        The loss L, float (), differentiable in w and b.
    """
    ### BEGIN SOLUTION
    error = X @ w + b - y.reshape(-1)  # (n,)
    return (error**2).mean() / 2
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_half_mse", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
X, y = torch.tensor([[0.0], [1.0], [2.0]]), torch.tensor([1.0, 3.0, 2.0])
loss = half_mse(X, y, torch.tensor([0.0]), torch.tensor(0.0))
assert loss.shape == (), "the loss is one number, the average over the examples"
assert abs(float(loss) - 7 / 3) < 1e-5, "with w = b = 0 the loss of the three examples is 7/3"
loss = half_mse(X, y.reshape(3, 1), torch.tensor([1.0]), torch.tensor(1.0))
assert abs(float(loss) - 1 / 3) < 1e-5, "labels may come as a column (n, 1): the loss is the same as for a vector"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# On the left, two lines for the three examples. The dashed distances are the errors; the loss averages half their squares. On the right the loss of *every* line: a point of this picture is a pair $(w, b)$, and the contours join lines that are equally wrong. The loss is a bowl, a long and tilted one: a line that is too steep can make up for it with a smaller bias, so weight and bias depend on each other.

# %% tags=["demo"]
candidates = [(0.0, 0.0, "tab:red"), (1.0, 1.0, "tab:blue")]
grid_w, grid_b = torch.meshgrid(torch.linspace(-2, 3, 61), torch.linspace(-2, 5, 61), indexing="ij")


def draw_bowl(ax):
    """Contours of the loss over w and b."""
    bowl = [[half_mse(X, y, v.reshape(1), c) for v, c in zip(*row)] for row in zip(grid_w, grid_b)]
    ax.contour(grid_w, grid_b, torch.tensor(bowl), levels=[0.3, 0.5, 1, 2, 4, 8, 12], colors="silver")
    ax.set(xlabel="$w$", ylabel="$b$")


_, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
ends = torch.tensor([-0.3, 2.3])
draw_bowl(right)
for w, b, color in candidates:
    loss = float(half_mse(X, y, torch.tensor([w]), torch.tensor(b)))
    left.plot(ends, w * ends + b, color=color, label=f"w = {w:g}, b = {b:g}: L = {loss:.3f}")
    left.vlines(X.flatten(), y, w * X.flatten() + b, color=color, linestyle="--", linewidth=1)
    right.plot(w, b, "o", color=color)
left.plot(X.flatten(), y, "o", color="black")
left.set(xlabel="feature $x$", ylabel="label $y$")
left.legend(loc="upper left", fontsize=8)
left.set_ylim(-0.5, 5)
plt.show()


# %% [markdown]
# ## Which way is down
#
# Write the loss with the error $e^{(i)} = \hat y^{(i)} - y^{(i)}$ and use the chain rule. Half a square differentiates to the error itself; then $\hat y^{(i)}$ changes with $w_j$ by $x_j^{(i)}$, and with $b$ by 1:
#
# $$\frac{\partial L}{\partial \mathbf{w}} = \frac1n \sum_{i=1}^n e^{(i)} \mathbf{x}^{(i)} = \frac1n \mathbf{X}^\top (\mathbf{X}\mathbf{w} + b - \mathbf{y}), \qquad \frac{\partial L}{\partial b} = \frac1n \sum_{i=1}^n e^{(i)}.$$
#
# Shapes are a good check here: the gradient for $\mathbf{w}$ must have the shape of $\mathbf{w}$, and of $(d, n)$ times $(n)$ only $(d)$ can come.
#
# **On paper.** With $w = b = 0$ the errors are $-1, -3, -2$. The gradient for $w$ is $\tfrac13(-1 \cdot 0 - 3 \cdot 1 - 2 \cdot 2) = -\tfrac73$, and for $b$ it is $\tfrac13(-1 - 3 - 2) = -2$. Both are negative: the loss falls if $w$ and $b$ grow.
#
# **Exercise (3 points).** Write `half_mse_grad`, both gradients by their formulas. Do not call autograd here (`backward`, `torch.autograd.grad` and their relatives): the formula is the point, and the graders look for such calls. Autograd makes a fine check, though, and the cell below the exercise uses it as one.

# %% nbgrader={"grade": false, "grade_id": "half_mse_grad", "locked": false, "schema_version": 3, "solution": true, "task": false}
def half_mse_grad(X, y, w, b):
    """Gradient of half_mse in closed form, without autograd.

    Args:
        X: features, float (n, d), n at least 1.
        y: labels, float (n,) or (n, 1).
        w: weights, float (d,).
        b: bias, float ().

    Returns:
        A tuple: the gradient for w, float (d,), and the gradient for b, float ().
    """
    ### BEGIN SOLUTION
    error = X @ w + b - y.reshape(-1)  # (n,)
    return X.t() @ error / len(X), error.mean()
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_half_mse_grad", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
X, y = torch.tensor([[0.0], [1.0], [2.0]]), torch.tensor([1.0, 3.0, 2.0])
grad_w, grad_b = half_mse_grad(X, y, torch.tensor([0.0]), torch.tensor(0.0))
assert grad_w.shape == (1,) and grad_b.shape == (), "each gradient has the shape of its parameter"
assert abs(float(grad_w) + 7 / 3) < 1e-5 and abs(float(grad_b) + 2) < 1e-5, "with w = b = 0 the gradients are -7/3 and -2"
w, b = torch.tensor([0.3], requires_grad=True), torch.tensor(-1.0, requires_grad=True)
half_mse(X, y, w, b).backward()
grad_w, grad_b = half_mse_grad(X, y, w.detach(), b.detach())
assert torch.allclose(grad_w, w.grad) and torch.allclose(grad_b, b.grad), "autograd finds another gradient of your half_mse"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## The lowest point, by a formula
#
# At the bottom of the bowl the gradient is zero, and that can be solved. One trick first: the formula that is usually shown has no bias. Append a column of ones to the features, $\mathbf{A} = [\mathbf{X}, \mathbf{1}]$, and call $\boldsymbol\theta = (\mathbf{w}, b)$; then $\mathbf{A}\boldsymbol\theta = \mathbf{X}\mathbf{w} + b$, and the bias is a weight like any other. Setting the gradient to zero gives the *normal equation*, and from it the *analytical solution*:
#
# $$\mathbf{A}^\top(\mathbf{A}\boldsymbol\theta - \mathbf{y}) = \mathbf{0} \quad\Longrightarrow\quad \mathbf{A}^\top\mathbf{A}\,\boldsymbol\theta = \mathbf{A}^\top\mathbf{y} \quad\Longrightarrow\quad \boldsymbol\theta^* = (\mathbf{A}^\top\mathbf{A})^{-1}\mathbf{A}^\top\mathbf{y}.$$
#
# **On paper.** For our three examples
#
# $$\mathbf{A} = \begin{bmatrix} 0 & 1 \\ 1 & 1 \\ 2 & 1 \end{bmatrix}, \qquad \mathbf{A}^\top\mathbf{A} = \begin{bmatrix} 5 & 3 \\ 3 & 3 \end{bmatrix}, \qquad \mathbf{A}^\top\mathbf{y} = \begin{bmatrix} 7 \\ 6 \end{bmatrix}, \qquad \boldsymbol\theta^* = \frac16 \begin{bmatrix} 3 & -3 \\ -3 & 5 \end{bmatrix} \begin{bmatrix} 7 \\ 6 \end{bmatrix} = \begin{bmatrix} 0.5 \\ 1.5 \end{bmatrix},$$
#
# so $w^* = 0.5$, $b^* = 1.5$. The errors there are $0.5, -1, 0.5$: they sum to zero, also when weighted with $x$, which is just what the gradient says. The loss is $0.25$, and no line does better.
#
# A formula for paper is not always one for a machine, and this one has two weak spots:
#
# * **The inverse may not exist.** The one-hot columns that `get_dummies` made in section 2.2 always sum to 1, so they and the column of ones say the same thing twice. Then many $(\mathbf{w}, b)$ are equally good, $\mathbf{A}^\top\mathbf{A}$ cannot be inverted, and yet a lowest point is there; the bowl has become a valley. The same happens with fewer examples than parameters.
# * **Rounding errors grow.** If a feature is a temperature in kelvin, always near 300, its column is nearly a multiple of the column of ones. Solving multiplies rounding errors by up to the *condition number* of the matrix, which is large then; that of $\mathbf{A}^\top\mathbf{A}$ is its square, and float32 has only seven digits.
#
# The first is solved by methods that work on $\mathbf{A}$ itself: `torch.linalg.lstsq(A, B).solution`, where `B` has two axes, or `torch.linalg.pinv(A)`, the pseudo-inverse. They leave out what may be mere rounding, and that is no help with the second: what counts as rounding grows with $n$, and in float32, with a hundred temperatures of $300 \pm 0.5$, they leave out the slope. There, compute in float64, `A.double()`, and go back at the end, `.to(X.dtype)`. Or subtract its mean from each column and from the labels, and get the bias from the means.
#
# **Exercise (4 points).** Write `normal_equation`: the weights and the bias of the lowest loss. In a valley any lowest point will do. Most of the points are for ordinary data; a smaller part asks about the two weak spots. Labels may again come as a column.

# %% nbgrader={"grade": false, "grade_id": "normal_equation", "locked": false, "schema_version": 3, "solution": true, "task": false}
def normal_equation(X, y):
    """Least-squares weights and bias of a linear model.

    Args:
        X: features, float (n, d), n at least 1; columns may depend on one another, and n may be smaller than d.
        y: labels, float (n,) or (n, 1).

    Returns:
        A tuple: the weights, float (d,), and the bias, float (), in the dtype of X. If several are equally good, any of them.
    """
    ### BEGIN SOLUTION
    A = torch.cat([X, torch.ones_like(X[:, :1])], dim=1).double()  # (n, d + 1)
    theta = torch.linalg.lstsq(A, y.double().reshape(-1, 1)).solution.reshape(-1).to(X.dtype)
    return theta[:-1], theta[-1]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_normal_equation", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
w, b = normal_equation(torch.tensor([[0.0], [1.0], [2.0]]), torch.tensor([1.0, 3.0, 2.0]))
assert w.shape == (1,) and b.shape == (), "normal_equation returns w of shape (d,) and then b of shape ()"
assert abs(float(w) - 0.5) < 1e-4 and abs(float(b) - 1.5) < 1e-4, "the best line of the three examples is 0.5 x + 1.5"
one_hot = torch.tensor([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
w, b = normal_equation(one_hot, torch.tensor([[2.0], [4.0], [7.0]]))
assert w.shape == (2,) and w.dtype == one_hot.dtype, "labels may be a column (n, 1): w has shape (d,) and the dtype of X"
assert torch.allclose(one_hot @ w + b, torch.tensor([3.0, 3.0, 7.0]), atol=1e-3), "one-hot features: each group gets its mean"
kelvin = torch.linspace(299, 301, 1000).reshape(-1, 1)
w, b = normal_equation(kelvin, 2 * (kelvin - 300))
assert abs(float(w) - 2) < 0.01, f"a feature near 300: the slope of this line is 2, yours {float(w):.3g}; see the second weak spot"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Down in small steps
#
# Linear regression is a lucky case. Nearly every other model has no formula for its lowest point, so we need a way that uses nothing but the gradient. *Gradient descent* starts anywhere, for instance at random, and moves the parameters again and again a little against the gradient. The exact gradient needs all examples for a single step. *Minibatch stochastic gradient descent* takes a few of them, a random minibatch $\mathcal{B}$, and averages over those:
#
# $$(\mathbf{w}, b) \leftarrow (\mathbf{w}, b) - \frac{\eta}{|\mathcal{B}|} \sum_{i \in \mathcal{B}} \partial_{(\mathbf{w}, b)}\, l^{(i)}(\mathbf{w}, b).$$
#
# The size of the batch $|\mathcal{B}|$ and the *learning rate* $\eta$ are not learned; they are *hyperparameters*. One chooses them (hyperparameter tuning) by how well the trained model does on a *validation* set, examples that it was not trained on, since the aim is to do well on new data: *generalisation*.
#
# **On paper.** From $w = b = 0$ with the minibatch of the last two examples and $\eta = 0.5$: their errors are $-3$ and $-2$, the average gradients $\tfrac12(-3 \cdot 1 - 2 \cdot 2) = -3.5$ for $w$ and $\tfrac12(-3 - 2) = -2.5$ for $b$, so the step ends at $w = 1.75$, $b = 1.25$.
#
# **Exercise (3 points).** Write `minibatch_step`. The minibatch comes as a tensor of row numbers, and `X[idx]` picks those rows. Three things to mind:
#
# * Divide by the size of the minibatch, not by $n$. A row that is named twice counts twice.
# * Both gradients belong to the *old* parameters. Do not move `w` and then use the new one for `b`.
# * Return new tensors and leave the arguments as they are; `w -= ...` would change the caller's own weights. (The optimiser of section 3.2 will work in place, on purpose.)
#
# You may use `half_mse_grad`, or autograd.

# %% nbgrader={"grade": false, "grade_id": "minibatch_step", "locked": false, "schema_version": 3, "solution": true, "task": false}
def minibatch_step(X, y, w, b, idx, lr):
    """One step of gradient descent on the mean loss of some rows.

    Args:
        X: features, float (n, d).
        y: labels, float (n,) or (n, 1).
        w: weights, float (d,), left as they are.
        b: bias, float (), left as it is.
        idx: numbers of the rows in the minibatch, int64 (k,), k at least 1; repeated rows count each time.
        lr: learning rate, a number.

    Returns:
        A tuple: the new weights, float (d,), and the new bias, float ().
    """
    ### BEGIN SOLUTION
    grad_w, grad_b = half_mse_grad(X[idx], y[idx], w, b)
    return w - lr * grad_w, b - lr * grad_b
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_minibatch_step", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
X, y = torch.tensor([[0.0], [1.0], [2.0]]), torch.tensor([1.0, 3.0, 2.0])
w, b = torch.tensor([0.0]), torch.tensor(0.0)
new_w, new_b = minibatch_step(X, y, w, b, torch.tensor([1, 2]), 0.5)
assert abs(float(new_w) - 1.75) < 1e-5, "the weight after the step on paper is 1.75"
assert abs(float(new_b) - 1.25) < 1e-5, "the bias after the step on paper is 1.25"
assert float(w) == 0 and float(b) == 0, "the caller's own w and b stay as they are"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Sixty steps from the same start, drawn into the bowl of the three examples. With all examples in every step (blue) the path is smooth: quickly down to the floor of the valley, then slowly along it to the cross, which is the point that the formula gave. With one random example a step (red) it staggers, and near the goal it never settles, because each example pulls towards a line of its own. Still it gets there, and each step looked at one example instead of three.

# %% tags=["demo"]
torch.manual_seed(1)
_, ax = plt.subplots(figsize=(6, 4), layout="constrained")
draw_bowl(ax)
for size, lr, color in ((1, 0.15, "tab:red"), (3, 0.3, "tab:blue")):
    w, b = torch.tensor([0.8]), torch.tensor(4.5)
    path = [(float(w), float(b))]
    for _ in range(60):
        w, b = minibatch_step(X, y, w, b, torch.randperm(3)[:size], lr)
        path.append((float(w), float(b)))
    ax.plot(*zip(*path), ".-", color=color, linewidth=1, markersize=4, label=f"minibatches of {size}, lr = {lr}")
w, b = normal_equation(X, y)
ax.plot(float(w), float(b), "x", color="black", markersize=11, markeredgewidth=2, label="the formula", linestyle="none")
ax.legend(loc="lower left")
plt.show()


# %% [markdown]
# ## Vectorisation, and a stopwatch
#
# All your functions treat the examples at once: one matrix product instead of a loop over rows. It reads better, leaves less room for slips, and is much faster, because a single call hands the whole loop to compiled code. How much faster? One should measure such things, and a stopwatch is a class of a few lines. It uses a fine clock that always goes on, `time.perf_counter()`. (`time.time()`, the time of day, is coarse on some systems and may be set back; `time.process_time()` would not do: it stands still while the program waits, for a disk or for a GPU.)
#
# **Exercise (2 points).** Write `Timer`. It starts when it is made. `stop()` ends a lap: it appends the seconds since the last start to the list `times` and returns them. `start()` begins another lap, and what was measured before stays. `avg()` and `sum()` are the mean and the sum of all laps; `cumsum()` is the list of running sums, so after laps of 2, 1 and 4 seconds it would be `[2, 3, 7]`. Every timer has a list of its own.

# %% nbgrader={"grade": false, "grade_id": "Timer", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Timer:
    """A stopwatch that keeps its laps.

    Attributes:
        times: the laps so far, in seconds, a list of floats.
    """

    def __init__(self):
        """Start the first lap."""
        ### BEGIN SOLUTION
        self.times = []
        self.start()
        ### END SOLUTION

    def start(self):
        """Begin a lap; the earlier ones are kept."""
        ### BEGIN SOLUTION
        self.tik = time.perf_counter()
        ### END SOLUTION

    def stop(self):
        """End the lap that began with the last start, keep it, and return its seconds."""
        ### BEGIN SOLUTION
        self.times.append(time.perf_counter() - self.tik)
        return self.times[-1]
        ### END SOLUTION

    def avg(self):
        """Mean of the laps, in seconds; there is at least one."""
        ### BEGIN SOLUTION
        return sum(self.times) / len(self.times)
        ### END SOLUTION

    def sum(self):
        """Sum of the laps, in seconds."""
        ### BEGIN SOLUTION
        return sum(self.times)
        ### END SOLUTION

    def cumsum(self):
        """Running sums of the laps, in seconds, a list as long as times."""
        ### BEGIN SOLUTION
        return [sum(self.times[: i + 1]) for i in range(len(self.times))]
        ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_Timer", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
timer = Timer()
time.sleep(0.02)
lap = timer.stop()
assert lap is not None and lap >= 0.019, "the timer starts when it is made, and stop() returns the seconds of the lap"
timer.start()
timer.stop()
assert len(timer.times) == 2, "each stop() appends a lap to times, and start() keeps the earlier ones"
assert abs(timer.sum() - 2 * timer.avg()) < 1e-9, "the sum of two laps is twice their average"
assert len(timer.cumsum()) == 2 and abs(timer.cumsum()[-1] - timer.sum()) < 1e-9, "cumsum() ends with the sum of all laps"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Now the race: the sum of two vectors with 10,000 elements, and the loss of 10,000 examples, each with a loop and in one piece. The table also compares the results. They agree up to rounding, and the loop takes thousands of times longer.

# %% tags=["demo"]
n = 10_000
u, v = torch.ones(n), torch.arange(float(n))
features, labels = torch.randn(n, 3), torch.randn(n)
weights, bias = torch.randn(3), torch.tensor(0.5)


def add_in_a_loop():
    result = torch.zeros(n)
    for i in range(n):
        result[i] = u[i] + v[i]
    return result


def loss_in_a_loop():
    total = 0.0
    for i in range(n):
        total += half_mse(features[i : i + 1], labels[i : i + 1], weights, bias)  # one example
    return total / n


print(f"{'':16}{'loop':>12}{'vectorised':>14}{'ratio':>8}   largest difference")
for title, loop, vectorised in (
    ("sum of vectors", add_in_a_loop, lambda: u + v),
    ("loss", loss_in_a_loop, lambda: half_mse(features, labels, weights, bias)),
):
    timer = Timer()
    slow_result = loop()
    slow = timer.stop()
    for _ in range(20):
        timer.start()
        fast_result = vectorised()
        timer.stop()
    fast = min(timer.times[1:])
    apart = float((slow_result - fast_result).abs().max())
    print(f"{title:16}{slow * 1e3:9.1f} ms{fast * 1e3:11.3f} ms{slow / fast:8.0f}   {apart:.1g}")


# %% [markdown]
# ## The bell curve
#
# Why squares? The answer begins with noise. Measurements scatter about the truth, and when many small influences add up, they scatter in the shape of the *normal* (or Gaussian) *distribution* with mean $\mu$ and variance $\sigma^2$:
#
# $$p(x) = \frac{1}{\sqrt{2\pi\sigma^2}} \exp\left(-\frac{1}{2\sigma^2}(x - \mu)^2\right).$$
#
# **On paper.** At the top, $x = \mu$, the exponential is 1 and the density is $1/(\sigma\sqrt{2\pi})$: about $0.40$ for $\sigma = 1$, and half of that, $0.20$, for $\sigma = 2$. A wider bell is a lower one, since the area under each is 1. For $\sigma = 0.1$ the top is at 4: a density is no probability and may exceed 1.
#
# **Exercise (2 points).** Write `normal`. Its last argument is the standard deviation $\sigma$, not the variance. `x` may be a tensor or a NumPy array of any shape; `torch.as_tensor` makes a tensor of either, and `torch.exp` takes it from there (`math.exp` only takes single numbers, and `np.exp` no tensor that requires gradients).

# %% nbgrader={"grade": false, "grade_id": "normal", "locked": false, "schema_version": 3, "solution": true, "task": false}
def normal(x, mu, sigma):
    """Density of the normal distribution.

    Args:
        x: tensor or NumPy array of numbers, any shape.
        mu: mean, a number.
        sigma: standard deviation, a positive number.

    Returns:
        The density at each element of x: float, a tensor or an array in the shape of x.
    """
    ### BEGIN SOLUTION
    z = (torch.as_tensor(x) - mu) / sigma
    return torch.exp(-(z**2) / 2) / (sigma * math.sqrt(2 * math.pi))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_normal", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
x = torch.linspace(-10, 10, 2001)
for mu, sigma in ((0, 1), (1, 2)):
    area = float(torch.trapezoid(normal(x, mu, sigma), x))
    assert abs(area - 1) < 1e-3, f"the area under a density is 1; with mu={mu}, sigma={sigma} yours is {area:.3g}"
assert abs(float(normal(torch.tensor([3.0]), 3, 2)) - 0.2) < 0.01, "with sigma = 2, the top of the bell is at about 0.20"
assert normal(np.zeros((2, 3)), 0, 1).shape == (2, 3), "x may be a NumPy array, and the result has its shape"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Three bells. Another mean shifts the curve; a larger standard deviation makes it wider and lower. The shaded part is the middle of the first one, within one standard deviation of the mean: 68 percent of all draws.

# %% tags=["demo"]
x = torch.linspace(-7, 9, 801)
_, ax = plt.subplots(figsize=(6.5, 3), layout="constrained")
for mu, sigma in ((0, 1), (0, 2), (3, 1)):
    ax.plot(x, normal(x, mu, sigma), label=rf"$\mu = {mu},\ \sigma = {sigma}$")
middle = x[(x >= -1) & (x <= 1)]
ax.fill_between(middle, normal(middle, 0, 1), alpha=0.2)
ax.set(xlabel="$x$", ylabel="$p(x)$", ylim=(0, None))
ax.legend()
plt.show()


# %% [markdown]
# ## Why squares
#
# Suppose that labels come from a line and normal noise, $y = \mathbf{w}^\top\mathbf{x} + b + \epsilon$ with $\epsilon \sim \mathcal{N}(0, \sigma^2)$. Then we can say how likely a label is under given parameters:
#
# $$p(y \mid \mathbf{x}) = \frac{1}{\sqrt{2\pi\sigma^2}} \exp\left(-\frac{1}{2\sigma^2}(y - \mathbf{w}^\top\mathbf{x} - b)^2\right), \qquad P(\mathbf{y} \mid \mathbf{X}) = \prod_{i=1}^n p(y^{(i)} \mid \mathbf{x}^{(i)}),$$
#
# a product, because the noise of each example is a draw of its own. The principle of *maximum likelihood* picks the parameters that make the labels we saw as likely as can be. A maximum stays where it is when we take the logarithm, and minus turns it into a minimum:
#
# $$-\log P(\mathbf{y} \mid \mathbf{X}) = \sum_{i=1}^n \left[\frac12 \log(2\pi\sigma^2) + \frac{1}{2\sigma^2}\left(y^{(i)} - \mathbf{w}^\top\mathbf{x}^{(i)} - b\right)^2\right] = \frac n2 \log(2\pi\sigma^2) + \frac{n}{\sigma^2}\, L(\mathbf{w}, b).$$
#
# There is the squared loss. The first part does not depend on $\mathbf{w}$ and $b$, and the factor $n/\sigma^2$ moves no minimum: **least squares is maximum likelihood under normal noise**, whatever $\sigma$ is.
#
# **On paper.** With $w = b = 0$ and $\sigma = 1$, our three examples have $\tfrac32 \log(2\pi) + 3 \cdot \tfrac73 \approx 2.757 + 7 = 9.757$.
#
# The logarithm is more than a convenience. Multiply the densities of a few hundred examples in float32 and the product is below the smallest number there is; it becomes 0, its logarithm $-\infty$. A single label far from its line does the same: the density of a normal distribution at 20 standard deviations is about $10^{-88}$. A sum of logarithms has neither problem, as long as the logarithm is taken on paper, where it cancels the exponential.
#
# **Exercise (3 points).** Write `gaussian_nll`, the negative log-likelihood of all labels together: a *sum* over the examples, with its constant part. It must be finite for 10,000 examples and for labels far off the line, and differentiable in `w` and `b`.

# %% nbgrader={"grade": false, "grade_id": "gaussian_nll", "locked": false, "schema_version": 3, "solution": true, "task": false}
def gaussian_nll(X, y, w, b, sigma):
    """Negative log-likelihood of labels under a linear model with normal noise, in nats.

    Args:
        X: features, float (n, d), n at least 1.
        y: labels, float (n,) or (n, 1).
        w: weights, float (d,).
        b: bias, float ().
        sigma: standard deviation of the noise, a positive number.

    Returns:
        The sum over all examples, float (), differentiable in w and b.
    """
    ### BEGIN SOLUTION
    n = len(X)
    return n / 2 * math.log(2 * math.pi * sigma**2) + n / sigma**2 * half_mse(X, y, w, b)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_gaussian_nll", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
X, y = torch.tensor([[0.0], [1.0], [2.0]]), torch.tensor([1.0, 3.0, 2.0])
nll = gaussian_nll(X, y, torch.tensor([0.0]), torch.tensor(0.0), 1.0)
assert nll.shape == (), "the negative log-likelihood of all labels is one number"
assert abs(float(nll) - 9.757) < 1e-3, "with w = b = 0 and sigma = 1, the three examples have 9.757"
nll = gaussian_nll(torch.zeros(1000, 1), torch.ones(1000), torch.tensor([0.0]), torch.tensor(0.0), 0.5)
assert math.isfinite(float(nll)), "a thousand examples: the result is finite if logarithms are added"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# The bias is held at 1.5, and the weight goes from $-1$ to 2. On the left the loss, on the right the negative log-likelihood for three widths of the noise. The curves on the right differ in height and steepness, and each of them has its lowest point at the same weight as the loss. Steepness means certainty: with little noise, a slightly wrong weight is already very unlikely.

# %% tags=["demo"]
weights = torch.linspace(-1, 2, 61)
best_b = torch.tensor(1.5)
_, (left, right) = plt.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
left.plot(weights, [float(half_mse(X, y, w.reshape(1), best_b)) for w in weights], color="black")
left.set(xlabel="$w$", ylabel="$L(w, 1.5)$")
for sigma in (0.5, 0.7, 1.5):
    curve = [float(gaussian_nll(X, y, w.reshape(1), best_b, sigma)) for w in weights]
    right.plot(weights, curve, label=rf"$\sigma = {sigma}$")
right.set(xlabel="$w$", ylabel=r"$-\log P(\mathbf{y} \mid \mathbf{X})$")
right.legend()
for ax in (left, right):
    ax.axvline(0.5, linestyle=":", color="grey")
plt.show()


# %% [markdown]
# ## Another noise, another loss
#
# Other noise, same principle. Suppose that large errors are less rare, with a density that falls like $\exp(-|\epsilon|)$ (the Laplace distribution). Its negative logarithm is $|\epsilon|$ and a constant, so maximum likelihood now minimises the *absolute* error. What does that change? Look at the smallest model, without features: one constant $c$ for all labels.
#
# * The sum of squares $\sum_i (x_i - c)^2$ has the derivative $-2\sum_i (x_i - c)$, which is zero at the **mean**.
# * Each term of $\sum_i |x_i - c|$ pulls with the same force, 1, to the left or to the right, however far away it is. The forces balance when as many values lie above $c$ as below: at the **median**. For an even number of values, every point between the two in the middle will do.
#
# **On paper.** For 1, 2 and 9 the mean is 4, with squares $9 + 4 + 25 = 38$; the median is 2, with distances $1 + 0 + 7 = 8$ (at 4 they would be $3 + 2 + 5 = 10$). Change the 9 to 900: the mean goes to 301, the median does not stir.
#
# **Exercise (1 point).** Write `best_constant`. The values come in any order, and stay in it.

# %% nbgrader={"grade": false, "grade_id": "best_constant", "locked": false, "schema_version": 3, "solution": true, "task": false}
def best_constant(x, loss):
    """The constant with the smallest summed loss.

    Args:
        x: values, float (n,), n at least 1, in any order; left as they are.
        loss: "l2" for squared or "l1" for absolute differences.

    Returns:
        The constant, a float or a tensor (). If several are equally good, any of them.
    """
    ### BEGIN SOLUTION
    minimiser = {"l2": x.mean, "l1": x.median}[loss]
    return float(minimiser())
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_best_constant", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
assert abs(best_constant(torch.tensor([9.0, 1.0, 2.0]), "l2") - 4) < 1e-4, "squares: the best constant for 1, 2 and 9 is 4"
assert abs(best_constant(torch.tensor([9.0, 1.0, 2.0]), "l1") - 2) < 1e-4, "distances: the best constant for 1, 2 and 9 is 2"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Both objectives for nine values near 2 and one outlier at 9. The parabola's lowest point is drawn towards the outlier. The sum of distances is made of straight pieces that break at the values; its lowest point stays with the crowd. That is why absolute errors are called robust. The price is the kink: the slope tells which side the minimum is on, not how far it is.

# %% tags=["demo"]
values = torch.tensor([1.2, 1.5, 1.7, 1.9, 2.0, 2.2, 2.3, 2.6, 2.9, 9.0])
c = torch.linspace(0, 9.5, 381)
differences = c.reshape(-1, 1) - values  # (381, 10)
_, axes = plt.subplots(1, 2, figsize=(9, 3), layout="constrained")
for ax, loss, curve, title in (
    (axes[0], "l2", (differences**2).sum(1), "sum of squared differences"),
    (axes[1], "l1", differences.abs().sum(1), "sum of absolute differences"),
):
    ax.plot(c, curve)
    ax.plot(values, torch.zeros(10), "|", color="black", markersize=14)
    best = float(best_constant(values, loss))
    ax.axvline(best, linestyle=":", color="grey", label=f"lowest at {best:.2f}")
    ax.set(xlabel="$c$", title=title, ylim=(-0.06 * float(curve.max()), None))
    ax.legend(loc="upper center")
plt.show()

# %% [markdown]
# ## From linear regression to neural networks
#
# Draw the model as a network: a circle for each feature and for the output, a line for each weight. The number of inputs $d$ is the *feature dimensionality*. Inputs are given and not computed, so they do not count, and linear regression is a network with a **single layer** and a single neuron in it. Every input is joined to every output: such a layer is called *fully connected*, or *dense*. In section 3.3 torch's own `nn.Linear` takes the place of $\mathbf{X}\mathbf{w} + b$; later sections put more neurons into a layer, and more layers on top of one another. The loss, the gradient and the steps stay as you have written them here.

# %% tags=["demo"]
_, ax = plt.subplots(figsize=(4.5, 2.8), layout="constrained")
inputs = [(0.0, 3.0, "$x_1$"), (0.0, 2.0, "$x_2$"), (0.0, 0.0, "$x_d$")]
for (px, py, name), w_name in zip(inputs, ("$w_1$", "$w_2$", "$w_d$")):
    ax.plot([px, 3], [py, 1.5], color="grey", zorder=1)
    ax.text(1.2, py + (1.5 - py) * 0.4 + 0.12, w_name, ha="center", va="bottom")
    ax.text(px, py, name, ha="center", va="center", zorder=3)
ax.text(0, 1, r"$\vdots$", ha="center", va="center")
ax.text(3, 1.5, r"$\hat y$", ha="center", va="center", zorder=3)
ax.scatter([0, 0, 0, 3], [3, 2, 0, 1.5], s=700, color="white", edgecolor=["tab:blue"] * 3 + ["tab:red"], zorder=2)
ax.text(0, -0.75, "inputs", ha="center", va="center")
ax.text(3, -0.75, "output layer", ha="center", va="center")
ax.set(xlim=(-0.8, 3.9), ylim=(-1, 3.6))
ax.axis("off")
plt.show()

# %% [markdown]
# ## Look back
#
# * A model, a loss, and a way to make the loss small: that is all of training.
# * The gradient of half a squared error is the error, weighted with the features. At the best line the errors are balanced against every feature.
# * The analytical solution belongs to linear regression alone. Steps against the gradient of a few examples work for nearly everything.
# * A loss is a statement about noise: squares for normal noise, absolute values for noise with heavier tails.
# * Shapes that differ by a 1 broadcast silently; products of many probabilities underflow. Reshape first, and add logarithms.
#
# Try: a learning rate of 0.7 or 0.9 in the picture of the bowl, and minibatches of 2. A fourth example at $x = 2$, $y = 40$: how far does the line turn? What does `normal_equation` answer when every house has the same area?
#
# Next: [3.2 Linear regression from scratch](../ch03_02_linear_regression_scratch/ch03_02_linear_regression_scratch.ipynb), which puts these pieces into a training loop and lets autograd find the gradients.
