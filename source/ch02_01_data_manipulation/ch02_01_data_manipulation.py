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
# # 2.1 Tensor manipulation / 数据操作
#
# Whatever a network reads, learns or predicts is a table of numbers: a photograph, a sentence, a million weights. Such a table, with any number of axes, is called a *tensor*. This section is about handling tensors: make them, compute with them, join them, let small ones stretch to fit large ones, and know which of them lie in the same memory. Most of the hours lost in deep learning are lost on a wrong shape, or on a table that changed while nobody was looking; both can be learned here in small. About 60 minutes, 20 points.
#
# **You learn** to make, combine, broadcast, slice and overwrite tensors, and to tell a view of memory from a copy of it.
#
# **You need** nothing but Python.
#
# | topic | function | question it answers |
# |---|---|---|
# | making | `make_grid` | how does a row of numbers become a table? |
# | computing | `elementwise_report` | what do `+ - * / **`, `exp` and `==` do to tables? |
# | joining | `stack_blocks` | which axis grows? |
# | broadcasting | `broadcast_shape` | when do two shapes fit together, and what comes out? |
# | | `pairwise_sqdist` | what can be done with it in one line? |
# | memory | `overwrite_region` | how does one write into a part of a tensor? |
# | | `add_into` | how does a result land where there is room for it already? |
# | conversion | `bridge` | what do torch and numpy share? |
#
# **What you get back.** Each function is graded on its own, so a mistake in one of them costs you only that one; the checks in the notebook may call your other functions too. Run the check below each exercise before you go on; the graders look further, at other shapes and types and at what happens in memory.

# %%
import matplotlib.pyplot as plt
import numpy as np
import torch

# %% [markdown]
# ## Making tensors
#
# A tensor has a *shape*, one size for each axis; a number of elements, which is the product of the sizes; and one type for all its elements, its *dtype*. A tensor with one axis is a vector, with two a matrix, and with none, shape `()`, a single number.

# %% tags=["demo"]
x = torch.arange(6)
print(x, x.shape, x.numel(), x.dtype)
print(x.reshape(2, 3))
print(torch.zeros((2, 2, 3)).shape, torch.ones((2, 3)).sum(), torch.randn(2, 3).dtype)
print(torch.tensor([[2, 1], [4, 3]]).shape, torch.tensor(7.0).shape)

# %% [markdown]
# `torch.arange(n)` counts $0, 1, \dots, n-1$: the end is left out, as in Python's `range`, so there are $n$ numbers. They are integers unless you ask for another dtype. The name is one word, short for *array range*; spelled like the English verb it does not exist, which the next cell shows. You will read many messages like this one, and they are worth reading.

# %% tags=["demo"]
try:
    torch.arrange(12)
except AttributeError as error:
    print("AttributeError:", error)


# %% [markdown]
# `reshape` gives the same elements another shape. They lie in memory one after the other, and are dealt out **row by row**: the last axis runs fastest. In a table with $c$ columns, the element at row $i$ and column $j$ (both from 0) is number
#
# $$k = i\,c + j$$
#
# in memory. With $c = 4$ columns, row 2 and column 3 hold number $2 \cdot 4 + 3 = 11$, the last of twelve. One size may be left open, as in `x.reshape(2, -1)`, and follows from the number of elements; of an empty tensor it cannot be told.
#
# **Exercise (2 points).** Write `make_grid`: a table whose elements are $0, 1, 2, \dots$ in this order, with the dtype that is asked for. It is used again further down.

# %% nbgrader={"grade": false, "grade_id": "make_grid", "locked": false, "schema_version": 3, "solution": true, "task": false}
def make_grid(rows, cols, dtype=torch.float32):
    """A table that counts 0, 1, 2, ... row by row.

    Args:
        rows: how many rows, an integer; may be 0.
        cols: how many columns, an integer; may be 0.
        dtype: type of the elements, a torch dtype of numbers.

    Returns:
        A new tensor (rows, cols) of that dtype.
    """
    ### BEGIN SOLUTION
    return torch.arange(rows * cols, dtype=dtype).reshape(rows, cols)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_make_grid", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
