"""Hints beside a section: every rule of the file, and its way into the release and nowhere else."""

import json
import shutil

import pytest

from autograder.build import build_course, check_course, main
from autograder.course import Course
from autograder.hints import FILE, HintsError, hints_of, read_hints
from autograder.section import read_section, solution_shown
from tests.conftest import ID, ROOT, copy_tiny


@pytest.fixture
def course(tmp_path):
    """An unbuilt tiny course."""
    return copy_tiny(tmp_path / "course")


@pytest.fixture
def section(course):
    return read_section(course.section_path(ID))


def source(course):
    return course.source / ID / FILE


def released(course):
    return course.assignments / ID / FILE


def tables(**hints):
    return "\n".join(f"[{name}]\nhints = {json.dumps(steps)}\n" for name, steps in hints.items())


GOOD = ["Which idea is it?", "Which steps are there?"]


def test_hints_of_are_in_the_order_of_the_exercises_and_of_their_strength(section):
    hints = hints_of(section)
    assert list(hints) == ["double", "mean_of"]
    assert hints["double"][0] == "A number and itself make twice the number."


def test_read_hints_takes_three_steps_and_any_script(tmp_path):
    (tmp_path / FILE).write_text(tables(double=[*GOOD, "矩阵的形状是 (n, d)"]), encoding="utf-8")
    assert len(read_hints(tmp_path / FILE)["double"]) == 3


BROKEN = {
    "not toml": ("[double\nhints = 1", "cannot be read as TOML"),
    "table twice": (tables(double=GOOD) + tables(double=GOOD), "cannot be read as TOML"),
    "not utf-8": (b"[double]\nhints = ['\xff']", "cannot be read as TOML"),
    "empty": ("", "double: has no hints"),
    "no table": ('double = ["a", "b"]', "double: is not a table of the form"),
    "other key": ('[double]\nhint = ["a", "b"]', "double: is not a table of the form"),
    "one key more": ('[double]\nhints = ["a", "b"]\nlevel = 2', "double: is not a table of the form"),
    "no list": ('[double]\nhints = "a"', "double: is not a table of the form"),
    "unknown exercise": (tables(double=GOOD, mean_of=GOOD, softmax=GOOD), "softmax: is no exercise .* double, mean_of"),
    "exercise without hints": (tables(double=GOOD), "mean_of: has no hints; write at least 2"),
    "other order": (tables(mean_of=GOOD, double=GOOD), "not in the order of the exercises: double, mean_of"),
    "one hint": (tables(double=["a"], mean_of=GOOD), "double: has 1 hints; write at least 2"),
    "no hint": (tables(double=[], mean_of=GOOD), "double: has 0 hints"),
    "number": (tables(double=["a", 2], mean_of=GOOD), "double: hint 2 is not a text"),
    "blank": (tables(double=["a", "  "], mean_of=GOOD), "double: hint 2 is not a text, or an empty one"),
    "too long": (tables(double=["a", "b" * 401], mean_of=GOOD), "double: hint 2 has 401 characters; at most 400"),
    "line break": (tables(double=["a", "b\nc"], mean_of=GOOD), "double: hint 2 holds a line break"),
    "terminal code": (tables(double=["a", "b\u001b[2J"], mean_of=GOOD), "double: hint 2 holds .* control character"),
    "solution": (tables(double=["a", "write `secret_sum = x + x`"], mean_of=GOOD), "double: hint 2 gives away a line"),
    "solution of another": (tables(double=["a", "return total / len(values)"], mean_of=GOOD), "hint 2 gives away"),
    "expression": (tables(double=GOOD, mean_of=["a", "take total/len( values )"]), "mean_of: hint 2 gives away a line"),
}


@pytest.mark.parametrize(("text", "rule"), BROKEN.values(), ids=BROKEN)
def test_hints_of_broken_rule_is_named_with_the_file(course, section, text, rule):
    source(course).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(HintsError, match=rule) as caught:
        hints_of(section)
    assert str(caught.value).startswith(f"{source(course)}: ")


def test_hints_of_longest_hint_is_taken(course, section):
    source(course).write_text(tables(double=["a", "b" * 400], mean_of=GOOD))
    assert len(hints_of(section)["double"][1]) == 400


def test_hints_of_folder_or_missing_file_is_named(course, section):
    source(course).unlink()
    with pytest.raises(HintsError, match="cannot be read as TOML"):
        hints_of(section)
    source(course).mkdir()
    with pytest.raises(HintsError, match="cannot be read as TOML"):
        hints_of(section)


def test_solution_shown_ignores_short_code_and_what_the_release_says_itself(course, section):
    assert solution_shown("total / len(values)", section) == "return total / len(values)"
    assert solution_shown("use x + x", section) is None
    script = course.section_path(ID)
    script.write_text(script.read_text().replace("print(double(3))", "# say, total / len(values)"))
    assert solution_shown("total / len(values)", read_section(script)) is None


def test_build_releases_the_hints_and_keeps_them_out_of_the_solution(built):
    assert released(built).read_bytes() == source(built).read_bytes()
    assert [path.name for path in (built.solutions / ID).iterdir()] == [f"{ID}.ipynb"]
    assert check_course(built, [ID]) == []


def test_build_changed_hints_are_released_and_the_solution_is_not_run_again(tiny, capsys):
    source(tiny).write_text(tables(double=GOOD, mean_of=GOOD))
    build_course(tiny, [ID])
    assert released(tiny).read_text() == tables(double=GOOD, mean_of=GOOD)
    said = capsys.readouterr().out
    assert f"assignments/{ID}: written" in said and "running it" not in said


def test_build_refuses_broken_hints_and_leaves_what_was_there(tiny):
    before = released(tiny).read_bytes()
    source(tiny).write_text(tables(double=GOOD))
    with pytest.raises(HintsError, match="mean_of: has no hints"):
        build_course(tiny, [ID])
    assert released(tiny).read_bytes() == before


def test_build_without_hints_is_possible_and_found_by_the_check(tiny, capsys):
    source(tiny).unlink()
    build_course(tiny, [ID])
    assert not released(tiny).exists()
    assert main(tiny, [], check=True) == 1
    assert f"source/{ID}/{FILE}: missing" in capsys.readouterr().err


SPOILED = {
    "stale": (released, tables(double=GOOD, mean_of=GOOD), "is stale"),
    "leak": (released, tables(double=["a", "secret_sum = x + x"], mean_of=GOOD), "shows a line of the solution"),
    "broken": (source, "[double", "cannot be read as TOML"),
    "no exercise": (source, tables(softmax=GOOD), "softmax: is no exercise"),
}


@pytest.mark.parametrize(("place", "text", "words"), SPOILED.values(), ids=SPOILED)
def test_check_spoiled_hints_are_found_and_left_alone(tiny, place, text, words, capsys):
    place(tiny).write_text(text)
    assert main(tiny, [], check=True) == 1
    assert words in capsys.readouterr().err
    assert place(tiny).read_text() == text


def test_check_missing_copy_is_stale_and_one_beside_another_name_is_refused(tiny, capsys):
    shutil.move(released(tiny), released(tiny).with_name("hints.txt"))
    assert main(tiny, [], check=True) == 1
    said = capsys.readouterr().err
    assert f"assignments/{ID} is stale" in said and "hints.txt: does not belong in the release" in said


@pytest.mark.parametrize("section_id", Course(ROOT).section_ids())
def test_hints_of_every_section_keep_the_rules(section_id):
    assert hints_of(read_section(Course(ROOT).section_path(section_id)))
