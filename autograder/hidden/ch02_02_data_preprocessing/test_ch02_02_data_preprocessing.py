"""Hidden graders of 2.2, data preprocessing with pandas.

Tables go to the sandbox as dictionaries of lists and are made into DataFrames there. What comes back is plain data, and
every expected cell is computed from the lists by Python itself: the judge has no pandas.
"""

import csv
import io
import math

import torch

from autograder.grading import Opaque, assert_close, check, exercise, weight

# ---- tables -------------------------------------------------------------------------------------------------------


def table(cells, labels=None, objects=(), rows=None):
    """A table to send: None is a missing word, or a missing number of a column that has others.

    Args:
        cells: name of a column -> list of its cells; a list of nan only is a column of numbers.
        labels: of the rows; 0, 1, 2, ... by default.
        objects: names of columns that hold Python objects, so that None stays None.
        rows: how many of the rows to keep, of columns whose types are those of all rows.
    """
    return [list(cells), list(cells.values()), labels, list(objects), rows]


def the_call(code, name, tables, *rest):
    """Call a function on DataFrames; the result and the tables after the call, as plain data."""
    import pandas as pd

    def made(names, columns, labels, objects, rows):
        df = pd.DataFrame(dict(zip(names, columns)))
        for column in objects:
            df[column] = pd.Series(list(df[column]), dtype=object).where(df[column].notna().to_numpy(), None)
        if labels is not None:
            df.index = labels
        return df if rows is None else df.iloc[:rows].copy()

    def cell(value):
        if value is None or value is pd.NA or (isinstance(value, float) and value != value):
            return None
        return value.item() if isinstance(value, np.generic) else value

    def plain(value):
        if isinstance(value, (list, tuple)):
            return [plain(part) for part in value]
        if not isinstance(value, pd.DataFrame):
            return value
        cells = [[cell(c) for c in value.iloc[:, j].tolist()] for j in range(value.shape[1])]
        return {"names": [cell(c) for c in value.columns], "labels": [cell(c) for c in value.index], "cells": cells}

    frames = [made(*one) for one in tables]
    result = getattr(code, name)(*frames, *rest)
    return [plain(result), plain(frames)]


class Table:
    """A DataFrame that came back, once it is one."""

    def __init__(self, value, what):
        kind = f"a {type(value).__name__}"
        if value is None:
            kind = "None (is a return missing?)"
        elif isinstance(value, Opaque):
            kind = f"a {value.type_name}"
        is_table = isinstance(value, dict) and set(value) == {"names", "labels", "cells"}
        check(is_table, f"{what} should be a DataFrame, not {kind}")
        self.what = what
        self.names, self.labels, self.cells = value["names"], value["labels"], value["cells"]

    def column(self, name):
        check(name in self.names, f"{self.what} has no column {name!r}; its columns are {listed(self.names)}")
        return self.cells[self.names.index(name)]

    def has_columns(self, names, sentence):
        check(self.names == list(names), f"{self.what} has the columns {listed(self.names)}; {sentence}")

    def has_cells(self, name, expected, says="a cell of this column stays as it is"):
        """Compare a column: number of rows, where cells are missing, kind of the cells, and each cell."""
        got, what = self.column(name), f"column {name!r} of {self.what}"
        check(len(got) == len(expected), f"{what} has {len(got)} cells; the table has {len(expected)} rows")
        for i, (mine, right) in enumerate(zip(got, expected)):
            state = "is missing" if mine is None else f"is {brief(mine)}"
            check((mine is None) == absent(right), f"{what} {state} in row {i} (counted from 0): {says}")
        known = [right for right in expected if not absent(right)]
        got = [mine for mine in got if mine is not None]
        if known and isinstance(known[0], str):
            changed = [mine for mine, right in zip(got, known) if mine != right]
            check(not changed, f"{what} holds {first(changed)} where the table has another word")
        elif known:
            odd = [mine for mine in got if not isinstance(mine, (bool, int, float))]
            check(not odd, f"{what} holds {first(odd)} where a number should be")
            scale = max(1.0, *map(abs, known))
            wrong = [mine for mine, right in zip(got, known) if not abs(mine - right) <= 1e-8 * abs(right) + 1e-12 * scale]
            check(
                not wrong, f"{what} is wrong in {len(wrong)} of {len(expected)} rows (yours has {first(wrong)} there): {says}"
            )

    def equals(self, cells, **how):
        for name, expected in cells.items():
            self.has_cells(name, expected, **how)


def listed(names):
    """Names of columns, as many as a sentence can hold."""
    shown = [text if len(text) <= 20 else f"{text[:17]}...'" for text in map(repr, names[:10])]
    return ", ".join(shown + ["..."] * (len(names) > 10)) or "none"


def brief(value):
    return f"{value:.6g}" if isinstance(value, float) else f"{value!r:.40}"


def first(values):
    return brief(values[0]) if values else ""


def absent(value):
    return value is None or value != value


def numbers(rng, n, mean=5.0, std=1.0):
    return rng.normal(n, mean=mean, std=std, dtype=torch.float64).tolist()


def words(rng, n, vocabulary):
    """n words, in which each of the vocabulary occurs."""
    listed = list(vocabulary) + [rng.choice(vocabulary) for _ in range(n - len(vocabulary))]
    return [listed[i] for i in rng.permutation(n)]


def holes(rng, cells, k):
    """The cells without k of them."""
    gone = set(rng.permutation(len(cells))[:k].tolist())
    return [None if i in gone else cell for i, cell in enumerate(cells)]


