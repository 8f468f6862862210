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
# # 2.3 Linear algebra / 线性代数
#
# A layer of a network is a matrix product, a loss is a sum, the size of a gradient is a norm. This section is the small part of linear algebra that all later sections stand on, and in each piece the question is the same: which axis goes, which stays, and what shape is left? Most mistakes in deep learning code are wrong answers to it, and many of them raise no error. About 60 minutes, 20 points.
#
# **You learn** to sum along the axis you mean, to build a matrix product out of dot products, and to measure a tensor with a norm.
#
# **You need** sections 2.1 (tensors) and 2.2 (data preprocessing).
#
# | piece | function | question it answers |
# |---|---|---|
# | transpose | `is_symmetric` | does a matrix equal its mirror image? |
# | sum along an axis | `row_normalize` | which part of its row is each entry? |
# | cumulative sum | `running_total` | how much is it so far? |
# | dot product | `weighted_average` | what is the average, if some values count more? |
# | matrix product | `matmul_dots` | how do rows and columns meet? |
# | norm | `lp_norm` | how large is a vector? |
# | axioms | `check_norm_axioms` | does a measure of size deserve the name? |
#
# **What you get back.** Each function is graded on its own, so a mistake in one of them costs you only that one; the checks in the notebook may call your other functions too. Run the check below each exercise before you go on; the graders look further, at other shapes, types and magnitudes.

# %%
import matplotlib.pyplot as plt
import torch


# %% [markdown]
# ## Scalars, vectors, matrices
#
# A *scalar* is one number, $x$. A *vector* $\mathbf{x}$ is a list of numbers, its *elements* or components $x_i$; a real vector of $n$ elements lives in the space $\mathbb{R}^n$. A *matrix* $\mathbf{A} \in \mathbb{R}^{m \times n}$ has $m$ rows and $n$ columns, and $a_{ij}$ stands in row $i$ and column $j$. More axes are possible: a batch of colour pictures has four (picture, channel, row, column).
#
# The word *dimension* has two meanings, so say which one you mean: the dimension of a vector is its number of elements, `len(x)`; the dimension of a tensor is often its number of axes, `X.dim()`. Nothing is ambiguous about `X.shape`.
#
# The *transpose* $\mathbf{A}^\top$ turns rows into columns, $(\mathbf{A}^\top)_{ij} = a_{ji}$, and an $m \times n$ matrix into an $n \times m$ one; in code it is `A.T`. A matrix is *square* if $m = n$, and a square matrix is *symmetric* if $\mathbf{A} = \mathbf{A}^\top$: mirrored at its diagonal it stays the same. On paper:
#
# $$\mathbf{S} = \begin{bmatrix} 1 & 2 & 3 \\ 2 & 0 & -1 \\ 3 & -1 & 5 \end{bmatrix} = \mathbf{S}^\top, \qquad \mathbf{A} = \begin{bmatrix} 0 & 1 & 2 \\ 3 & 4 & 5 \end{bmatrix}, \quad \mathbf{A}^\top = \begin{bmatrix} 0 & 3 \\ 1 & 4 \\ 2 & 5 \end{bmatrix}.$$
#
# **Exercise (2 points).** Write `is_symmetric`. The comparison `A == A.T` gives a whole matrix of answers, and you want one. For a matrix that is not square, that comparison even raises an error, or compares a row with a column by broadcasting; the right answer for such a matrix is plainly no. The comparison is exact: a difference in the last digit is a difference. The empty matrix, $0 \times 0$, has nothing that differs, so it is symmetric.

# %% nbgrader={"grade": false, "grade_id": "is_symmetric", "locked": false, "schema_version": 3, "solution": true, "task": false}
def is_symmetric(A):
    """Whether a matrix equals its transpose, exactly.

    Args:
        A: matrix (n, m), float or int.

    Returns:
        True or False; False for a matrix that is not square, True for n = m = 0.
    """
    ### BEGIN SOLUTION
    return torch.equal(A, A.T)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_is_symmetric", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
