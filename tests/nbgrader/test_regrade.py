"""`autograder grade --gradebook --regrade`: graders, points and exercises that change when there are grades already."""

import json
import os
import pty
import shutil
import sqlite3
import subprocess
import sys

import pytest

from autograder.build import build_course
from autograder.course import Course
from tests.conftest import ID, edited, run
from tests.nbgrader.test_autograde import autograded, page, scores, submit

pytestmark = pytest.mark.slow

MANUAL = "update grade set manual_score = 1.5, extra_credit = 0.25 where auto_score = 2.0 and notebook_id in (select n.id \
from submitted_notebook n join submitted_assignment a on a.id = n.assignment_id where a.student_id = 'ada')"


def grade(course, *options):
    return run(course, "autograder", "grade", "grading/submitted", "--assignment", ID, "--gradebook", ".", *options)


def query(course, text):
    connection = sqlite3.connect(course.root / "grading" / "gradebook.db")
    rows = connection.execute(text).fetchall()
    connection.commit()
    connection.close()
    return rows


def seeds(done):
    return {verdict["student"]: verdict["seed"] for verdict in json.loads(done.stdout)}


def in_terminal(course, answer, *command):
    """Run a command at a terminal where somebody answers its question; its status and what it showed."""
    ours, theirs = pty.openpty()
    os.write(ours, answer.encode() + b"\n")
    process = subprocess.Popen([sys.executable, "-P", "-m", "autograder", *command], cwd=course.root, stdin=theirs,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, "COLUMNS": "120"})  # fmt: skip
    os.close(theirs)
    shown, _ = process.communicate()
    os.close(ours)
    return process.returncode, shown


@pytest.fixture(scope="module")
def graded(built, tmp_path_factory):
    """A course with grades from seed 7: ada has everything and a manual grade, blaise half of it."""
    from autograder.section import read_section
    from autograder.variants import hand_in, solved

    course = Course(tmp_path_factory.mktemp("graded") / "course")
    shutil.copytree(built.root, course.root, symlinks=True, ignore=shutil.ignore_patterns("grading"))
    (course.root / "data").mkdir(exist_ok=True)
    perfect = hand_in(course.assignments / ID / f"{ID}.ipynb", solved(read_section(course.section_path(ID)), {}))
    submit(course, "ada", perfect)
    submit(course, "blaise", edited(perfect, mean_of="def mean_of(values):\n    return 0"))
    done = grade(course, "--seed", "7")
    assert done.returncode == 0, done.stderr
    assert scores(course) == {"ada": (2.0, 3.0), "blaise": (2.0, 0.0)}
    query(course, MANUAL)
    return course


@pytest.fixture
def course(graded, tmp_path):
    """A copy of it, of the test's own."""
    shutil.copytree(graded.root, tmp_path / "course", symlinks=True)
    return Course(tmp_path / "course")


def break_grader(course):
    """A grader that nobody's `double` satisfies."""
    path = course.hidden / ID / f"test_{ID}.py"
    text = path.read_text()
    assert "class TestDouble:" in text
    path.write_text(text.replace("class TestDouble:", "class TestDouble:\n    def test_never(self, student):\n"
                                 '        """This is never so."""\n        check(student.double(1) == 3, "not three")\n', 1))  # fmt: skip