grid = make_grid(2, 3)
assert grid.shape == (2, 3), "make_grid(2, 3) has two rows and three columns"
assert grid.tolist() == [[0, 1, 2], [3, 4, 5]], "make_grid counts from 0, along the rows"
assert grid.dtype == torch.float32, "without a dtype the table is float32"
assert make_grid(1, 2, torch.int64).dtype == torch.int64, "the table has the dtype that is asked for"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Computing element by element
#
# The operators of arithmetic act on tensors of one shape *element by element*: the result has that shape again, and each of its elements comes from the two elements in the same place. `*` is no exception; the matrix product is written `@` and comes in section 2.3. Functions such as `torch.exp` act on each element of one tensor.
#
# | `x` | `y` | `x + y` | `x - y` | `x * y` | `x / y` | `x ** y` | `exp(x)` | `x == y` |
# |---|---|---|---|---|---|---|---|---|
# | 1 | 2 | 3 | $-1$ | 2 | 0.5 | 1 | 2.718 | False |
# | 2 | 2 | 4 | 0 | 4 | 1 | 4 | 7.389 | True |
# | $-3$ | 2 | $-1$ | $-5$ | $-6$ | $-1.5$ | 9 | 0.0498 | False |
#
# Three things to mind:
#
# * `/` divides, also where both tensors hold integers: then the result is float. `//`, which rounds down, is something else. A division by zero raises nothing; it gives `inf` (and 0/0 gives `nan`, which equals nothing, not even itself).
# * A power of a negative number is fine as long as the exponent is a whole number, as in the last row.
# * `x == y` asks in each place whether the two are the *same* number and gives a tensor of truth values. Close is not the same, and whether *all* are equal is another question, with one answer (`torch.equal`).
#
# **Exercise (3 points).** Write `elementwise_report`, which computes all seven columns on the right of the table. `x` and `y` must come out as they went in; mind that `x += y` would write into `x`.

# %% nbgrader={"grade": false, "grade_id": "elementwise_report", "locked": false, "schema_version": 3, "solution": true, "task": false}
def elementwise_report(x, y):
    """Seven operations on two tensors, element by element.

    Args:
        x: tensor of any shape s, float or integer.
        y: tensor of the same shape; it is the divisor and the exponent. If both hold integers, none of y is negative.

    Returns:
        A dictionary of tensors of shape s: "add", "sub", "mul", "div" (true division) and "pow" of x and y, "exp" of x,
        and "eq", which is true where the elements of x and y are the same number.
    """
    ### BEGIN SOLUTION
    return {
        "add": x + y,
        "sub": x - y,
        "mul": x * y,
        "div": x / y,
        "pow": x**y,
        "exp": torch.exp(x),
        "eq": x == y,
    }
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_elementwise_report", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
x, y = torch.tensor([1.0, 2.0, -3.0]), torch.tensor([2.0, 2.0, 2.0])
report = elementwise_report(x, y)
for key in ("add", "sub", "mul", "div", "pow", "exp", "eq"):
    assert key in report, f"the report has an entry {key!r}"
    assert isinstance(report[key], torch.Tensor), f"{key!r} is a tensor, with one answer for each place"
    assert report[key].shape == (3,), f"{key!r} has the shape of x and y: one number for each place"
assert report["sub"].tolist() == [-1, 0, -5], "'sub' is x - y"
assert report["pow"].tolist() == [1, 4, 9], "'pow' is x to the power of y"
assert report["eq"].tolist() == [False, True, False], "'eq' compares place by place"
assert x.tolist() == [1, 2, -3] and y.tolist() == [2, 2, 2], "x and y are not changed"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Joining
#
# `torch.cat` joins tensors along an axis that they have already. Along axis 0 the tables are put one below the other and the number of rows grows; along axis 1 they stand side by side and the number of columns grows:
#
# $$\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix},\ \begin{bmatrix} 5 & 6 \\ 7 & 8 \end{bmatrix} \quad\longrightarrow\quad \begin{bmatrix} 1 & 2 \\ 3 & 4 \\ 5 & 6 \\ 7 & 8 \end{bmatrix}, \qquad \begin{bmatrix} 1 & 2 & 5 & 6 \\ 3 & 4 & 7 & 8 \end{bmatrix}.$$
#
# Both results hold the same eight numbers, but in another order in memory; read the right one along its rows: 1, 2, 5, 6, 3, ... No `reshape` makes one out of the other. And `torch.stack` is not `cat`: it makes a *new* axis.
#
# **Exercise (2 points).** Write `stack_blocks`, which returns both: first `X` on top of `Y`, then `X` to the left of `Y`.