S = torch.tensor([[1, 2, 3], [2, 0, -1], [3, -1, 5]])
assert torch.as_tensor(is_symmetric(S)).dim() == 0, "the answer is one True or False, not a matrix of them"
assert is_symmetric(S), "S equals its transpose"
assert not is_symmetric(torch.tensor([[1.0, 2.0], [3.0, 1.0]])), "the two entries beside this diagonal differ"
assert not is_symmetric(torch.ones(2, 3)), "a matrix that is not square is not symmetric, and that is no error"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Entry by entry
#
# Two matrices of the same shape are added entry by entry, and can be multiplied entry by entry as well. That is the *Hadamard product*, in code `A * B`:
#
# $$(\mathbf{A} \odot \mathbf{B})_{ij} = a_{ij}\, b_{ij}, \qquad \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} \odot \begin{bmatrix} 5 & 6 \\ 7 & 8 \end{bmatrix} = \begin{bmatrix} 5 & 12 \\ 21 & 32 \end{bmatrix}.$$
#
# It is not the matrix product, which comes below; for square matrices the two have the same shape, and taking one for the other raises no error.
#
# ## Sums, and the axis that goes
#
# `A.sum()` adds up everything. `A.sum(axis=0)` adds up along axis 0, the rows' axis: it goes *down* the columns, and axis 0 is gone from the result. The axis you name is the axis that disappears. With the $2 \times 3$ matrix $\mathbf{A}$ from above:
#
# | code | goes | result | shape |
# |---|---|---|---|
# | `A.sum(axis=0)` | down each column | $[3,\ 5,\ 7]$ | $(3,)$ |
# | `A.sum(axis=1)` | along each row | $[3,\ 12]$ | $(2,)$ |
# | `A.sum(axis=[0, 1])`, the same as `A.sum()` | over everything | $15$ | $()$ |
# | `A.sum(axis=1, keepdim=True)` | along each row | $[[3],\ [12]]$ | $(2, 1)$ |
# | `A.mean()`, the same as `A.sum() / A.numel()` | over everything | $2.5$ | $()$ |
#
# In NumPy `A.size` is the number of elements; in torch `A.size()` is the shape, and the number is `A.numel()`.
#
# Why keep an axis of length 1? Because broadcasting lines up shapes from the right. A result of shape $(m, 1)$ has one number for each *row* and spreads along it. The same numbers in shape $(m,)$ are taken for one number for each *column*: an error if $m \neq n$, and a wrong answer without any error if the matrix is square.
#
# **Exercise (3 points).** Write `row_normalize`: divide each row by its own sum, so that each row of the result adds up to 1. Leave `A` itself as it is. Sums may be negative; no row sums to 0, and no sum overflows. Rows can be very large or very small, so do not add a little something to the divisor.

# %% nbgrader={"grade": false, "grade_id": "row_normalize", "locked": false, "schema_version": 3, "solution": true, "task": false}
def row_normalize(A):
    """Each row divided by its own sum.

    Args:
        A: matrix (n, m), float or int; no row sums to 0.

    Returns:
        A new matrix, float (n, m), whose rows sum to 1.
    """
    ### BEGIN SOLUTION
    return A / A.sum(axis=1, keepdim=True)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_row_normalize", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
counts = torch.tensor([[1.0, 3.0], [1.0, 1.0]])
shares = row_normalize(counts)
assert shares.shape == (2, 2), "the result has the shape of the matrix"
assert torch.allclose(shares.sum(axis=1), torch.ones(2)), "each row of the result sums to 1, also when the matrix is square"
assert torch.equal(counts, torch.tensor([[1.0, 3.0], [1.0, 1.0]])), "the matrix passed in stays as it is"
assert row_normalize(torch.ones(2, 5)).shape == (2, 5), "a matrix need not be square"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Here is what it is for. A classifier of four kinds of clothes was tried on test pictures; row $i$ counts what it said about pictures that truly show kind $i$. There were 80 pictures of shirts and only 8 of bags, so the raw counts mostly show how common each kind is. With each row divided by its sum, the rows can be compared: bags are recognised best, and shirts are often taken for coats.

# %% tags=["demo"]
kinds = ["shirt", "coat", "boot", "bag"]
confusion = torch.tensor([[52.0, 24.0, 0.0, 4.0], [5.0, 30.0, 0.0, 1.0], [0.0, 1.0, 16.0, 3.0], [0.0, 0.0, 0.0, 8.0]])

