"""Hidden graders of 2.3, linear algebra.

Nothing here is random in the submission, so every limit is a tolerance, not a chance. Oracles are numpy, slow loops and
torch's own operators in float64. No gradients are asked for: autograd comes in 2.5, and a Python number is a right answer.
"""

import numpy as np
import torch

from autograder.grading import StudentRaised, assert_close, assert_unchanged, check, exercise, shaped, weight

INF = float("inf")


# ---- is_symmetric -------------------------------------------------------------------------------------------------


def symmetric(rng, n, dtype=torch.float32):
    A = rng.normal(n, n, dtype=dtype)
    return torch.triu(A) + torch.triu(A, 1).T


def answer(student, A):
    """What is_symmetric says about A, as a bool."""
    said = student.is_symmetric(A)
    check(said is not None, "is_symmetric returns None (is a return missing?)")
    parts = said.numel() if isinstance(said, torch.Tensor) else 1
    check(parts == 1, f"is_symmetric gives {parts} answers, one for each entry; it should give a single one for the matrix")
    alone = not isinstance(said, torch.Tensor) or said.dim() == 0
    check(alone, "is_symmetric gives its answer in a tensor with axes; it should be one True or False")
    check(not isinstance(said, str) and said in (0, 1), f"is_symmetric answers {said!r}, which is neither True nor False")
    return bool(said)


@exercise("is_symmetric")
class TestIsSymmetric:
    def test_symmetric(self, student, rng):
        """A matrix that equals its transpose is symmetric."""
        for n in (2, 5, rng.integer(6, 12)):
            check(answer(student, symmetric(rng, n)), f"a symmetric {n} x {n} matrix is said not to be symmetric")

    @weight(3)
    def test_one_pair_differs(self, student, rng):
        """A single pair of entries that differ, anywhere off the diagonal, makes a matrix not symmetric."""
        check(answer(student, symmetric(rng, 5)), "a symmetric 5 x 5 matrix is said not to be symmetric")
        for i in range(5):
            for j in range(5):
                if i != j:
                    A = symmetric(rng, 5)
                    A[i, j] += rng.choice([-1, 1]) * (1 + float(rng.uniform()))
                    side = "above" if j > i else "below"
                    check(
                        not answer(student, A),
                        f"a matrix is said to be symmetric in which one entry {side} the diagonal differs from its mirror image",
                    )

    def test_last_digit_differs(self, student, rng):
        """The comparison is exact: entries that differ in the last digit differ."""
        for dtype in (torch.float32, torch.float64):
            A = symmetric(rng, 4, dtype)
            check(answer(student, A), "a symmetric 4 x 4 matrix is said not to be symmetric")
            A[3, 1] = torch.nextafter(A[3, 1], torch.tensor(INF, dtype=dtype))
            exact = (
                f"a difference in the last digit of a {str(dtype)[6:]} entry went unnoticed: compare exactly, in the given type"
            )
            check(not answer(student, A), exact)

    def test_not_square(self, student, rng):
        """A matrix that is not square is not symmetric, and asking is no error."""
        for shape in ((2, 3), (5, 2), (1, 4), (3, 1), (0, 2)):
            ones = torch.ones(shape)
            check(not answer(student, ones), f"a matrix of shape {shape}, with all entries equal, is said to be symmetric")

    def test_smallest(self, student, rng):
        """A 1 x 1 matrix is symmetric, and so is the empty one, 0 x 0."""
        check(answer(student, rng.normal(1, 1)), "a 1 x 1 matrix is said not to be symmetric")
        check(answer(student, torch.zeros(0, 0)), "the 0 x 0 matrix is said not to be symmetric")

    def test_integers(self, student, rng):
        """Matrices of whole numbers are compared as well, exactly."""
        A = rng.integers(-9, 10, 4, 4)
        A = A + A.T + 2**53
        check(answer(student, A), "a symmetric matrix of int64 is said not to be symmetric")
        A[2, 0] += 1
        check(not answer(student, A), "a matrix of large int64 entries, two of which differ by 1, is said to be symmetric")

    def test_matrix_is_left_alone(self, student, rng):
        """The matrix passed in is not changed."""
        A = rng.normal(4, 4)
        said, after = student.run(symmetric_then_matrix, A)
        check(said is not None, "is_symmetric returns None (is a return missing?)")
        assert_unchanged(after, A, "the matrix A")


def symmetric_then_matrix(code, A):
    return code.is_symmetric(A), A


# ---- row_normalize ------------------------------------------------------------------------------------------------


def positive(rng, n, m, dtype=torch.float32):
    return rng.uniform(n, m, low=0.1, high=2, dtype=dtype)


def shares(A):
    """Each row divided by its sum, row by row, in float64; as exact as A is, whatever type the student computes in."""
    rows = np.array([row / row.sum() for row in A.double().numpy()])
    return torch.from_numpy(rows).to(A.dtype if A.is_floating_point() else torch.float32)


