"""Hints, the map of the course, and putting a stub back."""

import json
import os
import shutil

import pytest

from autograder.desk.stubs import FILE, read_stubs, write_stubs
from autograder.errors import CourseError
from tests.conftest import ID
from tests.desk.conftest import RIGHT

LATER = "ch00_02_later"


def add_assignment(student):
    """A second assignment, a copy of the first under another name, and the course's stubs anew."""
    folder = student.root / "assignments" / LATER
    shutil.copytree(student.notebook.parent, folder)
    path = folder / f"{LATER}.ipynb"
    (folder / f"{ID}.ipynb").rename(path)
    text = path.read_text().replace(ID, LATER).replace("0.1 Warm up", "0.2 Later / \N{CJK UNIFIED IDEOGRAPH-540E}")
    path.write_text(text.replace("mean_of", "average"))
    write_stubs(student.root / "assignments")
    return path


def test_hints_come_in_steps_and_are_remembered(student):
    said = [student.run("hint", "double").stdout for _ in range(3)]
    assert said == [
        "double: hint 1 of 2: What is x plus x?\n",
        "double: hint 2 of 2: Return x + x.\n",
        "double: hint 2 of 2, the last one: Return x + x.\n",
    ]
    shutil.rmtree(student.root / ".autograder")
    assert student.run("hint").stdout == said[0]  # the next exercise is double


def test_a_hint_that_is_not_there_is_said(student):
    hints = student.notebook.parent / "hints.toml"
    done = student.run("hint", "mean_of")
    assert (done.returncode, done.stdout) == (2, "")
    assert "mean_of: there is no hint" in done.stderr
    assert "triple: no exercise of this course; see: autograder progress" in student.run("hint", "triple").stderr
    hints.write_text('[double]\nhints = "one"\n')
    assert '[double] has no list of texts: hints = ["gentle", "stronger"]' in student.run("hint", "double").stderr
    hints.write_text("[double")
    assert "hints.toml: cannot be read" in student.run("hint", "double").stderr
    assert student.run("check").stdout.endswith("next exercise: double\n")
    hints.unlink()
    assert "double: there is no hint" in student.run("hint", "double").stderr


def test_the_map_shows_what_passes_and_what_is_next(student):
    later = add_assignment(student)
    assert "  0.1 Warm up  ··  0 of 5\n  0.2 Later    ··  0 of 5\n" in student.run("progress").stdout
    student.write(double=RIGHT["double"], mean_of="def mean_of(values):\n    return 0")
    assert "  0.1 Warm up  ??  0 of 5\n" in student.run("progress").stdout
    student.run("check")
    shown = student.run("progress").stdout
    assert shown.startswith(
        "The course: 2 of 10 points by the public checks\n\n  0.1 Warm up  ✓✗  2 of 5\n  0.2 Later    ··  0 of 5\n"
    )
    assert f"next exercise: mean_of, in {student.notebook.relative_to(student.root)}\n" in shown
    student.write(mean_of=RIGHT["mean_of"])
    assert f"next exercise: double, in {later.relative_to(student.root)}" in student.run("check").stdout


def test_the_notebook_saved_last_is_checked(student):
    later = add_assignment(student)
    assert student.run("check").stdout.startswith("0.1 Warm up")
    later.write_text(later.read_text().replace("raise NotImplementedError()", "return 4", 1))
    assert student.run("check").stdout.startswith("0.2 Later\n")
    student.write(**RIGHT)
    os.utime(later, ns=(1, 1))
    assert student.run("check").stdout.startswith("0.1 Warm up")
    assert student.run("check", "assignments").stdout.count("points by the public checks") == 2
    assert "hint 1 of 2" in student.run("hint", "double", LATER).stdout
    assert "average: no exercise of ch00_01_warm_up.ipynb; it has double, mean_of" in student.run("hint", "average", ID).stderr