figure, axes = plt.subplots(1, 2, figsize=(8, 3.6), layout="constrained")
for ax, matrix, title in zip(axes, (confusion, row_normalize(confusion)), ("counts", "share of each row")):
    ax.imshow(matrix, cmap="Blues")
    for i in range(4):
        for j in range(4):
            dark = matrix[i, j] > 0.6 * matrix.max()
            ax.text(j, i, f"{round(float(matrix[i, j]), 2):g}", ha="center", va="center", color="white" if dark else "black")
    ax.set(title=title, xlabel="prediction", ylabel="truth", xticks=range(4), yticks=range(4))
    ax.set_xticklabels(kinds)
    ax.set_yticklabels(kinds)
plt.show()


# %% [markdown]
# ## Sums so far
#
# A *cumulative* sum keeps every intermediate result, so no axis disappears. Down the columns of $\mathbf{A}$, and along its rows:
#
# $$\begin{bmatrix} 0 & 1 & 2 \\ 3 & 4 & 5 \end{bmatrix} \ \xrightarrow{\ \text{axis } 0\ }\ \begin{bmatrix} 0 & 1 & 2 \\ 3 & 5 & 7 \end{bmatrix}, \qquad \begin{bmatrix} 0 & 1 & 2 \\ 3 & 4 & 5 \end{bmatrix} \ \xrightarrow{\ \text{axis } 1\ }\ \begin{bmatrix} 0 & 1 & 3 \\ 3 & 7 & 12 \end{bmatrix}.$$
#
# Each entry includes itself. The last row of the first result is `A.sum(axis=0)`: a check that costs nothing. As everywhere in torch, axis $-1$ is the last axis and axis $-2$ the one before.
#
# **Exercise (2 points).** Write `running_total`. torch has a method for it, and you may use it or write a loop; either way leave `A` as it is.

# %% nbgrader={"grade": false, "grade_id": "running_total", "locked": false, "schema_version": 3, "solution": true, "task": false}
def running_total(A, axis):
    """Cumulative sum along one axis, each entry included in its own total.

    Args:
        A: matrix (n, m), float or int64.
        axis: 0 or -2 for down the columns, 1 or -1 for along the rows.

    Returns:
        A new matrix (n, m) with the dtype of A.
    """
    ### BEGIN SOLUTION
    return A.cumsum(axis)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_running_total", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
table = torch.tensor([[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]])
assert running_total(table, 0).shape == (2, 3), "a cumulative sum keeps the shape"
assert torch.equal(running_total(table, 0)[-1], table.sum(axis=0)), "the last row of the totals down the columns is the whole sum"
assert torch.equal(running_total(table, 1)[:, 0], table[:, 0]), "the first total along a row is its first entry"
assert torch.equal(table, torch.tensor([[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]])), "the matrix passed in stays as it is"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## The dot product
#
# Multiply two vectors element by element, then add up:
#
# $$\mathbf{x}^\top \mathbf{y} = \sum_{i=1}^{n} x_i\, y_i, \qquad [1,\ 2,\ 3]^\top [4,\ 5,\ 6] = 4 + 10 + 18 = 32.$$
#
# In code it is `torch.dot(x, y)`, the same as `torch.sum(x * y)`. If the elements of $\mathbf{w}$ are not negative and sum to 1, then $\mathbf{v}^\top \mathbf{w}$ is a *weighted average* of the elements of $\mathbf{v}$. If they do not sum to 1, make them:
#
# $$\bar v = \sum_{i} v_i\, \frac{w_i}{\sum_j w_j}.$$
#
# On paper: marks of 90 and 60, where the first counts twice, $\mathbf{w} = [2,\ 1]$, average to $90 \cdot \tfrac23 + 60 \cdot \tfrac13 = 80$. Only the ratio of the weights matters; $[200,\ 100]$ and $[0.02,\ 0.01]$ give 80 as well. Attention, which you will meet much later, is nothing but weighted averages whose weights are learned.
#
# **Exercise (3 points).** Write `weighted_average`. Raise a `ValueError` if a weight is negative, or if all weights are zero: there is no such average. A few weights of zero are fine, and so are tiny ones. Weights may be integers.

