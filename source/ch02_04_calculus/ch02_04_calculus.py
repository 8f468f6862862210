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
# # 2.4 Calculus and gradient identities / 微积分
#
# Training moves parameters so that a loss gets smaller, and for that it must know how the loss answers to a small change of each of them. That answer is the gradient. Later, torch will compute it for you; here you compute it twice, once with numbers alone, by making the small change and looking, and once with formulas. Each way checks the other, and this is how gradients are tested in real projects. About 60 minutes, 20 points.
#
# **You learn** to estimate gradients by finite differences, to write them in closed form, and to join them with the chain rule.
#
# **You need** section 2.3 (linear algebra).
#
# | part | function | question it answers |
# |---|---|---|
# | derivative | `numerical_lim` | how steep is a curve between two points? |
# | tangent | `tangent_line` | which line stands in for the curve nearby? |
# | rules | `differentiate_rules` | what are the slopes of a product and of a quotient? |
# | partial derivatives | `numerical_grad` | how does a function of many numbers answer to each of them? |
# | gradient | `gradient_identity` | what is the gradient, as a formula? |
# | | `grad_l2_norm` | and where a formula divides by zero? |
# | chain rule | `chain_rule` | how do derivatives pass through a function of functions? |
#
# **What you get back.** Each function is graded on its own, so a mistake in one of them costs you only that one; the checks in the notebook may call your other functions too. Run the check below each exercise before you go on; the graders look further, at other functions, shapes, types and magnitudes.

# %%
import math

import matplotlib.pyplot as plt
import numpy as np
import torch


# %% [markdown]
# ## The derivative
#
# Take a step $h$ to the right of $x$. The function changes by $f(x + h) - f(x)$; divided by $h$, this is the slope of the line through the two points, a *secant*. Let the step shrink, and the secant turns into the tangent. Its slope is the derivative:
#
# $$f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}.$$
#
# With $f(x) = x^2$ the limit can be followed on paper: $\frac{(x + h)^2 - x^2}{h} = \frac{2xh + h^2}{h} = 2x + h$, and this tends to $2x$. At $x = 3$:
#
# | $h$ | 1 | 0.1 | 0.01 | $\to 0$ |
# |---|---|---|---|---|
# | slope of the secant | 7 | 6.1 | 6.01 | 6 |
#
# **Exercise (2 points).** Write `numerical_lim`, the quotient under the limit, for the $h$ that is given. Three things to mind:
#
# * `f` is any Python function. It may use `math`, an `if` or a table, so all that you can do with it is call it.
# * $h$ may be negative; then the second point lies to the left. At the corner of $|x|$ the two sides disagree, and the quotient must show it.
# * $x$ may also be a tensor of points, for an `f` that works element by element. Leave it unchanged.

# %% nbgrader={"grade": false, "grade_id": "numerical_lim", "locked": false, "schema_version": 3, "solution": true, "task": false}
def numerical_lim(f, x, h):
    """The difference quotient of f between x and x + h.

    Args:
        f: function of a number, or elementwise function of a tensor; called as it is given.
        x: where, a number or a float tensor of any shape.
        h: the step, a number other than 0; it may be negative.

    Returns:
        Slope of the secant, a number; or a tensor in the shape of x, if x is one.
    """
    ### BEGIN SOLUTION
    return (f(x + h) - f(x)) / h
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_numerical_lim", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
assert abs(numerical_lim(lambda x: x**2, 3.0, 0.1) - 6.1) < 1e-9, "between 3 and 3.1 the secant of x**2 has the slope 6.1, as in the table"
assert abs(numerical_lim(math.exp, 0.0, 1e-6) - 1) < 1e-5, "the slope of exp at 0 is 1, and a step of 1e-6 comes close to it"
assert numerical_lim(abs, 0.0, -0.5) == -1, "to the left of its corner, |x| has the slope -1"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## The tangent
#
# Near $x_0$ a smooth curve looks straight. The line that it looks like passes through the point $(x_0, f(x_0))$ and has the slope $f'(x_0)$:
#
# $$t(x) = f(x_0) + f'(x_0)\,(x - x_0).$$
#
# Only the last $x$ varies. Both $f(x_0)$ and $f'(x_0)$ are plain numbers, which belong to the line and stay what they were when it was made.
#
# **Exercise (2 points).** Write `tangent_line`. It returns a *function*: give it a number or a tensor of points of any shape, and it gives the heights of the line there.