def test_regrade_shows_first_and_writes_only_when_told(course):
    before = query(course, "select * from grade order by id"), autograded(course, "ada")
    break_grader(course)
    kept = grade(course)
    assert kept.returncode == 1 and "--regrade shows what would change" in " ".join(kept.stdout.split())
    shown = grade(course, "--regrade", "--json", "-")
    assert shown.returncode == 1 and "nothing was written" in shown.stderr
    assert set(seeds(shown).values()) == {7}  # the inputs of the first grading
    lines = [line.split() for line in shown.stderr.splitlines() if "double" in line]
    (ada, blaise) = [line for line in lines if line[0] in ("ada", "blaise")]
    assert ada[:2] == ["ada", "double"] and ada[2] == "2" and ada[3] == "→" and ada[5:] == ["1.75", "2"]
    assert blaise[:2] == ["blaise", "double"] and blaise[2:5] == blaise[5:8] and blaise[8:] == ["2"]
    assert "graded by hand, which stays: 1" in shown.stderr and "mean_of" not in shown.stderr
    status, said = in_terminal(course, "n", "grade", "grading/submitted", "--gradebook", ".", "--regrade")
    assert status == 1 and "[y/N]" in said and "nothing was written" in said
    assert (query(course, "select * from grade order by id"), autograded(course, "ada")) == before
    assert not (course.root / "grading" / "backups").exists()

    status, said = in_terminal(course, "y", "grade", "grading/submitted", "--gradebook", ".", "--regrade")
    assert status == 0, said
    assert scores(course)["blaise"][0] < 2.0 and scores(course)["ada"][0] < 2.0
    assert query(course, "select manual_score, extra_credit from grade where manual_score is not null") == [(1.5, 0.25)]
    assert "This is never so." in page(course, "blaise")
    (backup,) = (course.root / "grading" / "backups").iterdir()
    assert sqlite3.connect(backup).execute("select sum(auto_score) from grade").fetchone() == (7.0,)


def test_regrade_takes_another_seed_when_given_one(course):
    done = grade(course, "--regrade", "--yes", "--seed", "8", "--json", "-")
    assert done.returncode == 0 and set(seeds(done).values()) == {8}
    assert "the regrade changes no score" in done.stderr
    assert autograded(course, "ada")["metadata"]["autograder"]["seed"] == 8


NEW_CELLS = '''
# %% nbgrader={"grade": false, "grade_id": "halve", "locked": false, "schema_version": 3, "solution": true, "task": false}
def halve(x):
    """Half of a number."""
    ### BEGIN SOLUTION
    return x / 2
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_halve", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
assert halve(2) == 1, "half of two is one"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Next: '''
NEW_GRADER = '''

@exercise("halve")
class TestHalve:
    def test_half(self, student):
        """Half of a number, twice, is the number."""
        assert_close(student.halve(6), 3.0)
'''


