"""`autograder grade` from outside, as its user runs it: a real sandbox, a real pytest session, a real class."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from autograder.grading.verdict import Verdict
from tests.conftest import ID, edited, run

CLASS = {
    "ada": {},
    "blaise": {"double": "def double(x): return x * x + 0.5"},
    "carl": {"double": "def double(x):\n    import os\n    os.abort()"},
    "dora": {"mean_of": "def mean_of(values):\n    while True: pass"},
    "emil": {"double": "def double(x)\n    return 2 * x"},
    "frida": {"double": "import builtins\ndef double(x):\n    builtins.sum = None\n    return 2 * x"},
    "gustav": {"mean_of": "def mean_of(values): return double(sum(values)) / 2 / len(values)", "double": "def double(x): pass"},
    "hilda": {"double": "class Always:\n    def __eq__(self, other): return True\n    def __add__(self, other): return 0\n"
                        "def double(x): return Always()"},
    "ivan": {"double": "def double(x): return 2 * x\nraise SystemExit"},
}  # fmt: skip


@pytest.fixture(scope="module")
def graded(built, tmp_path_factory):
    """The class's verdicts by student, with what the command said."""
    folder = tmp_path_factory.mktemp("class")
    release = (built.assignments / ID / f"{ID}.ipynb").read_text()
    answers = {
        "double": "def double(x):\n    return x + x",
        "mean_of": "def mean_of(values):\n    return sum(values) / len(values)",
    }
    for student, changed in CLASS.items():
        (folder / f"{student}.ipynb").write_text(edited(release, **{**answers, **changed}))
    (folder / "untouched.ipynb").write_text(release)
    (folder / "broken.ipynb").write_text(release[:200])
    out = tmp_path_factory.mktemp("out")
    reports = ["--json", out / "v.json", "--junit", out / "j.xml", "--html", out / "html"]
    done = run(built, "autograder", "grade", folder, "--assignment", ID, "--seed", "7", *reports)
    verdicts = {v["student"]: Verdict.from_json(v) for v in json.loads((out / "v.json").read_text())}
    return verdicts, done, out, folder


def outcomes(verdict, exercise):
    return [t.outcome for e in verdict.exercises if e.name == exercise for t in e.tests]


def scores(verdict):
    return {e.name: e.score for e in verdict.exercises}


def test_grade_every_submission_has_a_verdict_or_a_named_problem(graded):
    verdicts, done, out, _ = graded
    assert set(verdicts) == {*CLASS, "untouched"}
    assert done.returncode == 1
    assert "not read: broken" in done.stdout
    assert (out / "html" / "index.html").exists() and (out / "j.xml").exists()


@pytest.mark.parametrize(
    ("student", "double", "mean_of"),
    [("ada", 2, 3), ("blaise", 0, 3), ("carl", 0, 3), ("dora", 2, 0), ("emil", 0, 3), ("frida", 2, 3), ("gustav", 0, 3),
     ("hilda", 0, 3), ("ivan", 2, 3), ("untouched", 0, 0)],
)  # fmt: skip
def test_grade_mistake_costs_its_own_exercise_only(graded, student, double, mean_of):
    assert scores(graded[0][student]) == {"double": double, "mean_of": mean_of}


@pytest.mark.parametrize(
    ("student", "exercise", "outcome"),
    [("blaise", "double", "failed"), ("carl", "double", "killed"), ("dora", "mean_of", "timeout"), ("emil", "double", "raised"),
     ("hilda", "double", "failed"), ("untouched", "double", "raised")],
)  # fmt: skip
def test_grade_outcomes_are_typed(graded, student, exercise, outcome):
    assert outcome in outcomes(graded[0][student], exercise)


def test_grade_verdict_records_how_it_was_made(graded):
    verdict = graded[0]["ada"]
    assert verdict.seed == 7 and verdict.level >= 1 and "seccomp" in verdict.isolation
    assert verdict.dataset.startswith("fashion-mnist-sample:") and verdict.grader.startswith("sha256:")


def test_grade_cell_that_stopped_is_a_problem_and_the_message_names_it(graded):
    assert any("SyntaxError" in problem for problem in graded[0]["emil"].problems)
    (first, *_) = [t for e in graded[0]["emil"].exercises for t in e.tests]
    assert "the cell that defines it stopped" in first.message


def test_grade_same_seed_gives_the_same_verdicts(built, graded, tmp_path):
    folder = graded[3]
    again = ["--seed", "7", "--json", tmp_path / "v.json", "--jobs", "1", "--no-cache"]
    run(built, "autograder", "grade", folder, "--assignment", ID, *again)
    again = {v["student"]: v for v in json.loads((tmp_path / "v.json").read_text())}
    for student, verdict in graded[0].items():
        assert {**again[student], "seconds": 0} == {**verdict.to_json(), "seconds": 0}


