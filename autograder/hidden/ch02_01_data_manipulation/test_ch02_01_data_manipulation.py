"""Hidden graders of 2.1, tensor manipulation.

Nothing here is random but the inputs. The oracles are numpy and plain arithmetic in float64; whether memory is shared is
asked of the memory: a probe keeps a view of it from before the call, and the grader looks at that view afterwards.
"""

import numpy as np
import torch

from autograder.grading import assert_close, assert_unchanged, check, exercise, weight


def exact(actual, expected, what, dtype=None, slips=()):
    """A tensor, element for element."""
    assert_close(actual, expected, rtol=0, atol=0, dtype=dtype, what=what, slips=slips)
    check(isinstance(actual, torch.Tensor), f"{what} should be a tensor, not a {type(actual).__name__}")


# ---- make_grid ----------------------------------------------------------------------------------------------------


def counted(rows, cols):
    return torch.from_numpy(np.arange(rows * cols).reshape(rows, cols))


@exercise("make_grid")
class TestMakeGrid:
    @weight(3)
    def test_counts_along_the_rows(self, student, rng):
        """The table counts 0, 1, 2, ... along its rows, whatever its size."""
        for rows, cols in ((rng.integer(2, 5), rng.integer(6, 10)), (rng.integer(6, 10), rng.integer(2, 5)), (5, 5)):
            grid = student.make_grid(rows, cols)
            if isinstance(grid, torch.Tensor) and grid.shape == (rows, cols):
                check(grid[0, 0] == 0, f"the first number of the table is {float(grid[0, 0]):g}; counting starts at 0")
            down = (counted(cols, rows).t(), "the numbers run down the columns; they should run along the rows")
            exact(grid, counted(rows, cols), "make_grid(rows, cols)", slips=[down])

    def test_one_row_or_column(self, student, rng):
        """A single row, a single column and a single number are tables too, with two axes."""
        n = rng.integer(3, 9)
        for rows, cols in ((1, n), (n, 1), (1, 1)):
            exact(student.make_grid(rows, cols), counted(rows, cols), f"make_grid({rows}, {cols})")

    def test_nothing_to_count(self, student, rng):
        """With no rows or no columns the table is empty, and still has its shape."""
        n = rng.integer(2, 6)
        for rows, cols in ((0, n), (n, 0)):
            exact(student.make_grid(rows, cols), counted(rows, cols), f"make_grid({rows}, {cols})")

    def test_float32_unless_asked(self, student, rng):
        """Without a dtype the elements are float32."""
        cols = rng.integer(4, 7)
        exact(student.make_grid(3, cols), counted(3, cols), "make_grid(rows, cols)", torch.float32)

    @weight(2)
    def test_dtype_that_is_asked_for(self, student, rng):
        """The elements have the dtype that is asked for, float or integer."""
        cols = rng.integer(4, 7)
        for dtype in (torch.float64, torch.int64, torch.int32, torch.uint8, torch.int16):
            grid = student.run(grid_of_dtype, 3, cols, str(dtype).removeprefix("torch."))
            exact(grid, counted(3, cols), f"make_grid(rows, cols, {dtype})", dtype)

    def test_new_table_each_time(self, student, rng):
        """Each call makes a new table: writing into one leaves the next as it should be."""
        cols = rng.integer(3, 6)
        grid = student.run(grid_after_another, 4, cols)
        kept = isinstance(grid, torch.Tensor) and bool((grid == -1).all())
        check(not kept, "two calls gave the same memory: what is written into the first table shows in the second")
        exact(grid, counted(4, cols), "the second of two tables")


def grid_of_dtype(code, rows, cols, name):
    return code.make_grid(rows, cols, dtype=getattr(torch, name))


def grid_after_another(code, rows, cols):
    code.make_grid(rows, cols).fill_(-1)
    return code.make_grid(rows, cols)


# ---- elementwise_report -------------------------------------------------------------------------------------------

NUMPY = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.true_divide,
    "pow": np.power,
    "exp": lambda x, y: np.exp(x),
    "eq": np.equal,
}


WHAT = {"add": "x + y", "sub": "x - y", "mul": "x * y", "div": "x / y", "pow": "x ** y", "exp": "exp(x)", "eq": "x == y"}


def positive_pair(rng, *shape, dtype=torch.float32):
    return rng.uniform(*shape, low=0.5, high=3, dtype=dtype), rng.uniform(*shape, low=0.5, high=3, dtype=dtype)


def check_report(report, x, y, keys, dtype=None):
    """The entries under these keys against numpy's, in float64."""
    check(isinstance(report, dict), f"elementwise_report returns a dictionary, not a {type(report).__name__}")
    a, b = x.double().numpy(), y.double().numpy()
    for key in keys.split():
        check(key in report, f"the report has no entry {key!r}")
        expected, what = NUMPY[key](a, b), f"the entry {key!r}, {WHAT[key]},"
        assert_close(report[key], expected, dtype=dtype, what=what)
        if x.dim():
            check(isinstance(report[key], torch.Tensor), f"{what} should be a tensor, not a {type(report[key]).__name__}")