# %% nbgrader={"grade": false, "grade_id": "weighted_average", "locked": false, "schema_version": 3, "solution": true, "task": false}
def weighted_average(v, w):
    """Average of v in which element i counts with weight w[i].

    Args:
        v: values, float (n,).
        w: weights, float of the dtype of v, or int, (n,); neither their sum nor v * w overflows.

    Returns:
        The average, a 0-d tensor or a number.

    Raises:
        ValueError: a weight is negative, or all of them are zero.
    """
    ### BEGIN SOLUTION
    if (w < 0).any() or not w.any():
        raise ValueError("weights must not be negative, nor all zero")
    return torch.sum(v * w) / w.sum()
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_weighted_average", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
marks, credit = torch.tensor([90.0, 60.0]), torch.tensor([2.0, 1.0])
assert torch.as_tensor(weighted_average(marks, credit)).dim() == 0, "the average is one number"
assert abs(float(weighted_average(marks, credit)) - 80) < 1e-3, "90 and 60 with weights 2 and 1 average to 80"
for unfit in (torch.tensor([2.0, -1.0]), torch.zeros(2)):
    try:
        weighted_average(marks, unfit)
    except ValueError:
        continue
    raise AssertionError("weights that are negative or all zero are refused with a ValueError")
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Matrix times vector, matrix times matrix
#
# Let $\mathbf{a}_i^\top$ be row $i$ of $\mathbf{A}$. The *matrix-vector product* $\mathbf{A}\mathbf{x}$ is the vector of the dot products of all rows with $\mathbf{x}$, and the *matrix-matrix product* is that for each column $\mathbf{b}_j$ of $\mathbf{B}$:
#
# $$(\mathbf{A}\mathbf{x})_i = \mathbf{a}_i^\top \mathbf{x}, \qquad (\mathbf{A}\mathbf{B})_{ij} = \mathbf{a}_i^\top \mathbf{b}_j = \sum_{l=1}^{k} a_{il}\, b_{lj}, \qquad (n, k) \cdot (k, m) \to (n, m).$$
#
# The inner size $k$ must agree, and it disappears, because the dot product sums over it. In code: `torch.mv(A, x)` and `torch.mm(A, B)`. On paper, with the matrices of the Hadamard product above, the upper left entry is row 1 with column 1, $1 \cdot 5 + 2 \cdot 7 = 19$:
#
# $$\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} \begin{bmatrix} 5 & 6 \\ 7 & 8 \end{bmatrix} = \begin{bmatrix} 1 \cdot 5 + 2 \cdot 7 & 1 \cdot 6 + 2 \cdot 8 \\ 3 \cdot 5 + 4 \cdot 7 & 3 \cdot 6 + 4 \cdot 8 \end{bmatrix} = \begin{bmatrix} 19 & 22 \\ 43 & 50 \end{bmatrix}.$$
#
# **Exercise (3 points).** Write `matmul_dots`, the matrix product, yourself. Use `torch.dot`, `torch.mv`, or products and sums. Do not call what multiplies matrices for you: not `@`, `torch.matmul`, `torch.mm`, `torch.bmm`, `torch.einsum` or their relatives (`tensordot`, `addmm`, `F.linear`, ...), and not NumPy. For two vectors too, write `torch.dot` and not `@`. The graders notice such a call under whatever name it is made.
#
# Mind two things. Whole numbers multiply exactly: the product of int64 matrices is an int64 matrix, which a table that begins as `torch.zeros(n, m)` is not. And $k$ may be 0: then each entry is a sum of nothing, which is 0.

# %% nbgrader={"grade": false, "grade_id": "matmul_dots", "locked": false, "schema_version": 3, "solution": true, "task": false}
def matmul_dots(A, B):
    """Matrix product, built from dot products or matrix-vector products.

    Calls no matrix product of torch (@, matmul, mm, bmm, einsum, ...) or of NumPy.

    Args:
        A: matrix (n, k), float or int64; n >= 1.
        B: matrix (k, m) with the dtype of A; m >= 1.

    Returns:
        The product, (n, m), with the dtype of A; zeros if k = 0.
    """
    ### BEGIN SOLUTION
    return torch.stack([torch.mv(A, b) for b in B.T], dim=1)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_matmul_dots", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
product = matmul_dots(torch.tensor([[1, 2], [3, 4]]), torch.tensor([[5, 6], [7, 8]]))
assert product.tolist() != [[5, 12], [21, 32]], "this is the Hadamard product; each entry should be a dot product of a row and a column"
assert product.tolist() != [[19, 43], [22, 50]], "this is the transpose of the product: row i of A belongs to row i of the result"
assert product.tolist() == [[19, 22], [43, 50]], "entry (i, j) is the dot product of row i of A and column j of B"
assert not product.is_floating_point(), "whole numbers have whole products: where does the float come in?"
assert matmul_dots(torch.ones(2, 3), torch.ones(3, 4)).shape == (2, 4), "the product of (n, k) and (k, m) has shape (n, m)"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Look at the difference. Entry $(i, j)$ of the Hadamard product knows only the two entries at its own place; a zero there is a zero in the product. Entry $(i, j)$ of the matrix product knows a whole row of $\mathbf{A}$ and a whole column of $\mathbf{B}$. Here $\mathbf{A}$ is shown with its transpose beside it, and $\mathbf{B}$ is zero but for the ones above its diagonal and the one in its corner. So $\mathbf{A}\mathbf{B}$ has all of $\mathbf{A}$, each column moved one place to the right and the last one to the front, while $\mathbf{A} \odot \mathbf{B}$ is nearly empty.

