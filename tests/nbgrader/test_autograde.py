"""`nbgrader autograde`, `generate_feedback` and `export`, as they come, with this course's configuration."""

import csv
import json
import os
import sqlite3
import stat

import pytest

from tests.conftest import ID, edited, run

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script> $\\href{javascript:alert(3)}{x}$ [a](javascript:alert(4)) `b`"
RAISES = f"def double(x):\n    raise ValueError({HOSTILE!r})"


def submit(course, student, notebook, **files):
    folder = course.root / "grading" / "submitted" / student / ID
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{ID}.ipynb").write_text(notebook)
    for name, text in files.items():
        (folder / name.replace("_", ".", 1)).write_text(text)
    return folder


def scores(course):
    """Student -> (double, mean_of), as the gradebook has them."""
    connection = sqlite3.connect(course.root / "grading" / "gradebook.db")
    rows = connection.execute(
        "select submitted_assignment.student_id, base_cell.name, grade.auto_score from grade join base_cell on "
        "base_cell.id = cell_id join submitted_notebook on submitted_notebook.id = grade.notebook_id join "
        "submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id order by base_cell.name"
    ).fetchall()
    connection.close()
    return {student: tuple(score for other, _, score in rows if other == student) for student, _, _ in rows}


def autograded(course, student):
    return json.loads((course.root / "grading" / "autograded" / student / ID / f"{ID}.ipynb").read_text())


def page(course, student):
    return (course.root / "grading" / "feedback" / student / ID / f"{ID}.html").read_text()


def with_cells(notebook, change):
    node = json.loads(notebook)
    change(node["cells"])
    return json.dumps(node)


