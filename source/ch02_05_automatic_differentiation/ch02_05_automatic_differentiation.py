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
# # 2.5 Automatic differentiation / 自动微分
#
# In section 2.4 you had two ways to a derivative. Formulas are exact, but somebody has to write one for every new function. Differences need no formula, but they are inexact, and they evaluate the function again for each variable; a network has millions of variables. Automatic differentiation is a third way: torch records every operation while it computes, and then applies the chain rule to the record, from the result back to the variables. That is exact up to rounding, and costs about as much as a few evaluations of the function, however many variables there are. Training is built on it. About 60 minutes, 20 points.
#
# **You learn** to get gradients from autograd: of scalars and vectors, with a factor held constant, through loops, and twice in a row.
#
# **You need** sections 2.1 (tensors) and 2.4 (gradients and the chain rule).
#
# | function | question it answers |
# |---|---|
# | `grad_of` | what is the gradient of a scalar? |
# | `sequential_grads` | what happens to `x.grad` when `backward()` runs again? |
# | `vector_backward` | what if the result is a vector? |
# | `derivative_curve` | what is the derivative at many points at once? |
# | `detached_grad` | what if a part of the formula counts as a constant? |
# | `piecewise_scale` | what if the computation has loops and branches? |
# | `second_derivative` | what is the derivative of the derivative? |
#
# **What you get back.** Each function is graded on its own, so a mistake in one of them costs you only that one; the checks in the notebook may call your other functions too. Run the check below each exercise before you go on; the graders look further, at other functions, shapes and types.

# %%
import matplotlib.pyplot as plt
import torch

# %% [markdown]
# ## A graph, forwards and backwards
#
# Take $z = (a + b)\, b$ at $a = 2$, $b = 1$. Torch computes it in two steps, $u = a + b = 3$ and $z = u\, b = 3$, and keeps a *computational graph*: which operation made each value, and from which others. Each arrow of the graph has a simple local derivative:
#
# $$\frac{\partial u}{\partial a} = 1, \qquad \frac{\partial u}{\partial b} = 1, \qquad \frac{\partial z}{\partial u} = b = 1, \qquad \frac{\partial z}{\partial b}\Big|_{u} = u = 3.$$
#
# The last of them holds $u$ fixed: it is what $b$ does to $z$ *directly*. To *backpropagate* is to walk from $z$ against the arrows and multiply as you go. Where several arrows leave a value, it has several ways to influence the result, and their contributions add up:
#
# | | by way of | gradient of $z$ |
# |---|---|---|
# | $z$ | itself | $1$ |
# | $u$ | the product | $1 \cdot b = 1$ |
# | $a$ | the sum | $1 \cdot 1 = 1$ |
# | $b$ | the sum, and the product directly | $1 \cdot 1 + 1 \cdot u = 4$ |
#
# Check it with pen and paper: $z = ab + b^2$, so $\partial z / \partial a = b = 1$ and $\partial z / \partial b = a + 2b = 4$. In the drawing the values run forwards in black, the local derivatives stand on the arrows in grey, and the gradients come backwards in red.

# %% tags=["demo"]
boxes = {  # name: place, value, gradient
    "a": (0, 1, "$a = 2$", "1"),
    "b": (0, 0, "$b = 1$", r"1 $\cdot$ 1 + 1 $\cdot$ 3 = 4"),
    "u": (1.6, 0.8, "$u = a + b = 3$", r"1 $\cdot$ 1 = 1"),
    "z": (3.2, 0.25, "$z = u\\,b = 3$", "1"),
}
arrows = [("a", "u", "1"), ("b", "u", "1"), ("u", "z", "$b = 1$"), ("b", "z", "$u = 3$")]

_, ax = plt.subplots(figsize=(8, 3.2), layout="constrained")
for start, end, local in arrows:
    (x0, y0), (x1, y1) = boxes[start][:2], boxes[end][:2]
    ax.annotate("", (x1, y1), (x0, y0), arrowprops={"arrowstyle": "->", "shrinkA": 28, "shrinkB": 46, "color": "grey"})
    ax.text((x0 + x1) / 2, (y0 + y1) / 2, local, ha="center", va="center", color="grey", backgroundcolor="white")