# %% nbgrader={"grade": false, "grade_id": "tangent_line", "locked": false, "schema_version": 3, "solution": true, "task": false}
def tangent_line(f, df, x0):
    """The line that touches the curve of f at x0.

    Args:
        f: function of a number.
        df: its derivative, a function of a number.
        x0: where the line touches, a number.

    Returns:
        A function from a number, or a float tensor of any shape, to the heights of the line there, in the same shape.
    """
    ### BEGIN SOLUTION
    height, slope = f(x0), df(x0)

    def line(x):
        return height + slope * (x - x0)

    return line
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_tangent_line", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
line = tangent_line(lambda x: x**2, lambda x: 2 * x, 3.0)
assert callable(line), "tangent_line returns a function, which is then called with x"
assert abs(line(3.0) - 9) < 1e-9, "at x0 the line has the height of the curve"
assert torch.allclose(line(torch.tensor([0.0, 4.0])), torch.tensor([-9.0, 15.0])), "away from x0 the line goes on with the slope that the curve has at x0"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Here are both at work on $f(x) = x^3/3 - x$, whose derivative is $x^2 - 1$. On the left the secants from $x_0 = 0.5$ turn into your tangent as $h$ shrinks. On the right the quotient is taken at every point of the axis: with $h = 0.5$ it is the derivative shifted to one side, with $h = 0.01$ the eye cannot tell the two apart.

# %% tags=["demo"]
def f(x):
    return x**3 / 3 - x


def df(x):
    return x**2 - 1


x0, grid = 0.5, torch.linspace(-2.2, 2.2, 200, dtype=torch.float64)
figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.8), layout="constrained")
left.plot(grid, f(grid), color="black", label="$f$")
for h, shade in ((1.6, "0.75"), (0.8, "0.6"), (0.3, "0.45")):
    secant = f(x0) + numerical_lim(f, x0, h) * (grid - x0)
    left.plot(grid, secant, color=shade, linewidth=1, label=f"secant, $h = {h}$")
    left.plot(x0 + h, f(x0 + h), ".", color=shade)
left.plot(grid, tangent_line(f, df, x0)(grid), color="C0", label="tangent")
left.plot(x0, f(x0), "o", color="C0")
left.set(xlabel="$x$", ylim=(-2, 3.2))
left.legend(loc="upper right", fontsize=8)
right.plot(grid, df(grid), color="black", linewidth=3, alpha=0.3, label="$f'$")
for h in (0.5, 0.01):
    right.plot(grid, numerical_lim(f, grid, h), label=f"quotient, $h = {h}$")
right.set(xlabel="$x$", ylabel="slope")
right.legend(fontsize=8)
plt.show()


# %% [markdown]
# ## Rules
#
# Nobody takes limits for every new function. A few rules do for nearly all of them: $(cf)' = cf'$ for a constant $c$, $(f + g)' = f' + g'$, and
#
# $$(f g)' = f' g + f g', \qquad \left(\frac{f}{g}\right)' = \frac{f' g - f g'}{g^2}.$$
#
# In a product each factor has its turn at changing while the other stands still. In a quotient a growing denominator makes the whole smaller, hence the minus, and which of the two terms carries it matters. For $f(x) = x^2$ and $g(x) = x + 1$ at $x = 1$ we have $f = 1$, $f' = 2$, $g = 2$, $g' = 1$. So the product has the slope $2 \cdot 2 + 1 \cdot 1 = 5$, and the quotient $(2 \cdot 2 - 1 \cdot 1) / 2^2 = 0.75$.
#
# **Exercise (2 points).** Write `differentiate_rules`. Four functions come in, and two come out: the derivative of the product and the derivative of the quotient. The product's derivative exists wherever both functions have one, also where $f$ or $g$ is zero.

