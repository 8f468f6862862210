"""`autograder grade --gradebook`, compared with nbgrader's own commands; and nbgrader without our configuration."""

import hashlib
import shutil
import sqlite3
import stat

import pytest

from autograder.course import Course
from tests.conftest import ID, edited, run
from tests.nbgrader.test_autograde import HOSTILE, RAISES, add_hostile_markdown, duplicated, scores, submit, with_cells


def rows(course):
    """What the gradebook holds of students, without its random ids."""
    connection = sqlite3.connect(course.root / "grading" / "gradebook.db")
    found = {
        "grades": "select s.student_id, b.name, auto_score, manual_score, extra_credit, needs_manual_grade from grade g "
        "join base_cell b on b.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id "
        "join submitted_assignment s on s.id = n.assignment_id",
        "comments": "select s.student_id, b.name, auto_comment, manual_comment from comment c join base_cell b "
        "on b.id = c.cell_id join submitted_notebook n on n.id = c.notebook_id "
        "join submitted_assignment s on s.id = n.assignment_id",
        "submissions": "select student_id, timestamp, extension, late_submission_penalty, flagged from submitted_assignment s "
        "join submitted_notebook n on n.assignment_id = s.id",
        "students": "select id, first_name, last_name from student",
    }
    result = {name: sorted(connection.execute(query).fetchall(), key=repr) for name, query in found.items()}
    connection.close()
    return result


def tree(folder):
    """Every file's name, mode and content."""
    return {
        str(path.relative_to(folder)): (stat.S_IMODE(path.stat().st_mode), path.is_file() and path.read_bytes())
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture
def course(tiny):
    (tiny.root / "data").mkdir(exist_ok=True)
    return tiny


def grade(course, *options):
    return run(course, "autograder", "grade", "grading/submitted", "--assignment", ID, "--gradebook", ".", *options)


def test_gradebook_both_ways_give_the_same_rows_trees_and_pages(course, perfect, untouched, tmp_path):
    submit(course, "ada", perfect, helper_txt="mine", timestamp_txt="2026-01-02 03:04:05 UTC")
    submit(course, "blaise", untouched)
    submit(course, "carl", "{broken")
    submit(course, "dora", with_cells(perfect, duplicated))
    submit(course, "emmy", with_cells(edited(perfect, double=RAISES), add_hostile_markdown))
    other = Course(tmp_path / "other")
    shutil.copytree(course.root, other.root, symlinks=True)
    assert run(course, "nbgrader", "autograde", ID).returncode == 1
    assert run(course, "nbgrader", "generate_feedback", ID).returncode == 0
    done = grade(other)
    assert done.returncode == 1, done.stderr
    assert rows(other) == rows(course)
    for step in ("autograded", "feedback"):
        assert tree(other.root / "grading" / step) == tree(course.root / "grading" / step)


def test_gradebook_unchanged_submissions_are_left_alone_and_regrade_backs_up(course, perfect):
    folder = submit(course, "ada", perfect)
    assert grade(course).returncode == 0
    made = course.root / "grading" / "autograded" / "ada" / ID / f"{ID}.ipynb"
    page = course.root / "grading" / "feedback" / "ada" / ID / f"{ID}.html"
    first = made.stat().st_ino, made.stat().st_mtime_ns
    page.unlink()
    assert grade(course).returncode == 0
    assert (made.stat().st_ino, made.stat().st_mtime_ns) == first
    assert page.is_file()  # what was lost is made again
    assert not (course.root / "grading" / "backups").exists()
    (folder / f"{ID}.ipynb").write_text(edited(perfect, double="def double(x):\n    return 0"))
    assert grade(course).returncode == 0
    assert scores(course) == {"ada": (0.0, 3.0)}
    assert grade(course, "--regrade").returncode == 0
    backups = sorted((course.root / "grading" / "backups").iterdir())
    assert len(backups) == 2
    assert sqlite3.connect(backups[0]).execute("select sum(auto_score) from grade").fetchone() == (5.0,)


def test_gradebook_locked_says_so_and_loses_nothing(course, perfect):
    submit(course, "ada", perfect)
    assert grade(course).returncode == 0
    database = course.root / "grading" / "gradebook.db"
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    holder = sqlite3.connect(database)
    holder.execute("begin exclusive")
    done = grade(course, "--regrade")
    holder.rollback()
    assert done.returncode == 2
    assert "cannot be written (database is locked)" in done.stderr and "Traceback" not in done.stderr
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before


def test_gradebook_of_a_folder_without_configuration_is_refused(course, perfect, tmp_path):
    submit(course, "ada", perfect)
    done = run(course, "autograder", "grade", "grading/submitted", "--assignment", ID, "--gradebook", tmp_path)
    assert done.returncode == 2 and "nbgrader_config.py: missing" in done.stderr


def test_gradebook_submissions_from_elsewhere_are_handed_in(course, perfect, tmp_path):
    batch = tmp_path / "batch"
    batch.mkdir()
    (batch / "ada.ipynb").write_text(perfect)
    command = ("autograder", "grade", batch, "--assignment", ID, "--gradebook", ".")
    assert run(course, *command).returncode == 0
    place = course.root / "grading" / "submitted" / "ada" / ID
    assert [path.name for path in place.iterdir()] == [f"{ID}.ipynb"]  # no date is made up
    (batch / "ada.ipynb").write_text(edited(perfect, double="def double(x):\n    return 0"))
    assert run(course, *command).returncode == 0
    assert scores(course) == {"ada": (0.0, 3.0)}
    kept = list((course.root / "grading" / "replaced").rglob("*.ipynb"))
    assert [path.read_text() for path in kept] == [perfect]


def test_stock_nbgrader_gives_an_honest_class_zeros_with_the_reason(course, perfect, tmp_path):
    stock = Course(tmp_path / "stock")
    (stock.root / "source").mkdir(parents=True)
    shutil.copytree(course.source / ID, stock.source / ID, ignore=shutil.ignore_patterns("*.py"))
    assert run(stock, "nbgrader", "generate_assignment", ID).returncode == 0
    place = stock.root / "submitted" / "ada" / ID / f"{ID}.ipynb"
    place.parent.mkdir(parents=True)
    place.write_text(perfect)
    assert run(stock, "nbgrader", "autograde", ID).returncode == 0
    connection = sqlite3.connect(stock.root / "gradebook.db")
    assert connection.execute("select auto_score from grade").fetchall() == [(0.0,), (0.0,)]
    assert (
        "not graded: the hidden graders run out of process"
        in (stock.root / "autograded" / "ada" / ID / f"{ID}.ipynb").read_text()
    )


def test_nbgrader_makes_assignment_and_solution_and_validates(course):
    assert run(course, "nbgrader", "generate_assignment", ID, "--force").returncode == 0
    release = (course.assignments / ID / f"{ID}.ipynb").read_text()
    assert "secret_sum" not in release
    assert {path.name for path in (course.assignments / ID).iterdir()} == {f"{ID}.ipynb", "hints.toml"}
    assert run(course, "nbgrader", "generate_solution", ID, "--force").returncode == 0
    solution = (course.solutions / ID / f"{ID}.ipynb").read_text()
    assert "secret_sum" in solution and "HIDDEN" not in solution
    assert "Success!" in run(course, "nbgrader", "validate", f"source/{ID}/{ID}.ipynb").stdout
    assert "VALIDATION FAILED" in run(course, "nbgrader", "validate", f"assignments/{ID}/{ID}.ipynb").stdout


def test_hostile_text_is_hostile():
    assert "<script>" in HOSTILE  # the tests above look for what is really there