def other_shares(A, what):
    return [
        (A / A.sum(0), f"{what} divides by the sums of the columns: which axis goes?"),
        (A / A.sum(), f"{what} divides by the sum of the whole matrix: each row has a sum of its own"),
        (A / A.mean(1, keepdim=True), f"{what} divides by the mean of the row, not by its sum"),
        (A / A.max(1, keepdim=True).values, f"{what} divides by the largest entry of the row, not by its sum"),
        (A / A.norm(dim=1, keepdim=True), f"{what} divides by the length of the row, not by its sum"),
        (A.softmax(1), f"{what} is a softmax: divide the entries themselves, not their exponentials"),
    ]


@exercise("row_normalize")
class TestRowNormalize:
    @weight(3)
    def test_matches_the_definition(self, student, rng):
        """Each entry is divided by the sum of its row."""
        for n, m in ((3, 7), (rng.integer(5, 9), 2)):
            A = positive(rng, n, m)
            what = f"row_normalize(A) for A of shape ({n}, {m})"
            assert_close(student.row_normalize(A), shares(A), what=what, slips=other_shares(A, what))

    @weight(2)
    def test_square(self, student, rng):
        """In a square matrix too it is the rows that sum to 1, not the columns."""
        A = positive(rng, 4, 4)
        result = student.row_normalize(A)
        keepdim = "divides column i by the sum of row i: the sums need an axis of length 1 to spread along the rows"
        slips = [(A / A.sum(1), f"row_normalize(A) {keepdim}"), *other_shares(A, "row_normalize(A)")]
        if float((shaped(result, 4, 4, what="row_normalize(A)").sum(1) - 1).abs().max()) >= 1e-4:  # whatever else it is
            slips.append((result, "the rows of a 4 x 4 matrix do not sum to 1: is each sum broadcast along its own row?"))
        assert_close(result, shares(A), what="row_normalize(A)", slips=slips)

    def test_one_row_one_column(self, student, rng):
        """A single row and a single column keep their shapes."""
        for n, m in ((1, 5), (4, 1), (1, 1)):
            A = positive(rng, n, m)
            assert_close(student.row_normalize(A), shares(A), what=f"row_normalize(A) for A of shape ({n}, {m})")

    def test_mixed_signs(self, student, rng):
        """Entries and sums may be negative: a row is divided by its sum, not by the sum of absolute values."""
        A = positive(rng, 5, 3)
        A[:, 1] = -A[:, 1]
        A[:, 2] += torch.tensor([9.0, -9.0, 9.0, -9.0, 9.0])  # every sum is far from 0
        what = "row_normalize(A) for entries of both signs"
        absolute = f"{what} divides by the sum of absolute values: a sum may be smaller, or negative"
        slips = [(A / A.abs().sum(1, keepdim=True), absolute)]
        assert_close(student.row_normalize(A), shares(A), what=what, slips=slips)

    def test_magnitudes(self, student, rng):
        """Rows may be very large or very small."""
        A = positive(rng, 5, 4) * torch.tensor([1e20, 1e4, 1.0, 1e-6, 1e-20]).reshape(5, 1)
        assert_close(student.row_normalize(A), shares(A), what="row_normalize(A) for rows from 1e20 down to 1e-20")

    def test_views(self, student, rng):
        """A matrix that does not lie in one piece of memory, such as a transpose, is read rightly."""
        A = positive(rng, 6, 4)
        assert_close(student.run(row_normalize_of_view, A), shares(A[::2].T), what="row_normalize(A[::2].T)")

    def test_integers(self, student, rng):
        """Whole numbers are divided into fractions."""
        A = rng.integers(1, 20, 4, 3)
        assert_close(student.row_normalize(A), shares(A), what="row_normalize(A) for A of int64")

    def test_double_precision(self, student, rng):
        """A matrix in float64 gives a result in float64."""
        A = positive(rng, 3, 5, torch.float64)
        assert_close(student.row_normalize(A), shares(A), dtype=torch.float64, what="row_normalize(A)")

    @weight(2)
    def test_matrix_is_left_alone(self, student, rng):
        """The matrix passed in is not changed."""
        A = positive(rng, 3, 4)
        result, after = student.run(row_normalize_then_matrix, A)
        shaped(result, 3, 4, what="row_normalize(A)")
        assert_unchanged(after, A, "the matrix A")


def row_normalize_of_view(code, A):
    return code.row_normalize(A[::2].T)


def row_normalize_then_matrix(code, A):
    return code.row_normalize(A), A


# ---- running_total ------------------------------------------------------------------------------------------------


def totals(A, axis):
    """Cumulative sums by numpy: in float64, or exactly for whole numbers."""
    return torch.from_numpy(np.cumsum((A.double() if A.is_floating_point() else A).numpy(), axis=axis))


