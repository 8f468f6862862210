"""Hints in steps, which a course's author writes beside a section: source/<id>/hints.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from autograder.errors import CourseError
from autograder.section import Section, solution_shown

FILE = "hints.toml"
FEWEST, LONGEST = 2, 400


class HintsError(CourseError):
    """A file of hints breaks a rule."""

    def __init__(self, path: Path, exercise: str, rule: str) -> None:
        super().__init__(": ".join(part for part in (str(path), exercise, rule) if part))


def read_hints(path: Path) -> dict[str, list[str]]:
    """The hints of each exercise, the gentlest first.

    Raises:
        HintsError: the file cannot be read, or is not of the form; names file, exercise and rule.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # TOML's and Unicode's errors are both ValueErrors
        raise HintsError(path, "", f"cannot be read as TOML ({error})") from None
    return {exercise: _steps(path, exercise, table) for exercise, table in tables.items()}


def hints_of(section: Section) -> dict[str, list[str]]:
    """The hints that lie beside a section, checked against it.

    Raises:
        HintsError: as `read_hints`; or they do not fit the exercises, or show a solution.
    """
    path = section.path.with_name(FILE)
    hints = read_hints(path)
    exercises = [exercise.name for exercise in section.exercises]
    for name in hints:
        if name not in exercises:
            raise HintsError(path, name, f"is no exercise of this section, which has {', '.join(exercises)}")
    for name in exercises:
        if name not in hints:
            raise HintsError(path, name, f"has no hints; write at least {FEWEST}")
    if list(hints) != exercises:
        raise HintsError(path, "", f"the tables are not in the order of the exercises: {', '.join(exercises)}")
    for name, steps in hints.items():
        for number, hint in enumerate(steps, 1):
            if line := solution_shown(hint, section):
                raise HintsError(path, name, f"hint {number} gives away a line of the solution: {line!r}")
    return hints


def _steps(path: Path, exercise: str, table: Any) -> list[str]:
    if not isinstance(table, dict) or set(table) != {"hints"} or not isinstance(table["hints"], list):
        raise HintsError(path, exercise, 'is not a table of the form: [NAME], and below it hints = ["...", "..."]')
    steps = table["hints"]
    if len(steps) < FEWEST:
        raise HintsError(path, exercise, f"has {len(steps)} hints; write at least {FEWEST}, the gentlest first")
    for number, hint in enumerate(steps, 1):
        if not isinstance(hint, str) or not hint.strip():
            raise HintsError(path, exercise, f"hint {number} is not a text, or an empty one")
        if len(hint) > LONGEST:
            raise HintsError(path, exercise, f"hint {number} has {len(hint)} characters; at most {LONGEST} are allowed")
        if not hint.isprintable():
            raise HintsError(path, exercise, f"hint {number} holds a line break, a tab or another control character")
    return steps