# %% nbgrader={"grade": false, "grade_id": "differentiate_rules", "locked": false, "schema_version": 3, "solution": true, "task": false}
def differentiate_rules(f, df, g, dg):
    """Derivatives of a product and of a quotient, as functions.

    Args:
        f: function of a number, or elementwise function of a tensor.
        df: its derivative.
        g: another such function.
        dg: its derivative.

    Returns:
        Two functions of a number or tensor: the derivative of f * g, and that of f / g (where g is not 0).
    """
    ### BEGIN SOLUTION

    def product(x):
        return df(x) * g(x) + f(x) * dg(x)

    def quotient(x):
        return (df(x) * g(x) - f(x) * dg(x)) / g(x) ** 2

    return product, quotient
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_differentiate_rules", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
rules = differentiate_rules(lambda x: x**2, lambda x: 2 * x, lambda x: x + 1, lambda x: 1)
assert len(rules) == 2 and callable(rules[0]) and callable(rules[1]), "differentiate_rules returns two functions"
assert abs(rules[0](1.0) - 5) < 1e-9, "the product x**2 * (x + 1) has the slope 5 at 1, as computed above"
assert abs(rules[1](1.0) - 0.75) < 1e-9, "the quotient x**2 / (x + 1) has the slope 0.75 at 1, as computed above"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# A formula and a measurement should agree. Here is your rule against your quotient, for $x \sin x$ and $\sin x / x$ at a few points; the columns should match to about six digits.

# %% tags=["demo"]
product, quotient = differentiate_rules(math.sin, math.cos, lambda x: x, lambda x: 1.0)
print("    x     (x sin x)'  measured    (sin x / x)'  measured")
for x in (-2.0, 0.5, 1.0, 3.0):
    measured = [numerical_lim(h, x, 1e-7) for h in (lambda x: x * math.sin(x), lambda x: math.sin(x) / x)]
    print(f"{x:6.1f}   {product(x):10.6f} {measured[0]:10.6f}    {quotient(x):10.6f} {measured[1]:10.6f}")


# %% [markdown]
# ## Partial derivatives and the gradient
#
# A loss depends on many numbers. Change one of them, $x_i$, and hold all the others still: what you measure is the *partial derivative* $\partial f / \partial x_i$. All of them together, in a column, are the *gradient*:
#
# $$\nabla_{\mathbf{x}} f(\mathbf{x}) = \left[\frac{\partial f(\mathbf{x})}{\partial x_1}, \frac{\partial f(\mathbf{x})}{\partial x_2}, \ldots, \frac{\partial f(\mathbf{x})}{\partial x_n}\right]^\top.$$
#
# For $f(x_1, x_2) = x_1^2 x_2$ at $(3, 2)$: along $x_1$ the slope is $2 x_1 x_2 = 12$, along $x_2$ it is $x_1^2 = 9$, so the gradient is $[12, 9]^\top$.
#
# To measure it, look to *both* sides. The symmetric difference costs one more call and is far more exact, because the error of the step to the right and that of the step to the left nearly cancel. With $\mathbf{e}_i$ the vector that is 1 at place $i$ and 0 elsewhere,
#
# $$\frac{\partial f}{\partial x_i} \approx \frac{f(\mathbf{x} + h\,\mathbf{e}_i) - f(\mathbf{x} - h\,\mathbf{e}_i)}{2h}.$$
#
# For $x^3$, say, the quotient of one side is off by $3xh + h^2$, and the symmetric one by $h^2$ only. Ten times smaller steps make the one ten times better and the other a hundred times.
#
# But two nearly equal numbers are subtracted here, and their common digits vanish. A float32 number has about seven digits, so near 1 a step of $10^{-5}$ leaves two of them. Compute in float64, which has sixteen.
#
# **Exercise (4 points).** Write `numerical_grad`. Mind that
#
# * only one coordinate may move at a time;
# * `f` is called with float64 tensors in the shape of `x`, whatever type `x` has; it returns a number or a tensor with one element, and may leave torch on the way;
# * `x` may have any shape, and the result has the same one: a matrix has one partial derivative for each of its elements. `x.numel()` counts them, and `reshape` gives a vector of as many numbers the shape of `x`;
# * `x` must be afterwards exactly what it was. Adding $h$ and subtracting it again need not lead back to the same number.

# %% nbgrader={"grade": false, "grade_id": "numerical_grad", "locked": false, "schema_version": 3, "solution": true, "task": false}
def numerical_grad(f, x, h=1e-5):
    """Gradient of f at x by symmetric differences, computed in float64.

    Args:
        f: function from a float64 tensor in the shape of x to a number or a tensor of one element.
        x: where, a tensor of any shape, float or integer; it is left unchanged.
        h: how far to step to each side.

    Returns:
        Partial derivatives, float64, in the shape of x.
    """
    ### BEGIN SOLUTION
    point = x.to(torch.float64)
    partials = []
    for e in torch.eye(x.numel(), dtype=torch.float64):
        step = h * e.reshape(x.shape)
        partials.append(float(f(point + step) - f(point - step)) / (2 * h))
    return torch.tensor(partials, dtype=torch.float64).reshape(x.shape)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_numerical_grad", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
