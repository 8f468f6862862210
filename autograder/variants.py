"""Known-right and known-wrong solutions: read them, and hand them in as a student would."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Course
from autograder.errors import CourseError
from autograder.section import Section


@dataclass(frozen=True)
class Variant:
    """A file of the hidden room that replaces the reference's definitions by its own."""

    name: str
    kind: str  # "right" or "wrong"
    idea: str
    exercises: tuple[str, ...]  # right: what it covers; wrong: the one that must lose marks
    definitions: dict[str, str]


def read_variants(course: Course, section: Section, kind: str) -> list[Variant]:
    """The variants of a section, by name.

    Raises:
        CourseError: a file does not say what it is.
    """
    folder = course.hidden / section.id / kind
    return [_read(path, section, kind) for path in sorted(folder.glob("*.py"))]


def _read(path: Path, section: Section, kind: str) -> Variant:
    text = path.read_text(encoding="utf-8")
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise CourseError(f"{path}: syntax error in line {error.lineno}: {error.msg}") from None
    idea = ast.get_docstring(tree)
    if not idea:
        raise CourseError(f"{path}: begins with no docstring that names its idea")
    names = {exercise.name for exercise in section.exercises}
    label = {"right": "covers", "wrong": "loses"}[kind]
    found = re.search(rf"^# {label}: (.+)$", text, re.MULTILINE)
    exercises = tuple(name.strip() for name in found.group(1).split(",")) if found else ()
    if not exercises or set(exercises) - names or (kind == "wrong" and len(exercises) != 1):
        raise CourseError(
            f'{path}: needs a line "# {label}: EXERCISE" that names {"one" if label == "loses" else "some"} of {sorted(names)}'
        )
    return Variant(path.stem, kind, " ".join(idea.split()), exercises, _definitions(path, text, tree, names))


def _definitions(path: Path, text: str, tree: ast.Module, names: set[str]) -> dict[str, str]:
    """The source of each exercise's replacement, with what else the file defines before the first of them."""
    lines = text.splitlines()
    found: dict[str, str] = {}
    prelude: list[str] = []
    for node in tree.body[1:]:
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
        source = "\n".join(lines[first - 1 : node.end_lineno])
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name in names:
            found[node.name] = source
        else:
            prelude.append(source)
    if not found:
        raise CourseError(f"{path}: defines none of the section's exercises")
    if prelude:
        name = next(iter(found))
        found[name] = "\n\n".join([*prelude, found[name]])
    return found


def solved(section: Section, replacements: dict[str, str]) -> dict[str, str]:
    """Every exercise's solution cell: the replacement where there is one, else the reference."""
    own = {cell.grade_id: cell.source for cell in section.cells if cell.role == "solution"}
    return {**own, **replacements}


def script(section: Section, answers: dict[str, str]) -> str:
    """A submission as a percent script: what the section supplies, and these answers or else the reference's."""
    cells = [
        f"# %%\n{answers.get(cell.grade_id, cell.source)}\n"
        for cell in section.cells
        if cell.kind == "code" and cell.role != "grade" and "demo" not in cell.tags
    ]
    return "\n".join(cells)


def hand_in(release: Path, answers: dict[str, str]) -> str:
    """A released notebook with some of its solution cells filled in, as text."""
    notebook = json.loads(release.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        name = cell.get("metadata", {}).get("nbgrader", {}).get("grade_id")
        if name in answers:
            cell["source"] = answers[name]
    return json.dumps(notebook, indent=1)
