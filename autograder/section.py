"""A section file: one Jupytext script that holds an assignment's prose, solution, public checks and points."""

from __future__ import annotations

import ast
import hashlib
import json
import math
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from autograder.errors import CourseError

if TYPE_CHECKING:
    import nbformat

FORMAT = "py:percent"
HEADER = """\
# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: nbgrader,tags
#     formats: ipynb,py:percent
#     notebook_metadata_filter: kernelspec,jupytext,-jupytext.text_representation.jupytext_version
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---
"""
MARKERS = ("### BEGIN SOLUTION", "### END SOLUTION", "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")
NOTICE = """\
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS"""  # noqa: E501
#: anything that looks as if it were meant to be a marker
MARKER_LIKE = re.compile(r"^\s*#+\s*(BEGIN|END)\b.*$", re.IGNORECASE)

Role = Literal["solution", "grade", "read"]


class SectionError(CourseError):
    """A section file breaks a rule."""

    def __init__(self, path: Path, cell: str, rule: str) -> None:
        self.path, self.cell, self.rule = path, cell, rule
        super().__init__(f"{path}: {cell}: {rule}" if cell else f"{path}: {rule}")


@dataclass(frozen=True)
class SectionCell:
    """A cell of a section file, as its author wrote it."""

    kind: str
    source: str
    grade_id: str | None
    role: Role | None
    points: float | None
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Exercise:
    """A name that students define, and what it is worth."""

    name: str
    points: float
    solution_id: str
    grade_id: str


@dataclass(frozen=True)
class Opening:
    """What the first cell tells a reader; assignments/README.md is made from it."""

    title: str
    learn: str
    needs: str
    minutes: int
    points: float  # as the prose says it; `build --check` compares it with the exercises


@dataclass(frozen=True)
class Section:
    """A section file that keeps the rules."""

    id: str
    opening: Opening
    path: Path
    cells: tuple[SectionCell, ...]
    exercises: tuple[Exercise, ...]

    @property
    def title(self) -> str:
        """Number and name, as in "3.2 Linear regression from scratch"."""
        return self.opening.title

    @property
    def points(self) -> float:
        """What the whole assignment is worth."""
        return sum(exercise.points for exercise in self.exercises)


def read_section(path: Path) -> Section:
    """Read a section file and check it against every rule.

    Raises:
        SectionError: naming file, cell and rule.
    """
    return section_of(read_notebook(path), path)


def section_cells(section: Section) -> list[tuple[str, str]]:
    """(label, source) of the cells of the section file that grading runs."""
    cells = [
        (cell.grade_id or str(number), cell.source)
        for number, cell in enumerate(section.cells, 1)
        if cell.kind == "code" and cell.role != "grade" and "demo" not in cell.tags
    ]
    return cells


def cached_section(path: Path, cache: Path) -> Section:
    """The section, from a folder of sections read before where the file has not changed since.

    Raises:
        SectionError: as `read_section`.
    """
    try:
        key = hashlib.sha256(path.read_bytes() + Path(__file__).read_bytes()).hexdigest()
        kept = cache / f"{path.stem}-{key[:16]}.json"
        return _from_json(json.loads(kept.read_text(encoding="utf-8")), path)
    except (OSError, ValueError, KeyError, TypeError):
        section = read_section(path)
    try:
        cache.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}.part")
        part.write_text(json.dumps(_to_json(section)), encoding="utf-8")
        os.replace(part, kept)
    except OSError:
        pass  # a cache that cannot be written costs time only
    return section


def _to_json(section: Section) -> dict[str, Any]:
    return {
        "opening": asdict(section.opening),
        "cells": [asdict(cell) for cell in section.cells],
        "exercises": [asdict(exercise) for exercise in section.exercises],
    }


def _from_json(data: dict[str, Any], path: Path) -> Section:
    cells = tuple(SectionCell(**{**cell, "tags": tuple(cell["tags"])}) for cell in data["cells"])
    exercises = tuple(Exercise(**exercise) for exercise in data["exercises"])
    return Section(path.parent.name, Opening(**data["opening"]), path, cells, exercises)


def read_notebook(path: Path) -> nbformat.NotebookNode:
    """The notebook behind a section file.

    Raises:
        SectionError: it cannot be read.
    """
    import jupytext  # half a second, with nbformat another: grading reads what `cached_section` kept

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SectionError(path, "", f"cannot be read ({error})") from None
    if not text.startswith(HEADER):
        raise SectionError(path, "header", "is not the course's standard one; copy it from another section")
    if conflict := re.search(r"^(# )?(<{7}|>{7}) .*$", text, re.MULTILINE):
        raise SectionError(path, "", f'a merge was not finished: "{conflict[0]}"')
    try:
        notebook = jupytext.reads(text, fmt=FORMAT)
    except Exception as error:  # jupytext passes on YAML's and json's own errors
        raise SectionError(path, "", f"jupytext cannot read it ({error})") from None
    for cell in notebook.cells:
        cell.metadata.pop("lines_to_next_cell", None)  # spacing is jupytext's, so that a notebook's edit keeps it
    return notebook