for x0, y0, value, gradient in boxes.values():
    ax.text(x0, y0, value, ha="center", va="center", bbox={"boxstyle": "round", "facecolor": "white"})
    ax.text(x0, y0 - 0.15, gradient, ha="center", va="top", color="tab:red")
ax.set(xlim=(-0.6, 3.8), ylim=(-0.4, 1.2))
ax.axis("off")
plt.show()

# %% [markdown]
# In torch it takes three lines. `requires_grad=True` (or, for a tensor that is there already, `x.requires_grad_()`) says for which variables the record is kept; such a tensor, made by you and not computed, is a *leaf* of the graph. `backward()` walks back from a result, and leaves the gradient of each leaf in its `.grad`, which is `None` until then. Below the two gradients the cell prints the graph itself: every computed tensor knows in `grad_fn` how to go one step back, and each step knows the next. `AccumulateGrad` is a leaf, the place where a gradient arrives; here $b$ is reached twice.

# %% tags=["demo"]
a, b = torch.tensor(2.0, requires_grad=True), torch.tensor(1.0, requires_grad=True)
z = (a + b) * b
z.backward()
print("gradients:", a.grad.item(), b.grad.item(), "\n")


def print_graph(step, depth=0):
    """Print a step of the backward pass, and below it the steps that follow."""
    leaf = f": {'a' if step.variable is a else 'b'}" if hasattr(step, "variable") else ""
    print("    " * depth + step.name() + leaf)
    for following, _ in step.next_functions:
        print_graph(following, depth + 1)


print_graph(z.grad_fn)


# %% [markdown]
# The example that you will check your first function with: $y = 2\, \mathbf{x}^\top \mathbf{x}$ at $\mathbf{x} = (0, 1, 2, 3)$. By hand, $\nabla_{\mathbf{x}}\, y = 4 \mathbf{x} = (0, 4, 8, 12)$.
#
# ## The gradient of a scalar
#
# Recording leaves traces. After `x.requires_grad_(True)` whatever anyone computes from `x` is recorded too, and after `backward()` there is a gradient in `x.grad`, to which the next `backward()` adds. In a notebook where one `x` serves for twenty cells, that is how results come out doubled. A function that only *looks up* a gradient should leave `x` as it was. The clean way is a leaf of your own: `x.detach()` is a new tensor with the values of `x` and no history, and what you switch on there, or what arrives in its `.grad`, does not show on `x`.
#
# **Exercise (3 points).** Write `grad_of`. Things to mind:
#
# * `f` takes a tensor of the shape of `x` and returns a scalar. `x` may have any shape, may require gradients or not, and may itself be the result of a computation.
# * After the call the values of `x`, its `requires_grad` and its `.grad` are what they were, and a second call gives the same gradient again. If `x` came out of a computation, that graph still works.
# * The caller may have switched recording off with `torch.no_grad()`. Inside `with torch.enable_grad():` it is on.

# %% nbgrader={"grade": false, "grade_id": "grad_of", "locked": false, "schema_version": 3, "solution": true, "task": false}
def grad_of(f, x):
    """The gradient of a scalar function at x; x is left as it was.

    Args:
        f: function of a tensor in the shape of x; returns a scalar tensor, float ().
        x: where to differentiate, float, any shape.

    Returns:
        The gradient, in shape and dtype of x.
    """
    ### BEGIN SOLUTION
    leaf = x.detach().requires_grad_()
    with torch.enable_grad():
        f(leaf).backward()
    return leaf.grad
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_grad_of", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
x = torch.arange(4.0)
gradient = grad_of(lambda x: 2 * torch.dot(x, x), x)
assert isinstance(gradient, torch.Tensor), "grad_of returns the gradient, a tensor"
assert torch.allclose(gradient, 4 * x), "the gradient of 2 x.x is 4x"
assert not x.requires_grad and x.grad is None, "grad_of leaves x as it was: no requires_grad, nothing in x.grad"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Gradients add up
#
# In the graph above, the two contributions to the gradient of $b$ were added. Torch does that by *adding* everything that arrives at a leaf to its `.grad`, and it makes no difference between two ways through one graph and two calls of `backward()`. So a second call, with another function, gives the sum of both gradients. Sometimes this is what one wants: a large batch can be worked through in parts. Mostly it is not, and one clears the gradient first, with `x.grad.zero_()` or `x.grad = None`.
#
# Take $\mathbf{x} = (1, 2)$ and two functions, $f_1 = \mathbf{x}^\top \mathbf{x}$ with the gradient $2\mathbf{x} = (2, 4)$ and $f_2 = x_1 + x_2$ with the gradient $(1, 1)$. What is in `.grad` after each `backward()`?
#
# | | after $f_1$ | after $f_2$ |
# |---|---|---|
# | cleared before each | $(2, 4)$ | $(1, 1)$ |
# | never cleared | $(2, 4)$ | $(3, 5)$ |
#
# **Exercise (4 points).** Write `sequential_grads`: make one leaf with the values of `x`, run `backward()` for each function in turn, and report what is in `.grad` after each, with (`reset=True`) or without (`reset=False`) clearing in between. Two traps:
#
# * Before the first `backward()` there is no gradient yet: `.grad` is `None`, and `None` has no `zero_()`.
# * `.grad` is *one* tensor, and the next `backward()` or `zero_()` changes it where it lies. A list of three references to it shows its last value three times, so each report needs a memory of its own.
#
# As before, `x` itself is left alone, and a gradient that it already has plays no part.