def test_grade_fail_under_exits_three(built, graded):
    done = run(built, "autograder", "grade", graded[3] / "blaise.ipynb", "--assignment", ID, "--fail-under", "90")
    assert done.returncode == 3


def test_grade_json_to_standard_output_is_nothing_but_json(built, graded):
    done = run(built, "autograder", "grade", graded[3] / "ada.ipynb", "--assignment", ID, "--json", "-")
    assert done.returncode == 0
    assert json.loads(done.stdout)[0]["score"] == 5


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], "no such file"),
        (["data", "--assignment", "ch99_99_no"], "no such assignment"),
        (["autograder/hidden/ch00_01_warm_up/right", "--assignment"], "expected one argument"),
        (["."], "autograder:"),
        ([], "required"),
    ],
)
def test_grade_wrong_use_exits_two_with_a_sentence(tiny, arguments, words):
    (tiny.root / "data").mkdir(exist_ok=True)
    if arguments == ["."]:
        arguments = ["empty"]
        (tiny.root / "empty").mkdir()
    done = run(tiny, "autograder", "grade", *arguments)
    assert done.returncode == 2
    assert words in done.stderr and "Traceback" not in done.stderr


def test_grade_outside_a_course_is_named(tiny, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "grade", "x"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2 and "not inside a course" in done.stderr


def test_grade_broken_hidden_grader_withholds_every_score(tiny, perfect):
    (tiny.root / "ada.ipynb").write_text(perfect)
    path = tiny.hidden / ID / f"test_{ID}.py"
    path.write_text(path.read_text() + "\nimport no_such_module\n")
    done = run(tiny, "autograder", "grade", "ada.ipynb", "--assignment", ID)
    assert done.returncode == 1
    assert "not graded: ada" in done.stdout and "could not be collected" in done.stdout


def test_grade_test_that_asks_nothing_or_breaks_by_itself_is_ungraded(tiny, perfect):
    (tiny.root / "ada.ipynb").write_text(perfect)
    path = tiny.hidden / ID / f"test_{ID}.py"
    broken = path.read_text().replace("        x = rng.integer(-50, 50)\n", "        return\n", 1)
    path.write_text(broken)
    done = run(tiny, "autograder", "grade", "ada.ipynb", "--assignment", ID, "--json", "-")
    assert json.loads(done.stdout)[0]["score"] is None
    path.write_text(broken.replace("        return\n", "        student.double(1)\n        None.x\n", 1))
    done = run(tiny, "autograder", "grade", "ada.ipynb", "--assignment", ID, "--json", "-")
    (verdict,) = json.loads(done.stdout)
    assert verdict["score"] is None and "AttributeError" in verdict["reason"]


def test_grade_interrupted_leaves_no_process_behind(built, graded):
    command = [sys.executable, "-m", "autograder", "grade", str(graded[3] / "dora.ipynb"), "--assignment", ID]
    process = subprocess.Popen(command, cwd=built.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(7)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) != 0
    time.sleep(0.5)
    assert not children_of(process.pid)


EXIT_CODES = """
import sys
from pathlib import Path
from autograder.command_grade import grade_found
from autograder.course import Course
from autograder.grading import pool
from autograder.submission import find_submissions

judges, start = [], pool._start
pool._start = lambda *arguments: judges.append(start(*arguments)) or judges[-1]
course = Course(Path.cwd())
founds, _ = find_submissions([Path(sys.argv[1])], sys.argv[2], course.section_ids())
assert len(list(grade_found(course, founds[:3], 3, None, False))) == 3
print([process.exitcode for process, _ in judges])
"""


def test_grade_judges_end_by_themselves_when_the_work_is_done(built, graded):
    done = run(built, "python", "-P", "-c", EXIT_CODES, graded[3], ID)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[0, 0, 0]"


def children_of(pid):
    found = []
    for name in os.listdir("/proc"):
        try:
            with open(f"/proc/{name}/stat") as file:
                if int(file.read().rpartition(")")[2].split()[1]) == pid:
                    found.append(name)
        except (OSError, ValueError):
            continue
    return found


def test_plain_pytest_grades_a_submission_and_the_reference(tiny, graded):
    good = run(tiny, "pytest", "autograder/hidden", "-q", "-p", "no:cacheprovider")
    assert good.returncode == 0 and "4 passed" in good.stdout
    done = run(tiny, "pytest", "autograder/hidden", "-q", "-p", "no:cacheprovider", "--submission", graded[3] / "blaise.ipynb")
    assert done.returncode == 1 and "2 failed, 2 passed" in done.stdout