def same_totals(student, A, axis, about="", **kwargs):
    what = f"running_total(A, {axis}) for A of shape {tuple(A.shape)}{about}"
    # float32 totals of at most 20 draws differ between orders of addition by less than 1e-5; a missing summand is 1e-2 or more
    limits = {"rtol": 1e-4, "atol": 1e-5} if A.dtype == torch.float32 else {}
    result, expected = student.running_total(A, axis), totals(A, axis)
    slips = [
        (totals(A, axis + 1 if axis % 2 == 0 else axis - 1), f"{what} runs along the other axis"),
        (expected - A, f"{what} leaves each entry out of its own total"),
        (totals(A.flip(axis), axis).flip(axis), f"{what} starts from the far end"),
        (A.sum(axis), f"{what} is the final sum only: keep each sum on the way"),
    ]
    assert_close(result, expected, what=what, slips=slips, **limits, **kwargs)


@exercise("running_total")
class TestRunningTotal:
    @weight(2)
    def test_down_the_columns(self, student, rng):
        """Along axis 0 each entry is the sum of its column so far, itself included."""
        same_totals(student, rng.normal(rng.integer(5, 9), 3), 0)

    @weight(2)
    def test_along_the_rows(self, student, rng):
        """Along axis 1 each entry is the sum of its row so far, itself included."""
        same_totals(student, rng.normal(3, rng.integer(5, 9)), 1)

    def test_negative_axis(self, student, rng):
        """Axis -1 is the last one, and axis -2 the one before."""
        for axis in (-1, -2):
            same_totals(student, rng.normal(3, 5), axis)

    def test_square(self, student, rng):
        """In a square matrix too the totals run along the axis that was asked for."""
        A = rng.normal(4, 4)
        for axis in (0, 1, -1):
            same_totals(student, A, axis)

    def test_one_row_one_column(self, student, rng):
        """A single row and a single column work along both axes."""
        for n, m in ((1, 5), (4, 1), (1, 1)):
            for axis in (0, 1):
                same_totals(student, rng.normal(n, m), axis)

    def test_views(self, student, rng):
        """A matrix that does not lie in one piece of memory, such as a transpose, is read rightly."""
        A = rng.normal(8, 3)
        total = student.run(running_total_of_view, A)
        assert_close(total, totals(A[::2].T, 1), rtol=1e-4, atol=1e-5, what="running_total(A[::2].T, 1)")

    def test_integers(self, student, rng):
        """Whole numbers are added exactly, also those that float32 cannot hold."""
        A = rng.integers(2**28, 2**29, 5, 3) * 2 + 1
        total = student.running_total(A, 0)
        assert_close(total, totals(A, 0).double(), rtol=0, atol=0, what="running_total(A, 0) for large entries of int64")

    def test_double_precision(self, student, rng):
        """A matrix in float64 gives totals in float64."""
        same_totals(student, rng.normal(5, 3, dtype=torch.float64), 0, " and float64", dtype=torch.float64)

    def test_matrix_is_left_alone(self, student, rng):
        """The matrix passed in is not changed."""
        A = rng.normal(4, 3)
        total, after = student.run(running_total_then_matrix, A)
        shaped(total, 4, 3, what="running_total(A, 0)")
        assert_unchanged(after, A, "the matrix A")


def running_total_of_view(code, A):
    return code.running_total(A[::2].T, 1)


def running_total_then_matrix(code, A):
    return code.running_total(A, 0), A


# ---- weighted_average ---------------------------------------------------------------------------------------------


def average(v, w):
    return torch.tensor(np.average(v.double().numpy(), weights=w.double().numpy()), dtype=v.dtype)


def refuses(student, w, about, rng):
    """The weights raise a ValueError."""
    try:
        student.weighted_average(rng.normal(len(w)), w)
    except StudentRaised as raised:
        check(raised.type_name == "ValueError", f"{about} should raise a ValueError; here it raised {raised}")
    else:
        check(False, f"{about} should raise a ValueError; here nothing was raised")