# %% nbgrader={"grade": false, "grade_id": "stack_blocks", "locked": false, "schema_version": 3, "solution": true, "task": false}
def stack_blocks(X, Y):
    """Two tables joined in two ways.

    Args:
        X: tensor (r, c).
        Y: tensor (r, c) of the same dtype.

    Returns:
        X above Y, a tensor (2r, c), and X to the left of Y, a tensor (r, 2c), both of that dtype.
    """
    ### BEGIN SOLUTION
    return torch.cat((X, Y), dim=0), torch.cat((X, Y), dim=1)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_stack_blocks", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
vertical, horizontal = stack_blocks(torch.tensor([[1, 2]]), torch.tensor([[3, 4]]))
assert vertical.shape == (2, 2) and horizontal.shape == (1, 4), "two tables of shape (1, 2) give (2, 2) and then (1, 4)"
assert vertical.tolist() == [[1, 2], [3, 4]], "the first result has X on top and Y below"
assert horizontal.tolist() == [[1, 2, 3, 4]], "the second result has X on the left and Y on the right"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Broadcasting
#
# What if the shapes differ? A column of tens plus a row of units:
#
# | $+$ | 1 | 2 | 3 | 4 |
# |---|---|---|---|---|
# | **0** | 1 | 2 | 3 | 4 |
# | **10** | 11 | 12 | 13 | 14 |
# | **20** | 21 | 22 | 23 | 24 |
#
# Torch does exactly this with a tensor of shape $(3, 1)$ and one of shape $(1, 4)$: the column is repeated to the right, the row is repeated downwards, until both have shape $(3, 4)$, and then they are added element by element. No repeated number is stored; one is only read again. This is *broadcasting*, and every operator of the last exercise does it.

# %% tags=["demo"]
a = torch.tensor([[0.0], [10.0], [20.0]])
b = torch.tensor([[1.0, 2.0, 3.0, 4.0]])
panels = {f"a, shape {tuple(a.shape)}": a, f"b, shape {tuple(b.shape)}": b, f"a + b, shape {tuple((a + b).shape)}": a + b}
_, axes = plt.subplots(1, 3, figsize=(10, 3), layout="constrained", sharex=True, sharey=True)
for ax, (title, table) in zip(axes, panels.items()):
    ax.imshow(table.expand(3, 4), cmap="Blues", vmin=0, vmax=60)
    for i, j in np.ndindex(3, 4):
        stored = i < table.shape[0] and j < table.shape[1]
        ax.text(j, i, f"{table.expand(3, 4)[i, j]:.0f}", ha="center", va="center", color="black" if stored else "0.55")
    ax.set(title=title, xticks=range(4), yticks=range(3), xlabel="column")
axes[0].set_ylabel("row")
plt.show()


# %% [markdown]
# Black numbers are stored, grey ones are repeats. The rule for any two shapes:
#
# 1. Write the shapes one below the other so that their **last** axes stand in one column. The shorter one is filled up with 1s on the **left**.
# 2. Go through the columns. If the sizes are the same, that is the size of the result. If one of them is **1**, the result has the other size. Any other pair of sizes does not fit, and torch raises an error.
#
# | | | | |
# |---|---|---|---|
# | first shape | 2 | 1 | 4 |
# | second shape | (1) | 3 | 1 |
# | result | 2 | 3 | 4 |
#
# So $(2, 1, 4)$ and $(3, 1)$ give $(2, 3, 4)$. But $(3,)$ does not fit $(3, 2)$: the last sizes are 3 and 2, and neither of them is 1. Two consequences surprise people. A size is not stretched because it divides the other: 2 against 4 does not fit. And a size can be 0, in an empty tensor: then 1 against 0 gives 0 (the row is repeated no times), and 3 against 0 does not fit.
#
# **Exercise (3 points).** Write `broadcast_shape`, which says what shape comes out, or raises a `ValueError`. Write the rule itself, **in plain Python**: make no tensor or array, and do not call `torch.broadcast_shapes` or its like, which know the rule already; the graders notice. Shapes of terabytes then cost nothing.