def section_of(notebook: nbformat.NotebookNode, path: Path) -> Section:
    """The section in a notebook, checked; `path` is for the messages."""
    cells = tuple(_cell(cell) for cell in notebook.cells)
    checker = _Checker(path, cells)
    checker.check(notebook)
    exercises = tuple(
        Exercise(cell.grade_id.removeprefix("test_"), float(cell.points), cell.grade_id.removeprefix("test_"),
                 cell.grade_id)
        for cell in cells if cell.role == "grade"
    )  # fmt: skip
    return Section(path.parent.name, _opening(cells, path), path, cells, exercises)


def _cell(cell: nbformat.NotebookNode) -> SectionCell:
    meta: dict[str, Any] = cell.metadata.get("nbgrader", {})
    role: Role | None = None
    if meta:
        role = "grade" if meta.get("grade") else "solution" if meta.get("solution") else "read"
    tags = tuple(cell.metadata.get("tags", ()))
    return SectionCell(cell.cell_type, cell.source, meta.get("grade_id"), role, meta.get("points"), tags)


#: the parts of a first cell: what to look for, and how the rule says it
OPENING = {
    "title": (re.compile(r"\A# (.+)$", re.MULTILINE), 'a title, "# NUMBER NAME", in its first line'),
    "time": (
        re.compile(r"About (\d+) minutes, ([\d.]+) points\.$", re.MULTILINE),
        'a line that ends "About N minutes, N points."',
    ),
    "learn": (re.compile(r"^\*\*You learn\*\* (.+)$", re.MULTILINE), 'a line "**You learn** to ..."'),
    "needs": (re.compile(r"^\*\*You need\*\* (.+)$", re.MULTILINE), 'a line "**You need** sections ... (or: nothing but ...)"'),
}


def _opening(cells: tuple[SectionCell, ...], path: Path) -> Opening:
    first = cells[0].source if cells and cells[0].kind == "markdown" else ""
    found = {}
    for part, (pattern, rule) in OPENING.items():
        found[part] = pattern.search(first)
        if found[part] is None:
            raise SectionError(path, "first cell", f"lacks {rule}")
    title, learn, needs = (found[part][1].strip() for part in ("title", "learn", "needs"))
    return Opening(title, learn, needs, int(found["time"][1]), float(found["time"][2]))