@exercise("weighted_average")
class TestWeightedAverage:
    @weight(3)
    def test_matches_the_definition(self, student, rng):
        """The average counts each value with its share of all weights."""
        for _ in range(3):
            n = rng.integer(3, 12)
            v, w = rng.normal(n, mean=2), rng.uniform(n, low=0.2, high=3)
            what = "weighted_average(v, w)"
            slips = [
                ((v * w).sum(), f"{what} is the sum of v * w, in which the weights do not sum to 1 yet"),
                ((v * w).mean(), f"{what} is the mean of v * w: divide by the sum of the weights, not by their number"),
                (v.mean(), f"{what} is the plain mean of v: the weights make no difference"),
                (v * w / w.sum(), f"{what} is still a vector: add its elements up"),
                ((v * w.softmax(0)).sum(), f"{what} is a softmax of the weights at work: divide them by their sum"),
            ]
            assert_close(student.weighted_average(v, w), average(v, w), what=what, slips=slips)

    def test_only_the_ratio_matters(self, student, rng):
        """Weights a million times larger or smaller give the same average; tiny weights are not zero."""
        v, w = rng.normal(6, mean=2), rng.uniform(6, low=0.2, high=3)
        for scale in (1e6, 1e-6, 1e-12):
            scaled = w * scale
            result = student.weighted_average(v, scaled)
            assert_close(
                result,
                average(v, scaled),
                what=f"weighted_average(v, w) with all weights {scale:g} times as large, where only their ratio should matter,",
            )

    def test_some_weights_are_zero(self, student, rng):
        """A value of weight zero does not count, and is no error."""
        v, w = rng.normal(5), rng.uniform(5, low=0.2, high=3)
        w[[0, 3]] = 0
        assert_close(student.weighted_average(v, w), average(v, w), what="weighted_average(v, w) with some weights of zero")

    def test_one_value(self, student, rng):
        """The average of a single value is that value, as a number without axes."""
        v, w = rng.normal(1), rng.uniform(1, low=0.2, high=3)
        assert_close(student.weighted_average(v, w), average(v, w), what="weighted_average(v, w) of one value")

    def test_integer_weights(self, student, rng):
        """Weights may be integers, as counts are."""
        v, w = rng.normal(6), rng.integers(1, 9, 6)
        assert_close(student.weighted_average(v, w), average(v, w), what="weighted_average(v, w) for integer weights")

    @weight(2)
    def test_negative_weights(self, student, rng):
        """A negative weight, anywhere, is refused with a ValueError."""
        for negative in (0, 2, 4):
            w = rng.uniform(5, low=0.5, high=1)
            w[negative] = -0.25
            refuses(student, w, "one negative weight among positive ones, with a positive sum,", rng)
        refuses(student, -rng.uniform(3, low=0.5, high=1), "a vector of negative weights", rng)

    def test_no_weight_at_all(self, student, rng):
        """Weights that are all zero are refused with a ValueError."""
        for n in (1, 4):
            refuses(student, torch.zeros(n), "a vector of zero weights", rng)

    def test_double_precision(self, student, rng):
        """Values and weights in float64 give an average as exact as float64 is."""
        v, w = rng.normal(7, dtype=torch.float64), rng.uniform(7, low=0.2, high=3, dtype=torch.float64)
        assert_close(
            student.weighted_average(v, w),
            average(v, w),
            rtol=1e-10,
            atol=1e-12,
            what="weighted_average(v, w), compared with the accuracy of float64,",
        )

    def test_arguments_are_left_alone(self, student, rng):
        """Values and weights are not changed."""
        v, w = rng.normal(4), rng.uniform(4, low=0.2, high=3)
        result, v_after, w_after = student.run(average_then_arguments, v, w)
        check(result is not None, "weighted_average returns None (is a return missing?)")
        assert_unchanged(v_after, v, "the tensor v")
        assert_unchanged(w_after, w, "the tensor w")


def average_then_arguments(code, v, w):
    return code.weighted_average(v, w), v, w


# ---- matmul_dots --------------------------------------------------------------------------------------------------

#: what multiplies matrices, by the names that `operators_used` gives; numpy could do so unseen
CALLS = {"matmul", "einsum", "tensordot", "linear", "bilinear", "conv1d", "conv2d", "numpy", "__array__"}
OPERATORS = {"mm", "bmm", "addmm", "addbmm", "baddbmm", "_sparse_mm", "_trilinear", "convolution", "_cdist_forward"}


def assert_product(result, A, B, what, **kwargs):
    # inner sizes are under 12: honest float32 orders of summation differ by less than 5e-6, a wrong row or column by 1e-1
    assert_close(result, torch.from_numpy(A.double().numpy() @ B.double().numpy()), rtol=1e-4, atol=1e-5, what=what, **kwargs)


