"""The corpus through nbgrader's own commands: the gradebook has what the engine's verdicts say, and nothing else."""

from __future__ import annotations

import csv
import os
import sqlite3

import pytest

from tests.conftest import run
from tests.hostile.runs import THROUGH_DOORS, WHOLE
from tests.hostile.samples import HONEST, ID, notebook

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def autograded(world):
    """The samples handed in under their names, autograded, with feedback and an export."""
    course = world.course
    for sample in THROUGH_DOORS:
        folder = course.grading / "submitted" / student(sample) / ID
        folder.mkdir(parents=True)
        sample.hand_in(folder, ID, world.release, world.tools)
    waiting = course.grading / "submitted" / "pipe" / ID
    waiting.mkdir(parents=True)
    (waiting / f"{ID}.ipynb").write_text(notebook(world.release, HONEST, ""))
    os.mkfifo(waiting / "helper.txt")
    done = run(course, "nbgrader", "autograde", ID)
    assert done.returncode == 1, done.stderr[-3000:]
    feedback = run(course, "nbgrader", "generate_feedback", ID)
    assert feedback.returncode == 0, feedback.stderr[-3000:]
    with sqlite3.connect(course.grading / "gradebook.db") as database:  # names that somebody typed in
        database.execute("update student set first_name = '=1+1', last_name = '@SUM(A1)' where id = 'ada'")
    database.close()
    assert run(course, "nbgrader", "export", "--to", "grades.csv").returncode == 0
    return done


def student(sample):
    return sample.name.replace("/", "-")


def rows(course):
    """Student -> exercise -> score."""
    connection = sqlite3.connect(course.grading / "gradebook.db")
    found = connection.execute(
        "select submitted_assignment.student_id, base_cell.name, grade.auto_score from grade join base_cell on "
        "base_cell.id = cell_id join submitted_notebook on submitted_notebook.id = grade.notebook_id join "
        "submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"
    ).fetchall()
    connection.close()
    scores = {}
    for name, cell, score in found:
        scores.setdefault(name, {})[cell.removeprefix("test_")] = score
    return scores


@pytest.mark.parametrize("sample", THROUGH_DOORS, ids=lambda sample: sample.name)
def test_gradebook_has_the_scores_of_the_verdict(autograded, world, graded, sample):
    found = rows(world.course)
    if sample.end(WHOLE).not_read is not None:
        assert student(sample) not in found
        assert any(f"Not graded: {student(sample)}: " in line for line in autograded.stderr.splitlines())
        return
    verdicts = graded(WHOLE).verdicts
    verdict = next(v for name, v in verdicts.items() if name.endswith(f"-{student(sample)}"))
    assert found[student(sample)] == {exercise["name"]: exercise["score"] for exercise in verdict["exercises"]}


def test_honest_student_has_full_marks_and_a_pipe_stops_nobody(autograded, world):
    assert rows(world.course)["ada"] == {"double": 2, "softmax": 4, "mean_of": 3}
    assert "Not graded: pipe: helper.txt is not a file" in autograded.stderr


def test_no_secret_is_in_what_nbgrader_says_or_hands_out(autograded, world):
    pages = [path.read_text(encoding="utf-8") for path in world.course.grading.glob("feedback/*/*/*.html")]
    assert len(pages) > 100
    for place, canary in world.canaries.items():
        for text in (autograded.stdout, autograded.stderr, *pages):
            if canary in text and not (place == "other" and "ada" in text):  # their own page shows them their own cell
                raise AssertionError(f"the canary of {place} was handed out")


def test_export_has_no_formulas(autograded, world):
    for row in csv.reader((world.course.root / "grades.csv").read_text(encoding="utf-8").splitlines()):
        assert not [cell for cell in row if cell[:1] in ("=", "+", "-", "@")]