# %% nbgrader={"grade": false, "grade_id": "broadcast_shape", "locked": false, "schema_version": 3, "solution": true, "task": false}
def broadcast_shape(a, b):
    """The shape of a result when tensors of shapes a and b are combined element by element.

    Makes no tensor and no array, and leaves the work to no function of torch or numpy.

    Args:
        a: a shape, a tuple of any number of integers (none, for a single number).
        b: another one; it may have more axes than a, or fewer.

    Returns:
        The shape of the result, a tuple of integers.

    Raises:
        ValueError: the shapes do not fit. (A RuntimeError, as torch raises it, counts as well.)
    """
    ### BEGIN SOLUTION
    length = max(len(a), len(b))
    a = (1,) * (length - len(a)) + tuple(a)
    b = (1,) * (length - len(b)) + tuple(b)
    shape = []
    for m, n in zip(a, b):
        if m != n and m != 1 and n != 1:
            raise ValueError(f"the sizes {m} and {n} do not fit")
        shape.append(n if m == 1 else m)
    return tuple(shape)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_broadcast_shape", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
assert tuple(broadcast_shape((3, 1), (1, 4))) == (3, 4), "an axis of size 1 is repeated up to the other size"
assert tuple(broadcast_shape((2, 1, 4), (3, 1))) == (2, 3, 4), "the last axes are aligned, and missing ones on the left count as 1"
assert tuple(broadcast_shape((), (5,))) == (5,), "a single number, of shape (), fits everything"
try:
    broadcast_shape((3,), (3, 2))
except (ValueError, RuntimeError) as error:
    assert not isinstance(error, NotImplementedError), "broadcast_shape is not written yet"
else:
    raise AssertionError("(3,) and (3, 2) do not fit: the last sizes are 3 and 2, and neither is 1")
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Broadcasting replaces loops. Say $m$ points are the rows of a matrix $\mathbf{A}$, $(m, d)$, and $n$ points the rows of $\mathbf{B}$, $(n, d)$. How far is each of the first from each of the second? The squared Euclidean distance is
#
# $$D_{ij} = \sum_{k=1}^{d} (a_{ik} - b_{jk})^2, \qquad \mathbf{D} \in \mathbb{R}^{m \times n}.$$
#
# On the right stand three indices: $i$ and $k$ of $\mathbf{A}$, $j$ and $k$ of $\mathbf{B}$. Give each of them an axis, in the order $(i, j, k)$, and put a 1 where a matrix has no such index: $\mathbf{A}$ becomes $(m, 1, d)$ and $\mathbf{B}$ becomes $(1, n, d)$. Their difference is $(m, n, d)$, all pairs at once, and a sum over one axis leaves $(m, n)$. An axis of size 1 can be put in with `A.reshape(m, 1, d)`, with `A.unsqueeze(1)`, or with `None` in an index, `A[:, None, :]`; `sum(dim=...)` adds up along an axis, which then is gone.
#
# On paper: the rows of $\mathbf{A}$ are $(0, 0)$ and $(3, 0)$, the one row of $\mathbf{B}$ is $(0, 4)$. Then $D_{00} = 0 + 16 = 16$ and $D_{10} = 9 + 16 = 25$, so $\mathbf{D}$ is the column $(16, 25)$, of shape $(2, 1)$.
#
# **Exercise (2 points).** Write `pairwise_sqdist`. Squared: no root is taken.

# %% nbgrader={"grade": false, "grade_id": "pairwise_sqdist", "locked": false, "schema_version": 3, "solution": true, "task": false}
def pairwise_sqdist(A, B):
    """The squared Euclidean distance of every row of A from every row of B.

    Args:
        A: float (m, d), one point in each row; m may be 0.
        B: float (n, d), likewise; n may be another number than m.

    Returns:
        Squared distances, float (m, n): row i belongs to row i of A, column j to row j of B.
    """
    ### BEGIN SOLUTION
    return ((A[:, None, :] - B[None, :, :]) ** 2).sum(dim=2)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_pairwise_sqdist", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