@exercise("matmul_dots")
class TestMatmulDots:
    @weight(3)
    def test_matches_the_definition(self, student, rng):
        """Entry (i, j) is the dot product of row i of A and column j of B."""
        for n, k, m in ((3, 5, 2), (2, rng.integer(6, 12), 7)):
            A, B = rng.normal(n, k), rng.normal(k, m)
            what = f"matmul_dots(A, B) for shapes ({n}, {k}) and ({k}, {m})"
            slips = [((A @ B).T, f"{what} is transposed: row i of A belongs to row i of the result")]
            assert_product(student.matmul_dots(A, B), A, B, what, slips=slips)

    def test_square(self, student, rng):
        """For square matrices, whose products in either order have the same shape, it is this product and not another."""
        A, B = rng.normal(4, 4), rng.normal(4, 4)
        what = "matmul_dots(A, B) for 4 x 4 matrices"
        slips = [
            (A * B, f"{what} is the Hadamard product, entry by entry"),
            ((A @ B).T, f"{what} is transposed: row i of A belongs to row i of the result"),
            (A.T @ B, f"{what} takes the columns of A: they should be its rows"),
            (A @ B.T, f"{what} takes the rows of B: they should be its columns"),
            (B @ A, f"{what} has the factors in the other order"),
            (A @ B / 4, f"{what} averages the products instead of adding them"),
        ]
        assert_product(student.matmul_dots(A, B), A, B, what, slips=slips)

    def test_single_rows_and_columns(self, student, rng):
        """A single row or column keeps its axis: the result is a matrix."""
        for n, k, m in ((1, 4, 3), (3, 4, 1), (1, 5, 1), (3, 1, 2)):
            A, B = rng.normal(n, k), rng.normal(k, m)
            what = f"matmul_dots(A, B) for shapes ({n}, {k}) and ({k}, {m})"
            assert_product(student.matmul_dots(A, B), A, B, what)

    def test_nothing_to_add(self, student, rng):
        """With an inner size of 0 each entry is an empty sum: zero."""
        result = student.matmul_dots(torch.zeros(2, 0), torch.zeros(0, 3))
        assert_close(result, torch.zeros(2, 3), what="matmul_dots(A, B) for shapes (2, 0) and (0, 3)")

    def test_integers(self, student, rng):
        """Whole numbers are multiplied and added exactly, and the product has their type."""
        A, B = rng.integers(2**27, 2**28, 3, 4) * 2 + 1, rng.integers(2**27, 2**28, 4, 2) * 2 + 1
        expected = [[sum(int(A[i, l]) * int(B[l, j]) for l in range(4)) for j in range(2)] for i in range(3)]
        result = student.matmul_dots(A, B)
        assert_close(result, torch.zeros(3, 2), atol=INF, dtype=torch.int64, what="matmul_dots(A, B) for matrices of int64")
        result, expected = torch.as_tensor(result), torch.tensor(expected)
        close = bool(((result - expected).abs() < 2**40).all())
        check(close, "the product of matrices of int64 is wrong, by far more than rounding")
        exact = torch.equal(result, expected)
        check(exact, "products of large whole numbers are not exact: was there a float on the way?")

    def test_views(self, student, rng):
        """Matrices that do not lie in one piece of memory, such as transposes, are read rightly."""
        A, B = rng.normal(5, 3), rng.normal(10, 4)
        result = student.run(matmul_of_views, A, B)
        assert_product(result, A.T, B[::2], "matmul_dots(A.T, B[::2])")

    def test_double_precision(self, student, rng):
        """Matrices in float64 give a product in float64."""
        A, B = rng.normal(3, 5, dtype=torch.float64), rng.normal(5, 4, dtype=torch.float64)
        assert_close(student.matmul_dots(A, B), A @ B, dtype=torch.float64, what="matmul_dots(A, B)")

    @weight(4)
    def test_built_from_dot_products(self, student, rng):
        """The product is built from dot products or matrix-vector products, and no call multiplies matrices."""
        A, B = rng.normal(3, 5), rng.normal(5, 4)
        result, used = student.run(matmul_watched, A, B)
        assert_product(result, A, B, "matmul_dots(A, B)")
        reached = sorted((CALLS | OPERATORS) & set(used))
        check(
            not reached,
            f"matmul_dots reaches {' and '.join(reached)} (@ is matmul), and this exercise asks you to do without: "
            "use torch.dot, torch.mv, or products and sums",
        )

    def test_arguments_are_left_alone(self, student, rng):
        """The matrices passed in are not changed."""
        A, B = rng.normal(3, 3), rng.normal(3, 3)
        result, A_after, B_after = student.run(matmul_then_arguments, A, B)
        shaped(result, 3, 3, what="matmul_dots(A, B)")
        assert_unchanged(A_after, A, "the matrix A")
        assert_unchanged(B_after, B, "the matrix B")


def matmul_of_views(code, A, B):
    return code.matmul_dots(A.T, B[::2])


def matmul_watched(code, A, B):
    with operators_used() as used:
        product = code.matmul_dots(A, B)
    return product, sorted(used)


def matmul_then_arguments(code, A, B):
    return code.matmul_dots(A, B), A, B


# ---- lp_norm ------------------------------------------------------------------------------------------------------


def norm(x, p):
    return torch.linalg.vector_norm(x.double(), p).to(x.dtype)