@exercise("elementwise_report")
class TestElementwiseReport:
    @weight(2)
    def test_sums_and_differences(self, student, rng):
        """ "add" is x + y and "sub" is x - y."""
        x, y = positive_pair(rng, 3, 5)
        check_report(student.elementwise_report(x, y), x, y, "add sub")

    @weight(2)
    def test_products_and_quotients(self, student, rng):
        """ "mul" is x * y and "div" is x / y."""
        x, y = positive_pair(rng, 4, 4)
        check_report(student.elementwise_report(x, y), x, y, "mul div")

    @weight(2)
    def test_powers_and_exponentials(self, student, rng):
        """ "pow" is x to the power of y and "exp" is the exponential of x."""
        x, y = positive_pair(rng, 3, 5)
        check_report(student.elementwise_report(x, y), x, y, "pow exp")

    @weight(2)
    def test_equality_place_by_place(self, student, rng):
        """ "eq" tells in each place whether the two numbers are the same."""
        x, y = positive_pair(rng, 4, 3)
        y[1], y[2, 0] = x[1], x[2, 0]
        check_report(student.elementwise_report(x, y), x, y, "eq")
        x, y = rng.integers(1, 3, 6), rng.integers(1, 3, 6)
        x[:2], y[:2] = 1, torch.tensor([1, 2])
        check_report(student.elementwise_report(x, y), x, y, "eq")

    def test_close_is_not_equal(self, student, rng):
        """ "eq" is false where two numbers differ, however little."""
        x = rng.uniform(6, low=1, high=2)
        y = torch.nextafter(x, torch.tensor(3.0))
        y[2] = x[2]
        check_report(student.elementwise_report(x, y), x, y, "eq")

    def test_other_shapes(self, student, rng):
        """Vectors, tables and blocks of three axes keep their shape; so do a single number and no number at all."""
        for shape in ((5,), (1, 4), (2, 3, 4), (), (0,), (0, 3)):
            x, y = positive_pair(rng, *shape)
            check_report(student.elementwise_report(x, y), x, y, "add sub mul div pow exp eq")

    def test_integers(self, student, rng):
        """Integers are divided as numbers, not rounded down, and the other operations are exact."""
        x, y = rng.integers(1, 7, 8), rng.integers(1, 5, 8)
        x[0], y[0], x[1], y[1] = 5, 2, 3, 3
        check_report(student.elementwise_report(x, y), x, y, "add sub mul div pow exp eq")

    def test_negative_numbers(self, student, rng):
        """Negative numbers are treated rightly, also as quotients and under powers with whole exponents."""
        x, y = -rng.uniform(6, low=0.5, high=3), torch.tensor([1.0, 2.0, 3.0, -1.0, -2.0, 4.0])[rng.permutation(6)]
        check_report(student.elementwise_report(x, y), x, y, "add sub mul div pow exp eq")

    def test_division_by_zero(self, student, rng):
        """A division by zero gives an infinity, with the sign of x, and a division by a tiny number is exact."""
        x, y = torch.tensor([2.0, -1.5, 1e-9, 3e-9]) * rng.integer(1, 4), torch.tensor([0.0, 0.0, 1e-9, 2e-9])
        with np.errstate(divide="ignore"):
            check_report(student.elementwise_report(x, y), x, y, "div")

    def test_double_precision(self, student, rng):
        """float64 in gives float64 out, with all its digits."""
        x, y = positive_pair(rng, 7, dtype=torch.float64)
        check_report(student.elementwise_report(x, y), x, y, "add sub mul div pow exp", dtype=torch.float64)

    def test_views(self, student, rng):
        """Tensors that do not lie in one piece of memory, such as a transpose or every other column, are read rightly."""
        x, y = positive_pair(rng, 4, 6)
        report = student.run(report_of_views, x, y)
        check_report(report, x.t()[:, ::2], y[::2].t(), "add sub mul div pow exp eq")

    def test_arguments_are_left_alone(self, student, rng):
        """x and y are not changed."""
        x, y = positive_pair(rng, 3, 4)
        for name, before, after in zip("xy", (x, y), student.run(report_then_arguments, x, y)):
            assert_unchanged(after, before, name)


def report_of_views(code, x, y):
    return code.elementwise_report(x.t()[:, ::2], y[::2].t())


def report_then_arguments(code, x, y):
    code.elementwise_report(x, y)
    return x, y


# ---- stack_blocks -------------------------------------------------------------------------------------------------


def check_blocks(result, X, Y, dtype=None):
    pair = isinstance(result, (tuple, list)) and len(result) == 2
    check(pair, "stack_blocks returns two tensors: X above Y, and X to the left of Y")
    (r, c), (vertical, horizontal) = X.shape, result
    shapes = [tuple(part.shape) if isinstance(part, torch.Tensor) else () for part in result]
    swapped = r != c and shapes == [(r, 2 * c), (2 * r, c)]
    check(not swapped, "the two results came in the wrong order: first X above Y, then X to the left of Y")
    if shapes == [(2 * r, c), (r, 2 * c)]:
        check(torch.equal(vertical[:r], X), "the upper half of the first result is not X")
        check(torch.equal(vertical[r:], Y), "the lower half of the first result is not Y")
        check(torch.equal(horizontal[:, :c], X), "the left half of the second result is not X")
        check(torch.equal(horizontal[:, c:], Y), "the right half of the second result is not Y")
    exact(vertical, np.vstack((X, Y)), "the first result, X above Y,", dtype)
    exact(horizontal, np.hstack((X, Y)), "the second result, X to the left of Y,", dtype)


