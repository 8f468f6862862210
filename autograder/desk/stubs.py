"""`assignments/.stubs.json`: every exercise as it was released, for resetting it and for telling what has been begun.

The build writes it, and whoever publishes a course; students' repositories carry it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from autograder.desk.notebook import read_notebook
from autograder.errors import CourseError

FILE = ".stubs.json"
SCHEMA = 1


def stubs_text(assignments: Path) -> str:
    """What the file of a folder of untouched assignments has to say.

    Raises:
        CourseError: one of them cannot be read.
    """
    found = {}
    for path in notebooks(assignments):
        notebook = read_notebook(path)
        exercises = {}
        for exercise in notebook.exercises:
            cell = notebook.answer(exercise.name)
            if cell is None:
                raise CourseError(f"{path}: there is a check for {exercise.name} and no cell to write it in")
            exercises[exercise.name] = {"points": exercise.points, "stub": cell.source, "check": exercise.check}
        found[path.parent.name] = {"title": notebook.title, "exercises": exercises}
    return json.dumps({"schema": SCHEMA, "assignments": found}, ensure_ascii=False, indent=1) + "\n"


def write_stubs(assignments: Path) -> bool:
    """Write the file for a folder of untouched assignments; whether that changed anything.

    Raises:
        CourseError: one of them cannot be read.
    """
    path, text = assignments / FILE, stubs_text(assignments)
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    write_whole(path, text)
    return True


def read_stubs(assignments: Path) -> dict[str, Any]:
    """Assignment -> title and exercises, as released; empty where the file is missing or damaged."""
    try:
        content = json.loads((assignments / FILE).read_text(encoding="utf-8"))
        return content["assignments"] if content["schema"] == SCHEMA else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def notebooks(assignments: Path) -> list[Path]:
    """The notebooks of a course, in reading order."""
    return sorted(path for path in assignments.glob("*/*.ipynb") if path.stem == path.parent.name)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is the old one or the new one at any moment, never half of it."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(part, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CourseError(f"{path}: cannot be written ({error.strerror})") from None