def cell_of(cells, name):
    return next(cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") == name)


def duplicated(cells):
    cells.append(json.loads(json.dumps(cell_of(cells, "double"))))
    cells.append(json.loads(json.dumps(cell_of(cells, "test_double"))))


def missing(cells):
    cells.remove(cell_of(cells, "test_double"))
    cells.remove(cell_of(cells, "mean_of"))


def retyped(cells):
    cell = cell_of(cells, "mean_of")
    cell.update(cell_type="markdown")
    cell.pop("outputs"), cell.pop("execution_count")


def future(cells):
    for cell in cells:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["schema_version"] = 99


def tampered(cells):
    cell_of(cells, "test_double")["metadata"]["nbgrader"].update(points=1000, grade_id="double", solution=True)
    cell_of(cells, "mean_of")["metadata"]["nbgrader"] = ["not", {"a": "mapping"}]


def unusual(cells):
    """What nbformat would stumble over."""
    cells[0]["metadata"] = "none"
    cells[0]["id"] = 7
    cells.insert(1, {"cell_type": "heading", "source": ["raw ", HOSTILE]})
    cells.insert(1, "no cell")
    cells.append({"cell_type": "code", "source": "1 + 1", "outputs": {"x": 1}, "metadata": {"tags": "demo"}})


@pytest.fixture(scope="module")
def graded(built, tmp_path_factory):
    """A class of odd submissions, autograded, with feedback."""
    import shutil

    from autograder.course import Course
    from autograder.section import read_section
    from autograder.variants import hand_in, solved

    root = tmp_path_factory.mktemp("graded") / "course"
    shutil.copytree(built.root, root, symlinks=True)
    shutil.rmtree(root / "grading", ignore_errors=True)
    (root / "data").mkdir(exist_ok=True)
    course = Course(root)
    release = course.assignments / ID / f"{ID}.ipynb"
    perfect = hand_in(release, solved(read_section(course.section_path(ID)), {}))
    submit(course, "ada", perfect, helper_txt="mine", timestamp_txt="2026-01-02 03:04:05 UTC")
    submit(course, "blaise", release.read_text())
    submit(course, "carl", "{broken")
    for change in (duplicated, missing, retyped, future, tampered, unusual):
        submit(course, change.__name__, with_cells(perfect, change))
    hostile = edited(perfect, double=RAISES)
    submit(course, "hostile", with_cells(hostile, add_hostile_markdown))
    link = submit(course, "linked", perfect)
    (link / "secret").symlink_to("/etc/hostname")
    renamed = submit(course, "renamed", perfect)
    (renamed / f"{ID}.ipynb").rename(renamed / "mine.ipynb")
    submit(course, "wrongdate", perfect, timestamp_txt="yesterday")
    submit(course, "<b>", perfect)
    (submit(course, "hinted", perfect) / "hints.toml").mkdir()
    (submit(course, "hinted", perfect) / "hints.toml" / "mine.txt").write_text("mine")
    done = run(course, "nbgrader", "autograde", ID)
    assert done.returncode == 1, done.stderr  # some are not graded
    feedback = run(course, "nbgrader", "generate_feedback", ID)
    assert feedback.returncode == 0, feedback.stderr
    return course, done.stderr


def add_hostile_markdown(cells):
    cells.insert(1, {"cell_type": "markdown", "metadata": {}, "source": f"# Mine\n\n{HOSTILE}\n\n```\n{HOSTILE}\n```",
                     "attachments": {"x.html": {"text/html": HOSTILE}}})  # fmt: skip
    cells.insert(1, {"cell_type": "raw", "metadata": {"format": "text/html"}, "source": f"rawcell {HOSTILE}"})
    cells[0]["source"] += f"\n\nedited {HOSTILE}"


def test_autograde_writes_the_verdicts_scores(graded):
    found = scores(graded[0])
    assert found["ada"] == (2.0, 3.0)
    assert found["blaise"] == (0.0, 0.0)


@pytest.mark.parametrize("student", ["duplicated", "future", "unusual"])
def test_autograde_odd_cells_cost_nothing(graded, student):
    assert scores(graded[0])[student] == (2.0, 3.0)


def test_autograde_missing_and_retyped_cells_cost_their_exercise_only(graded):
    assert scores(graded[0])["missing"] == (2.0, 0.0)
    assert scores(graded[0])["retyped"] == (2.0, 0.0)


def test_autograde_tampered_points_are_the_courses(graded):
    assert scores(graded[0])["tampered"] == (2.0, 3.0)
    cells = autograded(graded[0], "tampered")["cells"]
    assert [c["metadata"]["nbgrader"]["points"] for c in cells if c["metadata"].get("nbgrader", {}).get("grade")] == [2, 3]


def test_autograde_every_course_cell_is_there_once_and_in_order(graded):
    for student in ("ada", "missing", "retyped", "tampered", "unusual"):
        cells = autograded(graded[0], student)["cells"]
        names = [cell["metadata"]["nbgrader"]["grade_id"] for cell in cells if "nbgrader" in cell["metadata"]]
        assert names == ["double", "test_double", "mean_of", "test_mean_of"], student


def test_autograde_unreadable_ones_are_listed_and_get_no_row(graded):
    course, said = graded
    for student in ("carl", "linked", "renamed", "wrongdate", "<b>"):
        assert f"Not graded: {student}: " in said
        assert student not in scores(course)
        assert not (course.root / "grading" / "autograded" / student).exists()


def test_autograde_copies_files_and_makes_all_read_only(graded):
    folder = graded[0].root / "grading" / "autograded" / "ada" / ID
    assert {path.name for path in folder.iterdir()} == {f"{ID}.ipynb", "helper.txt", "timestamp.txt"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o444}


def test_autograde_folder_in_the_place_of_the_hints_costs_nothing(graded):
    assert scores(graded[0])["hinted"] == (2.0, 3.0)
    assert (graded[0].root / "grading" / "autograded" / "hinted" / ID / "hints.toml" / "mine.txt").read_text() == "mine"


def test_autograde_honest_submission_gives_no_warning(graded):
    assert "has changed" not in graded[1]


def test_feedback_shows_sentences_and_no_hidden_region(graded):
    text = page(graded[0], "blaise")
    assert "Fractions are doubled too." in text
    for secret in ("secret_sum", "NBGRADER_EXECUTION", "HIDDEN TESTS", "rng.integer"):
        assert secret not in text


def test_feedback_nothing_of_a_student_is_markup(graded):
    from bs4 import BeautifulSoup

    honest, hostile = (BeautifulSoup(page(graded[0], s), "html.parser") for s in ("blaise", "hostile"))
    assert len(hostile.find_all("script")) == len(honest.find_all("script"))
    assert not hostile.find_all("img")
    links, ours = ([a["href"] for a in soup.find_all("a", href=True) if a["href"][0] != "#"] for soup in (hostile, honest))
    assert links == ours
    assert not [tag for tag in hostile.find_all(True) if any(key.startswith("on") for key in tag.attrs)]
    for text in hostile.find_all(string=lambda s: "href{" in s):  # MathJax skips these tags and classes
        skipped = text.find_parents(["pre", "code"]) or text.find_parents(class_="tex2jax_ignore")
        assert skipped, text
    assert "edited <img" not in hostile.text and "rawcell" not in hostile.text
    assert "# Mine" in hostile.text and "<script>alert(2)</script>" in hostile.text


def test_comments_are_lines_with_the_sentence_and_the_message(graded):
    connection = sqlite3.connect(graded[0].root / "grading" / "gradebook.db")
    comments = [text for (text,) in connection.execute("select auto_comment from comment where auto_comment is not null")]
    assert any(
        text.startswith("* Twice a number is the number added to itself (stopped with an error): `") for text in comments
    )


def test_export_ungraded_is_blank_and_never_zero(graded):
    course, _ = graded
    database = sqlite3.connect(course.root / "grading" / "gradebook.db")
    database.execute("insert into student (id) values ('absent')")
    database.commit()
    assert run(course, "nbgrader", "export", "--to", "grades.csv").returncode == 0
    rows = {row["student_id"]: row for row in csv.DictReader((course.root / "grades.csv").read_text().splitlines())}
    assert rows["ada"]["score"] == "5.0" and rows["blaise"]["score"] == "0.0"
    assert rows["absent"]["score"] == "" and rows["absent"]["raw_score"] == ""
    assert "carl" not in rows
    assert os.path.exists(course.root / "grades.csv")


def test_regrade_that_cannot_be_graded_leaves_grade_and_copy(tiny, perfect):
    (tiny.root / "data").mkdir(exist_ok=True)
    submit(tiny, "ada", perfect)
    assert run(tiny, "nbgrader", "autograde", ID).returncode == 0
    database = sqlite3.connect(tiny.root / "grading" / "gradebook.db")
    database.execute("update grade set manual_score = 1.5, extra_credit = 0.25 where auto_score = 2.0")
    database.execute("update comment set manual_comment = 'well done'")
    database.commit()
    submit(tiny, "ada", "{broken")
    before = autograded(tiny, "ada")
    done = run(tiny, "nbgrader", "autograde", ID, "--force")
    assert done.returncode == 1 and "Not graded: ada" in done.stderr
    assert scores(tiny) == {"ada": (2.0, 3.0)}
    assert autograded(tiny, "ada") == before
    submit(tiny, "ada", edited(perfect, mean_of="def mean_of(values):\n    return 0"))
    assert run(tiny, "nbgrader", "autograde", ID, "--force").returncode == 0
    assert scores(tiny) == {"ada": (2.0, 0.0)}
    rows = database.execute("select manual_score, extra_credit, needs_manual_grade from grade order by auto_score").fetchall()
    assert rows == [(None, None, 0), (1.5, 0.25, 1)]
    assert database.execute("select distinct manual_comment from comment").fetchall() == [("well done",)]


def test_autograde_stale_points_are_refused_before_anything_is_written(tiny, perfect):
    (tiny.root / "data").mkdir(exist_ok=True)
    submit(tiny, "ada", perfect)
    database = sqlite3.connect(tiny.root / "gradebook.db")
    database.execute("update grade_cells set max_score = 1 where max_score = 2")
    database.commit()
    done = run(tiny, "nbgrader", "autograde", ID)
    assert done.returncode == 1 and "points differ between the section and the gradebook" in done.stderr
    assert scores(tiny) == {}