@exercise("stack_blocks")
class TestStackBlocks:
    @weight(3)
    def test_joins_both_ways(self, student, rng):
        """The first result is X above Y, the second X to the left of Y."""
        for r, c in ((rng.integer(2, 4), rng.integer(5, 8)), (rng.integer(5, 8), rng.integer(2, 4))):
            X, Y = rng.normal(r, c), rng.normal(r, c)
            check_blocks(student.stack_blocks(X, Y), X, Y)

    def test_square_tables(self, student, rng):
        """Square tables are joined the same way."""
        X, Y = rng.normal(4, 4), rng.normal(4, 4)
        check_blocks(student.stack_blocks(X, Y), X, Y)

    def test_one_row_one_column(self, student, rng):
        """Tables of a single row, a single column or a single number are joined as well."""
        for r, c in ((1, rng.integer(3, 6)), (rng.integer(3, 6), 1), (1, 1)):
            X, Y = rng.normal(r, c), rng.normal(r, c)
            check_blocks(student.stack_blocks(X, Y), X, Y)

    def test_no_rows(self, student, rng):
        """Two tables without rows give one without rows, and one of no rows that is twice as wide."""
        nothing = torch.zeros(0, rng.integer(2, 5))
        check_blocks(student.stack_blocks(nothing, nothing), nothing, nothing)

    def test_dtype_is_kept(self, student, rng):
        """Integers stay integers, truth values stay truth values, and float64 keeps all its digits."""
        for X, Y in (
            (rng.integers(2**60, 2**61, 3, 2), rng.integers(-9, 9, 3, 2)),
            (rng.normal(3, 2, dtype=torch.float64), rng.normal(3, 2, dtype=torch.float64)),
            (rng.normal(2, 3) > 0, rng.normal(2, 3) > 0),
        ):
            check_blocks(student.stack_blocks(X, Y), X, Y, X.dtype)

    def test_views(self, student, rng):
        """Tensors that do not lie in one piece of memory, such as a transpose or every other column, are read rightly."""
        X, Y = rng.normal(3, 4), rng.normal(4, 6)
        check_blocks(student.run(blocks_of_views, X, Y), X.t(), Y[:, ::2])

    def test_arguments_are_left_alone(self, student, rng):
        """X and Y are not changed."""
        X, Y = rng.normal(3, 2), rng.normal(3, 2)
        for name, before, after in zip("XY", (X, Y), student.run(blocks_then_arguments, X, Y)):
            assert_unchanged(after, before, name)


def blocks_of_views(code, X, Y):
    return code.stack_blocks(X.t(), Y[:, ::2])


def blocks_then_arguments(code, X, Y):
    code.stack_blocks(X, Y)
    return X, Y


# ---- broadcast_shape ----------------------------------------------------------------------------------------------

SIZES = (2, 3, 4, 5, 7)


def sizes(rng, n):
    """Sizes that differ from one another."""
    return [SIZES[i] for i in rng.permutation(len(SIZES))[:n]]


def fitting(rng, n):
    """Two shapes of n axes that fit, with a 1 here and there in either."""
    a = [rng.choice(SIZES) for _ in range(n)]
    b = list(a)
    for i in range(n):
        if one := rng.integer(0, 3):
            (a, b)[one - 1][i] = 1
    return a, b


def either_way(pairs):
    return [pair for a, b in pairs for pair in ((a, b), (b, a))]


def check_fit(student, pairs, look):
    """Every pair fits, and the shape is numpy's; `look` says what to look at."""
    for (a, b), result in zip(pairs, student.run(broadcast_all, pairs), strict=True):
        expected = np.broadcast_shapes(tuple(a), tuple(b))
        check(result is not None, "the result is None (is a return missing?)")
        check(isinstance(result, (tuple, list)), f"the result should be a tuple of sizes, not a {type(result).__name__}")
        check(list(result[:1]) != ["raised"], f"two shapes that fit were refused: {look}")
        whole = all(type(n) is int for n in result)
        check(whole, f"the sizes in a shape are integers; the result was {tuple(result)}")
        check(tuple(result) == expected, f"for two shapes that fit, the result was {tuple(result)}, which is not right: {look}")


def check_refused(student, pairs, look):
    for result in student.run(broadcast_all, pairs):
        raised = isinstance(result, (tuple, list)) and list(result[:1]) == ["raised"]
        gave = "None" if result is None else f"{tuple(result)}" if isinstance(result, (tuple, list)) else "a result"
        check(raised, f"two shapes that do not fit gave {gave} and not a ValueError: {look}")