class _Checker:
    """The rules of a section file."""

    def __init__(self, path: Path, cells: tuple[SectionCell, ...]) -> None:
        self.path = path
        self.cells = cells

    def check(self, notebook: nbformat.NotebookNode) -> None:
        self._check_metadata(notebook)
        self._check_ids()
        for number, cell in enumerate(self.cells, 1):
            where = self._where(number, cell)
            self._check_markers(where, cell)
            if cell.kind == "code":
                self._check_syntax(where, cell)
            if cell.role == "solution":
                self._check_solution(where, cell)
            if cell.role == "grade":
                self._check_grade(where, cell)
        self._check_pairs()

    def _where(self, number: int, cell: SectionCell) -> str:
        first = cell.source.strip().splitlines()[0][:50] if cell.source.strip() else "empty"
        return f"cell {cell.grade_id or number} ({first})"

    def _refuse(self, where: str, rule: str) -> None:
        raise SectionError(self.path, where, rule)

    def _check_metadata(self, notebook: nbformat.NotebookNode) -> None:
        wanted = {"grade", "grade_id", "locked", "schema_version", "solution", "task"}
        for number, (raw, cell) in enumerate(zip(notebook.cells, self.cells, strict=True), 1):
            if "nbgrader" not in raw.metadata:
                continue
            meta, where = raw.metadata["nbgrader"], self._where(number, cell)
            if not meta.get("grade_id"):
                self._refuse(where, "has nbgrader metadata without a grade_id")
            if missing := wanted - set(meta):
                self._refuse(where, f"its nbgrader metadata lacks {', '.join(sorted(missing))}")
            if meta["schema_version"] != 3:
                self._refuse(where, "its nbgrader metadata is not of schema_version 3")
            if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,63}", meta["grade_id"]):
                self._refuse(where, "its grade_id is not a name of at most 64 letters, digits, _ and -")
            if meta["grade"] and meta["solution"]:
                self._refuse(where, "is both graded and a solution; use one cell for each")

    def _check_ids(self) -> None:
        counts = Counter(cell.grade_id for cell in self.cells if cell.grade_id)
        for grade_id, count in counts.items():
            if count > 1:
                self._refuse(f"cell {grade_id}", f"its grade_id is used {count} times")

    def _check_markers(self, where: str, cell: SectionCell) -> None:
        opened: str | None = None
        for line in cell.source.splitlines():
            if not MARKER_LIKE.match(line) or (cell.kind != "code" and "###" not in line):
                continue
            marker = line.strip()
            if marker not in MARKERS:
                self._refuse(where, f'"{marker}" looks like a marker and is none; the markers are {", ".join(MARKERS)}')
            verb, name = marker.split(" ", 2)[1:]
            if verb == "BEGIN":
                if opened:
                    self._refuse(where, f"{marker} inside {opened}")
                opened = name
            elif opened != name:
                self._refuse(where, f"{marker} without its BEGIN")
            else:
                opened = None
            expected = "solution" if name == "SOLUTION" else "grade"
            if cell.role != expected:
                self._refuse(where, f"{marker} outside a {expected} cell")
        if opened:
            self._refuse(where, f"BEGIN {opened} without its END")

    def _check_syntax(self, where: str, cell: SectionCell) -> None:
        from IPython.core.inputtransformer2 import TransformerManager

        try:
            source = TransformerManager().transform_cell(cell.source)
            compile(source, "cell", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        except SyntaxError as error:
            self._refuse(where, f"syntax error in line {error.lineno}: {error.msg}")

    def _check_solution(self, where: str, cell: SectionCell) -> None:
        if "### BEGIN SOLUTION" not in cell.source:
            self._refuse(where, "has no ### BEGIN SOLUTION, so its solution would be released")
        stub = strip_solution(cell.source)
        try:
            tree = ast.parse(stub)
        except SyntaxError as error:
            self._refuse(where, f"what is released is not valid Python (line {error.lineno}: {error.msg})")
        definitions = [n for n in tree.body if isinstance(n, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef))]
        names = [definition.name for definition in definitions]
        if cell.grade_id not in names:
            self._refuse(where, f"does not define {cell.grade_id}, the name of its grade_id, outside the solution")
        if not ast.get_docstring(definitions[names.index(cell.grade_id)]):
            self._refuse(where, f"{cell.grade_id} has no docstring")

    def _check_grade(self, where: str, cell: SectionCell) -> None:
        points = cell.points
        if not isinstance(points, (int, float)) or isinstance(points, bool) or not math.isfinite(points) or points <= 0:
            self._refuse(where, "has no points (a number above 0)")
        if not cell.source.endswith(NOTICE) or cell.source.count("### BEGIN HIDDEN TESTS") != 1:
            self._refuse(where, f"does not end with the standard notice:\n{NOTICE}")
        if not cell.source.removesuffix(NOTICE).strip():
            self._refuse(where, "has no public check")

    def _check_pairs(self) -> None:
        solutions = {cell.grade_id for cell in self.cells if cell.role == "solution"}
        grades = {cell.grade_id for cell in self.cells if cell.role == "grade"}
        for name in sorted(solutions):
            if f"test_{name}" not in grades:
                self._refuse(f"cell {name}", f"has no grade cell test_{name}")
        for name in sorted(grades):
            if not name.startswith("test_") or name.removeprefix("test_") not in solutions:
                self._refuse(f"cell {name}", "is the grade cell of no solution cell (they are NAME and test_NAME)")
        if not solutions:
            raise SectionError(self.path, "", "has no exercise")


def strip_solution(source: str) -> str:
    """A cell as it is released, in the form that nbgrader gives it."""
    lines: list[str] = []
    inside = False
    for line in source.splitlines():
        if line.strip() == MARKERS[0]:
            inside = True
            indent = line[: len(line) - len(line.lstrip())]
            lines += [f"{indent}# YOUR CODE HERE", f"{indent}raise NotImplementedError()"]
        elif line.strip() == MARKERS[1]:
            inside = False
        elif not inside:
            lines.append(line)
    return "\n".join(lines)


def public_checks(source: str) -> str:
    """A grade cell without its hidden region."""
    return source.removesuffix(NOTICE).rstrip("\n")


def solution_lines(section: Section) -> Iterator[str]:
    """Lines that are in a solution and nowhere else in the section: what may never be released."""
    public = "\n".join(strip_solution(cell.source) for cell in section.cells)
    released = {line.strip() for line in public.splitlines()}
    for cell in section.cells:
        if cell.role == "solution":
            kept = {line.strip() for line in strip_solution(cell.source).splitlines()}
            for line in cell.source.splitlines():
                if len(line.strip()) > 12 and line.strip() not in kept | released and line.strip() not in MARKERS:
                    yield line.strip()


#: what stands in front of the expression in a line of code
LEAD = re.compile(r"^(?:return|yield|assert|[\w.,\[\] ]+ [-+*/@]?=) ")


def solution_shown(text: str, section: Section) -> str | None:
    """The first line of the solution that stands in a text, spaced as it may be, whole or without what it is assigned to."""
    told, public = _squeezed(text), _squeezed("".join(strip_solution(cell.source) for cell in section.cells))
    for line in solution_lines(section):
        code = line.split("  # ")[0]
        for part in map(_squeezed, (code, LEAD.sub("", code))):
            if len(part) > 12 and part in told and part not in public:
                return line
    return None


def _squeezed(text: str) -> str:
    return "".join(text.split())
