import json
import sqlite3

import pytest

from autograder.build import build_course, check_course, main
from autograder.build.release import dump
from autograder.course import Course
from autograder.errors import CourseError
from tests.conftest import ID, copy_tiny, run


def notebook(course, folder="assignments"):
    return course.root / folder / ID / f"{ID}.ipynb"


def test_build_release_holds_stubs_and_public_checks_only(built):
    text = notebook(built).read_text()
    assert "raise NotImplementedError()" in text and "twice two is four" in text
    for secret in ("secret_sum", "BEGIN", "HIDDEN", "NBGRADER_EXECUTION"):
        assert secret not in text
    assert {path.name for path in (built.assignments / ID).iterdir()} == {f"{ID}.ipynb", "hints.toml"}


def test_build_solution_is_executed_and_without_markers(built):
    cells = json.loads(notebook(built, "solutions").read_text())["cells"]
    sources = "".join("".join(cell["source"]) for cell in cells)
    assert "secret_sum" in sources and "###" not in sources
    assert any("6\n" in str(output) or "6\\n" in str(output) for cell in cells for output in cell.get("outputs", []))


def test_build_gradebook_holds_the_assignment_and_no_student(built):
    connection = sqlite3.connect(built.root / "gradebook.db")
    assert connection.execute("select count(*) from student").fetchone() == (0,)
    assert connection.execute("select max_score from grade_cells order by max_score").fetchall() == [(2.0,), (3.0,)]
    assert connection.execute("select count(*) from alembic_version").fetchone() == (1,)


def test_build_twice_gives_the_same_bytes(built, tmp_path):
    again = copy_tiny(tmp_path / "again")
    build_course(again, [ID])
    for folder in ("assignments", "solutions", "source"):
        assert notebook(again, folder).read_bytes() == notebook(built, folder).read_bytes()
    assert dump(again.root / "gradebook.db") == dump(built.root / "gradebook.db")


def test_build_again_changes_nothing(tiny, capsys):
    build_course(tiny, [ID])
    assert capsys.readouterr().out == f"up to date: {ID}\n"


def test_build_gradebook_equals_what_nbgrader_itself_writes(tiny):
    (tiny.grading).mkdir(exist_ok=True)
    assert run(tiny, "nbgrader", "generate_assignment", ID, "--force", f"--db=sqlite:///{tiny.root}/own.db").returncode == 0
    query = "select name, max_score, cell_type from grade_cells join base_cell using (id) order by name"
    ours, theirs = (sqlite3.connect(tiny.root / name).execute(query).fetchall() for name in ("gradebook.db", "own.db"))
    assert ours == theirs


def test_build_edit_in_the_notebook_comes_back_into_the_script(tiny, capsys):
    build_course(tiny, [ID])
    path = tiny.source / ID / f"{ID}.ipynb"
    path.write_text(path.read_text().replace('"points": 2', '"points": 7'))
    build_course(tiny, [ID])
    assert '"points": 7' in tiny.section_path(ID).read_text()
    assert "took the edit made in" in capsys.readouterr().out


def test_build_edit_in_the_script_reaches_the_notebook(tiny):
    build_course(tiny, [ID])
    script = tiny.section_path(ID)
    script.write_text(script.read_text().replace('"points": 2', '"points": 4'))
    build_course(tiny, [ID])
    assert '"points": 4' in (tiny.source / ID / f"{ID}.ipynb").read_text() and '"points": 4' in notebook(tiny).read_text()


def test_build_both_edited_is_refused(tiny):
    build_course(tiny, [ID])
    script, path = tiny.section_path(ID), tiny.source / ID / f"{ID}.ipynb"
    path.write_text(path.read_text().replace('"points": 2', '"points": 7'))
    script.write_text(script.read_text().replace('"points": 2', '"points": 4'))
    with pytest.raises(CourseError, match="both edited"):
        build_course(tiny, [ID])


def test_build_unreadable_source_notebook_is_named(tiny):
    (tiny.source / ID / f"{ID}.ipynb").write_text("{")
    with pytest.raises(CourseError, match="not a readable notebook"):
        build_course(tiny, [ID])


def test_build_failing_solution_keeps_the_old_one_and_names_the_cell(tiny):
    build_course(tiny, [ID])
    before = notebook(tiny, "solutions").read_bytes()
    script = tiny.section_path(ID)
    script.write_text(script.read_text().replace("print(double(3))", "print(1 / 0)"))
    with pytest.raises(CourseError, match="ZeroDivisionError"):
        build_course(tiny, [ID])
    assert notebook(tiny, "solutions").read_bytes() == before


def test_build_without_configuration_is_refused(tiny):
    (tiny.root / "nbgrader_config.py").unlink()
    with pytest.raises(CourseError, match=r"nbgrader_config\.py"):
        build_course(tiny, [ID])


def test_main_unknown_assignment_is_refused(tiny):
    with pytest.raises(CourseError, match="no such assignment"):
        main(tiny, ["ch99_99_nothing"], check=False)