# %% nbgrader={"grade": false, "grade_id": "sequential_grads", "locked": false, "schema_version": 3, "solution": true, "task": false}
def sequential_grads(fs, x, reset):
    """What .grad holds after the backward pass of each function in turn; x is left as it was.

    Args:
        fs: list of functions of a tensor (n,), each returning a scalar tensor; may be empty.
        x: where to differentiate, float (n,).
        reset: whether to clear the gradient before each backward pass.

    Returns:
        A list with one tensor (n,) for each function: its own gradient with reset, else the sum of the gradients so far.
    """
    ### BEGIN SOLUTION
    leaf = x.detach().requires_grad_()
    grads = []
    for f in fs:
        if reset:
            leaf.grad = None
        f(leaf).backward()
        grads.append(leaf.grad.clone())
    return grads
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_sequential_grads", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
x = torch.tensor([1.0, 2.0])
fs = [lambda x: x @ x, lambda x: x.sum()]
apart, together = sequential_grads(fs, x, reset=True), sequential_grads(fs, x, reset=False)
assert len(apart) == len(together) == 2, "one gradient for each function"
assert torch.allclose(apart[1], torch.ones(2)), "with reset, each gradient is that of one function alone"
assert torch.allclose(together[1], torch.tensor([3.0, 5.0])), "without reset, the second gradient comes on top of the first"
assert torch.allclose(together[0], torch.tensor([2.0, 4.0])), "the first report must still show the first gradient"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## When the result is a vector
#
# For $\mathbf{y} = f(\mathbf{x})$ with $m$ elements the derivative is the Jacobian $\mathbf{J} \in \mathbb{R}^{m \times n}$, $J_{ij} = \partial y_i / \partial x_j$. A backward pass never builds it. It goes back from a *scalar*, and so it wants to be told how to make one: by weights $\mathbf{v} \in \mathbb{R}^m$, one for each element of the result. What arrives is the gradient of the weighted sum,
#
# $$\nabla_{\mathbf{x}} \sum_{i=1}^{m} v_i\, y_i = \mathbf{J}^\top \mathbf{v} \in \mathbb{R}^n,$$
#
# a *vector-Jacobian product*. With weights of one it is the gradient of `y.sum()`. Called on a vector without weights, `y.backward()` refuses.
#
# On paper: $\mathbf{y} = (x_1 x_2,\ x_1 + x_2,\ x_1^2)$ at $\mathbf{x} = (2, 3)$ has
#
# $$\mathbf{J} = \begin{bmatrix} 3 & 2 \\ 1 & 1 \\ 4 & 0 \end{bmatrix}, \qquad \mathbf{J}^\top \begin{bmatrix} 1 \\ 1 \\ 1 \end{bmatrix} = \begin{bmatrix} 8 \\ 3 \end{bmatrix}, \qquad \mathbf{J}^\top \begin{bmatrix} 1 \\ 0 \\ -1 \end{bmatrix} = \begin{bmatrix} -1 \\ 2 \end{bmatrix}.$$
#
# **Exercise (3 points).** Write `vector_backward`. There are as many weights as *results*, which need not be as many as variables; if the caller gives none, all of them are one.