@exercise("broadcast_shape")
class TestBroadcastShape:
    def test_same_shape(self, student, rng):
        """Two equal shapes give that shape."""
        large = [n + 1000 for n in sizes(rng, 2)]
        pairs = [(shape, list(shape)) for shape in (sizes(rng, 1), sizes(rng, 2), sizes(rng, 3), [1, 1], large)]
        check_fit(student, pairs, "sizes that are the same stay as they are")

    @weight(2)
    def test_ones_are_stretched(self, student, rng):
        """Where one size is 1 the result has the other size, in any axis and on either side."""
        m, n, k = sizes(rng, 3)
        pairs = either_way(
            [([m, 1], [1, n]), ([m, 1], [m, n]), ([1, n], [m, n]), ([1, m, n], [k, 1, n]), ([m, 1, 1], [m, n, k])]
        )
        check_fit(student, pairs, "an axis of size 1 takes the other's size")

    @weight(2)
    def test_aligned_at_the_last_axis(self, student, rng):
        """Shapes with different numbers of axes are aligned at their last axes, and missing axes count as 1."""
        m, n, k = sizes(rng, 3)
        pairs = either_way([([n], [m, n]), ([n, k], [m, n, k]), ([1, k], [m, n, 1]), ([m], [m, 1]), ([k], [m, n, 1, 1])])
        check_fit(student, pairs, "the last axes belong together, and what is missing on the left counts as 1")

    def test_single_numbers(self, student, rng):
        """A shape without axes, that of a single number, fits every shape."""
        pairs = either_way([([], sizes(rng, 1)), ([], sizes(rng, 3)), ([], [0])]) + [([], [])]
        check_fit(student, pairs, "a shape without axes counts as 1 everywhere")

    def test_empty_tensors(self, student, rng):
        """A size of 0 is a size like the others: 1 takes it, and other sizes do not fit it."""
        m, n = sizes(rng, 2)
        pairs = either_way([([1], [0]), ([m, 1], [1, 0]), ([0, n], [1, 1]), ([0], [m, 1]), ([0, 1], [0, n])]) + [([0], [0])]
        check_fit(student, pairs, "1 against 0 gives 0, as the axis is repeated no times")
        check_refused(student, either_way([([m], [0]), ([m, 0], [1, n])]), "0 fits only 0 and 1")

    @weight(2)
    def test_what_does_not_fit(self, student, rng):
        """A ValueError is raised where two sizes differ and neither is 1."""
        n = rng.integer(2, 6)
        m, k = n + 1, rng.integer(7, 10)
        check_refused(
            student,
            either_way([([m], [n]), ([n], [2 * n])]),
            "two sizes that differ fit only if one of them is 1, also where one divides the other",
        )
        several = [([m, n], [n, n]), ([n, m], [n, n]), ([k, m, n], [k, n, n]), ([k, 1, m], [1, n, n])]
        check_refused(student, either_way(several), "each axis has to fit, the first, the last and those between")
        uneven = [([m], [m, n]), ([k, m], [k, n, n]), ([m], [k, 1, n]), ([k, m], [n, m, m])]
        check_refused(student, either_way(uneven), "shapes with different numbers of axes are aligned at their last axes")

    def test_any_two_shapes(self, student, rng):
        """Any two shapes that fit, of up to eight axes, give the right result."""
        pairs = []
        for _ in range(60):
            a, b = fitting(rng, rng.integer(0, 9))
            cut = rng.integer(0, len(a) + 1)
            pairs += either_way([(a[cut:], b)])
        check_fit(student, pairs, "align at the right, then go through the axes one by one")

    @weight(4)
    def test_plain_python(self, student, rng):
        """It is worked out from the two tuples in plain Python, so that shapes of terabytes cost nothing."""
        n = rng.integer(2, 9) * 10**6
        result, used = student.run(broadcast_watched, [n, 1, 1], [n + 1, 1])
        check(
            not used,
            f"{', '.join(used)} was called: make no tensor or array, and leave the work to no function of torch or numpy",
        )
        check(isinstance(result, (tuple, list)), f"the result should be a tuple of sizes, not a {type(result).__name__}")
        check(tuple(result) == (n, n + 1, 1), f"for sizes of millions, the result was {tuple(result)}, which is not right")


def broadcast_all(code, pairs):
    results = []
    for a, b in pairs:
        try:
            results.append(code.broadcast_shape(tuple(a), tuple(b)))
        except Exception as error:
            if type(error) not in (ValueError, RuntimeError):
                raise
            results.append(("raised", type(error).__name__))
    return results


def broadcast_watched(code, a, b):
    """The result, and what of torch and numpy was called that makes tensors or broadcasts."""
    import sys

    seen = set()

    def watch(frame, event, arg):
        if event == "call":
            module, name = frame.f_globals.get("__name__"), frame.f_code.co_name
        elif event == "c_call":
            module, name = getattr(arg, "__module__", None), arg.__name__
        else:
            return
        makes = name in ("array", "asarray", "empty", "full", "ones", "zeros")
        if str(module).split(".")[0] in ("numpy", "torch") and ("broadcast" in name or makes):
            seen.add(name)

    sys.setprofile(watch)
    try:
        result = code.broadcast_shape(tuple(a), tuple(b))
    finally:
        sys.setprofile(None)
    with operators_used() as used:
        code.broadcast_shape(tuple(a), tuple(b))
    return result, sorted(name for name in seen | used if not name.startswith("_"))


# ---- pairwise_sqdist ----------------------------------------------------------------------------------------------


def check_distances(actual, A, B, dtype=None):
    """Against a double loop in float64; the tolerance allows for a^2 + b^2 - 2ab, whose error grows with the norms."""
    a, b = A.detach().double(), B.detach().double()
    expected = torch.tensor([[float(((p - q) ** 2).sum()) for q in b] for p in a], dtype=torch.float64).reshape(len(a), len(b))
    scale = max([1.0, *(float(p.square().sum()) for p in (*a, *b))])
    double = A.dtype == torch.float64
    what = "pairwise_sqdist(A, B)"
    m, n, d = len(a), len(b), a.shape[1]
    if isinstance(actual, torch.Tensor) and m != n:
        turned = tuple(actual.shape) == (n, m)
        check(not turned, f"{what} has shape {(n, m)}: the rows of the result belong to A, and its columns to B")
        summed = tuple(actual.shape) == (m, n, d)
        check(not summed, f"{what} has shape {(m, n, d)}: the squares are still to be added up over the coordinates")
    slips = [
        (expected.sqrt(), f"{what} holds distances; the squares of them are asked for"),
        (expected.t(), f"{what} is transposed: its rows belong to A, and its columns to B"),
    ]
    rtol, atol = (1e-10, 1e-12 * scale) if double else (1e-5, 1e-5 * scale)
    assert_close(actual, expected, rtol=rtol, atol=atol, dtype=dtype, what=what, slips=slips)
    check(isinstance(actual, torch.Tensor), f"{what} should be a tensor, not a {type(actual).__name__}")


