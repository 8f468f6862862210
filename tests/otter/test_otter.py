"""otter's own commands on what the door makes: assign, check, run."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile

import nbformat
import pytest

from autograder.section import read_section, solution_lines, strip_solution
from autograder.submission import Found, read_submission
from tests.conftest import ID, ROOT, run
from tests.otter.conftest import answered, otter_run, scores

WRONG = {"double": "def double(x):\n    return int(2 * x)"}
CHECK = """
import otter
{answers}
for name in ("double", "mean_of"):
    print(otter.Notebook("{ID}.ipynb").check(name))
"""


@pytest.fixture(scope="module")
def wrong(made, tmp_path_factory):
    """A submission that is half right in one exercise and untouched in the other: its file, what otter said, its results."""
    folder = tmp_path_factory.mktemp("wrong")
    (folder / "carl.ipynb").write_text(answered(made.student, **WRONG))
    return folder / "carl.ipynb", *otter_run(made.course, made.archive, folder / "carl.ipynb", folder / "out")


def test_page_untouched_gets_zero_in_otters_report(made):
    results = json.loads((made.folder / "results.json").read_text())
    assert scores(results) == {"double": (0, 2), "mean_of": (0, 3)}
    assert "ada: 0 of 5" in made.done.stdout


def test_student_folder_has_the_public_checks_and_no_more(made):
    section = read_section(made.course.section_path(ID))
    files = {path.relative_to(made.student).as_posix() for path in made.student.rglob("*") if path.is_file()}
    assert files == {f"{ID}.ipynb", "tests/double.py", "tests/mean_of.py"}
    everything = "".join((made.student / name).read_text() for name in files)
    assert not [line for line in solution_lines(section) if line in everything]
    assert "HIDDEN" not in everything and "otter_plugin" not in everything and "TestDouble" not in everything


def test_student_folder_has_the_stubs_of_the_release(made):
    section = read_section(made.course.section_path(ID))
    sources = {cell.source for cell in nbformat.read(made.student / f"{ID}.ipynb", 4).cells}
    stubs = {strip_solution(cell.source) for cell in section.cells if cell.role == "solution"}
    assert stubs <= sources


def test_student_check_says_which_line_failed_and_why(made):
    script = CHECK.format(answers="def double(x): return x + x\ndef mean_of(values): return 0", ID=ID)
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=made.student, capture_output=True, text=True, check=True)
    (made.student / ".OTTER_LOG").unlink()
    assert "double results: All test cases passed!" in done.stdout
    assert "assert mean_of([1, 3]) == 2" in done.stdout
    assert "AssertionError: the mean of one and three is two" in done.stdout


def test_run_gives_the_scores_of_autograder_grade(made, wrong):
    submission, done, results = wrong
    graded = run(made.course, "autograder", "grade", submission, "--assignment", ID, "--json", "-", PYTHONPATH=str(ROOT))
    verdict = json.loads(graded.stdout)[0]
    assert verdict["student"] == "carl" and verdict["score"] == 1
    assert scores(results) == {each["name"]: (each["score"], each["points"]) for each in verdict["exercises"]}
    assert done.returncode == 0 and "carl: 1 of 5" in done.stdout


def test_run_reports_sentences_in_otters_own_format(wrong):
    results = wrong[2]
    assert [test["name"] for test in results["tests"]] == ["Public Tests", "double", "mean_of"]
    assert {test["visibility"] for test in results["tests"]} == {"visible"}
    said = results["tests"][1]["output"]
    assert "✅ Twice a number is the number added to itself." in said
    assert "❌ failed: Fractions are doubled too." in said
    assert "0.5" not in said, "an expected value"


def test_grade_leaves_out_the_cells_that_otter_put_in(made):
    notebook = made.student / f"{ID}.ipynb"
    assert 'grader.check("double")' in notebook.read_text().replace("\\", "")
    submission = read_submission(Found("ada", ID, notebook), read_section(made.course.section_path(ID)))
    assert [cell.grade_id for cell in submission.cells] == ["double", "mean_of"]


def test_run_unreadable_submission_claims_no_score(made, tmp_path):
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": []}
    (tmp_path / "dora.ipynb").write_text(json.dumps(old))
    done, results = otter_run(made.course, made.archive, tmp_path / "dora.ipynb", tmp_path / "out")
    assert "score" not in results and not scores(results)
    assert "a notebook of format 3; save it as format 4" in results["output"]
    assert "NOT GRADED: a notebook of format 3" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr and "Total Score" not in done.stdout


def test_zip_is_the_same_each_time(made, tmp_path):
    done = run(made.course, "autograder", "otter", ID, "--to", tmp_path, PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / ID / "autograder" / f"{ID}-autograder.zip").read_bytes() == made.archive.read_bytes()
    assert (tmp_path / ID / "autograder").stat().st_mode & 0o077 == 0, "others can read the secret"
    for name in (f"student/{ID}.ipynb", f"master/{ID}.ipynb"):
        assert (tmp_path / ID / name).read_bytes() == (made.folder / ID / name).read_bytes()


def test_zip_holds_no_variant_and_no_other_course(made):
    names = zipfile.ZipFile(made.archive).namelist()
    assert f"files/course/autograder/hidden/{ID}/test_{ID}.py" in names
    assert not [name for name in names if "/right/" in name or "/wrong/" in name or "gradebook.db" in name]
    assert {name.split("/")[3] for name in names if name.startswith("files/course/source/")} == {ID}