# %% nbgrader={"grade": false, "grade_id": "vector_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
def vector_backward(f, x, v=None):
    """The vector-Jacobian product of f at x, J^T v; x is left as it was.

    Args:
        f: function of a tensor (n,) that returns a tensor (m,).
        x: where to differentiate, float (n,).
        v: weights of the m results, float (m,); ones if None.

    Returns:
        The gradient of the weighted sum of the results, float (n,).
    """
    ### BEGIN SOLUTION
    leaf = x.detach().requires_grad_()
    y = f(leaf)  # (m,)
    y.backward(torch.ones_like(y) if v is None else v)
    return leaf.grad
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_vector_backward", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
x = torch.tensor([2.0, 3.0])


def three(x):
    return torch.stack([x[0] * x[1], x[0] + x[1], x[0] ** 2])


assert vector_backward(three, x).shape == (2,), "one number for each variable, whatever the number of results"
assert torch.allclose(vector_backward(three, x), torch.tensor([8.0, 3.0])), "without v, every result has the weight 1"
weighted = vector_backward(three, x, torch.tensor([1.0, 0.0, -1.0]))
assert torch.allclose(weighted, torch.tensor([-1.0, 2.0])), "with v, the result is J^T v"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## A whole curve in one pass
#
# Let $f$ work on each element by itself, $y_i = f(x_i)$, as `torch.sin` does. Then $y_i$ depends on $x_i$ and on nothing else, the Jacobian is diagonal, and its product with a vector of ones is the diagonal:
#
# $$\mathbf{J} = \begin{bmatrix} f'(x_1) & & \\ & \ddots & \\ & & f'(x_n) \end{bmatrix}, \qquad \mathbf{J}^\top \mathbf{1} = \bigl(f'(x_1), \ldots, f'(x_n)\bigr)^\top.$$
#
# Nothing is mixed up by the sum, and all $n$ derivatives come at the price of one.
#
# **Exercise (2 points).** Write `derivative_curve`: the derivative of an elementwise function at each of many points, with one call of `f` and one backward pass for all of them. A loop over the points is not what is asked for.

# %% nbgrader={"grade": false, "grade_id": "derivative_curve", "locked": false, "schema_version": 3, "solution": true, "task": false}
def derivative_curve(f, xs):
    """The derivative of an elementwise function at many points, in one pass; xs is left as it was.

    Args:
        f: elementwise function of a tensor (n,); returns a tensor (n,).
        xs: the points, float (n,).

    Returns:
        The derivatives f'(x_i), float (n,).
    """
    ### BEGIN SOLUTION
    leaf = xs.detach().requires_grad_()
    f(leaf).sum().backward()
    return leaf.grad
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_derivative_curve", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
xs = torch.linspace(-2, 2, 9)
slopes = derivative_curve(lambda x: x**2, xs)
assert slopes.shape == (9,), "one derivative for each point"
assert torch.allclose(slopes, 2 * xs), "the derivative of x^2 at each point is 2x"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# See the derivative of the sine, which nobody told torch to be the cosine: it was found step by step. The dotted line is `torch.cos`, drawn on top. On the right is a function whose formula you would not like to differentiate, $\sin(x^2) / (1 + |x|)$.

# %% tags=["demo"]
def wild(x):
    """An elementwise function with an unpleasant derivative."""
    return torch.sin(x**2) / (1 + x.abs())


xs = torch.linspace(-4, 4, 500)
_, axes = plt.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
for ax, f, name in zip(axes, (torch.sin, wild), (r"\sin x", r"\sin(x^2) / (1 + |x|)")):
    ax.plot(xs, f(xs), label=f"${name}$")
    ax.plot(xs, derivative_curve(f, xs), label="its derivative")
    ax.set(xlabel="$x$")
axes[0].plot(xs, torch.cos(xs), ":", color="black", label=r"$\cos x$")
for ax in axes:
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncol=3, frameon=False)
plt.show()