@exercise("pairwise_sqdist")
class TestPairwiseSqdist:
    @weight(4)
    def test_every_pair(self, student, rng):
        """Row i and column j hold the sum of the squared differences between row i of A and row j of B."""
        for m, n, d in ((5, 7, 3), (7, 2, 5)):
            A, B = rng.normal(m, d, std=2), rng.normal(n, d, mean=1)
            check_distances(student.pairwise_sqdist(A, B), A, B)

    def test_all_sizes_alike(self, student, rng):
        """With as many points in A as in B as coordinates, rows still belong to A and columns to B."""
        A, B = rng.normal(4, 4), rng.normal(4, 4, mean=2)
        check_distances(student.pairwise_sqdist(A, B), A, B)

    def test_a_set_with_itself(self, student, rng):
        """The distance of a point from itself is zero, and the table is symmetric."""
        A = rng.normal(6, 3)
        check_distances(student.pairwise_sqdist(A, A), A, A)

    def test_one_point_one_coordinate(self, student, rng):
        """A single point, on either side, and points on a line keep their axes in the result."""
        for m, n, d in ((1, 5, 3), (5, 1, 3), (1, 1, 4), (3, 4, 1)):
            A, B = rng.normal(m, d), rng.normal(n, d)
            check_distances(student.pairwise_sqdist(A, B), A, B)

    def test_no_points(self, student, rng):
        """No points in A give no rows, and no points in B no columns."""
        for m, n in ((0, 4), (3, 0)):
            A, B = rng.normal(m, 2), rng.normal(n, 2)
            check_distances(student.pairwise_sqdist(A, B), A, B)

    def test_double_precision(self, student, rng):
        """Points in float64 give distances in float64, with all their digits."""
        A, B = rng.normal(4, 3, dtype=torch.float64), rng.normal(5, 3, dtype=torch.float64)
        check_distances(student.pairwise_sqdist(A, B), A, B, torch.float64)

    def test_small_and_large(self, student, rng):
        """Tiny and huge coordinates are treated like the others."""
        for factor in (1e-4, 1e6):
            A, B = rng.normal(3, 2), rng.normal(4, 2)
            result = student.pairwise_sqdist(A * factor, B * factor)
            assert_close(result, torch.zeros(3, 4), atol=float("inf"), what="pairwise_sqdist(A, B)")
            check_distances(torch.as_tensor(result).detach().double() / factor**2, A, B)

    def test_views(self, student, rng):
        """Tensors that do not lie in one piece of memory, such as a transpose or every other row, are read rightly."""
        A, B = rng.normal(3, 5), rng.normal(8, 3)
        check_distances(student.run(distances_of_views, A, B), A.t(), B[::2])

    def test_arguments_are_left_alone(self, student, rng):
        """A and B are not changed."""
        A, B = rng.normal(4, 3), rng.normal(2, 3)
        for name, before, after in zip("AB", (A, B), student.run(distances_then_arguments, A, B)):
            assert_unchanged(after, before, name)


def distances_of_views(code, A, B):
    return code.pairwise_sqdist(A.t(), B[::2])


def distances_then_arguments(code, A, B):
    code.pairwise_sqdist(A, B)
    return A, B


# ---- overwrite_region ---------------------------------------------------------------------------------------------


def check_region(student, X, rows, cols, value):
    """Elements against numpy's slices: those of X, or of what was returned if X is as it was (that has its own test)."""
    memory, result, _ = student.run(overwrite, X, list(rows), list(cols), value)
    shown = isinstance(result, torch.Tensor) and result.shape == X.shape and torch.equal(memory, X)
    after = result if shown else memory
    inside = np.zeros(X.shape, dtype=bool)
    inside[slice(*rows), slice(*cols)] = True
    inside = torch.from_numpy(inside)
    beside = int((after != X)[~inside].sum())
    check(beside == 0, f"elements outside the block were changed, {beside} of them")
    missed = int((after != value)[inside].sum())
    check(missed == 0, f"{missed} of the {int(inside.sum())} elements of the block do not have the new value")


