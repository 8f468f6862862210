"""Promise 3, measured on the tiny course: it holds, and every way of breaking it is found."""

import pytest

from autograder.mutants import make_mutants
from autograder.section import read_section
from autograder.variants import CourseError, read_variants
from tests.conftest import ID, copy_tiny, run


def verify(course, *options):
    return run(course, "autograder", "verify", "--seeds", "3", *options)


def room(course):
    return course.hidden / ID


def test_verify_good_graders_pass_and_are_reported(tiny):
    done = verify(tiny, "--write")
    assert done.returncode == 0, done.stderr
    path = tiny.root / "docs" / "GRADERS.md"
    report = path.read_text()
    assert "| `double` | 2 | 2 | 3/3 | 5/5 |" in report and "full marks with 3 of 3 seeds" in report
    path.write_text(report.replace("3 of 3 seeds", "9 of 9 seeds") + "## A section that is gone\n\nOld.\n")
    assert verify(tiny, ID, "--write").returncode == 0
    assert path.read_text() == report


def test_verify_writes_a_section_s_part_and_leaves_the_others(tmp_path):
    course = copy_tiny(tmp_path / "course")
    other = course.source / "ch00_02_other" / "ch00_02_other.py"
    other.parent.mkdir()
    other.write_text(course.section_path(ID).read_text().replace(ID, other.stem).replace("0.1 Warm up", "0.2 Other"))
    path = course.root / "docs" / "GRADERS.md"
    path.parent.mkdir()
    path.write_text("# Old words\n\n## 0.2 Other\n\nMeasured last year.\n")
    done = verify(course, ID, "--write")
    assert done.returncode == 0, done.stderr
    report = path.read_text()
    assert "Old words" not in report and report.endswith("## 0.2 Other\n\nMeasured last year.\n")
    assert report.index("## 0.1 Warm up") < report.index("## 0.2 Other")


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
    done = verify(tiny, "--write")
    assert done.returncode == 1
    assert words in done.stderr
    assert not (tiny.root / "docs" / "GRADERS.md").exists()


def test_verify_damaged_equivalents_are_named(tiny):
    (room(tiny) / "equivalent.toml").write_text("[[mutant]]\nreason = 1\n")
    done = verify(tiny)
    assert done.returncode == 2 and "each [[mutant]] has" in done.stderr


def test_verify_write_needs_the_mutants(tiny):
    done = verify(tiny, "--write", "--no-mutants")
    assert done.returncode == 2 and "needs the mutants" in done.stderr


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
