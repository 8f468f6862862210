"""`autograder similar`, on classes with planted copies, on the course's own sections and as its user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import Course
from autograder.errors import CourseError
from autograder.reports.html import likeness_page, write_page
from autograder.section import read_section
from autograder.similar import COMMON, find_similar, own_code
from autograder.submission import find_submissions, read_submission
from autograder.variants import solved
from tests.conftest import ID, ROOT, edited, run

SECTION = "ch03_06_softmax_regression_scratch"
RELEASE = ROOT / "assignments" / SECTION / f"{SECTION}.ipynb"
ADA = '''def softmax(X):
    """Rows to probabilities."""
    shifted = X - X.max(dim=1, keepdim=True).values
    rows = [torch.exp(row) for row in shifted]
    totals = [row.sum() for row in rows]
    return torch.stack([row / total for row, total in zip(rows, totals)])'''
RENAMED = """def softmax(X):
    # my own idea: one row after the other
    a = X - X.max(dim=1, keepdim=True).values

    b = [torch.exp(r) for r in a]
    c = [r.sum() for r in b]
    return torch.stack([r / t for r, t in zip(b, c)])  # done"""
OTHER = """def softmax(X):
    result = X.clone()
    for i in range(len(X)):
        for j in range(X.shape[1]):
            result[i, j] = torch.exp(X[i, j]) / torch.exp(X[i]).sum()
    return result"""
ENTROPY = """def cross_entropy(y_hat, y):
    losses = torch.empty(len(y), dtype=y_hat.dtype)
    for i, label in enumerate(y.tolist()):
        losses[i] = torch.log(y_hat[i][label]).mul(-1.0)
    return losses"""


def compare(folder: Path, threshold: float = 0.8):
    course = Course(ROOT)
    founds, _ = find_submissions([folder], SECTION, course.section_ids())
    return find_similar(course, founds, SECTION, threshold)


def class_of(folder: Path, **answers: dict[str, str]) -> Path:
    for student, given in answers.items():
        (folder / f"{student}.ipynb").write_text(edited(RELEASE.read_text(), **given))
    return folder


def pairs(likeness):
    return [pair.students for pair in likeness.pairs]


def test_similar_finds_a_copy_with_other_names_comments_and_order(tmp_path):
    reordered = {"softmax": f"{ENTROPY}\n\n\n{RENAMED}", "cross_entropy": "# see above"}
    found = compare(class_of(tmp_path, ada={"softmax": ADA, "cross_entropy": ENTROPY}, bo=reordered, carl={"softmax": OTHER}))
    assert pairs(found) == [("ada", "bo")] and found.pairs[0].share > 0.95


def test_similar_release_and_reference_are_nobodys_own(tmp_path):
    notes = solved(read_section(Course(ROOT).section_path(SECTION)), {})
    found = compare(class_of(tmp_path, ada={}, bo={}, carl=notes, dora=notes))
    assert pairs(found) == [] and set(found.plain) == {"ada", "bo", "carl", "dora"}


def test_similar_what_a_good_part_of_the_class_writes_is_nobodys_own(tmp_path):
    students = {f"s{i}": {"softmax": ADA} for i in range(COMMON + 1)}
    assert pairs(compare(class_of(tmp_path, **students))) == []
    (tmp_path / "s0.ipynb").unlink()
    assert len(pairs(compare(tmp_path))) == COMMON * (COMMON - 1) / 2


def test_similar_marks_what_is_alike_and_loses_no_character(tmp_path):
    both = "class Accumulator:\n    pass\n\n\n" + ENTROPY
    found = compare(class_of(tmp_path, ada={"softmax": OTHER, "cross_entropy": both}, bo={"cross_entropy": both}), 0.3)
    course = Course(ROOT)
    section = read_section(course.section_path(SECTION))
    (submission, *_) = find_submissions([tmp_path / "ada.ipynb"], SECTION, course.section_ids())[0]
    ada = found.pairs[0].code[0]
    assert "".join(piece.text for piece in ada) == own_code(read_submission(submission, section), section)
    alike = "".join(piece.text for piece in ada if piece.alike)
    assert "losses[i] = torch.log(y_hat[i][label])" in alike and "result[i, j]" not in alike


def test_similar_code_that_does_not_parse_is_compared_all_the_same(tmp_path):
    broken = {"softmax": ADA + "\n    return (", "cross_entropy": ENTROPY}
    assert pairs(compare(class_of(tmp_path, ada=broken, bo=broken))) == [("ada", "bo")]


def test_similar_enormous_code_is_named_and_stops_nobody(tmp_path):
    class_of(tmp_path, ada={"softmax": ADA}, bo={"softmax": ADA}, vera={"softmax": "x = 1\n" * 20_000})
    (tmp_path / "zoe.ipynb").write_text("{")
    found = compare(tmp_path)
    assert pairs(found) == [("ada", "bo")]
    assert {unread.student: unread.reason[:9] for unread in found.unread} == {"vera": "more than", "zoe": "not a not"}


def test_likeness_page_escapes_what_students_wrote(tmp_path):
    evil = ADA + "\n    '</pre><script>alert(1)</script>\x1b[31m'"
    found = compare(class_of(tmp_path, ada={"softmax": evil}, bo={"softmax": evil}))
    page = likeness_page([found], "Likeness is not guilt.")
    assert "<script" not in page and "&lt;script&gt;" in page and "\x1b" not in page
    assert "<mark>" in page and "Likeness is not guilt." in page
    with pytest.raises(CourseError, match="cannot be written"):
        write_page(tmp_path, page)


def test_similar_from_outside_lists_pairs_and_says_what_they_are_not(tiny, tmp_path):
    release = (tiny.assignments / ID / f"{ID}.ipynb").read_text()
    long = "def mean_of(values):\n" + "".join(f"    t{i} = values[{i}:] or [len(values) * {i + 3}]\n" for i in range(9))
    folder = tmp_path / "class"
    folder.mkdir()
    for student in ("ada", "bo"):
        (folder / f"{student}.ipynb").write_text(edited(release, mean_of=long))
    (folder / "carl.ipynb").write_text(release)
    page = tmp_path / "alike.html"
    done = run(tiny, "autograder", "similar", folder, "--assignment", ID, "--html", page)
    assert done.returncode == 0, done.stderr
    assert "100 %   ada       bo" in done.stdout and "Likeness is not guilt" in done.stdout
    assert "1 more" in done.stdout and "<bdi>ada</bdi> and <bdi>bo</bdi>" in page.read_text()
    (folder / "dora.ipynb").write_text("{")
    done = run(tiny, "autograder", "similar", folder, "--assignment", ID)
    assert done.returncode == 1 and "not read: dora" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere", "there"], "no such file"),
        (["source", "--assignment", "ch99_99_no"], "no such assignment"),
        (["empty"], "comparing takes two"),
        (["empty", "--threshold", "0"], "a percentage"),
        (["empty", "--threshold", "101"], "a percentage"),
    ],
)
def test_similar_wrong_use_exits_two_with_a_sentence(tiny, arguments, words):
    (tiny.root / "empty").mkdir()
    done = run(tiny, "autograder", "similar", *arguments)
    assert done.returncode == 2 and words in done.stderr and "Traceback" not in done.stderr