# %% tags=["demo"]
A = torch.arange(1.0, 17).reshape(4, 4)
B = torch.diag(torch.ones(3), 1)
B[3, 0] = 1

figure, axes = plt.subplots(1, 5, figsize=(13, 2.9), layout="constrained")
titles = (r"$\mathbf{A}$", r"$\mathbf{A}^\top$", r"$\mathbf{B}$", r"$\mathbf{A} \odot \mathbf{B}$", r"$\mathbf{A}\mathbf{B}$")
for ax, matrix, title in zip(axes, (A, A.T, B, A * B, matmul_dots(A, B)), titles):
    ax.imshow(matrix, cmap="Blues", vmin=0, vmax=20)
    for i in range(4):
        for j in range(4):
            ax.text(j, i, f"{float(matrix[i, j]):.0f}", ha="center", va="center", color="white" if matrix[i, j] > 12 else "black")
    ax.set(title=title, xticks=[], yticks=[])
plt.show()


# %% [markdown]
# ## Norms
#
# How large is a vector? A *norm* answers with one number. The most common ones are the $\ell_p$ norms,
#
# $$\|\mathbf{x}\|_p = \Bigl( \sum_{i} |x_i|^p \Bigr)^{1/p}, \qquad \|\mathbf{x}\|_\infty = \max_i |x_i| .$$
#
# $p = 2$ is the length from school, $p = 1$ the sum of absolute values, and the maximum is what the formula tends to as $p$ grows. For $\mathbf{x} = [3,\ -4]$: $\|\mathbf{x}\|_1 = 7$, $\|\mathbf{x}\|_2 = 5$, $\|\mathbf{x}\|_\infty = 4$. The larger $p$, the more the largest element decides. The sum runs over *all* elements, however many axes the tensor has; for a matrix and $p = 2$ that is the Frobenius norm $\|\mathbf{X}\|_F = \sqrt{\sum_{ij} x_{ij}^2}$.
#
# A function $f$ deserves the name of a norm if for all vectors $\mathbf{x}, \mathbf{y}$ and all numbers $\alpha$
#
# 1. $f(\alpha \mathbf{x}) = |\alpha|\, f(\mathbf{x})$ (*homogeneity*: twice the vector is twice as large, and so is minus twice the vector),
# 2. $f(\mathbf{x} + \mathbf{y}) \leq f(\mathbf{x}) + f(\mathbf{y})$ (*triangle inequality*: a detour is never shorter),
# 3. $f(\mathbf{x}) \geq 0$ (*non-negativity*).
#
# A full definition also asks that only the zero vector has size 0. Without it $f(\mathbf{x}) = |x_1 + \dots + x_n|$ would do, which finds $[1,\ -1]$ to be of no size at all.
#
# The first axiom is of practical use. In float32 a number over about $3.4 \cdot 10^{38}$ is `inf`, so the square of $10^{20}$ is lost, although the norm of $[10^{20},\ 10^{20}]$ is an ordinary number. In the same way the cube of $10^{-20}$ is taken for 0. So pull out the largest absolute value $m$ before you raise anything to a power; every quotient is then at most 1 in absolute value, and one of them is exactly 1:
#
# $$\|\mathbf{x}\|_p = m\, \Bigl\| \frac{\mathbf{x}}{m} \Bigr\|_p, \qquad m = \max_i |x_i| > 0 .$$
#
# **Exercise (4 points).** Write `lp_norm` for tensors of any shape, $p \geq 1$ and $p = \infty$ (`float("inf")`). It should be right for float32 elements near $10^{20}$ and $10^{-20}$ too, which is a part of the points. In float32 torch's own `torch.linalg.vector_norm` overflows there as well. The zero tensor has norm 0, and there is no $m$ to divide by.

