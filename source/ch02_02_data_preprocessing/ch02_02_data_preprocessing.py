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
# # 2.2 Data preprocessing with pandas / 数据预处理
#
# A network takes tensors of numbers. The world hands out tables: text files with a header, with words among the numbers, with cells that nobody filled in. Between the two lie a few small steps, and each of them can spoil the data without any error message: a missing price read as zero, a test set that leaks into training, a column of labels left among the features. Here you write these steps as six short functions on pandas tables. About 60 minutes, 20 points.
#
# **You learn** to turn a text file with holes and words in it into tensors, without inventing or leaking anything on the way.
#
# **You need** section 2.1 (tensors).
#
# | step | function | question it answers |
# |---|---|---|
# | read | `read_table` | which cells are numbers, which are text, which are missing? |
# | drop | `drop_most_missing` | which column is not worth keeping? |
# | fill | `fill_numeric_mean` | what stands where a number is missing? |
# | encode | `one_hot_with_na` | how does a word become numbers? |
# | convert | `to_tensors` | which column is to be predicted, and from what? |
# | scale | `standardize_split` | how do columns of different size become comparable? |
#
# **What you get back.** Each function is graded on its own, so a mistake in one of them costs you only that one; the checks in the notebook may call your other functions too. Run the check below each exercise before you go on; the graders look further, at other tables, other row labels and other types.

# %%
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import torch

# %% [markdown]
# ## A table with holes
#
# Our example is a list of second-hand bicycles, as somebody typed it in a shop: number of gears, kilometres ridden, kind of brake, whether there is a basket, and the price asked. One cell was left empty, some say `NA` (not available), and one says `?`. The cell below writes the file to a temporary folder.

# %% tags=["demo"]
path = Path(tempfile.mkdtemp()) / "bikes.csv"
path.write_text("""gears,km,brake,basket,price
3,1200,rim,NA,80
NA,300,disc,yes,210
8,?,,NA,150
18,NA,disc,NA,340
7,4500,rim,yes,60
""")
print(path.read_text())


# %% [markdown]
# pandas reads such a file into a `DataFrame`: columns with names, rows with labels (0, 1, 2, ... if nobody says otherwise), one type for each column. Three facts about it to begin with:
#
# * `df["km"]` is one column, `df[["km", "price"]]` a table of two. `len(df)` counts the rows.
# * A missing cell is `NaN`, "not a number", which has an odd property: it equals nothing, not even itself. So `df == float("nan")` finds no cell at all; `df.isna()` is the table of True and False that you want.
# * A column of numbers has a numeric type (`float64`, `int64`), a column of words has, from pandas 3 on, the type `str`. `df.select_dtypes(include="number")` is the numeric part of a table, and `exclude="number"` the rest. Older texts look for words with `dtype == object`, which does not find them any more.
#
# The tools of this section, beside these: `pd.read_csv` and `pd.get_dummies`; `drop`, `fillna`, `copy` and `to_numpy` of a table; and `sum`, `mean`, `std`, `max`, `min`, which give one number for each column, and `idxmax`, which names the column of the largest of such numbers. Look up their options, as in `df.drop?`.
#
# How does pandas know that `NA` is not a word? It brings a list of markers, the empty cell and `NA` among them, and takes them for missing wherever one fills a whole cell. `?` is not on the list. One forgotten marker does more harm than it seems: with a single `?` in it, the whole column of kilometres is read as text.
#
# **Exercise (2 points).** Write `read_table`. The first line of the file holds the names of the columns; rows and columns keep their order. An empty cell and `NA` are *always* missing, and `na_values` names markers that are missing *as well*. What becomes of the other markers on pandas' list (`null`, `N/A`, `nan`, ...) is up to you. `pd.read_csv` has an option for that; look it up with `pd.read_csv?` and mind what it does with the markers that pandas knows already.

