"""Promise 3, measured on the tiny course: it holds, and every way of breaking it is found."""

import pytest

from autograder.mutants import make_mutants
from autograder.section import read_section
from autograder.variants import CourseError, read_variants
from tests.conftest import ID, run


def verify(course, *options):
    return run(course, "autograder", "verify", "--seeds", "3", *options)


def room(course):
    return course.hidden / ID


def test_verify_good_graders_pass_and_are_reported(tiny):
    (tiny.root / "docs").mkdir()
    done = verify(tiny, "--write")
    assert done.returncode == 0, done.stderr
    report = (tiny.root / "docs" / "GRADERS.md").read_text()
    assert "| `double` | 2 | 2 | 3/3 | 5/5 |" in report and "full marks with 3 of 3 seeds" in report


BROKEN = {
    "reference": (lambda c: edit(c.section_path(ID), "secret_sum = x + x", "secret_sum = x + 1"), "the reference loses marks"),
    "release": (lambda c: edit(test_file(c), "assert_close(student.double(x), 2 * x)", 'check.raises(NotImplementedError, student.double, x)'), "untouched release"),
    "right": (lambda c: (room(c) / "right" / "double_by_product.py").write_text('"""No."""\n# covers: double\n\n\ndef double(x):\n    return x\n'), "right/double_by_product.py loses marks"),
    "wrong unnoticed": (lambda c: (room(c) / "wrong" / "double_squares.py").write_text('"""No."""\n# loses: double\n\n\ndef double(x):\n    return x + x\n'), "keeps all its marks"),
    "wrong elsewhere": (lambda c: edit(test_file(c), "    code.double = lambda x: 2 * x\n", ""), "as well"),
    "mutant": (lambda c: edit(test_file(c), "assert_close(student.run(mean_with_stand_in, values), sum(values) / 5)", "student.run(mean_with_stand_in, values)"), "survives"),
    "stale equivalent": (lambda c: (room(c) / "equivalent.toml").write_text('[[mutant]]\nexercise = "double"\nchange = "a -> b"\nreason = "no"\n'), "no such mutant"),
    "too few": (lambda c: (room(c) / "wrong" / "double_squares.py").unlink(), "4 wrong variants"),
}  # fmt: skip


def edit(path, before, after):
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))


def test_file(course):
    return room(course) / f"test_{ID}.py"


test_file.__test__ = False


@pytest.mark.parametrize(("spoil", "words"), BROKEN.values(), ids=BROKEN)
def test_verify_broken_promise_is_found(tiny, spoil, words):
    spoil(tiny)
    done = verify(tiny)
    assert done.returncode == 1
    assert words in done.stderr


def test_verify_damaged_equivalents_are_named(tiny):
    (room(tiny) / "equivalent.toml").write_text("[[mutant]]\nreason = 1\n")
    done = verify(tiny)
    assert done.returncode == 2 and "each [[mutant]] has" in done.stderr


def test_verify_write_needs_everything(tiny):
    done = verify(tiny, "--write", "--no-mutants")
    assert done.returncode == 2 and "needs every section" in done.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [("def double(x:", "syntax error"), ("x = 1", "no docstring"), ('"""Idea."""\n', "needs a line"),
     ('"""Idea."""\n# loses: nothing\n', "needs a line"), ('"""Idea."""\n# loses: double\nx = 1\n', "defines none")],
)  # fmt: skip
def test_read_variants_broken_file_is_named(tiny, text, words):
    (room(tiny) / "wrong" / "odd.py").write_text(text)
    with pytest.raises(CourseError, match=words):
        read_variants(tiny, read_section(tiny.section_path(ID)), "wrong")


def test_make_mutants_are_distinct_programs_in_a_fixed_order(built):
    section = read_section(built.section_path(ID))
    mutants = make_mutants(section)
    assert mutants == make_mutants(section) and len({m.source for m in mutants}) == len(mutants) > 10
    assert {m.exercise for m in mutants} == {"double", "mean_of"}
