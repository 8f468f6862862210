"""docs/check.md, as a student would type it."""

from tests.conftest import ROOT
from tests.walkthrough import walk


def test_the_page_for_students_runs_as_it_stands(student):
    done = walk(
        ROOT / "docs" / "check.md",
        student.root,
        {
            "autograder ": "python -m autograder.desk ",
            "ch03_06_softmax_regression_scratch": "ch00_01_warm_up",
            "softmax": "double",
        },
        PYTHONPATH=str(student.root / "lib"),
    )
    assert done.returncode == 0, done.stderr
    assert "double: hint 1 of 2: What is x plus x?\ndouble: hint 2 of 2" in done.stdout
    assert "The course: 0 of 5 points" in done.stdout
    assert "as it was released already" in done.stderr