@exercise("overwrite_region")
class TestOverwriteRegion:
    @weight(3)
    def test_block_has_the_value(self, student, rng):
        """The block has the new value, and everything else is as it was."""
        check_region(student, rng.normal(6, 8), (1, 3), (2, 7), rng.integer(10, 20))
        check_region(student, rng.normal(8, 5), (2, 7), (1, 3), -rng.integer(10, 20) / 4)
        check_region(student, rng.normal(5, 5), (3, 5), (0, 2), 0.0)

    def test_one_row_one_column(self, student, rng):
        """Slices of a single row, a single column and a single element are blocks too."""
        i, j = rng.integer(0, 4), rng.integer(0, 6)
        for rows, cols in (((i, i + 1), (1, 4)), ((0, 3), (j, j + 1)), ((i, i + 1), (j, j + 1))):
            check_region(student, rng.normal(4, 6), rows, cols, 9.0)

    def test_steps(self, student, rng):
        """Slices with a step select every so many rows and columns."""
        check_region(student, rng.normal(7, 9), (1, 6, 2), (0, 9, 3), 9.0)
        check_region(student, rng.normal(7, 9), (0, 5), (2, 8, 2), 9.0)
        check_region(student, rng.normal(7, 9), (0, 7, 3), (2, 5), 9.0)

    def test_negative_numbers(self, student, rng):
        """Negative numbers in a slice count from the end."""
        check_region(student, rng.normal(6, 7), (-3, -1), (1, -2), 9.0)
        check_region(student, rng.normal(6, 7), (-2, 6), (-7, -4, 2), 9.0)

    def test_open_ends(self, student, rng):
        """Slices with open ends go to the border, and one that reaches beyond it stops there."""
        for rows, cols in (
            ((None, 2), (3, None)),
            ((None, None), (1, 2)),
            ((2, 99), (None, None, 2)),
            ((None,) * 2, (None,) * 2),
        ):
            check_region(student, rng.normal(4, 5), rows, cols, 9.0)

    def test_nothing_selected(self, student, rng):
        """A slice that selects nothing changes nothing."""
        X = rng.normal(4, 5)
        for rows, cols in (((2, 2), (1, 3)), ((1, 3), (4, 2))):
            memory, _, _ = student.run(overwrite, X, list(rows), list(cols), 9.0)
            exact(memory, X, "X, after a block without elements was overwritten,")

    @weight(2)
    def test_memory_of_X(self, student, rng):
        """X itself is changed: another view of the same memory shows the new values."""
        X = rng.normal(5, 6)
        memory, _, stays = student.run(overwrite, X, [1, 4], [2, 5], 9.0)
        changed = not torch.equal(memory, X)
        check(changed, "what was written cannot be seen in the memory of X: was a copy changed, or only a name bound?")
        check(stays, "X lies in other memory after the call")

    @weight(2)
    def test_returns_X(self, student, rng):
        """X is returned: the whole of it, in the same memory."""
        X = rng.normal(5, 6)
        result, same = student.run(overwrite_and_return, X, [1, 4], [2, 5], 9.0)
        check(isinstance(result, torch.Tensor), "overwrite_region should return X (is a return missing?)")
        shape = tuple(result.shape)
        check(shape == (5, 6), f"for X of shape (5, 6), a tensor of shape {shape} was returned: return X, not the block")
        check(same, "what is returned does not lie in the memory of X")
        X[1:4, 2:5] = 9.0
        exact(result, X, "the returned tensor")

    def test_part_of_a_larger_tensor(self, student, rng):
        """If X is a view of a larger tensor, the larger one is changed there, and nowhere else."""
        base = rng.normal(7, 8)
        after = student.run(overwrite_part, base, [1, 3], [0, 2], 9.0)
        base[1::2, 2:][1:3, 0:2] = 9.0
        exact(after, base, "the larger tensor")
        base = rng.normal(4, 6)
        after = student.run(overwrite_transpose, base, [4, 6], [0, 3], 9.0)
        base[0:3, 4:6] = 9.0
        exact(after, base, "a tensor whose transpose was passed as X,")

    def test_other_dtypes(self, student, rng):
        """X may hold integers or float64, and keeps its dtype."""
        check_region(student, rng.integers(2**60, 2**61, 4, 5), (1, 3), (0, 4), 7)
        check_region(student, rng.normal(4, 5, dtype=torch.float64), (1, 3), (0, 4), 0.1)


def overwrite(code, X, rows, cols, value):
    """The memory where X lay, what was returned, and whether X lies there still."""
    memory = X[:]
    result = code.overwrite_region(X, slice(*rows), slice(*cols), value)
    return memory, result, X.data_ptr() == memory.data_ptr()


def overwrite_and_return(code, X, rows, cols, value):
    place = X.untyped_storage().data_ptr()
    result = code.overwrite_region(X, slice(*rows), slice(*cols), value)
    return result, isinstance(result, torch.Tensor) and result.untyped_storage().data_ptr() == place


def overwrite_part(code, base, rows, cols, value):
    code.overwrite_region(base[1::2, 2:], slice(*rows), slice(*cols), value)
    return base


def overwrite_transpose(code, base, rows, cols, value):
    code.overwrite_region(base.t(), slice(*rows), slice(*cols), value)
    return base


# ---- add_into -----------------------------------------------------------------------------------------------------


def check_memory(memory, before, total, what, look="is the sum complete?"):
    """The memory of Z after the call."""
    untouched = torch.equal(memory, before)
    check(not untouched, f"{what} is as it was before the call: Z = ... would only give the name to another tensor")
    check(memory.shape == total.shape and torch.equal(memory, total), f"{what} does not hold X + Y: {look}")


def check_sum(student, Z, X, Y, what="the memory of Z"):
    memory, _, _ = student.run(add_and_look, Z, X, Y)
    check_memory(
        memory,
        Z,
        torch.from_numpy(X.numpy() + Y.numpy()),
        what,
        "look at every element, at old contents of Z, and at the dtype",
    )


def check_operand(after, before, name):
    check(
        torch.equal(after, before), f"{name} is not as it was before the call: only the memory of Z is there to be written to"
    )


ALIAS = "is Z written before all of X and Y has been read?"