# %% nbgrader={"grade": false, "grade_id": "lp_norm", "locked": false, "schema_version": 3, "solution": true, "task": false}
def lp_norm(x, p=2.0):
    """The l_p norm over all elements of a tensor, without overflow or underflow.

    Args:
        x: float tensor of any shape, with at least one element.
        p: a number of at least 1, or float("inf") for the largest absolute value.

    Returns:
        The norm, a 0-d tensor or a number.
    """
    ### BEGIN SOLUTION
    size = x.abs()
    largest = size.max()
    if largest == 0:
        return largest
    # for p = inf each power is 0 or 1, and the power 1 / p = 0 of their sum is 1: the largest is left
    return largest * ((size / largest) ** p).sum() ** (1 / p)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_lp_norm", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
x = torch.tensor([3.0, -4.0])
assert torch.as_tensor(lp_norm(x)).dim() == 0, "a norm is one number"
assert abs(float(lp_norm(x)) - 5) < 1e-4, "the norm with p = 2 is the length: 5 for [3, -4]"
assert abs(float(lp_norm(x, 1)) - 7) < 1e-4, "with p = 1 it is the sum of absolute values"
assert abs(float(lp_norm(x, float("inf"))) - 4) < 1e-4, "with p = inf it is the largest absolute value"
assert abs(float(lp_norm(torch.ones(2, 8))) - 4) < 1e-4, "the norm of a matrix is over all its elements"
assert float(lp_norm(torch.tensor([3e20, -4e20]))) < 1e21, "large elements overflow: pull out the largest absolute value first"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# All vectors of size 1 make a picture of a norm. By homogeneity, any direction $\mathbf{u}$ gets there if it is divided by its own norm, so the curves below are $\mathbf{u} / \|\mathbf{u}\|_p$ for directions all around. From $p = 1$ to $p = \infty$ the diamond swells to a square. The dotted curve is the same formula with $p = \tfrac12$: it bends inwards, and that is the triangle inequality failing. The point half way between $[1,\ 0]$ and $[0,\ 1]$ lies outside it, that is, its "size" is above 1 though both ends have size 1.

# %% tags=["demo"]
angles = torch.linspace(0, 2 * torch.pi, 401)
directions = torch.stack([angles.cos(), angles.sin()], dim=1)

plt.figure(figsize=(5.6, 4.4), layout="constrained")
for p in (1.0, 2.0, 4.0, float("inf")):
    ball = torch.stack([u / lp_norm(u, p) for u in directions])
    plt.plot(*ball.T, label=rf"$p = {p:g}$" if p < 10 else r"$p = \infty$")
star = torch.stack([u / u.abs().sqrt().sum() ** 2 for u in directions])
plt.plot(*star.T, ":", color="black", label=r"$p = \frac{1}{2}$")
plt.plot([0.5], [0.5], "o", color="black", markersize=4)
plt.legend(loc="center left", bbox_to_anchor=(1, 0.5))
plt.xlabel("$x_1$")
plt.ylabel("$x_2$")
plt.axis("square")
plt.xticks([-1, -0.5, 0, 0.5, 1])
plt.yticks([-1, -0.5, 0, 0.5, 1])
plt.show()


# %% [markdown]
# ## Does it deserve the name?
#
# The axioms speak of *all* vectors, which no program can try. But one sample that breaks an axiom settles the matter, and many samples that obey it make it believable.
#
# **Exercise (3 points).** Write `check_norm_axioms`. It is given a function `f` that takes a vector and returns a number (a tensor without axes), sample vectors as the rows of `xs`, and numbers `alphas`, and returns a dictionary of three answers:
#
# * `"homogeneity"`: $f(\alpha\mathbf{x}) = |\alpha| f(\mathbf{x})$ for every row $\mathbf{x}$ and every $\alpha$, the negative ones too;
# * `"triangle"`: $f(\mathbf{x} + \mathbf{y}) \leq f(\mathbf{x}) + f(\mathbf{y})$ for every pair of rows, a row with itself included;
# * `"nonnegativity"`: $f(\mathbf{x}) \geq 0$ for every row.
#
# Floats are rounded, so allow a *relative* error of $10^{-5}$ in the first two: $a = b$ holds if $|a - b| \leq 10^{-5}\, |b|$, and $a \leq b$ holds if $a \leq b + 10^{-5}\, |b|$. An absolute tolerance of $10^{-5}$ would be useless: at vectors of size $10^6$ rounding alone is more, and at size $10^{-6}$ it lets everything pass. Equality counts as holding, also $0 = 0$. Call `f` with one vector at a time.