def other_norms(x, p, what):
    """What common slips give, where the numbers are of ordinary size."""
    x = x.double()
    size = x.abs()
    largest = size.max()
    if p == INF:
        return [
            (x.max(), f"{what} is the largest element, not the largest absolute value"),
            (1.0, f"{what} is the formula at infinity, where every power 1 / p is 1: take the largest absolute value"),
            (norm(x, 2), f"{what} is the norm with p = 2"),
        ]
    if not 1e-3 < largest < 1e3:
        return [(INF, f"{what} is what is left when the powers overflow: pull out the largest absolute value first")]
    return [
        ((size**p).sum(), f"{what} lacks the p-th root"),
        (largest * ((size / largest) ** p).sum(), f"{what} lacks the p-th root, or has it in the wrong place"),
        (norm(x / largest, p), f"{what} was not multiplied by the largest absolute value again"),
        ((x**p).sum() ** (1 / p), f"{what} adds up powers of the elements, not of their absolute values"),
        (norm(x, p) / x.numel() ** (1 / p), f"{what} averages the powers instead of adding them"),
        ((size**p).sum().sqrt(), f"{what} has the square root, whatever p is"),
        (norm(x, 2), f"{what} is the norm with p = 2"),
        (norm(x, 1), f"{what} is the norm with p = 1"),
    ]


def same_norm(student, x, p, about=""):
    what = f"lp_norm(x, {'inf' if p == INF else f'{p:g}'}){about}"
    assert_close(student.lp_norm(x, p), norm(x, p), what=what, slips=other_norms(x, p, what))


@exercise("lp_norm")
class TestLpNorm:
    @weight(4)
    def test_matches_the_definition(self, student, rng):
        """The norm is the p-th root of the sum of the p-th powers of absolute values."""
        for p in (1, 2, 3, 1.5, 2.5, 7):
            x = rng.normal(rng.integer(4, 9), std=2)
            x[0] = -3  # odd powers need the absolute value
            same_norm(student, x, p)

    def test_two_is_the_default(self, student, rng):
        """Without p, it is the Euclidean norm."""
        x = rng.normal(7)
        assert_close(student.lp_norm(x), norm(x, 2), what="lp_norm(x)", slips=other_norms(x, 2, "lp_norm(x)"))

    @weight(2)
    def test_infinity(self, student, rng):
        """With p = inf it is the largest absolute value, also when that element is negative."""
        for sign in (-1, 1):
            x = rng.normal(6)
            x[rng.integer(0, 6)] = 5 * sign
            same_norm(student, x, INF)

    @weight(2)
    def test_any_shape(self, student, rng):
        """The sum runs over all elements of a matrix, or of a tensor with more axes, or with none."""
        for shape in ((4, 3), (2, 3, 4), (1, 5), ()):
            x = rng.normal(*shape) - 0.5
            for p in (1, 2, INF):
                same_norm(student, x, p, f" over all elements of a tensor of shape {shape}")

    @weight(2)
    def test_large(self, student, rng):
        """Elements near 1e20 in float32 do not overflow."""
        x = rng.normal(5) * 1e20
        for p in (1, 2, 3, INF):
            same_norm(student, x, p, " for elements near 1e20")

    @weight(2)
    def test_small(self, student, rng):
        """Elements near 1e-20 in float32 do not vanish."""
        x = rng.normal(5) * 1e-20
        for p in (1, 2, 3, INF):
            result = student.lp_norm(x, p)
            p_is = "inf" if p == INF else p
            what = f"lp_norm(x, {p_is}) for elements near 1e-20"
            vanished = isinstance(result, (torch.Tensor, float, int)) and not torch.as_tensor(result).any()
            check(
                not vanished,
                f"{what} is 0, which is what is left when the powers vanish: pull out the largest absolute value first",
            )
            assert_close(result, norm(x, p), rtol=1e-5, atol=0, what=what)

    def test_zero(self, student, rng):
        """The norm of the zero tensor is 0."""
        for p in (1, 2, 3, INF):
            same_norm(student, torch.zeros(3), p, " of the zero vector")

    def test_one_element(self, student, rng):
        """The norm of a single element is its absolute value, as a number without axes."""
        for p in (1, 2, INF):
            same_norm(student, -rng.uniform(1, low=1, high=2), p, " of one element")

    def test_views(self, student, rng):
        """A tensor that does not lie in one piece of memory, such as a transpose, is read rightly."""
        x = rng.normal(6, 4)
        assert_close(student.run(norm_of_view, x), norm(x[::2].T, 3), what="lp_norm(x[::2].T, 3)")

    def test_double_precision(self, student, rng):
        """A tensor in float64 gives a norm as exact as float64 is."""
        x = rng.normal(6, dtype=torch.float64)
        for p in (2, 3):
            assert_close(
                student.lp_norm(x, p),
                norm(x, p),
                rtol=1e-10,
                atol=1e-12,
                what=f"lp_norm(x, {p}), compared with the accuracy of float64,",
            )

    def test_tensor_is_left_alone(self, student, rng):
        """The tensor passed in is not changed."""
        x = rng.normal(6)
        result, after = student.run(norm_then_tensor, x)
        check(result is not None, "lp_norm returns None (is a return missing?)")
        assert_unchanged(after, x, "the tensor x")


def norm_of_view(code, x):
    return code.lp_norm(x[::2].T, 3)