x = torch.tensor([3.0, 2.0])
gradient = numerical_grad(lambda x: x[0] ** 2 * x[1], x)
assert gradient.shape == (2,), "the gradient has the shape of x"
assert (gradient - torch.tensor([12.0, 9.0])).abs().max() < 1e-6, "the gradient of x1**2 * x2 at (3, 2) is [12, 9], to six digits: is one coordinate moved at a time, to both sides, in float64?"
assert torch.equal(x, torch.tensor([3.0, 2.0])), "x must be the same after the call"
cubes = numerical_grad(lambda X: float(np.sum(np.asarray(X) ** 3)), torch.ones(2, 3))
assert cubes.shape == (2, 3), "a matrix has a matrix of partial derivatives, and f may be written with numpy"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# How small should $h$ be? Below, the errors of both quotients for $\sin$ at $x = 1$, on logarithmic axes. From right to left, the one-sided error falls with slope 1 and the symmetric one with slope 2, as promised. Then both turn and rise: $f$ itself is known to sixteen digits only, and dividing that last uncertain digit by an ever smaller $h$ makes it ever larger. The best step is near $10^{-8}$ for one side and near $10^{-5}$ for both, which is why $10^{-5}$ is the default.
#
# On the right is what a gradient looks like: $f(\mathbf{x}) = \sin x_1 + \frac12 x_2^2$, its contour lines, and your gradients as arrows. Each stands at a right angle to the contour line through its starting point and points uphill; where the lines are close together, it is long. In the bowl at $(-\frac{\pi}{2}, 0)$ and on the pass at $(\frac{\pi}{2}, 0)$ it vanishes.

# %% tags=["demo"]
steps = torch.logspace(-13, 0, 80, dtype=torch.float64).tolist()
one_sided = [abs(numerical_lim(math.sin, 1.0, h) - math.cos(1)) for h in steps]
at_one = torch.ones(1, dtype=torch.float64)
symmetric = [abs(numerical_grad(lambda x: x.sin().sum(), at_one, h).item() - math.cos(1)) for h in steps]

figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.8), layout="constrained")
left.loglog(steps, one_sided, ".", label="one side, numerical_lim")
left.loglog(steps, symmetric, ".", label="both sides, numerical_grad")
left.loglog([1e-6, 1], [1e-6 / 2, 1 / 2], color="black", linewidth=0.7)
left.loglog([1e-4, 1], [1e-8 / 6, 1 / 6], color="black", linewidth=0.7)
left.text(1e-4, 3e-4, "slope 1", ha="right")
left.text(3e-3, 4e-8, "slope 2")
left.set(xlabel="$h$", ylabel="error of the derivative")
left.legend(fontsize=8)

x1, x2 = torch.meshgrid(torch.linspace(-3, 3, 80), torch.linspace(-2, 2, 60), indexing="ij")
right.contour(x1, x2, x1.sin() + x2**2 / 2, levels=12, colors="lightgrey")
for point in torch.cartesian_prod(torch.linspace(-2.5, 2.5, 6), torch.linspace(-1.2, 1.2, 5)):
    gradient = numerical_grad(lambda x: x[0].sin() + x[1] ** 2 / 2, point)
    right.quiver(*point, *gradient, angles="xy", scale_units="xy", scale=3, color="C0", width=0.005)
right.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
plt.show()