distances = pairwise_sqdist(torch.tensor([[0.0, 0.0], [3.0, 0.0]]), torch.tensor([[0.0, 4.0]]))
assert distances.shape == (2, 1), "one row for each point of A and one column for each point of B"
assert torch.allclose(distances, torch.tensor([[16.0], [25.0]])), "the squares of the differences are added up over the coordinates"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# The same in a picture. Four points on a map, and 14,400 pixels: one call gives the squared distance of every pixel from every point. On the left, that from the first point, in rings around it. On the right each pixel has the colour of its nearest point (`argmin` along each row), which cuts the map into cells with straight borders. A classifier that answers with the label of the nearest example does no more than this.

# %% tags=["demo"]
points = torch.tensor([[0.15, 0.2], [0.8, 0.3], [0.35, 0.75], [0.75, 0.9]])
steps = torch.linspace(0, 1, 120)
pixels = torch.stack(torch.meshgrid(steps, steps, indexing="xy"), dim=2).reshape(-1, 2)  # (14400, 2), x and y
distances = pairwise_sqdist(pixels, points)  # (14400, 4)

_, (left, right) = plt.subplots(1, 2, figsize=(9, 3.8), layout="constrained")
first = left.imshow(distances[:, 0].reshape(120, 120), origin="lower", extent=(0, 1, 0, 1), cmap="Blues")
left.contour(steps, steps, distances[:, 0].reshape(120, 120), levels=6, colors="white", linewidths=0.8)
plt.colorbar(first, ax=left, label="squared distance from the first point")
right.imshow(distances.argmin(dim=1).reshape(120, 120), origin="lower", extent=(0, 1, 0, 1), cmap="Pastel1", vmin=0, vmax=8)
for ax in (left, right):
    ax.scatter(*points.t(), color="black", s=20)
    ax.set(xlabel="$x$", ylabel="$y$")
right.set_title("nearest point")
plt.show()

# %% [markdown]
# ## Slices, and where they lie
#
# An index takes a part of a tensor: `X[-1]` is the last row, `X[1:3]` are rows 1 and 2 (the end is left out), `X[:, ::2]` is every other column, and `X[1:3, ::2]` cuts in both directions at once. An index with a comma is not the same as two indices one after the other: `X[1:3][::2]` takes rows 1 and 2, and of these *rows* every other one.
#
# `1:3` in brackets is short for the Python object `slice(1, 3)`, `::2` for `slice(None, None, 2)`. Such an object can be kept in a variable and passed to a function: `X[rows, cols]`.
#
# A slice of a Python list is a copy. **A slice of a tensor is not.** It is a *view*: a tensor of its own, with its own shape, that reads the very same memory. That saves both memory and time, and it means that writing into the slice writes into the tensor. Which operations give a view, and which give new memory? The table asks the memory itself.

# %% tags=["demo"]
X = torch.arange(12.0).reshape(3, 4)


def same_memory(other):
    return other.untyped_storage().data_ptr() == X.untyped_storage().data_ptr()


for operation, value in {
    "X[1:3]": X[1:3],
    "X[:, ::2]": X[:, ::2],
    "X.reshape(4, 3)": X.reshape(4, 3),
    "X.t()": X.t(),
    "X.t().reshape(12)": X.t().reshape(12),
    "X[[0, 2]]": X[[0, 2]],
    "X[X > 5]": X[X > 5],
    "X + 0": X + 0,
    "X.clone()": X.clone(),
}.items():
    print(f"{operation:20} {'the same memory' if same_memory(value) else 'new memory'}")


# %% [markdown]
# So slices are views. An index by a list or by truth values copies, because what it picks may lie anywhere. `reshape` gives a view if it can: the elements of the transpose `X.t()`, read along its rows, are not in order in memory, so the last `reshape` has to copy them. An operator makes a new tensor.
#
# To write *into* a tensor, put the index on the left of `=`. `X[rows, cols] = 7` changes `X`; `block = X[rows, cols]` followed by `block = 7` changes nothing but what the name `block` stands for.
#
# **Exercise (3 points).** Write `overwrite_region`: set the block at the given rows and columns to `value`, in the memory of `X`, and return `X`. Everything else in `X` stays as it is. The two slices may have steps (positive ones; torch knows no others), a negative start or stop, and open ends, and may select nothing.