# %% nbgrader={"grade": false, "grade_id": "read_table", "locked": false, "schema_version": 3, "solution": true, "task": false}
def read_table(path, na_values=("NA",)):
    """Read a table from a CSV file whose first line names the columns.

    Args:
        path: the file, a str or a Path.
        na_values: sequence of str; a cell that consists of one of them is missing,
            and so is an empty cell or NA, whatever na_values says; null and the like may be missing or words.

    Returns:
        DataFrame with the rows and columns of the file in their order; numbers as numbers, words as str.
    """
    ### BEGIN SOLUTION
    return pd.read_csv(path, na_values=list(na_values))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_read_table", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "table.csv"
    file.write_text("name,size\nada,2\nNA,-\nbob,5\n")
    df = read_table(file, na_values=["-"])
assert list(df.columns) == ["name", "size"], "the first line of the file names the columns, and all of them stay columns"
assert len(df) == 3, "every line after the first is a row"
assert df["size"].isna().tolist() == [False, True, False], "a marker named in na_values is missing"
assert df["name"].isna().tolist() == [False, True, False], "NA is missing as well, also when na_values names other markers"
assert df["size"].sum() == 7, "a column of numbers with a missing cell is still a column of numbers"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Read the bicycles, and look at what kind each column has. Then read them without the `?`: what has become of `km`?

# %% tags=["demo"]
bikes = read_table(path, na_values=["NA", "?"])
display(bikes)
print("with '?' as a marker:   ", dict(bikes.dtypes.astype(str)))
print("without '?' as a marker:", dict(read_table(path).dtypes.astype(str)))


# %% [markdown]
# Before you mend anything, look where the holes are. On the left each dark square is a missing cell; on the right they are counted by column.

# %% tags=["demo"]
def show_missing(df):
    """Where cells are missing, and how many there are in each column."""
    _, (left, right) = plt.subplots(1, 2, figsize=(8, 2.6), layout="constrained")
    left.imshow(df.isna(), cmap="Greys", vmin=0, vmax=1.3, aspect="auto")
    left.set_xticks(range(df.shape[1]), df.columns)
    left.set(yticks=range(len(df)), ylabel="row")
    right.bar(df.columns, df.isna().sum(), color="grey")
    right.set(ylabel="missing cells", yticks=range(len(df) + 1))
    plt.show()


show_missing(bikes)


# %% [markdown]
# ## Dropping a column
#
# A column that is mostly holes tells little, and whatever we put into the holes would be our invention. The simplest cure is to leave it out. (Leaving out *rows* with holes is the other simple cure, and usually the worse one: of our five bicycles only one has no hole at all.)
#
# **Exercise (3 points).** Write `drop_most_missing`: remove the **one** column with the most missing cells. If several have equally many, remove the left-most of them. If no cell is missing, remove nothing.
#
# This function, and every one below, gives back a new table and leaves the one passed in as it was: whoever called you may still need it. Rows, row labels and the order of the columns stay as they are. Do not count on labels 0, 1, 2, ...: in a table whose rows were shuffled or split, they are not.

# %% nbgrader={"grade": false, "grade_id": "drop_most_missing", "locked": false, "schema_version": 3, "solution": true, "task": false}
def drop_most_missing(df):
    """Remove the column with the most missing cells.

    Args:
        df: DataFrame; it is not changed.

    Returns:
        DataFrame without that column (the left-most, if several have equally many);
        with all columns, if no cell is missing.
    """
    ### BEGIN SOLUTION
    missing = df.isna().sum()  # one count for each column
    if not missing.any():
        return df.copy()
    return df.drop(columns=missing.idxmax())
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_drop_most_missing", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
df = pd.DataFrame({"a": [1.0, None, 3.0], "b": [None, None, "x"], "c": [4, 5, 6]})
assert list(drop_most_missing(df).columns) == ["a", "c"], "the column with the most missing cells goes, and only that one"
assert list(df.columns) == ["a", "b", "c"], "the table that was passed in keeps its columns"
tie = pd.DataFrame({"a": [1.0, 2.0], "b": [None, 2.0], "c": [None, "x"]})
assert list(drop_most_missing(tie).columns) == ["a", "c"], "of two columns with equally many missing cells the left one goes"
assert list(drop_most_missing(df[["c"]]).columns) == ["c"], "if nothing is missing, nothing is dropped"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% tags=["demo"]
kept = drop_most_missing(bikes)
display(kept)