def labels_of(rng, n):
    """Row labels as a shuffled part of a larger table has them."""
    return (rng.permutation(n) * 3 + 40).tolist()


def left_alone(before, after, labels=None):
    """The table passed in, after the call."""
    now = Table(after, "the table that was passed in")
    now.has_columns(before, "it had others before the call: work on a copy, or without inplace=True and del")
    now.equals(before, says="the call has changed it, but is to leave it as it was; work on a copy")
    if labels is not None:
        check(now.labels == labels, "the row labels of the table that was passed in have changed")


# ---- read_table ---------------------------------------------------------------------------------------------------


def csv_of(rows):
    """The text of a CSV file."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()


def read(student, rows, na_values=None):
    """What read_table makes of a file with these rows, the names first."""
    result = student.run(reading, csv_of(rows), na_values, "data.csv")
    return Table(result, "the table that was read")


def reading(code, text, na_values, name):
    import pathlib
    import tempfile

    import pandas as pd

    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / name
        path.write_text(text)
        df = code.read_table(path) if na_values is None else code.read_table(path, na_values)
        if not isinstance(df, pd.DataFrame):
            return df
        columns = [df.iloc[:, j] for j in range(df.shape[1])]
        cells = [[None if gone else value for value, gone in zip(c.tolist(), c.isna().tolist())] for c in columns]
        return {"names": list(df.columns), "labels": df.index.tolist(), "cells": cells}


def kinds_of_path(code, text, other):
    import pathlib
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder) / "one.csv", pathlib.Path(folder) / "two words.txt"]
        for path, content in zip(paths, (text, other)):
            path.write_text(content)
        by_path = [list(code.read_table(path).columns) for path in paths]
        return by_path, [list(code.read_table(str(path)).columns) for path in paths]


def rows_of(names, *columns):
    """Rows of a file from its columns: the names, then the cells as text."""
    return [names, *([str(c) for c in row] for row in zip(*columns))]


def bare(values, *markers):
    """Cells as they should come out: None for markers and empty cells."""
    return [None if v in ("", "NA", *markers) else v for v in values]


@exercise("read_table")
class TestReadTable:
    @weight(2)
    def test_cells(self, student, rng):
        """Every cell of the file arrives, numbers as numbers and words as words, in the order of the file."""
        n = rng.integer(6, 12)
        names = [["pier", "mast", "deck", "keel"][i] for i in rng.permutation(4)]
        columns = [
            rng.integers(-50, 50, n).tolist(),
            words(rng, n, ["oak", "elm", "ash"]),
            [round(x, 3) for x in numbers(rng, n, std=40)],
            words(rng, n, ["red ochre", "it's", "blue"]),
        ]
        got = read(student, rows_of(names, *columns))
        got.has_columns(names, "the first line of the file names them, and all of them stay columns, in their order")
        got.equals(dict(zip(names, columns)), says="nothing is missing in this file")

    def test_first_line_is_the_header(self, student, rng):
        """The first line names the columns, and each of the others is a row."""
        n = rng.integer(3, 7)
        got = read(student, rows_of(["left", "right"], words(rng, n, ["up", "down"]), words(rng, n, ["in", "out"])))
        got.has_columns(["left", "right"], "the first line of the file names them, and the first column is one of them")
        rows = len(got.cells[0])
        check(rows == n, f"a file of {n + 1} lines came as {rows} rows; the first line is the header, the others are rows")

    @weight(2)
    def test_usual_markers(self, student, rng):
        """An empty cell and NA are missing, among numbers and among words, and do not turn numbers into text."""
        n = 9
        size, name = numbers(rng, n, std=3), words(rng, n, ["ada", "bob", "eve"])
        for cells in (size, name):
            i, j = rng.permutation(n)[:2].tolist()
            cells[i], cells[j] = "NA", ""
        got = read(student, rows_of(["name", "size", "n"], name, size, list(range(n))))
        says = "an empty cell and NA are missing, and nothing else is"
        got.equals({"name": bare(name), "size": bare(size), "n": list(range(n))}, says=says)

    @weight(2)
    def test_markers_of_the_caller(self, student, rng):
        """Each marker named in na_values is missing, in every column."""
        n = 10
        markers = rng.choice([["?", "-", "none given"], ["-999", "?", "x"], ["unknown", "..", "0"]])
        columns = [(rng.permutation(n) + 5).tolist(), words(rng, n, ["ada", "bob", "eve"])]
        for cells in columns:
            for i, marker in zip(rng.permutation(n).tolist(), markers):
                cells[i] = marker
        rows = rows_of(["size", "name", "n"], *columns, list(range(5, 5 + n)))
        expected = {"size": bare(columns[0], *markers), "name": bare(columns[1], *markers)}
        for na_values in (markers, tuple(markers)):
            got = read(student, rows, na_values)
            got.equals(expected, says="the cells that consist of a marker of na_values are missing, and no others")

    @weight(2)
    def test_markers_are_added(self, student, rng):
        """With other markers in na_values, an empty cell and NA are still missing."""
        size, name = ["3", "NA", "", "7.5", "?"], ["ada", "?", "NA", "", "eve"]
        got = read(student, rows_of(["size", "name"], size, name), [rng.choice(["?", "??"]), "?"])
        says = "na_values names markers beside those that are always missing; it does not replace them"
        expected = {"size": [3, None, None, 7.5, None], "name": bare(name, "?")}
        got.equals(expected, says=says)

    def test_only_named_markers(self, student, rng):
        """A sign that nobody named as a marker is text like any other."""
        n = 7
        name = words(rng, n, ["?", "-", "ada", "missing", "unknown"])
        got = read(student, rows_of(["name", "n"], name, list(range(n))))
        got.equals({"name": name, "n": list(range(n))}, says="neither empty nor NA nor named in na_values")

    def test_whole_cells_only(self, student, rng):
        """A marker inside a word is no marker."""
        n = 8
        name = words(rng, n, ["NAVY", "BANANA", "2-door", "who?", "NA-1"])
        got = read(student, rows_of(["name", "n"], name, list(range(n))), ["-", "?"])
        got.equals({"name": name}, says="a cell is missing if the whole of it is a marker, not a part")

    def test_commas_in_cells(self, student, rng):
        """A quoted cell may contain commas."""
        n = 6
        place = words(rng, n, ["Lund, Skåne", "Ely", "Bern, BE, CH"])
        got = read(student, rows_of(["place", "n"], place, list(range(n))))
        got.has_columns(["place", "n"], "a comma inside quotation marks separates no columns")
        got.equals({"place": place, "n": list(range(n))}, says="nothing is missing in this file")

    def test_any_file(self, student, rng):
        """The file is the one whose path is given, as a Path or as a str, whatever its name."""
        says = "is it the path passed in that is read?"
        one, two = [f"a{rng.integer(0, 999)}", "b"], ["c", f"d{rng.integer(0, 999)}"]
        by_path, by_text = student.run(kinds_of_path, csv_of([one, [1, 2]]), csv_of([two, [3, 4]]))
        check(by_path == [one, two], f"two files given as Path came with other columns than theirs: {says}")
        check(by_text == [one, two], f"two files given as str came with other columns than theirs: {says}")

    def test_no_rows(self, student, rng):
        """A file with a header and nothing else is a table of these columns without rows."""
        got = read(student, [["size", "name", "age"]])
        got.has_columns(["size", "name", "age"], "a header without rows still names the columns")
        check(not got.cells[0], "a file with nothing but a header has rows: is the header read as one?")


# ---- drop_most_missing --------------------------------------------------------------------------------------------


def dropped(student, spec):
    result, _ = student.run(the_call, "drop_most_missing", [spec])
    return Table(result, "the table that came back")


def with_holes(rng, counts, n=11):
    """A table of numbers and words in turn, with as many missing cells as the counts say."""
    names = [["hue", "age", "town", "size", "job", "rank"][i] for i in rng.permutation(6)]
    cells = {}
    for name, count in zip(names, counts):
        of_words = name in ("hue", "town", "job")
        cells[name] = holes(rng, words(rng, n, ["one", "two", "three"]) if of_words else numbers(rng, n), count)
    return cells


@exercise("drop_most_missing")
class TestDropMostMissing:
    @weight(3)
    def test_one_column_goes(self, student, rng):
        """The column with the most missing cells goes, wherever it stands, and no other."""
        for _ in range(2):
            counts = [[0, 1, 3, 4, 6][i] for i in rng.permutation(5)]
            cells = with_holes(rng, counts)
            stay = {name: column for name, column in cells.items() if column.count(None) < 6}
            got = dropped(student, table(cells))
            got.has_columns(stay, "one column goes, the one with the most missing cells")
            got.equals(stay)

    def test_last_column_and_first(self, student, rng):
        """It may be the first column or the last."""
        for counts in ([5, 2, 0, 3], [1, 0, 2, 4]):
            cells = with_holes(rng, counts)
            stay = [name for name, count in zip(cells, counts) if count < max(counts)]
            dropped(student, table(cells)).has_columns(stay, "one column goes, the one with the most missing cells")

    @weight(2)
    def test_ties(self, student, rng):
        """Of several columns with equally many missing cells only the left-most goes."""
        for counts in ([1, 4, 0, 4, 4], [2, 2, 1], [0, 1, 3, 3]):
            cells = with_holes(rng, counts)
            gone = counts.index(max(counts))
            stay = [name for j, name in enumerate(cells) if j != gone]
            sentence = "of several with equally many missing cells, the left-most goes and the others stay"
            dropped(student, table(cells)).has_columns(stay, sentence)

    @weight(2)
    def test_nothing_missing(self, student, rng):
        """If no cell is missing, every column stays."""
        cells = with_holes(rng, [0, 0, 0, 0])
        got = dropped(student, table(cells))
        got.has_columns(cells, "no cell was missing, so none of them should go")
        got.equals(cells)

    def test_no_rows(self, student, rng):
        """In a table without rows no cell is missing, so every column stays."""
        cells = with_holes(rng, [0, 0, 0])
        dropped(student, table(cells, rows=0)).has_columns(cells, "no cell was missing, so none of them should go")

    @weight(2)
    def test_missing_words(self, student, rng):
        """Missing words count as missing numbers do, also where a word is missing as None."""
        n = 9
        for objects in ((), ("job",)):
            cells = {
                "age": holes(rng, numbers(rng, n), 2),
                "job": holes(rng, words(rng, n, ["cook", "nurse"]), rng.integer(4, 7)),
                "size": holes(rng, numbers(rng, n), 3),
            }
            got = dropped(student, table(cells, objects=objects))
            got.has_columns(["age", "size"], "most cells were missing in 'job', a column of words")

    def test_zero_is_not_missing(self, student, rng):
        """Zero, False and the empty word are cells like any other."""
        cells = {
            "debt": [0.0, 0.0, 0.0, 0.0, 2.0, 0.0],
            "note": ["", "", "", "x", "", ""],
            "size": holes(rng, numbers(rng, 6), 1),
            "paid": [False, False, True, False, False, False],
        }
        got = dropped(student, table(cells))
        got.has_columns(["debt", "note", "paid"], "zero, False and the empty word are not missing")

    def test_all_missing(self, student, rng):
        """A column in which every cell is missing goes before one in which nearly all are."""
        cells = {"age": holes(rng, numbers(rng, 7), 6), "size": [math.nan] * 7, "job": ["cook"] * 7}
        got = dropped(student, table(cells))
        got.has_columns(["age", "job"], "one column goes, the one with the most missing cells")

    @weight(2)
    def test_rows_stay(self, student, rng):
        """Every row stays, in its place and with its label."""
        cells, labels = with_holes(rng, [2, 5, 3, 0], n=9), labels_of(rng, 9)
        got = dropped(student, table(cells, labels))
        check(len(got.labels) == 9, f"of 9 rows {len(got.labels)} are left; no row may go, only a column")
        check(got.labels == labels, "the labels of the rows are not those of the table passed in, or in another order")

    def test_table_is_left_alone(self, student, rng):
        """The table passed in is not changed."""
        cells, labels = with_holes(rng, [1, 3, 0], n=8), labels_of(rng, 8)
        _, (after,) = student.run(the_call, "drop_most_missing", [table(cells, labels)])
        left_alone(cells, after, labels)


# ---- fill_numeric_mean --------------------------------------------------------------------------------------------


def filled(student, spec):
    result, _ = student.run(the_call, "fill_numeric_mean", [spec])
    return Table(result, "the table that came back")


def by_mean(column):
    """The column with its own mean for missing numbers; as it was, if it has words or no numbers."""
    known = [v for v in column if not absent(v)]
    if not known or isinstance(known[0], str):
        return column
    mean = math.fsum(known) / len(known)
    return [mean if absent(v) else v for v in column]


def has_means(got, cells):
    """The known numbers of each column first, and then the filled ones."""
    for name, column in cells.items():
        mine = got.column(name)
        if len(mine) == len(column):
            changed = [m for m, v in zip(mine, column) if not absent(v) and m != v]
            check(
                not changed, f"column {name!r}: {len(changed)} cells that were known have changed, to {first(changed)} for one"
            )
        got.has_cells(name, by_mean(column), says=KEEPS)


def mixed(rng, n=11):
    """Numbers of different size and words, with holes in all of them."""
    return {
        "job": holes(rng, words(rng, n, ["cook", "nurse", "baker"]), 3),
        "age": holes(rng, numbers(rng, n, 40, 9), rng.integer(1, 4)),
        "pay": holes(rng, numbers(rng, n, -3e5, 4e4), rng.integer(2, 5)),
        "town": holes(rng, words(rng, n, ["Ely", "Lund"]), 2),
        "size": holes(rng, numbers(rng, n, 0.7, 0.2), rng.integer(3, 6)),
    }


KEEPS = "a missing number becomes the mean of the known numbers of its own column, and a known one stays"


@exercise("fill_numeric_mean")
class TestFillNumericMean:
    @weight(4)
    def test_own_mean(self, student, rng):
        """A missing number becomes the mean of the known numbers of its own column; known numbers stay."""
        cells = mixed(rng)
        got = filled(student, table(cells))
        has_means(got, {name: cells[name] for name in ("age", "pay", "size")})

    def test_numbers_only(self, student, rng):
        """A table of numbers alone is filled as well."""
        cells = {name: holes(rng, numbers(rng, 8, mean), 3) for name, mean in (("age", 3), ("size", 80))}
        has_means(filled(student, table(cells)), cells)

    @weight(2)
    def test_words_stay(self, student, rng):
        """Columns of words stay as they are, and their missing cells stay missing."""
        cells = mixed(rng)
        got = filled(student, table(cells))
        got.equals({name: cells[name] for name in ("job", "town")}, says="columns of words stay as they are, holes included")

    def test_words_only(self, student, rng):
        """A table without numbers comes back as it was."""
        cells = {name: holes(rng, words(rng, 6, ["up", "down"]), 2) for name in ("job", "town")}
        got = filled(student, table(cells))
        got.has_columns(cells, "all columns stay, in their order")
        got.equals(cells, says="columns of words stay as they are, holes included")

    @weight(2)
    def test_no_known_number(self, student, rng):
        """A column of numbers in which all are missing stays, and stays missing."""
        cells = {"age": holes(rng, numbers(rng, 6), 2), "pay": [math.nan] * 6, "job": ["cook", None] * 3}
        got = filled(student, table(cells))
        got.has_columns(cells, "all columns stay, in their order")
        got.has_cells("pay", cells["pay"], says="a column without any known number has no mean, and stays missing")
        has_means(got, {"age": cells["age"]})

    def test_one_known_number(self, student, rng):
        """If a single number of a column is known, it fills all the others."""
        cells = {"age": holes(rng, numbers(rng, 7), 6), "size": numbers(rng, 7, 100)}
        has_means(filled(student, table(cells)), cells)

    def test_zero_is_a_number(self, student, rng):
        """Zeros are known numbers: they count in the mean, and stay zero."""
        age = [0.0, 0.0, *numbers(rng, 5, 9), None, 0.0]
        n = [0, 3, 0, 5, 8, 0, 1, 0, 2]
        got = filled(student, table({"age": age, "n": n}))
        has_means(got, {"age": age, "n": n})

    def test_columns_and_rows_stay(self, student, rng):
        """Columns and rows keep their order, and rows their labels."""
        cells, labels = mixed(rng), labels_of(rng, 11)
        got = filled(student, table(cells, labels))
        got.has_columns(cells, "all columns stay, in their order")
        check(got.labels == labels, "the labels of the rows are not those of the table passed in, or in another order")
        has_means(got, {name: cells[name] for name in ("age", "pay", "size")})

    def test_table_is_left_alone(self, student, rng):
        """The table passed in is not changed: its holes are still there."""
        cells, labels = mixed(rng), labels_of(rng, 11)
        _, (after,) = student.run(the_call, "fill_numeric_mean", [table(cells, labels)])
        left_alone(cells, after, labels)


# ---- one_hot_with_na ----------------------------------------------------------------------------------------------


def encoded(student, spec):
    result, _ = student.run(the_call, "one_hot_with_na", [spec])
    return Table(result, "the table that came back")


def indicators(name, column):
    """The indicators of a column of words, by a loop over its cells."""
    known = sorted({v for v in column if v is not None})
    found = {f"{name}_{word}": [int(v == word) for v in column] for word in known}
    return {**found, f"{name}_nan": [int(v is None) for v in column]}


def wordy(rng, n=10):
    return {
        "hue": holes(rng, words(rng, n, ["red", "green", "blue", "grey"]), 2),
        "age": holes(rng, rng.integers(20, 23, n).tolist(), 2),
        "job": words(rng, n, ["cook", "nurse"]),
        "size": numbers(rng, n),
    }


def has_names(got, numeric, *encodings):
    """The names of the columns: numbers first, then indicators in any order."""
    k = len(numeric)
    names = [name for encoding in encodings for name in encoding]
    twice = sorted({str(name) for name in got.names if got.names.count(name) > 1})
    check(not twice, f"two columns are called {twice[0] if twice else ''!r}: is the column's name left out?")
    for name in names:
        if name.endswith("_nan"):
            check(name in got.names, f"there is no indicator {name!r} for missing cells; one of this name is there always")
    lost = [name for name in names if name not in got.names]
    rule = "a column of words, say w, is replaced by w_WORD for each word that occurs and w_nan"
    check(not lost, f"{len(lost)} of the indicators are not among the columns {listed(got.names)}; {rule}")
    many = f"{len(got.names)} columns came back: {listed(got.names)}; {rule}, and no other column is added or kept"
    check(len(got.names) == k + len(names), many)
    check(got.names[:k] == list(numeric), f"the columns are {listed(got.names)}; those of numbers come first, in their order")


def has_indicators(got, encoding):
    for name, expected in encoding.items():
        column, what = got.column(name), f"the indicator {name!r}"
        odd = [v for v in column if not (isinstance(v, (bool, int, float)) and v in (0, 1))]
        check(not odd, f"{what} holds {first(odd)}; it may hold 0 and 1, or False and True")
        check(len(column) == len(expected), f"{what} has {len(column)} cells; the table has {len(expected)} rows")
        wrong = [i for i, (v, e) in enumerate(zip(column, expected)) if v != e]
        means = "the cell is missing" if name.endswith("_nan") else "the cell is this word"
        check(not wrong, f"{what} is wrong in {len(wrong)} of {len(column)} rows; it is 1 where {means}, and 0 elsewhere")


@exercise("one_hot_with_na")
class TestOneHotWithNa:
    @weight(2)
    def test_names(self, student, rng):
        """Columns of words are replaced by one indicator for each word and one for missing cells, under their names."""
        cells = wordy(rng)
        got = encoded(student, table(cells))
        has_names(got, ["age", "size"], indicators("hue", cells["hue"]), indicators("job", cells["job"]))

    @weight(4)
    def test_indicators(self, student, rng):
        """An indicator is 1 in the rows whose cell is its word, or is missing, and 0 in the others."""
        cells = wordy(rng)
        got = encoded(student, table(cells))
        has_indicators(got, indicators("hue", cells["hue"]))
        has_indicators(got, indicators("job", cells["job"]))

    @weight(2)
    def test_numbers_stay(self, student, rng):
        """Columns of numbers come first, in their order, with their cells unchanged and missing ones still missing."""
        cells = wordy(rng)
        got = encoded(student, table(cells))
        check(
            got.names[:2] == ["age", "size"],
            f"the columns are {listed(got.names)}; those of numbers come first, in their order",
        )
        says = "columns of numbers stay as they are, missing cells included"
        got.equals({name: cells[name] for name in ("age", "size")}, says=says)

    @weight(2)
    def test_nothing_missing(self, student, rng):
        """The indicator for missing cells is there even if no cell is missing, and is 0 throughout."""
        cells = {"job": words(rng, 6, ["cook", "nurse", "baker"]), "age": numbers(rng, 6)}
        got = encoded(student, table(cells))
        name = "job_nan"
        check(name in got.names, f"there is no indicator {name!r} for missing cells; one of this name is there always")
        has_indicators(got, {name: [0] * 6})

    def test_words_in_common(self, student, rng):
        """Two columns with the same words have indicators of their own."""
        cells = {name: holes(rng, words(rng, 9, ["yes", "no"]), k) for name, k in (("paid", 2), ("sent", 3))}
        got = encoded(student, table(cells))
        encodings = [indicators(name, column) for name, column in cells.items()]
        has_names(got, [], *encodings)
        for encoding in encodings:
            has_indicators(got, encoding)

    def test_a_single_word(self, student, rng):
        """A column with a single word gets its indicator and that for missing cells, like any other."""
        cells = {"size": numbers(rng, 5), "job": holes(rng, ["cook"] * 5, 2)}
        got = encoded(student, table(cells))
        encoding = indicators("job", cells["job"])
        has_names(got, ["size"], encoding)
        has_indicators(got, encoding)

    def test_the_word_nan(self, student, rng):
        """A row with the word "nan" is encoded differently from a row whose cell is missing."""
        column = ["nan", None, *words(rng, 6, ["rye", "nan", "oat"])]
        got = encoded(student, table({"size": [1.0] * 8, "grain": column}))
        check(all(len(c) == 8 for c in got.cells), "the table that came back has another number of rows")
        word, missing = ([c[i] for c in got.cells] for i in range(2))
        check(word != missing, 'a row with the word "nan" came out like a row whose cell is missing')

    def test_numbers_only(self, student, rng):
        """A table without words comes back as it was."""
        cells = {"age": rng.integers(1, 4, 6).tolist(), "size": holes(rng, numbers(rng, 6), 2)}
        got = encoded(student, table(cells))
        got.has_columns(cells, "there was no column of words, so there is nothing to encode")
        got.equals(cells)

    @weight(2)
    def test_row_labels(self, student, rng):
        """Rows keep their order and labels, and their cells, also if the labels are not 0, 1, 2, ..."""
        cells, labels = wordy(rng), labels_of(rng, 10)
        got = encoded(student, table(cells, labels))
        more = "are rows put together by label (concat) that belong together by place?"
        check(len(got.labels) == 10, f"10 rows with labels other than 0, 1, 2, ... came back as {len(got.labels)}; {more}")
        check(got.labels == labels, "the labels of the rows are not those of the table passed in, or in another order")
        has_indicators(got, indicators("hue", cells["hue"]))
        got.equals({name: cells[name] for name in ("age", "size")})

    def test_table_is_left_alone(self, student, rng):
        """The table passed in is not changed."""
        cells, labels = wordy(rng), labels_of(rng, 10)
        _, (after,) = student.run(the_call, "one_hot_with_na", [table(cells, labels)])
        left_alone(cells, after, labels)


# ---- to_tensors ---------------------------------------------------------------------------------------------------


def tensors(student, spec, target):
    result, _ = student.run(the_call, "to_tensors", [spec], target)
    return pair_of_tensors(result)


def pair_of_tensors(result):
    check(result is not None, "to_tensors returned None: is a return missing?")
    check(isinstance(result, (list, tuple)) and len(result) == 2, "to_tensors should return two tensors, X and y")
    for part, name in zip(result, "Xy"):
        check(
            isinstance(part, torch.Tensor),
            f"{name} should be a tensor, not a {getattr(part, 'type_name', type(part).__name__)}",
        )
    return result


def converting(code, names, columns, target, dtype):
    import pandas as pd

    return list(code.to_tensors(pd.DataFrame(dict(zip(names, columns))), target, getattr(torch, dtype)))


def matrix(columns):
    """Columns side by side, float64."""
    return torch.tensor([[float(v) for v in column] for column in columns], dtype=torch.float64).t()


def measured(rng, n):
    return {"age": rng.integers(20, 60, n).tolist(), "size": numbers(rng, n), "pay": numbers(rng, n, 300, 40)}


@exercise("to_tensors")
class TestToTensors:
    @weight(3)
    def test_features(self, student, rng):
        """X holds the columns other than the target, in their order, one row for each row of the table."""
        cells = measured(rng, 7)
        X, _ = tensors(student, table(cells), "pay")
        assert_close(X, matrix([cells["age"], cells["size"]]), what="X, the columns other than the target in their order,")

    @weight(3)
    def test_target(self, student, rng):
        """y holds the target as a column, shape (n, 1)."""
        cells = measured(rng, 7)
        _, y = tensors(student, table(cells), "pay")
        assert_close(y, matrix([cells["pay"]]), what="y, the target as a column,")

    @weight(2)
    def test_target_anywhere(self, student, rng):
        """The target may be any of the columns, the first and the middle one too."""
        cells = measured(rng, 5)
        for target in ("age", "size"):
            X, y = tensors(student, table(cells), target)
            others = [column for name, column in cells.items() if name != target]
            assert_close(X, matrix(others), what=f"X, with target {target!r},")
            assert_close(y, matrix([cells[target]]), what=f"y, with target {target!r},")

    @weight(2)
    def test_single_precision(self, student, rng):
        """Without another wish both tensors are float32, also where all columns are integers."""
        for cells in (measured(rng, 4), {"n": [1, 2, 3], "age": [30, 40, 50], "pay": [7, 8, 9]}):
            X, y = tensors(student, table(cells), "pay")
            for part, name in ((X, "X"), (y, "y")):
                check(part.dtype == torch.float32, f"{name} is {part.dtype}; without a dtype in the call it is float32")

    @weight(2)
    def test_double_precision(self, student, rng):
        """With dtype=torch.float64 both tensors are float64, and no digit is lost on the way."""
        cells = measured(rng, 6)
        result = student.run(converting, list(cells), list(cells.values()), "pay", "float64")
        X, y = pair_of_tensors(result)
        assert_close(X, matrix([cells["age"], cells["size"]]), dtype=torch.float64, what="X, with dtype=torch.float64,")
        assert_close(y, matrix([cells["pay"]]), dtype=torch.float64, what="y, with dtype=torch.float64,")

    @weight(2)
    def test_truth_values(self, student, rng):
        """Columns of False and True beside columns of numbers become 0 and 1."""
        n = 6
        cells = {**measured(rng, n), "disc": [bool(i % 2) for i in rng.permutation(n)]}
        X, y = tensors(student, table(cells), "age")
        assert_close(X, matrix([cells["size"], cells["pay"], cells["disc"]]), what="X, with a column of False and True,")
        X, y = tensors(student, table({name: cells[name] for name in ("disc", "size")}), "disc")
        assert_close(y, matrix([cells["disc"]]), what="y, with a target of False and True,")

    def test_row_labels(self, student, rng):
        """Rows keep their order, whatever their labels."""
        cells, labels = measured(rng, 8), [int(i) for i in rng.permutation(8)]
        while labels == sorted(labels):
            labels = [int(i) for i in rng.permutation(8)]
        X, y = tensors(student, table(cells, labels), "pay")
        assert_close(X, matrix([cells["age"], cells["size"]]), what="X, of a table with labels in another order,")
        assert_close(y, matrix([cells["pay"]]), what="y, of a table with labels in another order,")

    def test_one_row_or_none(self, student, rng):
        """A single row gives X of shape (1, p) and y of shape (1, 1); no row gives (0, p) and (0, 1)."""
        cells = measured(rng, 3)
        for rows, of in ((1, "of a single row,"), (0, "of no rows,")):
            X, y = tensors(student, table(cells, rows=rows), "size")
            assert_close(X, matrix([cells["age"], cells["pay"]])[:rows], what=f"X, {of}")
            assert_close(y, matrix([cells["size"]])[:rows], what=f"y, {of}")

    def test_one_feature(self, student, rng):
        """A single feature gives X of shape (n, 1)."""
        cells = {"pay": numbers(rng, 5), "age": numbers(rng, 5)}
        X, _ = tensors(student, table(cells), "pay")
        assert_close(X, matrix([cells["age"]]), what="X, of one feature,")

    def test_missing_numbers(self, student, rng):
        """A number that is still missing becomes nan, and its row stays."""
        cells = {name: holes(rng, numbers(rng, 8), k) for name, k in (("age", 2), ("size", 1), ("pay", 0))}
        X, _ = tensors(student, table(cells), "pay")
        expected = matrix([[math.nan if v is None else v for v in cells[name]] for name in ("age", "size")])
        check(X.shape == (8, 2), f"X has shape {tuple(X.shape)}; a row with a missing number stays")
        check(bool((X.isnan() == expected.isnan()).all()), "X should be nan where a number is missing, and nowhere else")
        assert_close(X.nan_to_num(7), expected.nan_to_num(7), what="X, without missing cells,")

    def test_table_is_left_alone(self, student, rng):
        """The table passed in is not changed, and keeps its target."""
        cells, labels = measured(rng, 6), labels_of(rng, 6)
        _, (after,) = student.run(the_call, "to_tensors", [table(cells, labels)], "pay")
        left_alone(cells, after, labels)


# ---- standardize_split --------------------------------------------------------------------------------------------


def standardized(student, train, test, cols):
    """The two tables that come back."""
    result, _ = student.run(the_call, "standardize_split", [train, test], cols)
    check(result is not None, "standardize_split returned None: is a return missing?")
    check(isinstance(result, list) and len(result) == 2, "standardize_split should return two DataFrames, train and test")
    return Table(result[0], "the training table that came back"), Table(result[1], "the test table that came back")


def scaled(column, train):
    """A column by mean and sample deviation of a training column; shifted only, if that one is constant."""
    mean = math.fsum(train) / len(train)
    if min(train) == max(train):
        return [v - train[0] for v in column]
    s = math.sqrt(math.fsum((v - mean) ** 2 for v in train) / (len(train) - 1))
    return [(v - mean) / s for v in column]


def two_tables(rng, n, m):
    """Training and test tables: the columns age and pay to scale, job and size to leave alone; the test is shifted."""
    return tuple(
        {
            "job": words(rng, k, ["cook", "nurse"]),
            "age": numbers(rng, k, 40 + 9 * shift, 5 + 3 * shift),
            "size": numbers(rng, k, 3, 2),
            "pay": numbers(rng, k, 3e4 - 1e4 * shift, 4e3),
        }
        for k, shift in ((n, 0), (m, 1))
    )


RULE = "each cell of both tables becomes (x - mean) / s, with mean and s of the training column alone"


@exercise("standardize_split")
class TestStandardizeSplit:
    """Every expected cell is computed from the lists, with an exact sum."""

    @weight(3)
    def test_training_columns(self, student, rng):
        """A training column has mean 0 and sample standard deviation 1 (division by n - 1), and keeps its shape."""
        n = rng.integer(6, 12)
        train, test = two_tables(rng, n, 5)
        got, _ = standardized(student, table(train), table(test), ["age", "pay"])
        for name in ("age", "pay"):
            column = got.column(name)
            if len(column) == n and all(isinstance(v, float) for v in column):
                mean = math.fsum(column) / n
                s = math.sqrt(math.fsum((v - mean) ** 2 for v in column) / (n - 1))
                check(abs(mean) < 1e-6, f"training column {name!r} has mean {mean:.3g} afterwards, which should be 0")
                wide = f"training column {name!r} has standard deviation {s:.4g} afterwards (n - 1 in the division), not 1"
                check(abs(s - 1) < 1e-6, wide)
            got.has_cells(name, scaled(train[name], train[name]), says=RULE)

    @weight(4)
    def test_test_columns(self, student, rng):
        """A test column is transformed with the mean and the standard deviation of the training column."""
        train, test = two_tables(rng, 9, rng.integer(5, 8))
        _, got = standardized(student, table(train), table(test), ["age", "pay"])
        for name in ("age", "pay"):
            column, expected = got.column(name), scaled(test[name], train[name])
            if len(column) == len(expected) and all(isinstance(v, float) for v in column):
                middle, truly = (abs(math.fsum(values) / len(values)) for values in (column, expected))
                own = f"test column {name!r} has mean 0 afterwards: is it scaled by its own mean, not by that of training?"
                check(middle > 1e-6 or truly < 0.01, own)
            got.has_cells(name, expected, says=RULE)

    @weight(2)
    def test_other_columns(self, student, rng):
        """Columns that are not in cols stay as they are, and all columns keep their order."""
        train, test = two_tables(rng, 8, 5)
        for got, cells in zip(standardized(student, table(train), table(test), ["pay"]), (train, test)):
            got.has_columns(cells, "all of them stay, in their order")
            got.equals({name: cells[name] for name in ("job", "age", "size")})

    def test_order_of_cols(self, student, rng):
        """The names in cols may come in another order than in the tables."""
        train, test = two_tables(rng, 8, 5)
        for got, cells in zip(standardized(student, table(train), table(test), ["pay", "size", "age"]), (train, test)):
            got.has_columns(cells, "all of them stay, in the order of the tables")
            got.equals({name: scaled(cells[name], train[name]) for name in ("age", "size", "pay")}, says=RULE)

    @weight(2)
    def test_constant_columns(self, student, rng):
        """A column that is constant in training is shifted and not scaled, whatever the constant."""
        for constant in (float(rng.integer(2, 9)), 0.1, 0.7):
            train = {"rate": [constant] * 7, "age": numbers(rng, 7)}
            test = {"rate": [constant, constant + 2, constant - 0.5], "age": numbers(rng, 3)}
            for got, cells in zip(standardized(student, table(train), table(test), ["rate", "age"]), (train, test)):
                says = "if the largest training value equals the smallest, subtract the mean and divide by nothing"
                got.equals({name: scaled(cells[name], train[name]) for name in cells}, says=says)

    def test_one_training_row(self, student, rng):
        """With a single row in the training table every column is constant, and is shifted only."""
        train, test = {"age": numbers(rng, 1), "pay": numbers(rng, 1)}, {"age": numbers(rng, 4), "pay": numbers(rng, 4)}
        for got, cells in zip(standardized(student, table(train), table(test), ["age", "pay"]), (train, test)):
            says = "one row has no deviation: subtract the mean and divide by nothing"
            got.equals({name: scaled(cells[name], train[name]) for name in cells}, says=says)

    @weight(2)
    def test_small_columns(self, student, rng):
        """Columns that vary very little are scaled like any other."""
        train, test = {"gap": numbers(rng, 8, 0, 1e-10)}, {"gap": numbers(rng, 5, 1e-10, 1e-10)}
        for got, cells in zip(standardized(student, table(train), table(test), ["gap"]), (train, test)):
            got.equals(
                {"gap": scaled(cells["gap"], train["gap"])}, says="a small deviation is not zero, and takes no added constant"
            )

    @weight(2)
    def test_integer_columns(self, student, rng):
        """Columns of integers are scaled too, and become fractions."""
        train = {"n": (rng.permutation(9) * 2).tolist(), "job": ["cook"] * 9}
        test = {"n": rng.integers(20, 40, 5).tolist(), "job": ["nurse"] * 5}
        for got, cells in zip(standardized(student, table(train), table(test), ["n"]), (train, test)):
            got.equals({"n": scaled(cells["n"], train["n"])}, says=RULE)

    def test_small_test_tables(self, student, rng):
        """A test table of one row is transformed, and one without rows stays empty."""
        train, test = two_tables(rng, 7, 2)
        for rows in (1, 0):
            _, got = standardized(student, table(train), table(test, rows=rows), ["age"])
            got.has_columns(test, "all of them stay, in their order")
            got.has_cells("age", scaled(test["age"][:rows], train["age"]), says=RULE)

    @weight(2)
    def test_row_labels(self, student, rng):
        """Rows keep their order and labels, in both tables, also if the labels overlap."""
        train, test = two_tables(rng, 8, 5)
        labels = [labels_of(rng, 8), labels_of(rng, 5)]
        both = standardized(student, table(train, labels[0]), table(test, labels[1]), ["age", "pay"])
        for got, cells, own in zip(both, (train, test), labels):
            check(len(got.labels) == len(own), f"{got.what} has {len(got.labels)} rows, not {len(own)} as before")
            check(got.labels == own, f"{got.what} has other row labels than before, or in another order")
            got.equals({name: scaled(cells[name], train[name]) for name in ("age", "pay")}, says=RULE)

    def test_tables_are_left_alone(self, student, rng):
        """Neither table passed in is changed."""
        train, test = two_tables(rng, 7, 5)
        _, after = student.run(the_call, "standardize_split", [table(train), table(test)], ["age", "pay"])
        for before, now in zip((train, test), after):
            left_alone(before, now)