# %% [markdown]
# ## Gradients as formulas
#
# Measuring costs two calls of $f$ for each coordinate, and a network has millions of them. So we want formulas, for whole vectors and matrices at once. First, an agreement. $\mathbf{A}\mathbf{x}$ is a vector and has not one gradient but one for each output. The gradient is a column, so we put these columns side by side:
#
# $$\nabla_{\mathbf{x}} \mathbf{u} = \bigl[\nabla_{\mathbf{x}} u_1,\ \nabla_{\mathbf{x}} u_2,\ \ldots,\ \nabla_{\mathbf{x}} u_m\bigr], \qquad (\nabla_{\mathbf{x}} \mathbf{u})_{ij} = \frac{\partial u_j}{\partial x_i}, \qquad \text{shape } (n, m).$$
#
# Rows belong to the inputs, columns to the outputs. This is the *denominator layout*, named after what stands below in $\partial u_j / \partial x_i$. The other custom, one row for each output, is the *numerator layout*; its table is called the Jacobian, has the shape $(m, n)$, and is what `torch.autograd.functional.jacobian` returns. One is the transpose of the other. Where the formulas of two books disagree, this is the usual reason.
#
# An example with $m = 2$ outputs and $n = 3$ inputs, $u_1 = x_1 + 2x_2 + 3x_3$ and $u_2 = 4x_1 + 5x_2 + 6x_3$:
#
# $$\mathbf{A} = \begin{bmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{bmatrix}, \qquad \nabla_{\mathbf{x}} \mathbf{A}\mathbf{x} = \begin{bmatrix} 1 & 4 \\ 2 & 5 \\ 3 & 6 \end{bmatrix} = \mathbf{A}^\top.$$
#
# In this layout, six expressions and their gradients:
#
# | `kind` | expression | $\mathbf{A}$ | $\mathbf{x}$ | gradient | its shape |
# |---|---|---|---|---|---|
# | `"Ax"` | $\mathbf{A}\mathbf{x}$ | $(m, n)$ | $(n,)$ | $\mathbf{A}^\top$ | $(n, m)$ |
# | `"xTA"` | $\mathbf{x}^\top\mathbf{A}$ | $(n, m)$ | $(n,)$ | $\mathbf{A}$ | $(n, m)$ |
# | `"xTAx"` | $\mathbf{x}^\top\mathbf{A}\mathbf{x}$ | $(n, n)$ | $(n,)$ | $(\mathbf{A} + \mathbf{A}^\top)\,\mathbf{x}$ | $(n,)$ |
# | `"norm2"` | $\lVert\mathbf{x}\rVert^2$ | none | $(n,)$ | $2\mathbf{x}$ | $(n,)$ |
# | `"xTx"` | $\mathbf{x}^\top\mathbf{x}$ | none | $(n,)$ | $2\mathbf{x}$ | $(n,)$ |
# | `"fro2"` | $\lVert\mathbf{X}\rVert_F^2$ | none | $(r, c)$ | $2\mathbf{X}$ | $(r, c)$ |
#
# The third is worth a minute on paper. $\mathbf{x}^\top\mathbf{A}\mathbf{x} = \sum_i\sum_j a_{ij}\, x_i x_j$, and $x_k$ stands in it twice: as the left factor it brings $\sum_j a_{kj} x_j = (\mathbf{A}\mathbf{x})_k$, as the right one $\sum_i a_{ik} x_i = (\mathbf{A}^\top\mathbf{x})_k$. Only if $\mathbf{A}$ is symmetric may one write $2\mathbf{A}\mathbf{x}$. With $\mathbf{A} = \mathbf{I}$ the fourth and fifth follow, and the last says the same for each element of a matrix.
#
# **Exercise (5 points).** Write `gradient_identity`: one name in, the gradient out, in the denominator layout. Any other name is a `ValueError`.

# %% nbgrader={"grade": false, "grade_id": "gradient_identity", "locked": false, "schema_version": 3, "solution": true, "task": false}
def gradient_identity(kind, A, x):
    """Gradient of a matrix expression at x, in denominator layout: rows for inputs, columns for outputs.

    Args:
        kind: "Ax", "xTA", "xTAx", "norm2", "xTx" or "fro2".
        A: float (m, n) for "Ax", (n, m) for "xTA", (n, n) for "xTAx", not necessarily symmetric; None for the others.
        x: float (n,), of the same dtype; for "fro2" a matrix (r, c).

    Returns:
        Gradient in the dtype of x: (n, m) for "Ax" and "xTA", else in the shape of x.

    Raises:
        ValueError: kind is none of the six.
    """
    ### BEGIN SOLUTION
    if kind == "Ax":
        return A.t()
    if kind == "xTA":
        return A
    if kind == "xTAx":
        return (A + A.t()) @ x
    if kind in ("norm2", "xTx", "fro2"):
        return 2 * x
    raise ValueError(f"no identity of the name {kind!r}")
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_gradient_identity", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
A, x = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), torch.tensor([1.0, 0.0, -1.0])
assert gradient_identity("Ax", A, x).shape == (3, 2), "the gradient of Ax has one row for each of the 3 inputs, one column for each of the 2 outputs"
assert gradient_identity("xTA", A, x[:2]).shape == (2, 3), "the gradient of the row x^T A has one row for each of the 2 inputs, one column for each of the 3 outputs"
square = torch.tensor([[1.0, 2.0], [0.0, 3.0]])
assert torch.allclose(gradient_identity("xTAx", square, x[:2]), torch.tensor([2.0, 2.0])), "x^T A x is x1**2 + 2 x1 x2 + 3 x2**2 here, with the gradient [2, 2] at (1, 0)"
assert gradient_identity("fro2", None, A).shape == (2, 3), "a matrix X has a matrix of partial derivatives"
assert torch.allclose(gradient_identity("norm2", None, x), torch.tensor([2.0, 0.0, -2.0])), "the squared norm is x1**2 + x2**2 + x3**2, with the gradient [2, 0, -2] at (1, 0, -1)"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Do not believe a table, measure it. Each line below compares a formula with your `numerical_grad`; for the two expressions with several outputs, column $j$ of the formula is compared with the gradient of output $j$. The differences should be far below $10^{-6}$.