# %% [markdown]
# ## Filling in numbers
#
# What is a good guess for a number that we do not know? If we may only choose one value for the whole column, the mean of the known ones is the guess with the smallest squared error. Let $K_j$ be the rows in which column $j$ is known; then every missing cell of column $j$ becomes
#
# $$\bar x_j = \frac{1}{|K_j|} \sum_{i \in K_j} x_{ij}.$$
#
# By hand, for the bicycles: four rows have known gears, $(3 + 8 + 18 + 7)/4 = 9$, and three have known kilometres, $(1200 + 300 + 4500)/3 = 2000$. Divide by the number of *known* cells: dividing by five would count a hole as a bicycle with no gears.
#
# One often sees `df.fillna(df.mean())` for this. It works for tables that are all numbers; with a column of words in the table it ends in a `TypeError`, for words have no mean.
#
# **Exercise (4 points).** Write `fill_numeric_mean`. Columns of words stay as they are, holes included: the next step has its own cure for them. A column of numbers in which *every* cell is missing has no mean, and stays missing. A table may have no column of words, or none of numbers, here and in the next exercise.

# %% nbgrader={"grade": false, "grade_id": "fill_numeric_mean", "locked": false, "schema_version": 3, "solution": true, "task": false}
def fill_numeric_mean(df):
    """Put the mean of the known numbers of a column in the place of its missing ones.

    Args:
        df: DataFrame with columns of numbers, of words, or both; it is not changed.

    Returns:
        DataFrame of the same rows and columns, in which no number is missing
        but in columns that have none at all.
    """
    ### BEGIN SOLUTION
    return df.fillna(df.mean(numeric_only=True))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_fill_numeric_mean", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
df = pd.DataFrame({"a": [1.0, None, 4.0], "b": ["x", None, "y"], "c": [10, 20, 30]})
filled = fill_numeric_mean(df)
assert list(filled.columns) == ["a", "b", "c"], "all columns stay, in their order"
assert filled["a"].tolist() == [1.0, 2.5, 4.0], "a missing number becomes the mean of the known ones of its column"
assert filled["b"].isna().tolist() == [False, True, False], "columns of words stay as they are"
assert df["a"].isna().tolist() == [False, True, False], "the table that was passed in still has its missing cell"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% tags=["demo"]
complete = fill_numeric_mean(kept)
display(complete)

# %% [markdown]
# Filling is a compromise, and a picture shows its price. Below, 1,000 numbers from a bell curve of mean 0 and standard deviation 1, of which 400 get lost at random and are filled in by your function. The mean is hardly moved. But all the filled cells sit on one spot, the column looks less spread out than it is, and a model that reads it cannot know which values are real. The more is missing, the less should be filled.

# %% tags=["demo"]
generator = np.random.default_rng(0)
whole = pd.DataFrame({"x": generator.normal(size=1000)})
holes = whole.mask(generator.permutation(1000).reshape(1000, 1) < 400)
filled = fill_numeric_mean(holes)

_, axes = plt.subplots(1, 2, figsize=(8, 2.8), sharex=True, layout="constrained")
for ax, df, title in zip(axes, (whole, filled), ("nothing missing", "400 of 1,000 filled with the mean")):
    ax.hist(df["x"], bins=np.linspace(-3.5, 3.5, 36), color="grey")
    ax.set(xlabel="x", title=f"{title}\nmean {df['x'].mean():.2f}, standard deviation {df['x'].std():.2f}")
axes[0].set(ylabel="cells")
plt.show()