@exercise("add_into")
class TestAddInto:
    @weight(3)
    def test_sum_in_the_memory_of_Z(self, student, rng):
        """After the call the memory of Z holds X + Y, whatever it held before."""
        for shape in ((5,), (3, 4), (2, 3, 4)):
            check_sum(student, rng.normal(*shape, mean=5), rng.normal(*shape), rng.normal(*shape))

    @weight(2)
    def test_Z_stays_where_it_lies(self, student, rng):
        """Z is not moved to other memory, and is still the tensor that it was."""
        Z, X, Y = rng.normal(3, 4), rng.normal(3, 4), rng.normal(3, 4)
        stays, after = student.run(add_and_locate, Z, X, Y)
        check(stays, "Z lies in other memory after the call: views of the old memory do not see the sum")
        check_memory(after, Z, X + Y, "Z")

    @weight(2)
    def test_X_and_Y_are_left_alone(self, student, rng):
        """X and Y are as they were before."""
        Z, X, Y = rng.normal(4, 3), rng.normal(4, 3), rng.normal(4, 3)
        _, X_after, Y_after = student.run(add_and_look, Z, X, Y)
        check_operand(X_after, X, "X")
        check_operand(Y_after, Y, "Y")
        check_memory(student.run(add_same_operands, Z, X), Z, 2 * X, "the memory of Z, where X and Y are the same tensor,")

    @weight(2)
    def test_Z_is_X(self, student, rng):
        """add_into(X, X, Y) leaves the sum in X."""
        X, Y = rng.normal(3, 4, mean=2), rng.normal(3, 4)
        memory, Y_after = student.run(add_into_the_first, X, Y)
        check_memory(memory, X, X + Y, "the memory of X, after add_into(X, X, Y),", ALIAS)
        check_operand(Y_after, Y, "in add_into(X, X, Y), Y")

    @weight(2)
    def test_Z_is_Y(self, student, rng):
        """add_into(Y, X, Y) leaves the sum in Y, and add_into(X, X, X) doubles X."""
        X, Y = rng.normal(3, 4), rng.normal(3, 4, mean=2)
        memory, X_after = student.run(add_into_the_second, X, Y)
        check_memory(memory, Y, X + Y, "the memory of Y, after add_into(Y, X, Y),", ALIAS)
        check_operand(X_after, X, "in add_into(Y, X, Y), X")
        check_memory(student.run(add_to_itself, X), X, 2 * X, "the memory of X, after add_into(X, X, X),", ALIAS)

    def test_whatever_was_there(self, student, rng):
        """Old contents of Z do not matter, nan and infinities included."""
        X, Y = rng.normal(4), rng.normal(4)
        for old in (torch.nan, torch.inf, 1e30):
            check_sum(student, torch.full((4,), old), X, Y, "the memory of Z, which held nan or very large numbers,")

    def test_part_of_a_larger_tensor(self, student, rng):
        """If Z is a view of a larger tensor, such as one of its columns, the sum goes there and nowhere else."""
        base, X, Y = rng.normal(5, 4), rng.normal(5), rng.normal(5)
        after = student.run(add_into_column, base, X, Y)
        base[:, 2] = X + Y
        exact(after, base, "the larger tensor")
        base, X, Y = rng.normal(5, 3), rng.normal(3, 5), rng.normal(3, 5)
        exact(student.run(add_into_transpose, base, X, Y), (X + Y).t(), "a tensor whose transpose was passed as Z,")

    def test_other_types_and_sizes(self, student, rng):
        """Integers and float64 are added exactly, and tensors of one element or none are no exception."""
        check_sum(student, rng.integers(0, 9, 5), rng.integers(2**60, 2**61, 5), rng.integers(1, 9, 5))
        check_sum(student, *(rng.normal(2, 3, dtype=torch.float64) for _ in range(3)))
        check_sum(student, rng.normal(1), rng.normal(1), rng.normal(1))
        nothing = torch.zeros(0, 3)
        memory, _, _ = student.run(add_and_look, nothing, nothing, nothing)
        exact(memory, nothing, "the memory of an empty Z")


def add_and_look(code, Z, X, Y):
    memory = Z[:]
    code.add_into(Z, X, Y)
    return memory, X, Y


def add_and_locate(code, Z, X, Y):
    place = Z.data_ptr()
    code.add_into(Z, X, Y)
    return Z.data_ptr() == place and Z.shape == X.shape, Z


def add_same_operands(code, Z, X):
    memory = Z[:]
    code.add_into(Z, X, X)
    return memory


def add_into_the_first(code, X, Y):
    memory = X[:]
    code.add_into(X, X, Y)
    return memory, Y


def add_into_the_second(code, X, Y):
    memory = Y[:]
    code.add_into(Y, X, Y)
    return memory, X


def add_to_itself(code, X):
    memory = X[:]
    code.add_into(X, X, X)
    return memory


def add_into_column(code, base, X, Y):
    code.add_into(base[:, 2], X, Y)
    return base


def add_into_transpose(code, base, X, Y):
    code.add_into(base.t(), X, Y)
    return base


# ---- bridge -------------------------------------------------------------------------------------------------------


def check_three(result):
    three = isinstance(result, (tuple, list)) and len(result) == 3
    check(three, "bridge returns three things: an array, a tensor, and a number or None")
    array, copy, number = result
    check(isinstance(array, np.ndarray), f"the first result should be a numpy array, not a {type(array).__name__}")
    check(isinstance(copy, torch.Tensor), f"the second result should be a tensor, not a {type(copy).__name__}")
    return array, copy, number