# %% tags=["demo"]
torch.manual_seed(0)
A, square = torch.randn(2, 3, dtype=torch.float64), torch.randn(3, 3, dtype=torch.float64)
x, X = torch.randn(3, dtype=torch.float64), torch.randn(2, 4, dtype=torch.float64)
measured = {
    "Ax": torch.stack([numerical_grad(lambda x: (A @ x)[j], x) for j in range(2)], dim=1),
    "xTA": torch.stack([numerical_grad(lambda x: (x @ square)[j], x) for j in range(3)], dim=1),
    "xTAx": numerical_grad(lambda x: x @ square @ x, x),
    "norm2": numerical_grad(lambda x: torch.linalg.vector_norm(x) ** 2, x),
    "xTx": numerical_grad(lambda x: x @ x, x),
    "fro2": numerical_grad(lambda X: torch.linalg.matrix_norm(X) ** 2, X),
}
matrices = {"Ax": A, "xTA": square, "xTAx": square}
for kind, found in measured.items():
    formula = gradient_identity(kind, matrices.get(kind), X if kind == "fro2" else x)
    print(f"{kind:6} shape {tuple(formula.shape)!s:7} largest difference {float((formula - found).abs().max()):.1e}")

# %% [markdown]
# The usual slip has a face, too. For $\mathbf{A} = \begin{bmatrix} 1 & 1.5 \\ 0 & 1 \end{bmatrix}$ the contour lines of $\mathbf{x}^\top\mathbf{A}\mathbf{x}$ are ellipses. Your gradient stands on them at a right angle; $2\mathbf{A}\mathbf{x}$ does not, so it cannot be a gradient of this function.

# %% tags=["demo"]
A = torch.tensor([[1.0, 1.5], [0.0, 1.0]])
x1, x2 = torch.meshgrid(torch.linspace(-3, 3, 80), torch.linspace(-3, 3, 80), indexing="ij")
figure, ax = plt.subplots(figsize=(4.6, 4.6), layout="constrained")
ax.contour(x1, x2, x1**2 + 1.5 * x1 * x2 + x2**2, levels=[0.5, 1.5, 3, 5, 8], colors="lightgrey")
for k, angle in enumerate(torch.linspace(0.3, 0.3 + 2 * torch.pi, 8)[:-1]):
    x = torch.stack([angle.cos(), angle.sin()])
    x = x * (1.5 / (x @ A @ x)).sqrt()  # onto the contour line of 1.5
    for gradient, color, name in ((gradient_identity("xTAx", A, x), "C0", "gradient_identity"), (2 * A @ x, "C3", "$2Ax$")):
        ax.quiver(*x, *gradient, angles="xy", scale_units="xy", scale=3, color=color, width=0.008, label=name if k == 0 else None)
ax.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
ax.legend(loc="upper right", fontsize=8)
plt.show()


# %% [markdown]
# ## The norm itself, and its corner
#
# Without the square the gradient looks quite different:
#
# $$\nabla_{\mathbf{x}} \lVert\mathbf{x}\rVert = \frac{\mathbf{x}}{\lVert\mathbf{x}\rVert}, \qquad \text{e.g. } \mathbf{x} = [3, 4]^\top,\ \lVert\mathbf{x}\rVert = 5,\ \nabla = [0.6, 0.8]^\top.$$
#
# It always has the length 1: however far from the origin you stand, a step straight away from it makes the norm larger by just that step. Only the direction counts, and that is why it stays well behaved where $2\mathbf{x}$ grows without bound.
#
# At the origin the norm has a corner, as $|x|$ has, and no gradient. The formula reads $0/0$ there. Programs agree on the zero vector, which is a sensible choice: it is the mean of the directions around it, and it leaves a parameter that is zero where it is.
#
# The computer adds a trap of its own. Float32 numbers reach from about $10^{-38}$ to $10^{38}$, so a vector with entries near $10^{25}$ is fine, but the squares under the root are infinite; near $10^{-25}$ they are all zero. Since only the direction counts, you may divide $\mathbf{x}$ by its largest absolute entry first, or you may compute in float64. A small constant added to the denominator is no cure: it spoils every vector that is as small as the constant.
#
# **Exercise (2 points).** Write `grad_l2_norm`, with the zero vector at the origin, for float32 vectors from $10^{-25}$ to $10^{25}$ as well.