# %% [markdown]
# ## Words into numbers
#
# A brake is `rim` or `disc`. Coding them as 1 and 2 would be short, and would claim that a disc brake is twice a rim brake. A *one-hot* encoding claims nothing: every word that occurs gets a column of its own, which is 1 in the rows that have this word and 0 in the others. A hole is no reason to invent a word. "Nobody wrote it down" is a fact like any other, and gets an indicator too:
#
# | brake | → | brake_disc | brake_rim | brake_nan |
# |---|---|---|---|---|
# | rim | | 0 | 1 | 0 |
# | disc | | 1 | 0 | 0 |
# | *(missing)* | | 0 | 0 | 1 |
#
# In every row exactly one of the indicators is 1.
#
# **Exercise (4 points).** Write `one_hot_with_na`, for tables whose columns hold numbers or words; a table without words comes back as it was. `pd.get_dummies` does most of the work, with the right options.
#
# * The columns of numbers come first, in their order, with their cells unchanged, missing ones too.
# * Then come the indicators: for a column `brake`, one named `brake_` and the word for each word that occurs, and one named `brake_nan` for the missing cells. Their order among each other is up to you. They may hold 0 and 1 or False and True.
# * `brake_nan` is there **always**, even if no cell is missing. The model will meet other tables later, and its number of inputs cannot depend on whether this one happens to be complete.
# * A cell that holds the word "nan" (a table that was not read from a file may have one) is not a missing cell. How you name its indicator is up to you (pandas has two columns called `brake_nan` then); but two rows that differ only in this must not come out the same.

# %% nbgrader={"grade": false, "grade_id": "one_hot_with_na", "locked": false, "schema_version": 3, "solution": true, "task": false}
def one_hot_with_na(df):
    """Replace each column of words by indicators, one for each word and one for missing cells.

    Args:
        df: DataFrame with columns of numbers, of words, or both; it is not changed.

    Returns:
        DataFrame of the same rows: the columns of numbers, then for each column of words, say w,
        indicators named w_WORD for each WORD that occurs in it, and w_nan for missing cells.
        Indicators hold 0 and 1, or False and True.
    """
    ### BEGIN SOLUTION
    words = df.select_dtypes(exclude="number").columns
    return pd.get_dummies(df, columns=list(words), dummy_na=True)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_one_hot_with_na", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
df = pd.DataFrame({"w": ["x", None, "y"], "a": [1.0, None, 3.0], "v": ["x", "x", "x"]})
encoded = one_hot_with_na(df)
assert list(encoded.columns)[:1] == ["a"], "the columns of numbers come first"
assert set(encoded.columns[1:]) == {"w_x", "w_y", "w_nan", "v_x", "v_nan"}, "the indicators are named w_x and so on; there is one for missing cells, always"
assert encoded["w_x"].tolist() == [1, 0, 0], "an indicator is 1 in the rows that have its word"
assert encoded["w_nan"].tolist() == [0, 1, 0], "the last indicator is 1 in the rows whose cell is missing"
assert encoded["a"].isna().tolist() == [False, True, False], "missing numbers are left for another step"
assert list(one_hot_with_na(df[["a"]]).columns) == ["a"], "a table without words has nothing to encode"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% tags=["demo"]
indicated = one_hot_with_na(complete)
display(indicated)


# %% [markdown]
# ## Into tensors
#
# Now every cell is a number or a truth value, and torch can have them. What we want to predict, the *target*, goes into a tensor of its own. With $n$ rows and $p$ other columns, $\mathbf{X}$ has shape $(n, p)$ and $\mathbf{y}$ has shape $(n, 1)$: a column, so that it lies beside the predictions of a linear model without broadcasting into a matrix.
#
# Two things to mind. A table with columns of several types (numbers, True and False) has no single type, and `df.to_numpy()` then gives an array of Python objects that `torch.tensor` refuses: say which type you want. And torch calculates with 32 bits unless told otherwise, pandas with 64; the type of the result is an argument here.
#
# **Exercise (3 points).** Write `to_tensors`. The target may be any of the columns, not only the last. The other columns keep their order, and the rows theirs, whatever their labels. A number that is still missing becomes `nan` in the tensor, which keeps the row.

# %% nbgrader={"grade": false, "grade_id": "to_tensors", "locked": false, "schema_version": 3, "solution": true, "task": false}
def to_tensors(df, target, dtype=torch.float32):
    """Split a table into features and target, as tensors.

    Args:
        df: DataFrame with n rows, whose columns hold numbers or truth values; it is not changed.
        target: name of the column to predict.
        dtype: floating-point type of both tensors.

    Returns:
        Two tensors of type dtype: the features (n, p), which are the p columns other than the target; and the target (n, 1).
    """
    ### BEGIN SOLUTION
    X = df.drop(columns=target).to_numpy(dtype=float)
    y = df[[target]].to_numpy(dtype=float)
    return torch.tensor(X, dtype=dtype), torch.tensor(y, dtype=dtype)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_to_tensors", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