# %% nbgrader={"grade": false, "grade_id": "overwrite_region", "locked": false, "schema_version": 3, "solution": true, "task": false}
def overwrite_region(X, rows, cols, value):
    """Write a number into a block of X, in place.

    Args:
        X: tensor (r, c), possibly a view of a larger one; it is changed.
        rows: which rows, a slice object.
        cols: which columns of these rows, a slice object.
        value: the number to write.

    Returns:
        X itself, with its other elements as they were.
    """
    ### BEGIN SOLUTION
    X[rows, cols] = value
    return X
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_overwrite_region", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
X = torch.zeros(3, 4)
returned = overwrite_region(X, slice(0, 2), slice(1, 3), 7)
assert X[0, 1] == 7, "X itself is changed, not a copy of it"
assert X.tolist() == [[0, 7, 7, 0], [0, 7, 7, 0], [0, 0, 0, 0]], "the block, and nothing else, has the new value"
assert returned is not None and returned.data_ptr() == X.data_ptr(), "overwrite_region returns X"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# A look at table and memory together. The block of rows 1 and 2 and of every other column is coloured; below lie the twelve numbers as they are stored. The block is scattered there, but in a regular way: to go one step to the right in it, go 2 numbers on in memory; one step down, 4 numbers on. These two numbers are its *strides*, and together with the place where it begins they are all that a view has to know.

# %% tags=["demo"]
X = make_grid(3, 4)
block = X[1:3, ::2]
print("strides of X:", X.stride(), "  strides of the block:", block.stride(), "  it begins at number", block.storage_offset())
overwrite_region(X, slice(1, 3), slice(None, None, 2), -1)

_, (above, below) = plt.subplots(2, 1, figsize=(8, 3.4), layout="constrained", height_ratios=[3, 1])
for ax, table in ((above, X), (below, X.reshape(1, 12))):
    ax.imshow(table == -1, cmap="Blues", vmin=0, vmax=3)
    for i, j in np.ndindex(*table.shape):
        ax.text(j, i, f"{table[i, j]:.0f}", ha="center", va="center")
    ax.set_xticks(np.arange(table.shape[1] + 1) - 0.5, labels=[])
    ax.set_yticks(np.arange(table.shape[0] + 1) - 0.5, labels=[])
    ax.grid(color="white", linewidth=2)
    ax.tick_params(length=0)
above.set_title("the table")
below.set_title("the memory")
plt.show()

# %% [markdown]
# ## Results in memory that is there already
#
# `Z = X + Y` makes a new tensor and gives it the name `Z`; whatever had that name before is left to itself. Usually that is what one wants. But a network holds millions of parameters and updates them thousands of times; and if another part of the program holds the same tensor, or a view of it, it would go on looking at the old numbers. Then the result has to go where the old tensor lies.
#
# `Z[:] = ...` writes into the elements of `Z`, and so do the methods whose names end in an underscore, such as `Z.copy_(...)` or `Z.add_(...)`, the operators `+=`, `-=`, ..., and functions with an argument `out=Z`.

# %% tags=["demo"]
Z = torch.zeros(2)
window = Z[:1]  # a view
Z = Z + 5
print("after Z = Z + 5 :", window)
Z = torch.zeros(2)
window = Z[:1]
Z[:] = Z + 5
print("after Z[:] = ...:", window)


# %% [markdown]
# **Exercise (3 points).** Write `add_into`, which leaves $\mathbf{X} + \mathbf{Y}$ in the memory of `Z`. Nothing needs to be returned. Three demands:
#
# * What `Z` held before is of no account: it may be anything, `nan` too, as memory that was never set often is.
# * `X` and `Y` are not changed,
# * unless one of them *is* `Z`: `add_into(X, X, Y)` must leave the sum in `X`, and `add_into(Y, X, Y)` in `Y`. A function that writes into `Z` first and reads `X` or `Y` later gets this wrong.