# %% nbgrader={"grade": false, "grade_id": "grad_l2_norm", "locked": false, "schema_version": 3, "solution": true, "task": false}
def grad_l2_norm(x):
    """Gradient of the Euclidean norm; zero at the origin.

    Args:
        x: float (n,), n >= 1; float32 entries may be as large as 1e25, or all as small as 1e-25.

    Returns:
        Gradient, float (n,): a unit vector, or zeros if x is zero.
    """
    ### BEGIN SOLUTION
    if not x.any():
        return torch.zeros_like(x)
    direction = x / x.abs().max()
    return direction / direction.norm()
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_grad_l2_norm", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
assert torch.allclose(grad_l2_norm(torch.tensor([3.0, 4.0])), torch.tensor([0.6, 0.8])), "the gradient at (3, 4) is (0.6, 0.8)"
assert torch.equal(grad_l2_norm(torch.zeros(3)), torch.zeros(3)), "at the origin, the zero vector"
assert grad_l2_norm(torch.tensor([3e-25, 4e-25])).abs().max() > 0.5, "a tiny vector has a gradient of length 1 as well: look at the squares under the root"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## The chain rule
#
# A network is functions within functions. Let $y$ depend on $u_1, \ldots, u_m$, and each $u_j$ on $x_1, \ldots, x_n$. A small change of $x_i$ moves *every* $u_j$, and each of them moves $y$. The effects add up:
#
# $$\frac{\partial y}{\partial x_i} = \sum_{j=1}^{m} \frac{\partial y}{\partial u_j}\, \frac{\partial u_j}{\partial x_i}.$$
#
# Take three numbers $\mathbf{u} = \mathbf{A}\mathbf{x} - \mathbf{b}$ from two, and $y = \lVert\mathbf{u}\rVert^2$. This is how far a linear model misses its targets, and you will meet it again in chapter 3. With
#
# $$\mathbf{A} = \begin{bmatrix} 1 & 2 \\ 3 & 4 \\ 0 & 1 \end{bmatrix}, \qquad \mathbf{b} = \begin{bmatrix} 0 \\ 0 \\ 1 \end{bmatrix}, \qquad \mathbf{x} = \begin{bmatrix} 1 \\ -1 \end{bmatrix}:$$
#
# | | | |
# |---|---|---|
# | forward | $\mathbf{u} = \mathbf{A}\mathbf{x} - \mathbf{b}$ | $-1,\ -1,\ -2$ |
# | | $y = \lVert\mathbf{u}\rVert^2$ | $1 + 1 + 4 = 6$ |
# | back to $\mathbf{u}$ | $\partial y / \partial u_j = 2u_j$ | $-2,\ -2,\ -4$ |
# | back to $x_1$ | $\sum_j 2u_j\, a_{j1}$ | $-2 \cdot 1 - 2 \cdot 3 - 4 \cdot 0 = -8$ |
# | back to $x_2$ | $\sum_j 2u_j\, a_{j2}$ | $-2 \cdot 2 - 2 \cdot 4 - 4 \cdot 1 = -16$ |
#
# **Exercise (3 points).** Write `chain_rule`. Look at the layout: the table `du_dx` comes with one row for each $u_j$ and one column for each $x_i$, so `du_dx[j, i]` is $\partial u_j / \partial x_i$. That is the Jacobian, shape $(m, n)$, the transpose of $\nabla_{\mathbf{x}} \mathbf{u}$ in the denominator layout. If $m = n$ a wrong layout raises no error.