def norm_then_tensor(code, x):
    return code.lp_norm(x, 3), x


# ---- check_norm_axioms --------------------------------------------------------------------------------------------

AXIOMS = ("homogeneity", "triangle", "nonnegativity")
FACTORS = (-3.0, -0.5, 0.0, 0.25, 2.0)


def vectors(rng, n, d):
    """Whole numbers, so that sums of them are exact, the first of each vector not 0."""
    xs = rng.integers(-4, 5, n, d).float()
    xs[:, 0] = torch.where(xs[:, 0] == 0, 3.0, xs[:, 0])
    return xs


def expect(student, f, xs, alphas, truth, about):
    """Compare the report on one of the functions of `report_on` with what is known about it.

    Args:
        truth: three letters, T or F, in the order of AXIOMS; a dot where the samples do not settle it.
        about: what f is, and where to look, in words.
    """
    report = student.run(report_on, f, xs, torch.tensor(alphas))
    check(isinstance(report, dict), "check_norm_axioms returns a dictionary with one answer for each axiom")
    for axiom, letter in zip(AXIOMS, truth):
        check(axiom in report, f"the dictionary has no key '{axiom}'")
        said = report[axiom]
        single = isinstance(said, (bool, int, np.bool_)) or (isinstance(said, torch.Tensor) and said.numel() == 1)
        check(single, f"the answer for '{axiom}' should be one True or False")
        right = letter == "." or bool(said) == (letter == "T")
        check(right, f"{about}: the answer for '{axiom}' is {bool(said)}")


def report_on(code, f, xs, alphas):
    functions = {
        "l1": lambda x: torch.linalg.vector_norm(x, 1),
        "l2": lambda x: torch.linalg.vector_norm(x),
        "max": lambda x: torch.linalg.vector_norm(x, float("inf")),
        "squared": lambda x: x.square().sum(),
        "half": lambda x: x.abs().sqrt().sum().square(),
        "shifted": lambda x: torch.linalg.vector_norm(x) + 1,
        "signed": lambda x: x.sum(),
        "negated": lambda x: -torch.linalg.vector_norm(x),
        "negated l1": lambda x: -torch.linalg.vector_norm(x, 1),
        "lopsided": lambda x: 2 * x.relu().sum() + (-x).relu().sum(),
        "nearly even": lambda x: 1.01 * x.relu().sum() + (-x).relu().sum(),
        "nearly straight": lambda x: x.abs().pow(0.99).sum().pow(1 / 0.99),
        "outer half": lambda x: x[1:-1].abs().sum() + (x[0].abs().sqrt() + x[-1].abs().sqrt()).square(),
        "squared, first": lambda x: x[0].square() + x[1:].abs().sum(),
        "first if alone": lambda x: x[0],
    }
    return code.check_norm_axioms(functions[f], xs, alphas)