df = pd.DataFrame({"a": [1.5, 2.5], "price": [10, 20], "b": [True, False]})
X, y = to_tensors(df, "price")
assert isinstance(X, torch.Tensor) and isinstance(y, torch.Tensor), "features and target are tensors"
assert X.shape == (2, 2) and y.shape == (2, 1), "X has the columns other than the target, and y is one column"
assert X.dtype == y.dtype == torch.float32, "the tensors have the dtype that was asked for, float32 by default"
assert X.tolist() == [[1.5, 1.0], [2.5, 0.0]] and y.tolist() == [[10.0], [20.0]], "the cells go where they belong"
assert "price" in df, "the table that was passed in keeps its target"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% tags=["demo"]
X, y = to_tensors(indicated, "price")
print(X, y, sep="\n")


# %% [markdown]
# ## Columns of one size
#
# Look at $\mathbf{X}$: gears up to 18, kilometres up to 4500. A model with one weight for each column has to move the two weights by very different amounts, and gradient descent, which has one learning rate for all of them, will be slow in one direction or unstable in the other. So columns are *standardized*: shifted to mean 0 and scaled to standard deviation 1,
#
# $$\tilde x_i = \frac{x_i - \bar x}{s}, \qquad \bar x = \frac1n \sum_i x_i, \qquad s = \sqrt{\frac{1}{n-1} \sum_i (x_i - \bar x)^2}.$$
#
# By hand: for 2, 4 and 6, $\bar x = 4$ and $s = \sqrt{(4 + 0 + 4)/2} = 2$, and the column becomes $-1, 0, 1$. The division by $n - 1$ is pandas' own default in `std`; numpy's is $n$.
#
# The important question is *whose* mean and deviation. The test set stands for data that we have not seen yet. Anything computed from it and used in training is a leak: the test then measures how well we do on data that we peeked at. So $\bar x$ and $s$ come from the **training** table alone, and both tables are transformed with them. A test bicycle of 10 in the example above becomes $(10 - 4)/2 = 3$, and is not brought back to the middle: that it is unusual is what the model has to see.
#
# **Exercise (4 points).** Write `standardize_split`.
#
# * Only the columns in `cols` change; all others, and the order of the columns, stay. The columns in `cols` have no missing cells.
# * Columns of integers may be among them. Their results are fractions, and pandas refuses to write fractions *into* an integer column (`df.loc[:, cols] = ...`); replacing the whole column (`df[cols] = ...`) is fine. Neither table that was passed in may change.
# * A column that is constant in the training table has $s = 0$. Take 1 for $s$ there, so that the column becomes $x - \bar x$ in both tables, which is 0, up to rounding, in the training table. A table of one row is constant too. Ask whether the largest value *equals* the smallest, and not whether $s$ is zero: three times 0.1, added up and divided by 3, is not 0.1 in floating point, and $s$ comes out as $1.7 \cdot 10^{-17}$. Nor whether $s$ is merely small, for a column of lengths in kilometres may well vary by $10^{-9}$.

# %% nbgrader={"grade": false, "grade_id": "standardize_split", "locked": false, "schema_version": 3, "solution": true, "task": false}
def standardize_split(train, test, cols):
    """Shift and scale columns of two tables by the mean and the standard deviation of the first.

    Args:
        train: DataFrame, at least one row; its statistics are used. It is not changed.
        test: DataFrame with the same columns, any number of rows; it is not changed.
        cols: list of names of columns of numbers.

    Returns:
        The two tables, transformed: a tuple of two DataFrames.
    """
    ### BEGIN SOLUTION
    mean, std = train[cols].mean(), train[cols].std()
    std[train[cols].max() == train[cols].min()] = 1.0

    def scale(df):
        scaled = df.copy()
        scaled[cols] = (df[cols] - mean) / std
        return scaled

    return scale(train), scale(test)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_standardize_split", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