# %% nbgrader={"grade": false, "grade_id": "chain_rule", "locked": false, "schema_version": 3, "solution": true, "task": false}
def chain_rule(dy_du, du_dx):
    """Derivatives of y with respect to x, through u.

    Args:
        dy_du: float (m,); element j is the derivative of y for u_j.
        du_dx: float (m, n); element [j, i] is the derivative of u_j for x_i.

    Returns:
        float (n,); element i is the derivative of y for x_i.
    """
    ### BEGIN SOLUTION
    return dy_du @ du_dx
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_chain_rule", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
through = chain_rule(torch.tensor([-2.0, -2.0, -4.0]), torch.tensor([[1.0, 2.0], [3.0, 4.0], [0.0, 1.0]]))
assert through.shape == (2,), "there is one derivative for each x"
assert torch.allclose(through, torch.tensor([-8.0, -16.0])), "the effects of all u_j add up, as in the table above"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Everything together
#
# The gradient of $\lVert\mathbf{A}\mathbf{x} - \mathbf{b}\rVert^2$ from your parts: `gradient_identity("norm2", ...)` goes back to $\mathbf{u}$, `gradient_identity("Ax", ...)`, transposed into the other layout, goes on to $\mathbf{x}$, and `chain_rule` joins them. Written out, it is $2\mathbf{A}^\top(\mathbf{A}\mathbf{x} - \mathbf{b})$. Your `numerical_grad` knows nothing of these formulas and should find the same numbers, those of the table.
#
# Then the gradient gets to work: two hundred small steps against it, starting from this $\mathbf{x}$. They should end at the cross, the solution that `torch.linalg.lstsq` finds in its own way. The first steps run across the valley, where it is steep; then the path creeps along its floor, where the gradient is small. Much of chapter 11 is about this picture.

# %% tags=["demo"]
A, b = torch.tensor([[1.0, 2.0], [3.0, 4.0], [0.0, 1.0]], dtype=torch.float64), torch.tensor([0.0, 0.0, 1.0], dtype=torch.float64)
x = torch.tensor([1.0, -1.0], dtype=torch.float64)


def gradient_of_miss(x):
    dy_du = gradient_identity("norm2", None, A @ x - b)
    du_dx = gradient_identity("Ax", A, x).t()
    return chain_rule(dy_du, du_dx)


print("by the chain rule:", gradient_of_miss(x).tolist())
print("by measurement:   ", [round(float(g), 6) for g in numerical_grad(lambda x: ((A @ x - b) ** 2).sum(), x)])

path = [x]
for _ in range(200):
    path.append(path[-1] - 0.03 * gradient_of_miss(path[-1]))
path = torch.stack(path)
best = torch.linalg.lstsq(A, b.reshape(-1, 1)).solution.flatten()

figure, ax = plt.subplots(figsize=(5.5, 4), layout="constrained")
x1, x2 = torch.meshgrid(torch.linspace(-1.5, 1.5, 90), torch.linspace(-1.4, 1, 80), indexing="ij")
miss = ((torch.stack([x1, x2], dim=-1).double() @ A.t() - b) ** 2).sum(dim=-1)
ax.contour(x1, x2, miss, levels=[0.4, 0.7, 1.5, 3, 6, 12, 24, 48], colors="lightgrey")
ax.plot(*path.t(), marker=".", color="C0")
ax.plot(*best, "x", color="black", markersize=10)
ax.set(xlabel="$x_1$", ylabel="$x_2$", xlim=(-1.5, 1.5), ylim=(-1.4, 1), aspect="equal")
plt.show()

# %% [markdown]
# ## Look back
#
# * A derivative is the limit of a quotient. One-sided quotients are off by about $h$, symmetric ones by about $h^2$, and below a certain $h$ the digits run out.
# * A gradient has the shape of what it is taken for. Moving one coordinate at a time is slow and hard to get wrong, so it is the test for everything faster.
# * $\nabla_{\mathbf{x}}\,\mathbf{A}\mathbf{x}$ is $\mathbf{A}^\top$ in the denominator layout and $\mathbf{A}$ in the other. Say which one you use, and try formulas on matrices that are neither square nor symmetric: the others forgive too much.
# * Through several intermediate values, effects add up. One vector times one table, again and again, from the loss back to the parameters: that is all that backpropagation does.
#
# Try: `numerical_grad` with float32 all the way, at $h = 10^{-5}$. A step of 0.034 instead of 0.03 in the last picture. The one-sided quotient of $|x|$ at $10^{-3}$ with ever smaller $h$.
#
# Next: [2.5 Automatic differentiation](../ch02_05_automatic_differentiation/ch02_05_automatic_differentiation.ipynb), where torch does the chain rule for you.