# %% [markdown]
# ## Holding a factor constant
#
# Sometimes a quantity depends on $\mathbf{x}$, and one wants the gradient as if it did not. `u = y.detach()` has the values of `y` but no history; for the backward pass, `u` is a constant. Consider
#
# $$z = \sum_i f(\mathbf{x})_i\; g(\mathbf{x})_i.$$
#
# By the product rule both factors contribute to the gradient. With $\mathbf{u} = f(\mathbf{x})$ detached only $g$ does:
#
# $$\nabla_{\mathbf{x}} \sum_i u_i\, g(\mathbf{x})_i = \mathbf{J}_g^\top \mathbf{u}, \qquad \text{and for elementwise functions} \quad \bigl(f(x_1)\, g'(x_1), \ldots, f(x_n)\, g'(x_n)\bigr)^\top.$$
#
# The classical example has $f(x) = x^2$ and $g(x) = x$. At $\mathbf{x} = (1, 2, 3)$:
#
# | | gradient of $\sum_i x_i^2 \cdot x_i$ | |
# |---|---|---|
# | nothing detached | $3 x_i^2$ | $(3, 12, 27)$ |
# | $u_i = x_i^2$ detached | $u_i$ | $(1, 4, 9)$ |
#
# Do not read a rule into the second row: the gradient equals $\mathbf{u}$ only because $g'(x) = 1$ here.
#
# **Exercise (3 points).** Write `detached_grad`. The functions take a tensor $(n,)$ and return one; in the hidden checks they are not always elementwise. Only $f(\mathbf{x})$ is held constant. If the leaf itself is detached, no gradient arrives at all.

# %% nbgrader={"grade": false, "grade_id": "detached_grad", "locked": false, "schema_version": 3, "solution": true, "task": false}
def detached_grad(f, g, x):
    """The gradient of sum(f(x) * g(x)) with f(x) held constant; x is left as it was.

    Args:
        f: function of a tensor (n,) that returns a tensor (n,), the constant factor.
        g: function of a tensor (n,) that returns a tensor (n,).
        x: where to differentiate, float (n,).

    Returns:
        The gradient, float (n,).
    """
    ### BEGIN SOLUTION
    leaf = x.detach().requires_grad_()
    u = f(leaf).detach()
    (u * g(leaf)).sum().backward()
    return leaf.grad
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_detached_grad", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
x = torch.tensor([1.0, 2.0, 3.0])
gradient = detached_grad(lambda x: x * x, lambda x: x, x)
assert gradient is not None, "no gradient arrived: is more detached than f(x)?"
assert torch.allclose(gradient, torch.tensor([1.0, 4.0, 9.0])), "with u = x^2 held constant, the gradient of u * x is u"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# The picture belongs to the same example. Both curves are "the derivative of $x^2 \cdot x$", and they differ by the share that goes through the factor $x^2$, which is $2 x \cdot x$, the shaded part.

# %% tags=["demo"]
xs = torch.linspace(-2, 2, 200)
whole = derivative_curve(lambda x: x * x * x, xs)
part = detached_grad(lambda x: x * x, lambda x: x, xs)
_, ax = plt.subplots(figsize=(5, 3.2), layout="constrained")
ax.plot(xs, whole, label="nothing detached, $3x^2$")
ax.plot(xs, part, label="factor $x^2$ detached, $x^2$")
ax.fill_between(xs, part, whole, alpha=0.15)
ax.set(xlabel="$x$", ylabel="gradient")
ax.legend()
plt.show()


# %% [markdown]
# ## Loops and branches
#
# The graph is recorded anew in each call, from the operations that really took place. So Python's own `while` and `if` may decide what is computed, even by looking at values: what is recorded is the path that was taken, and the backward pass goes back along it. The *comparison* `b.norm() < limit` gives a truth value without a gradient, and that is right: a tiny change of the input does not change the path.
#
# Define a function by a recipe: double `a` until its L2 norm, $\sqrt{\sum_i a_i^2}$ over all its elements, is at least `limit`; then, if the sum of the elements is positive, that is the result, and if not, the result is 100 times it. With `limit` 20:
#
# | `a` | norms | doubled | sum | factor | result |
# |---|---|---|---|---|---|
# | $(3, 4)$ | 5, 10, 20 | twice | positive | 4 | $(12, 16)$ |
# | $(-3, -4)$ | 5, 10, 20 | twice | negative | 400 | $(-1200, -1600)$ |
# | $(30, -40)$ | 50 | never | negative | 100 | $(3000, -4000)$ |
#
# No formula for this function is in sight, but in a neighbourhood of almost every `a` it is just $k\, \mathbf{a}$ with a constant $k$, the *factor*. So its derivative is $k$, and for a scalar input one can read it off as output divided by input.
#
# **Exercise (3 points).** Write `piecewise_scale`. It has to stay differentiable: what is returned must be computed from `a` by torch. Turning values into Python numbers and back (`item()`, `tolist()`, a new `torch.tensor`) cuts the graph. Two more things to mind: `a *= 2` would change the caller's tensor, and zeros can be doubled for ever; for them the result is zeros.