def test_check_fresh_build_has_nothing_to_mend(tiny):
    assert check_course(tiny, [ID]) == []


def leave(path, text=""):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def add_student(course):
    connection = sqlite3.connect(course.root / "gradebook.db")
    connection.execute("insert into student (id) values ('ada')")
    connection.commit()


def rewrite(before, after):
    return lambda c: c.section_path(ID).write_text(c.section_path(ID).read_text().replace(before, after, 1))


def edit_release(before, after):
    return lambda c: notebook(c).write_text(notebook(c).read_text().replace(before, after, 1))


def test_build_refuses_a_reference_that_fails_its_own_grader_and_keeps_what_was_there(tiny):
    build_course(tiny, [ID])
    before = notebook(tiny).read_bytes()
    script = tiny.section_path(ID)
    script.write_text(script.read_text().replace("return total / len(values)", "return total / (len(values) + 1) # off")
                      .replace("assert mean_of([1, 3]) == 2", "assert mean_of([1, 3]) > 1"))  # fmt: skip
    with pytest.raises(CourseError, match=r"cannot be built: the reference loses marks.*mean_of\.test_"):
        build_course(tiny, [ID])
    assert notebook(tiny).read_bytes() == before


def test_build_refuses_a_release_that_passes_a_test_and_names_it(tiny):
    grader = tiny.hidden / ID / f"test_{ID}.py"
    grader.write_text(
        grader.read_text()
        + """

@exercise("mean_of")
class TestMore:
    def test_says_nothing(self, student):
        \"\"\"Anything passes.\"\"\"
        student.run(nothing)


def nothing(code):
    return None
"""
    )
    with pytest.raises(CourseError, match=r"cannot be built: the untouched release: mean_of\.test_says_nothing passed"):
        build_course(tiny, [ID])


def test_build_without_graders_is_possible_and_found_by_the_check(tiny, capsys):
    (tiny.hidden / ID / f"test_{ID}.py").unlink()
    build_course(tiny, [ID])
    assert main(tiny, [], check=True) == 1
    assert "there are no graders" in capsys.readouterr().err


def test_build_writes_the_way_through_the_course(built):
    text = (built.assignments / "README.md").read_text()
    row = f"| [0.1 Warm up]({ID}/{ID}.ipynb) | return what a function is asked for | 5 | 2 | nothing but Python |"
    assert row in text and "Assignments: 1; 5 points" in text


SPOILED = {
    "script": (rewrite("Two small", "Two tiny"), "is stale"),
    "release": (edit_release("twice two", "thrice two"), "is stale"),
    "solution text": (edit_release("# YOUR CODE HERE", "secret_sum = x + x"), "line of the solution"),
    "hidden": (edit_release("# YOUR CODE HERE", "### END HIDDEN TESTS"), "hidden region"),
    "marker": (edit_release("# YOUR CODE HERE", "### BEGIN SOLUTON"), "shows a marker"),
    "stray file": (lambda c: leave(c.assignments / ID / "notes.txt"), "does not belong"),
    "script in release": (lambda c: leave(c.assignments / ID / f"{ID}.py"), "does not belong"),
    "stray folder": (lambda c: leave(c.assignments / "old" / "x"), "belongs to no section"),
    "source file": (lambda c: leave(c.source / ID / "answers.csv"), "copied into the release"),
    "no way on": (rewrite("(../README.md)", ""), "no link to what follows"),
    "points of the prose": (rewrite("5 points", "6 points"), "says 6 points; the exercises are worth 5"),
    "overview": (lambda c: leave(c.assignments / "README.md"), "README.md is stale"),
    "graders": (lambda c: leave(c.hidden / ID / "test_more.py"), "has changed since it was last judged"),
    "broken release": (lambda c: notebook(c).write_text("{"), "not a readable notebook"),
    "student": (add_student, "holds 1 students"),
    "no gradebook": (lambda c: (c.root / "gradebook.db").unlink(), "missing"),
    "broken gradebook": (lambda c: (c.root / "gradebook.db").write_text("x" * 5000), "not a gradebook"),
    "broken section": (lambda c: c.section_path(ID).write_text("x"), "standard one"),
    "spacing": (rewrite("\n# %% nbgrader", "\n\n\n\n# %% nbgrader"), "jupytext"),
}


@pytest.mark.parametrize(("spoil", "words"), SPOILED.values(), ids=SPOILED)
def test_check_spoiled_course_is_found_and_left_alone(tiny, spoil, words, capsys):
    spoil(tiny)
    before = {path: path.read_bytes() for path in tiny.root.rglob("*") if path.is_file() and "grading" not in path.parts}
    assert main(tiny, [], check=True) == 1
    assert words in capsys.readouterr().err
    assert before == {
        path: path.read_bytes() for path in tiny.root.rglob("*") if path.is_file() and "grading" not in path.parts
    }


def test_course_find_outside_a_course_is_refused(tmp_path):
    with pytest.raises(CourseError, match="not inside a course"):
        Course.find(tmp_path)
