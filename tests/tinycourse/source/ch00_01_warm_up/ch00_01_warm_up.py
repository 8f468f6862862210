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
# # 0.1 Warm up
#
# Two small functions. About 2 minutes, 5 points.
#
# **You learn** to return what a function is asked for.
#
# **You need** nothing but Python.

# %% nbgrader={"grade": false, "grade_id": "double", "locked": false, "schema_version": 3, "solution": true, "task": false}
def double(x):
    """Twice a number."""
    ### BEGIN SOLUTION
    secret_sum = x + x
    return secret_sum
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_double", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
assert double(2) == 4, "twice two is four"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% tags=["demo"]
print(double(3))

# %% nbgrader={"grade": false, "grade_id": "mean_of", "locked": false, "schema_version": 3, "solution": true, "task": false}
def mean_of(values):
    """The mean of a list of numbers."""
    ### BEGIN SOLUTION
    total = double(sum(values)) / 2
    return total / len(values)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_mean_of", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
assert mean_of([1, 3]) == 2, "the mean of one and three is two"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Next: [the course](../README.md).