# %% nbgrader={"grade": false, "grade_id": "add_into", "locked": false, "schema_version": 3, "solution": true, "task": false}
def add_into(Z, X, Y):
    """Write X + Y into the memory of Z.

    Args:
        Z: tensor of any shape with at least one axis; it is overwritten. It may be X or Y itself.
        X: tensor of the same shape and dtype.
        Y: tensor of the same shape and dtype.
    """
    ### BEGIN SOLUTION
    Z[:] = X + Y
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_add_into", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
Z, X, Y = torch.full((2,), torch.nan), torch.tensor([1.0, 2.0]), torch.tensor([10.0, 20.0])
place = Z.data_ptr()
add_into(Z, X, Y)
assert Z.tolist() == [11, 22], "Z holds X + Y after the call"
assert Z.data_ptr() == place, "Z still lies where it lay"
assert X.tolist() == [1, 2] and Y.tolist() == [10, 20], "X and Y are not changed"
add_into(X, X, Y)
assert X.tolist() == [11, 22], "add_into(X, X, Y) leaves the sum in X"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## To numpy and back
#
# Most of Python's scientific libraries compute with numpy arrays. A tensor turns into an array, and back, in two ways, and the difference is again one of memory:
#
# | | shares memory | copies |
# |---|---|---|
# | tensor to array | `x.numpy()`, `np.asarray(x)` | `np.array(x)` |
# | array to tensor | `torch.from_numpy(a)`, `torch.as_tensor(a)` | `torch.tensor(a)` |
# | tensor to tensor | `x.detach()`, slices | `x.clone()` |
#
# A tensor for which torch keeps track of gradients (`requires_grad=True`, section 2.5) refuses `x.numpy()`, lest somebody change it behind torch's back. `x.detach()` is the same memory without the tracking, and that can be converted. Last, `x.item()` turns a tensor with exactly **one** element, of whatever shape, into a Python number; with more elements, or none, it raises an error.
#
# **Exercise (2 points).** Write `bridge`, which returns three things: an array that shares the memory of `x`; a tensor with the same elements that does not; and the Python number if there is exactly one element, else `None`. Shapes and dtypes stay as they are.

# %% nbgrader={"grade": false, "grade_id": "bridge", "locked": false, "schema_version": 3, "solution": true, "task": false}
def bridge(x):
    """Three ways out of a tensor: a view for numpy, a copy, and a number.

    Args:
        x: tensor of any shape, float or integer; it may be a slice or a transpose, and may require gradients.

    Returns:
        A numpy array of x's shape and dtype in the same memory; a tensor of x's shape and dtype in memory of its own, which
        may require gradients or not; and x's element as a Python number if it has exactly one, else None.
    """
    ### BEGIN SOLUTION
    array = x.detach().numpy()
    number = x.item() if x.numel() == 1 else None
    return array, x.detach().clone(), number
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_bridge", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
x = torch.tensor([1.0, 2.0])
array, copy, number = bridge(x)
assert isinstance(array, np.ndarray) and isinstance(copy, torch.Tensor), "first a numpy array, second a tensor"
x[0] = 5
assert array[0] == 5, "the array shares the memory of x: it shows what is written into x"
assert copy[0] == 1, "the copy has memory of its own: it does not show what is written into x"
assert number is None, "two elements are no single number"
assert isinstance(bridge(torch.tensor([[3.5]]))[2], float), "one element, of whatever shape, gives a Python number"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# The last line of the next cell is the classic accident: an array that was meant to keep yesterday's values, and did not. Which of the tools above would have kept them?

# %% tags=["demo"]
weights = torch.zeros(3)
yesterday = bridge(weights)[0]
add_into(weights, weights, torch.ones(3))
print("today:    ", weights.tolist())
print("yesterday:", yesterday.tolist())

# %% [markdown]
# ## Look back
#
# * Elements lie row by row in memory; a shape is only a way to read them.
# * Operators act element by element, and a size of 1 stretches. Shapes are aligned at their last axes. When something runs that should not, print the shapes.
# * A slice, a transpose and an array from `numpy()` are views: writing into one writes into all.
# * `Z = ...` gives a name to something; `Z[:] = ...` writes into memory.
#
# Try: replace `pairwise_sqdist` by $\|\mathbf{a}\|^2 + \|\mathbf{b}\|^2 - 2\,\mathbf{a}^\top \mathbf{b}$ and add 1,000 to all coordinates in float32. The distances should not change; why do they, and why are some of them negative? How many numbers does the form with $(m, n, d)$ hold in memory, and how many does this one?
#
# Next: [2.2 Data preprocessing with pandas](../ch02_02_data_preprocessing/ch02_02_data_preprocessing.ipynb), where the tables come from files and have holes in them.