@pytest.fixture(scope="module")
def grown(graded, tmp_path_factory):
    """The course with a new exercise and `double` worth 4 points, built and regraded; and what the regrade showed."""
    course = Course(tmp_path_factory.mktemp("grown") / "course")
    shutil.copytree(graded.root, course.root, symlinks=True)
    script, grader = course.section_path(ID), course.hidden / ID / f"test_{ID}.py"
    text = script.read_text().replace('"points": 2,', '"points": 4,').replace("5 points", "8 points")
    script.write_text(NEW_CELLS.strip("\n").join(text.split("# %% [markdown]\n# Next: ")))
    grader.write_text(grader.read_text() + NEW_GRADER)
    hints = script.with_name("hints.toml")
    hints.write_text(
        f'{hints.read_text()}\n[halve]\nhints = ["Two of it make the number.", "Divide, and mind the `return`."]\n'
    )
    script.with_suffix(".ipynb").unlink()
    build_course(course, [ID])
    stale = run(course, "nbgrader", "autograde", ID, "--force")
    shown = grade(course, "--regrade")
    before = query(course, "select count(*) from grade")
    done = grade(course, "--regrade", "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    return course, stale, shown, before


def test_grown_assignment_nbgrader_alone_refuses_and_says_what_to_do(grown):
    _, stale, _, _ = grown
    assert stale.returncode == 1 and "points differ between the section and the gradebook" in stale.stderr
    assert "--regrade" in stale.stderr


def test_grown_assignment_is_shown_before_it_is_written(grown):
    _, _, shown, before = grown
    assert shown.returncode == 1 and before == [(4,)]
    rows = {tuple(line.split()[:2]): line.split()[2:] for line in shown.stdout.splitlines() if "→" in line}
    assert rows["blaise", "double"] == ["2", "→", "4", "2", "→", "4", "2", "→", "4"]
    assert rows["ada", "double"] == ["2", "→", "4", "1.75", "2", "→", "4"]
    assert rows["ada", "halve"] == ["–", "→", "0", "–", "→", "0", "–", "→", "1"]


def test_grown_assignment_scores_are_brought_along_and_manual_grades_stay(grown):
    course, _, _, _ = grown
    assert scores(course) == {"ada": (4.0, 0.0, 3.0), "blaise": (4.0, 0.0, 0.0)}  # double, halve, mean_of
    assert query(course, "select manual_score, extra_credit from grade where manual_score is not null") == [(1.5, 0.25)]
    assert "halve: 0 of 1 points" in page(course, "ada") and "This cell is missing" in page(course, "ada")


FORMGRADER_DATA = """
import json, sys
from nbgrader.api import Gradebook
with Gradebook(sys.argv[1], "d2l") as book:
    rows = book.notebook_submission_dicts(sys.argv[2], sys.argv[2])
    print(json.dumps({row["student"]: [row["score"], row["max_score"], row["needs_manual_grade"]] for row in rows}))
"""


def test_grown_assignment_nbgrader_goes_on_with_it(grown):
    course, _, _, _ = grown
    url = f"sqlite:///{course.root / 'grading' / 'gradebook.db'}"
    found = json.loads(run(course, "python", "-c", FORMGRADER_DATA, url, ID).stdout)
    assert found == {"ada": [4.75, 8.0, True], "blaise": [4.0, 8.0, False]}
    before = scores(course)
    for command in (("generate_assignment", ID, "--force"), ("autograde", ID, "--force"), ("generate_feedback", ID, "--force")):
        done = run(course, "nbgrader", *command)
        assert done.returncode == 0, done.stderr
    assert scores(course) == before
    assert "halve: 0 of 1 points" in page(course, "blaise")


def test_removed_exercise_is_refused_while_it_has_a_manual_grade(grown, graded, tmp_path):
    shutil.copytree(grown[0].root, tmp_path / "course", symlinks=True)
    course = Course(tmp_path / "course")
    for part in ("source", "assignments", "autograder"):  # as it was before
        shutil.rmtree(course.root / part)
        shutil.copytree(graded.root / part, course.root / part, symlinks=True)
    shutil.copy(graded.root / "gradebook.db", course.root)
    query(course, "update grade set manual_score = 1 where cell_id in (select id from base_cell where name = 'test_halve')")
    done = grade(course, "--regrade", "--yes")
    assert done.returncode == 2 and "ada's halve, blaise's halve" in done.stderr and "never removed" in done.stderr
    assert len(scores(course)["ada"]) == 3
    query(course, "update grade set manual_score = null where cell_id in (select id from base_cell where name = 'test_halve')")
    done = grade(course, "--regrade", "--yes")
    assert done.returncode == 0, done.stderr
    assert scores(course) == {"ada": (2.0, 3.0), "blaise": (2.0, 0.0)}


def test_regrade_of_a_course_that_is_not_built_is_refused(course):
    script = course.section_path(ID)
    script.write_text(script.read_text().replace('"points": 2,', '"points": 4,'))
    before = scores(course)
    done = grade(course, "--regrade", "--yes")
    assert done.returncode == 2 and f"run autograder build {ID}" in done.stderr
    assert scores(course) == before


def test_regrade_of_one_student_names_those_left_alone(course):
    done = run(course, "autograder", "grade", f"grading/submitted/ada/{ID}/{ID}.ipynb", "--assignment", ID, "--gradebook", ".",
               "--regrade", "--yes")  # fmt: skip
    assert f"{ID}: 1 more in the gradebook are not in this regrade" in done.stdout