# %% nbgrader={"grade": false, "grade_id": "piecewise_scale", "locked": false, "schema_version": 3, "solution": true, "task": false}
def piecewise_scale(a, limit=1000.0):
    """Double a until its norm reaches a limit; then multiply by 100 unless the sum is positive.

    Args:
        a: float, any shape; left as it was.
        limit: a number that the L2 norm of all elements has to reach.

    Returns:
        The scaled tensor in shape and dtype of a, differentiable; zeros if all elements are zero. If nothing was scaled, a itself
        will do.
    """
    ### BEGIN SOLUTION
    b = a
    if not b.any():
        return b
    while b.norm() < limit:
        b = b * 2
    return b if b.sum() > 0 else 100 * b
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_piecewise_scale", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
a = torch.tensor([3.0, 4.0], requires_grad=True)
assert torch.allclose(piecewise_scale(a, 20), torch.tensor([12.0, 16.0])), "norm 5, 10, 20: it has reached the limit"
assert torch.allclose(piecewise_scale(-a, 20), torch.tensor([-1200.0, -1600.0])), "for a sum that is not positive, 100 times as much"
assert piecewise_scale(a).requires_grad, "the result must be computed from a, so that a gradient can flow back"


class Patience(torch.overrides.TorchFunctionMode):
    """Ends a loop that would go on for ever."""

    steps = 0

    def __torch_function__(self, function, types, args=(), kwargs=None):
        self.steps += 1
        assert self.steps < 1000, "zeros are doubled for ever: they need an answer of their own"
        return function(*args, **(kwargs or {}))


with Patience():
    assert not piecewise_scale(torch.zeros(2)).any(), "zeros stay zeros"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# The first two pictures show the function for single numbers below and above zero; mind that the two heights differ by a factor of 100. On each side it is a fan of straight pieces, which would all meet at the origin if one prolonged them, as the grey lines do. The third picture has the factor, found by your `grad_of`, on a logarithmic axis: powers of two on the right, and 100 times as much on the left. At the jumps there is no derivative; autograd gives that of the path taken, and does not warn.

# %% tags=["demo"]
numbers = torch.linspace(-3, 3, 600)  # an even number of points: none of them is zero
values = torch.stack([piecewise_scale(a) for a in numbers])
factors = torch.stack([grad_of(piecewise_scale, a) for a in numbers])

_, axes = plt.subplots(1, 3, figsize=(11, 3.2), layout="constrained")
for ax, half in zip(axes, (numbers < 0, numbers > 0)):
    for factor in factors[half].unique()[:5]:
        end = 3 * numbers[half].sign()[0]
        ax.plot([0, end], [0, factor * end], color="lightgrey", linewidth=0.8)
    ax.plot(numbers[half], values[half], ".", markersize=2)
    ax.set(xlabel="$a$", ylabel="piecewise_scale(a)")
    ax.set_ylim(*sorted((0, 2200 * float(values[half].sign()[0]) * (100 if end < 0 else 1))))
axes[2].semilogy(numbers, factors, ".", markersize=2)
axes[2].set(xlabel="$a$", ylabel="factor")
plt.show()

print("a = 3:  output / input =", values[-1].item() / 3, "  derivative =", factors[-1].item())