def check_shows(value, name, written):
    """Everything is 7, as was written into the memory."""
    shows = bool((torch.as_tensor(value).detach() == 7).all())
    check(shows, f"{name} does not show what is written into {written}: it lies in other memory")


def check_elements(result, x):
    """Array and copy against x: shapes, dtypes and elements."""
    array, copy, _ = check_three(result)
    what = "the first result, the array,"
    check(torch.from_numpy(array).dtype == x.dtype, f"{what} has dtype {array.dtype} where x is {x.dtype}")
    assert_close(array, x.numpy(), rtol=0, atol=0, what=what)
    exact(copy, x, "the second result, the copy,", x.dtype)


@exercise("bridge")
class TestBridge:
    def test_elements(self, student, rng):
        """Array and copy have the elements of x, in its shape."""
        for shape in ((5,), (3, 4), (2, 3, 4), (), (1, 1), (0, 3)):
            x = rng.normal(*shape)
            check_elements(student.bridge(x), x)

    def test_dtypes(self, student, rng):
        """Array and copy have the dtype of x, float or integer."""
        for x in (rng.normal(4, dtype=torch.float64), rng.integers(2**60, 2**61, 4), rng.integers(0, 9, 4).to(torch.int32)):
            check_elements(student.bridge(x), x)

    @weight(2)
    def test_array_shares_memory(self, student, rng):
        """The array lies in the memory of x: it shows what is written into x, and x what is written into the array."""
        for shape in ((3, 4), (5,), (1,), ()):
            x = rng.normal(*shape)
            result, x_after = student.run(bridge_then_write_x, x, 7.0)
            check_three(result)
            check_shows(result[0], "the array", "x")
            result, x_after = student.run(bridge_then_write_array, x, 7.0)
            check_shows(x_after, "x", "the array")

    @weight(2)
    def test_copy_is_independent(self, student, rng):
        """The copy has memory of its own: it does not show what is written into x or into the array."""
        for shape in ((3, 4), (5,), (1,), ()):
            x = rng.normal(*shape)
            for probe, written in ((bridge_then_write_x, "x"), (bridge_then_write_array, "the array")):
                result, _ = student.run(probe, x, 7.0)
                _, copy, _ = check_three(result)
                shows = copy.numel() > 0 and bool((copy == 7).all())
                check(not shows, f"the copy shows what is written into {written}: they share their memory")
                exact(copy, x, "the copy")

    @weight(2)
    def test_number_of_one_element(self, student, rng):
        """If x has one element, of whatever shape, the third result is it, as a Python number."""
        for shape in ((), (1,), (1, 1), (1, 1, 1)):
            for x in (rng.normal(*shape, mean=3), rng.integers(-9, 9, *shape) + 20, rng.normal(*shape) * 0):
                _, _, number = check_three(student.bridge(x))
                kind = type(number).__name__
                plain = type(number) in (int, float)
                check(plain, f"for x of shape {shape} the third result should be a Python number, not a {kind}")
                check(number == float(x), f"for x of shape {shape} the third result is {number:g}, which is not its element")

    def test_no_number_of_several(self, student, rng):
        """If x has more elements than one, or none, the third result is None."""
        for shape in ((2,), (1, 3), (4, 1), (2, 2), (0,), (0, 1)):
            _, _, number = check_three(student.bridge(rng.normal(*shape)))
            check(number is None, f"for x of shape {shape} the third result should be None, not a {type(number).__name__}")

    def test_views(self, student, rng):
        """A transpose and a slice with a step are read rightly, and their memory is shared as well."""
        base = rng.normal(4, 6)
        part = base.t()[::2, 1:]
        result, base_after = student.run(bridge_of_view, base, 7.0)
        array, copy, _ = check_three(result)
        check_shows(array, "the array of a slice", "the slice")
        exact(copy, part, "the copy of a slice, after something was written into the slice,")
        part[:] = 7
        exact(base_after, base, "the tensor that the slice belongs to")

    def test_tensor_that_requires_gradients(self, student, rng):
        """A tensor that requires gradients is converted too, and its array shares its memory."""
        x = rng.normal(3, 2)
        result, still = student.run(bridge_of_parameter, x, 7.0)
        array, copy, _ = check_three(result)
        check_shows(array, "the array", "an x that requires gradients")
        exact(copy, x, "the copy, after something was written into x,")
        check(still, "x no longer requires gradients after the call")

    def test_x_is_left_alone(self, student, rng):
        """x is not changed."""
        x = rng.normal(3, 2)
        assert_unchanged(student.run(bridge_then_x, x), x, "x")


def bridge_then_write_x(code, x, value):
    result = code.bridge(x)
    x.fill_(value)
    return result, x


def bridge_then_write_array(code, x, value):
    result = code.bridge(x)
    if isinstance(result, (tuple, list)) and result and isinstance(result[0], np.ndarray):
        result[0][...] = value
    return result, x


def bridge_of_view(code, base, value):
    part = base.t()[::2, 1:]
    result = code.bridge(part)
    part.fill_(value)
    return result, base


def bridge_of_parameter(code, x, value):
    x.requires_grad_()
    result = code.bridge(x)
    still = x.requires_grad
    x.detach().fill_(value)
    return result, still


def bridge_then_x(code, x):
    code.bridge(x)
    return x
