import pytest

from autograder.section import NOTICE, SectionError, cached_section, read_section
from tests.conftest import ID, copy_tiny


@pytest.fixture
def script(tmp_path):
    return copy_tiny(tmp_path / "course").section_path(ID)


def test_read_section_exercises_points_and_title(script):
    section = read_section(script)
    assert section.title == "0.1 Warm up" and section.points == 5
    assert [(e.name, e.points, e.solution_id, e.grade_id) for e in section.exercises] == [
        ("double", 2.0, "double", "test_double"),
        ("mean_of", 3.0, "mean_of", "test_mean_of"),
    ]


BROKEN = {
    "header": (lambda t: t[5:], "standard one"),
    "merge": (lambda t: t.replace("# Two small", "# <<<<<<< HEAD\n# Two small"), "a merge was not finished"),
    "two ids": (lambda t: t.replace('"grade_id": "mean_of"', '"grade_id": "double"'), "used 2 times"),
    "no id": (lambda t: t.replace('"grade_id": "double", ', ""), "without a grade_id"),
    "key": (lambda t: t.replace(', "task": false', "", 1), "lacks task"),
    "schema": (lambda t: t.replace('"schema_version": 3', '"schema_version": 2', 1), "schema_version 3"),
    "odd id": (lambda t: t.replace('"grade_id": "double"', '"grade_id": "1 double"'), "not a name"),
    "both": (lambda t: t.replace('"grade": false', '"grade": true', 1), "both graded"),
    "no points": (lambda t: t.replace('"points": 2, ', ""), "no points"),
    "zero points": (lambda t: t.replace('"points": 2', '"points": 0'), "no points"),
    "misspelt": (lambda t: t.replace("### BEGIN SOLUTION", "### BEGIN SOLTION", 1), "looks like a marker"),
    "two signs": (lambda t: t.replace("### END SOLUTION", "## END SOLUTION", 1), "looks like a marker"),
    "no end": (lambda t: t.replace("    ### END SOLUTION\n", "", 1), "without its END"),
    "no begin": (lambda t: t.replace("    ### BEGIN SOLUTION\n", "", 1), "without its BEGIN"),
    "nested": (lambda t: t.replace("    ### BEGIN SOLUTION\n", "    ### BEGIN SOLUTION\n" * 2, 1), "inside"),
    "elsewhere": (lambda t: t.replace("print(double(3))", "### BEGIN SOLUTION\n### END SOLUTION"), "outside a solution"),
    "released": (
        lambda t: t.replace("    ### BEGIN SOLUTION\n", "").replace("    ### END SOLUTION\n", ""),
        "would be released",
    ),
    "syntax": (lambda t: t.replace("print(double(3))", "print(double(3)"), "syntax error in line 1"),
    "other name": (lambda t: t.replace("def double(x)", "def twice(x)"), "does not define double"),
    "docstring": (lambda t: t.replace('    """Twice a number."""\n', ""), "no docstring"),
    "notice": (lambda t: t.replace("not graded: the", "not graded, the", 1), "standard notice"),
    "no check": (lambda t: t.replace('assert double(2) == 4, "twice two is four"\n', ""), "no public check"),
    "no grade cell": (lambda t: t.replace("test_double", "test_twice"), "has no grade cell"),
    "no title": (lambda t: t.replace("# # 0.1 Warm up", "# Warm up"), "lacks a title"),
    "no time": (lambda t: t.replace("2 minutes", "two minutes"), "About N minutes"),
    "no aim": (lambda t: t.replace("**You learn**", "You learn"), "You learn"),
    "no needs": (lambda t: t.replace("**You need**", "You need"), "You need"),
}


@pytest.mark.parametrize(("change", "rule"), BROKEN.values(), ids=BROKEN)
def test_read_section_broken_rule_is_named(script, change, rule):
    text = script.read_text()
    assert change(text) != text
    script.write_text(change(text))
    with pytest.raises(SectionError, match=rule) as caught:
        read_section(script)
    assert str(script) in str(caught.value)


def test_read_section_grade_cell_of_nothing_is_refused(script):
    text = script.read_text()
    start = text.index("# %% nbgrader=", text.index('"grade_id": "test_double"') + 5)
    end = text.index("# %% nbgrader=", start + 5)
    script.write_text(text[:start] + text[end:])
    with pytest.raises(SectionError, match="grade cell of no solution cell"):
        read_section(script)


def test_read_section_without_exercises_is_refused(script):
    script.write_text(script.read_text().split("# %% nbgrader")[0])
    with pytest.raises(SectionError, match="no exercise"):
        read_section(script)


def test_read_section_missing_or_binary_file_is_named(script):
    script.write_bytes(b"\xff\xfe")
    with pytest.raises(SectionError, match="cannot be read"):
        read_section(script)


def test_cached_section_equals_the_section_and_follows_its_changes(script, tmp_path):
    first = cached_section(script, tmp_path / "cache")
    assert cached_section(script, tmp_path / "cache") == first == read_section(script)
    script.write_text(script.read_text().replace("0.1 Warm up", "0.1 Cool down"))
    assert cached_section(script, tmp_path / "cache").title == "0.1 Cool down"


def test_cached_section_damaged_cache_is_read_anew(script, tmp_path):
    section = cached_section(script, tmp_path / "cache")
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_text("{")
    assert cached_section(script, tmp_path / "cache") == section


def test_cached_section_unwritable_cache_costs_nothing(script, tmp_path):
    (tmp_path / "file").write_text("")
    assert cached_section(script, tmp_path / "file" / "cache") == read_section(script)


def test_notice_is_what_the_sections_carry():
    assert "NBGRADER_EXECUTION" in NOTICE