# %% nbgrader={"grade": false, "grade_id": "check_norm_axioms", "locked": false, "schema_version": 3, "solution": true, "task": false}
def check_norm_axioms(f, xs, alphas):
    """Whether f obeys the three axioms of a norm on all samples.

    Args:
        f: function of a float vector (d,) that returns a 0-d tensor.
        xs: sample vectors, float (n, d).
        alphas: sample factors, float (k,).

    Returns:
        A dictionary with True or False for "homogeneity", "triangle" and "nonnegativity".
    """
    ### BEGIN SOLUTION
    homogeneity, triangle, nonnegativity = True, True, True
    for x in xs:
        for alpha in alphas:
            expected = abs(alpha) * f(x)
            homogeneity &= bool(abs(f(alpha * x) - expected) <= 1e-5 * abs(expected))
        for y in xs:
            bound = f(x) + f(y)
            triangle &= bool(f(x + y) <= bound + 1e-5 * abs(bound))
        nonnegativity &= bool(f(x) >= 0)
    return {"homogeneity": homogeneity, "triangle": triangle, "nonnegativity": nonnegativity}
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_check_norm_axioms", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
samples, factors = torch.tensor([[1.0, 0.0], [0.0, 1.0], [3.0, -4.0]]), torch.tensor([-2.0, 0.0, 0.5])
report = check_norm_axioms(lambda x: x.abs().sum(), samples, factors)
assert set(report) >= {"homogeneity", "triangle", "nonnegativity"}, "the answers are called homogeneity, triangle and nonnegativity"
assert all(report.values()), "the sum of absolute values is a norm: look at negative factors, and at cases of equality"
report = check_norm_axioms(lambda x: (x**2).sum(), samples, factors)
assert not report["homogeneity"], "the squared length of 2x is four times that of x"
assert not report["triangle"], "the squared length of x + x is more than twice that of x"
assert report["nonnegativity"], "a sum of squares is never negative"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Six candidates. Before you run the cell, say for each one which axioms it obeys. Only two of the six are norms; which of the others passes all the same, and what is wrong with it?

# %% tags=["demo"]
candidates = {
    "sum of |x|": lambda x: x.abs().sum(),
    "max of |x|": lambda x: x.abs().max(),
    "squared length": lambda x: (x**2).sum(),
    "p = 1/2": lambda x: x.abs().sqrt().sum() ** 2,
    "sum of x": lambda x: x.sum(),
    "|sum of x|": lambda x: x.sum().abs(),
}
samples = torch.tensor([[1.0, 0.0], [0.0, 1.0], [-1.0, -2.0], [1.0, -1.0], [3.0, 4.0]])
print(f"{'':16}{'homogeneity':>14}{'triangle':>14}{'nonnegativity':>16}")
for name, f in candidates.items():
    report = check_norm_axioms(f, samples, torch.tensor([-3.0, -0.5, 0.0, 2.0]))
    print(f"{name:16}{report['homogeneity']!s:>14}{report['triangle']!s:>14}{report['nonnegativity']!s:>16}")

# %% [markdown]
# ## Look back
#
# * The axis you name in a sum is the axis that disappears; `keepdim=True` leaves it with length 1, and broadcasting then spreads along it.
# * Square matrices hide mistakes: a swapped axis, a transpose too many, a Hadamard product for a matrix product. Test with shapes such as $(2, 3)$, where they show, and with square ones, where a right shape proves nothing.
# * A matrix product is nothing but dot products of rows and columns; the inner size goes.
# * Homogeneity and the triangle inequality together imply the third axiom: $0 = f(\mathbf{x} - \mathbf{x}) \leq f(\mathbf{x}) + f(-\mathbf{x}) = 2 f(\mathbf{x})$.
#
# Try: which of `A.T @ B.T` and `B.T @ A.T` equals `(A @ B).T`? Shapes such as $(2, 3)$ and $(3, 4)$ leave no choice. `A + A.T` for a random square `A`: is it symmetric? `lp_norm(x, 50)` against `lp_norm(x, float("inf"))`.
#
# Next: [2.4 Calculus and gradient identities](../ch02_04_calculus/ch02_04_calculus.ipynb), which asks how fast such quantities change.