def test_reset_puts_the_stub_back_and_keeps_the_students_version(student):
    before = student.notebook.read_text()
    for number in (1, 2):
        student.write(double=RIGHT["double"])
        done = student.run("reset", "double", "--yes")
        kept = student.root / ".autograder" / "kept" / f"{ID}-double.{number}.py"
        assert f"double is as it was released; your version is in {kept.relative_to(student.root)}." in done.stdout
        assert kept.read_text() == RIGHT["double"] + "\n"
        assert json.loads(student.notebook.read_text()) == json.loads(before)
    assert (student.root / ".autograder" / ".gitignore").read_text() == "*\n"
    assert "is as it was released already" in student.run("reset", "double", "--yes").stderr


def test_reset_brings_a_deleted_cell_back_before_its_check(student):
    node = json.loads(student.notebook.read_text())
    ids = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in node["cells"]]
    del node["cells"][ids.index("mean_of")]
    student.notebook.write_text(json.dumps(node))
    assert student.run("reset", "mean_of", "--yes").stdout.startswith("mean_of is as it was released. Reload")
    again = json.loads(student.notebook.read_text())
    assert [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in again["cells"]] == ids
    assert "mean_of  3  not begun" in student.run("check").stdout


def test_reset_in_a_script_touches_that_exercise_alone(student):
    script = student.notebook.with_suffix(".py")
    text = f"# %%\n{RIGHT['double']}\n\n# %%\n{RIGHT['mean_of']}\n"
    script.write_text(text)
    student.run("reset", "double", script, "--yes")
    stub = student.answer("double")
    assert script.read_text() == text.replace(RIGHT["double"], stub)
    script.write_text(text.replace("# %%\n", ""))
    assert "double: its cell also holds mean_of; take it apart first" in student.run("reset", "double", script, "--yes").stderr


def test_reset_changes_nothing_without_a_yes_or_a_stub(student):
    student.write(double=RIGHT["double"])
    before = student.notebook.read_bytes()
    assert "there is no terminal: say --yes" in student.run("reset", "double").stderr
    (student.root / "assignments" / FILE).unlink()
    assert "how it was released is not known here" in student.run("reset", "double", "--yes").stderr
    assert student.notebook.read_bytes() == before
    assert student.run("check").stdout.count("✓") == 1  # and all else works without the stubs


def test_reset_keeps_the_notebook_when_the_version_cannot_be_put_away(student):
    student.write(double=RIGHT["double"])
    before = student.notebook.read_bytes()
    (student.root / ".autograder").write_text("in the way")
    assert "cannot be written" in student.run("reset", "double", "--yes").stderr
    assert student.notebook.read_bytes() == before
    assert student.run("check").returncode == 0  # what cannot be remembered is not needed


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema": 9}', '{"schema": 1, "assignments": {"ch00_01_warm_up": 3}}'])
def test_a_damaged_memory_is_begun_again(student, content):
    (student.root / ".autograder").mkdir()
    (student.root / ".autograder" / "desk.json").write_text(content)
    student.write(**RIGHT)
    assert student.run("check").returncode == 0
    assert "✓✓  5 of 5" in student.run("progress").stdout


def test_stubs_are_written_once_and_read_back(student, tmp_path):
    assignments = student.root / "assignments"
    assert not write_stubs(assignments)
    released = read_stubs(assignments)
    assert list(released[ID]["exercises"]) == ["double", "mean_of"]
    assert "NotImplementedError" in released[ID]["exercises"]["double"]["stub"]
    (assignments / FILE).write_text("{")
    assert read_stubs(assignments) == {}
    assert write_stubs(assignments)
    assert read_stubs(assignments) == released
    node = json.loads(student.notebook.read_text())
    node["cells"] = [cell for cell in node["cells"] if cell["id"] != "double"]
    student.notebook.write_text(json.dumps(node))
    with pytest.raises(CourseError, match="there is a check for double and no cell to write it in"):
        write_stubs(assignments)


def test_the_build_writes_the_stubs_and_finds_them_stale(tiny):
    from autograder.build import check_course

    assert check_course(tiny, [ID]) == []
    (tiny.assignments / FILE).write_text("{}")
    assert check_course(tiny, [ID]) == [f"assignments/{FILE} is stale: run autograder build"]