@exercise("check_norm_axioms")
class TestCheckNormAxioms:
    @weight(2)
    def test_norms(self, student, rng):
        """Norms obey all three axioms: with negative factors, with the factor 0, and where equality holds."""
        for f, name in (("l1", "with p = 1"), ("l2", "with p = 2"), ("max", "with p = inf")):
            xs = vectors(rng, 6, 3)
            xs[4] = 0
            expect(student, f, xs, FACTORS, "TTT", f"the norm {name} obeys every axiom")

    @weight(2)
    def test_homogeneity(self, student, rng):
        """A function that is not homogeneous is found out, also when it is so only for negative factors."""
        xs = vectors(rng, 5, 3)
        expect(student, "shifted", xs, FACTORS, "FTT", "of a norm plus 1, only homogeneity is broken")
        xs[:, 1] = xs[:, 0].sign() * xs[:, 1].abs()
        xs[:, 2] = xs[:, 0].sign()
        about = "a function that weighs positive elements twice is broken by negative factors alone"
        expect(student, "lopsided", xs, FACTORS, "FTT", about)

    @weight(2)
    def test_triangle(self, student, rng):
        """A function for which a detour is shorter is found out."""
        xs = torch.cat([torch.eye(3)[rng.permutation(3)], vectors(rng, 3, 3)])
        expect(student, "half", xs, FACTORS, "TFT", "with p = 1/2, only the triangle inequality is broken")
        about = "of the squared length, homogeneity and the triangle inequality are broken"
        expect(student, "squared", xs, FACTORS, "FFT", about)

    @weight(2)
    def test_nonnegativity(self, student, rng):
        """A function with a negative value is found out."""
        xs = vectors(rng, 5, 3).abs()
        about = "of a negated norm with p = 1, on vectors of positive elements, only non-negativity is broken"
        expect(student, "negated l1", xs, FACTORS, "TTF", about)
        xs = torch.cat([vectors(rng, 3, 3), torch.eye(3)])
        about = "of a negated norm, the triangle inequality and non-negativity are broken"
        expect(student, "negated", xs, FACTORS, "TFF", about)
        xs[0] = -xs[0].abs()
        about = "of the plain sum of elements, homogeneity (negative factors) and non-negativity are broken"
        expect(student, "signed", xs, FACTORS, "FTF", about)

    def test_every_pair(self, student, rng):
        """Two rows that break the triangle inequality are found wherever they stand."""
        for first, second in ((0, 6), (1, 4), (5, 2)):
            xs = vectors(rng, 7, 4).abs()
            xs[:, 0] = xs[:, 3] = 0
            xs[first, 0], xs[second, 3] = 3, 2
            about = "only one pair of rows, which are not neighbours, breaks the triangle inequality"
            expect(student, "outer half", xs, FACTORS, "TFT", about)

    def test_a_row_with_itself(self, student, rng):
        """A single row is enough: it makes a pair with itself."""
        about = "of the squared length, a single vector breaks the triangle inequality, added to itself"
        expect(student, "squared", vectors(rng, 1, 3), FACTORS, "FFT", about)
        expect(student, "l2", vectors(rng, 1, 3), FACTORS, "TTT", "a norm obeys every axiom, on a single vector too")

    def test_every_row_and_factor(self, student, rng):
        """One row, or one factor, that breaks homogeneity or is negative is found wherever it stands."""
        for place in (0, 3, 4):
            xs = vectors(rng, 5, 3)
            xs[:, 0] = 0
            xs[place, 0] = 2
            about = "only one row breaks homogeneity, at one factor"
            factors = [-1.0, 0.0, 1.0, 1.0, 1.0]
            expect(student, "squared, first", xs, [*factors[: place + 1], 2.0, *factors[place + 1 :]], "F.T", about)
            xs[place, 0] = -1
            expect(student, "first if alone", xs, [0.0, 1.0, 2.0], "TTF", "only one row has a negative value")

    def test_large_vectors(self, student, rng):
        """At sizes of 1e6, where rounding is larger than any small absolute tolerance, norms obey the axioms."""
        xs, factors = rng.normal(6, 5) * 1e6, rng.normal(6).tolist()
        for f in ("l1", "l2", "max"):
            expect(student, f, xs, factors, "TTT", "a norm obeys every axiom, on vectors of size 1e6 too")

    def test_rounding(self, student, rng):
        """Where the triangle inequality is an equality, as for vectors in one direction, rounding does not break it."""
        xs = torch.arange(1.0, 10).reshape(9, 1) * rng.normal(5)
        for f in ("l1", "l2"):
            about = "a norm obeys every axiom, also where a vector and its multiple meet the bound up to rounding"
            expect(student, f, xs, FACTORS, "TTT", about)

    def test_small_vectors(self, student, rng):
        """At sizes of 1e-6 a broken axiom is still broken."""
        xs = torch.cat([torch.eye(3), vectors(rng, 3, 3)]) * 2**-20
        about = "on vectors of size 1e-6, a function that weighs positive elements twice breaks homogeneity"
        expect(student, "lopsided", xs, FACTORS, "FTT", about)
        expect(student, "half", xs, FACTORS, "TFT", "on vectors of size 1e-6, p = 1/2 breaks the triangle inequality")
        expect(student, "signed", -xs.abs(), FACTORS, ".TF", "on vectors of size 1e-6, the plain sum is negative")

    def test_small_violations(self, student, rng):
        """A violation by one percent is more than rounding."""
        xs = torch.cat([torch.eye(3), vectors(rng, 3, 3)])
        about = "a function that weighs positive elements one percent more breaks homogeneity"
        expect(student, "nearly even", xs, FACTORS, "FTT", about)
        expect(student, "nearly straight", xs, FACTORS, "TFT", "p = 0.99 breaks the triangle inequality by a percent")

    def test_other_dimensions(self, student, rng):
        """Vectors of one element, and of many, are checked as well."""
        expect(student, "l2", vectors(rng, 4, 1), FACTORS, "TTT", "a norm obeys every axiom, on vectors of one element too")
        about = "of the squared length, homogeneity and the triangle inequality are broken, for 30 elements too"
        expect(student, "squared", vectors(rng, 4, 30), FACTORS, "FFT", about)

    def test_samples_are_left_alone(self, student, rng):
        """Vectors and factors are not changed."""
        xs, alphas = vectors(rng, 4, 3), rng.normal(3)
        report, xs_after, alphas_after = student.run(report_then_samples, xs, alphas)
        check(isinstance(report, dict), "check_norm_axioms returns a dictionary with one answer for each axiom")
        assert_unchanged(xs_after, xs, "the tensor xs")
        assert_unchanged(alphas_after, alphas, "the tensor alphas")


def report_then_samples(code, xs, alphas):
    return code.check_norm_axioms(lambda x: torch.linalg.vector_norm(x), xs, alphas), xs, alphas