# %% [markdown]
# ## The derivative of the derivative
#
# `torch.autograd.grad(y, x)` is the sibling of `backward()`: it *returns* the gradient, in a tuple with one entry for each variable, and leaves every `.grad` alone. A backward pass is a computation too. By default it is not recorded, to save memory; with `create_graph=True` it is, the gradient has a history of its own, and can be differentiated again.
#
# For an elementwise function, sum and differentiate, twice over. At $x = 1$ and $3$, $f(x) = x^3$ has $f'(x) = 3x^2 = 3$ and $27$, and $f''(x) = 6x = 6$ and $18$.
#
# One case needs care. The derivative of $f(x) = 3x$ is 3, whatever $x$ is: $x$ has no part in it, even with `create_graph=True`. To differentiate it by $x$ is an error in torch; in mathematics, the answer is 0. Here the 3 is a plain number, or a tensor without gradients, so there was nothing to record, and the slope's `requires_grad` is `False`. (Had the 3 required gradients itself, the slope would have a history, only without $x$ in it; then `allow_unused=True` makes torch return `None` instead of the error.)
#
# **Exercise (2 points).** Write `second_derivative`, for elementwise functions that are computed from `xs`, straight lines among them.

# %% nbgrader={"grade": false, "grade_id": "second_derivative", "locked": false, "schema_version": 3, "solution": true, "task": false}
def second_derivative(f, xs):
    """The second derivative of an elementwise function at many points; xs is left as it was.

    Args:
        f: elementwise function of a tensor (n,); returns a tensor (n,). Nothing but its argument requires gradients.
        xs: the points, float (n,).

    Returns:
        The second derivatives f''(x_i), float (n,).
    """
    ### BEGIN SOLUTION
    leaf = xs.detach().requires_grad_()
    (slope,) = torch.autograd.grad(f(leaf).sum(), leaf, create_graph=True)
    if not slope.requires_grad:  # the same at every point
        return torch.zeros_like(xs)
    (curvature,) = torch.autograd.grad(slope.sum(), leaf)
    return curvature
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_second_derivative", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
xs = torch.tensor([1.0, 3.0])
assert second_derivative(lambda x: x**3, xs).shape == (2,), "one number for each point"
assert torch.allclose(second_derivative(lambda x: x**3, xs), 6 * xs), "the second derivative of x^3 is 6x"
assert not second_derivative(lambda x: 3 * x, xs).any(), "a straight line has no curvature"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Three curves that belong together: $f(x) = x^3 / 3 - x$, its slope and its curvature. Where the slope crosses zero, at $x = -1$ and $1$, the function has a peak or a valley; the sign of the curvature says which. Where the curvature crosses zero the slope is smallest, and the function changes from bending down to bending up.

# %% tags=["demo"]
xs = torch.linspace(-2.2, 2.2, 200)
_, axes = plt.subplots(3, 1, figsize=(5, 5.4), sharex=True, layout="constrained")


def cubic(x):
    return x**3 / 3 - x


for ax, curve, name in zip(axes, (cubic(xs), derivative_curve(cubic, xs), second_derivative(cubic, xs)), ("f", "f'", "f''")):
    ax.plot(xs, curve)
    ax.axhline(0, color="grey", linewidth=0.8)
    for x in (-1, 0, 1):
        ax.axvline(x, color="grey", linestyle=":")
    ax.set_ylabel(f"${name}(x)$")
axes[-1].set_xlabel("$x$")
plt.show()

# %% [markdown]
# ## Look back
#
# * Torch records the operations of a computation as it runs, and the backward pass applies the chain rule to the record, from the result to the leaves.
# * Gradients are *added* to `.grad`: over the ways through one graph, and over calls of `backward()`. Clear them, and clone them if you keep them.
# * A backward pass starts from a scalar. For a vector it needs weights, and gives $\mathbf{J}^\top \mathbf{v}$ without ever building $\mathbf{J}$.
# * `detach()` makes a constant. Used on purpose it holds a factor fixed; by accident, as `item()` or a new tensor, it makes gradients vanish without an error.
# * Loops and branches are no obstacle: what is differentiated is the path that was taken.
#
# Try: call `backward()` twice on the same result; what does the error say, and what does `retain_graph=True` do about it? Compare `derivative_curve` with the differences of section 2.4 at $h = 10^{-1}, 10^{-3}, \ldots$ in float32. Draw `second_derivative` of `torch.relu`, and think about $x = 0$.
#
# Next: [2.6 Probability](../ch02_06_probability/ch02_06_probability.ipynb), which draws numbers at random and asks what can be known about them.
