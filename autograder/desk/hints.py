"""Hints in steps, from the `hints.toml` beside a notebook."""

from __future__ import annotations

import tomllib
from pathlib import Path

from autograder.errors import CourseError

FILE = "hints.toml"


def read_hints(folder: Path) -> dict[str, list[str]]:
    """Exercise -> hints, the gentlest first; empty where there is no file.

    Raises:
        CourseError: the file is no TOML of that form.
    """
    path = folder / FILE
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise CourseError(f"{path}: cannot be read ({error})") from None
    found = {}
    for name, table in content.items():
        hints = table.get("hints") if isinstance(table, dict) else None
        if not isinstance(hints, list) or not all(isinstance(hint, str) for hint in hints):
            raise CourseError(f'{path}: [{name}] has no list of texts: hints = ["gentle", "stronger"]')
        found[name] = [" ".join(hint.split()) for hint in hints]
    return found


def has_hints(folder: Path, name: str) -> bool:
    """Whether there is a hint for an exercise. A broken file has none here; asking for a hint says what is wrong."""
    try:
        return bool(read_hints(folder).get(name))
    except CourseError:
        return False