train = pd.DataFrame({"a": [2, 4, 6], "b": [0.1, 0.1, 0.1], "c": [1.0, 2.0, 3.0]})
test = pd.DataFrame({"a": [10, 4], "b": [0.1, 0.6], "c": [1.0, 2.0]})
new_train, new_test = standardize_split(train, test, ["a", "b"])
assert np.allclose(new_train["a"], [-1, 0, 1]), "a training column gets mean 0 and standard deviation 1 (with n - 1)"
assert np.allclose(new_test["a"], [3, 0]), "the test column is shifted and scaled by the statistics of the training column"
assert np.allclose(new_train["b"], 0) and np.allclose(new_test["b"], [0, 0.5]), "a column that is constant in training is shifted only"
assert new_train["c"].equals(train["c"]) and new_test["c"].equals(test["c"]), "columns that are not in cols stay as they are"
assert train["a"].tolist() == [2, 4, 6] and test["a"].tolist() == [10, 4], "the tables that were passed in are not changed"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Look at it on 300 bicycles for training and 100 from another shop, where they have been ridden 2,000 km more. Above as they are: kilometres and gears cannot share an axis. Below after your function: the training columns lie around 0 with spread 1, and the test kilometres are *still* too far to the right. Had each table been scaled by its own mean, the two humps would lie on top of each other, and the one thing that is different about the other shop would be gone.

# %% tags=["demo"]
def shop(n, more_km):
    """Bicycles of a shop: kilometres and gears."""
    return pd.DataFrame({"km": generator.gamma(4, 600, n) + more_km, "gears": generator.integers(1, 22, n)})


train, test = shop(300, 0), shop(100, 2000)
tables = {"as they are": (train, test), "standardized": standardize_split(train, test, ["km", "gears"])}
figure, axes = plt.subplots(2, 2, figsize=(8, 4.6), layout="constrained")
for row, (title, pair) in zip(axes, tables.items()):
    for ax, column in zip(row, ("km", "gears")):
        bins = np.linspace(min(df[column].min() for df in pair), max(df[column].max() for df in pair), 22)  # 21 bars
        for df, name in zip(pair, ("train", "test")):
            ax.hist(df[column], bins=bins, density=True, alpha=0.5, label=name)
        ax.set(xlabel=f"{column}, {title}", ylabel="density")
axes[0, 0].legend()
plt.show()

# %% [markdown]
# ## All of it at once
#
# The whole way from the file to tensors. Scaling comes before `to_tensors`, because it needs the names of the columns. The last two bicycles play the test set; only the columns of measured features are scaled, not the indicators and not the price.

# %% tags=["demo"]
table = one_hot_with_na(fill_numeric_mean(drop_most_missing(read_table(path, ["NA", "?"]))))
train, test = standardize_split(table[:3], table[3:], ["gears", "km"])
display(train)
X, y = to_tensors(train, "price")
print("features:", X, "target:", y, sep="\n")

# %% [markdown]
# One step of this is not as clean as it could be. `fill_numeric_mean` saw the whole table, so the means that fill the training rows contain the test rows: a small leak of exactly the kind that `standardize_split` avoids. In earnest, split first, and take *every* statistic from the training part.
#
# ## Look back
#
# * A missing cell is not a zero, not an empty word, and not equal to itself.
# * Deleting, filling and marking are three answers to a hole. Each loses something; know what.
# * Words become indicators, because numbers would claim an order.
# * Statistics come from the training data, all of them.
# * Most mistakes in these steps raise no error. Look at the table after each of them.
#
# Try: the median in the place of the mean (when is it the better guess?). An indicator for missing *numbers*, added before they are filled. A word in the test table that never occurs in training: which columns does `one_hot_with_na` give for each of the two, and what would you do about it?
#
# Next: [2.3 Linear algebra](../ch02_03_linear_algebra/ch02_03_linear_algebra.ipynb), what can be calculated with the matrix that you have now.
