"""Read a student's notebook or percent script: which cells are exercises, which are checks, which only show something."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from autograder.errors import CourseError

SUFFIXES = (".ipynb", ".py")
PREFIX = "test_"


class Unreadable(CourseError):
    """A file that does not hold a notebook, or not at this moment."""


@dataclass(frozen=True)
class Cell:
    """A code cell. `line` is the number of its first line: 1 in a notebook, counted from the file's top in a script."""

    number: int
    source: str
    line: int
    grade_id: str | None
    points: float
    tags: tuple[str, ...]

    @property
    def key(self) -> str:
        """What tells it from the notebook's other cells."""
        return f"cell {self.number}"


@dataclass(frozen=True)
class Exercise:
    """What an exercise is worth, what it looks like before anybody has worked on it, and its public checks."""

    name: str
    points: float
    stub: str | None
    check: str


@dataclass(frozen=True)
class Notebook:
    """A student's work on one assignment."""

    path: Path
    assignment: str
    title: str
    cells: tuple[Cell, ...]
    exercises: tuple[Exercise, ...]

    def own_cells(self) -> list[Cell]:
        """What runs before the checks: no check, no demo."""
        return [cell for cell in self.cells if not _is_check(cell) and "demo" not in cell.tags]

    def answer(self, name: str) -> Cell | None:
        """The cell in which an exercise is written: the last one that defines its name, else the one made for it."""
        own = self.own_cells()
        defining = [cell for cell in own if name in defined_names(cell.source)]
        made = [cell for cell in own if cell.grade_id == name]
        return (defining or made or [None])[-1]

    def is_begun(self, exercise: Exercise) -> bool:
        """Whether its cell is any other than the stub."""
        cell = self.answer(exercise.name)
        if cell is None:
            return False
        if exercise.stub is None:
            return "raise NotImplementedError" not in cell.source
        return "".join(cell.source.split()) != "".join(exercise.stub.split())

    def digest(self) -> str:
        """A hash of the code that counts."""
        return hashlib.sha256("\0".join(cell.source for cell in self.own_cells()).encode()).hexdigest()[:16]

    def imports(self) -> list[str]:
        """Modules that the cells import at their top level, in order; none that lies beside the notebook."""
        names = [name for cell in self.own_cells() for name in _imported(cell.source)]
        here = self.path.parent
        local = {name for name in names if any((here / part).exists() for part in _files_of(name))}
        return [name for name in dict.fromkeys(names) if name not in local]


def read_notebook(path: Path, released: Mapping[str, Any] | None = None) -> Notebook:
    """The notebook in a file. `released` is what `stubs.read_stubs` knows, by assignment: it counts before the file.

    Raises:
        Unreadable: the file is missing, cut off, or no notebook.
    """
    text = read_text(path)
    if path.suffix == ".py":
        cells, title, stated = _script_cells(text), _title(text, r"^# # (.+)$"), None
    else:
        cells, title, stated = _notebook_cells(path, text)
    assignment = stated or (path.parent.name if released and path.parent.name in released else path.stem)
    known = (released or {}).get(assignment)
    if known:
        title = known["title"]
        exercises = tuple(Exercise(name, one["points"], one["stub"], one["check"]) for name, one in known["exercises"].items())
    else:
        exercises = tuple(
            Exercise(cell.grade_id.removeprefix(PREFIX), cell.points, None, cell.source) for cell in cells if _is_check(cell)
        )
    if not exercises:
        raise Unreadable(f"{path}: no assignment of this course (no cell of it is a check, named test_NAME)")
    return Notebook(path, assignment, title or assignment, tuple(cells), exercises)


def read_text(path: Path) -> str:
    """A file's text.

    Raises:
        Unreadable: with the reason.
    """
    if path.suffix not in SUFFIXES:
        raise Unreadable(f"{path}: not a notebook (.ipynb) or a script of one (.py)")
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Unreadable(f"{path}: no such file") from None
    except UnicodeDecodeError:
        raise Unreadable(f"{path}: not text in UTF-8, so it is no notebook") from None
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read ({error.strerror})") from None


def parse(path: Path, text: str) -> dict[str, Any]:
    """A notebook's JSON.

    Raises:
        Unreadable: with the reason.
    """
    try:
        node = json.loads(text)
    except ValueError as error:
        raise Unreadable(f"{path}: not a notebook: its JSON is broken or cut off ({error})") from None
    except RecursionError:
        raise Unreadable(f"{path}: not a notebook: its JSON is nested too deeply") from None
    if not isinstance(node, dict) or not isinstance(node.get("cells"), list):
        raise Unreadable(f"{path}: not a notebook of format 4 (it has no list of cells); save it again with Jupyter")
    return node


def source_of(cell: Any) -> str:
    """A cell's text, which is a string or a list of lines."""
    source = cell.get("source", "") if isinstance(cell, dict) else ""
    text = "".join(part for part in source if isinstance(part, str)) if isinstance(source, list) else source
    return text.encode("utf-8", "replace").decode("utf-8") if isinstance(text, str) else ""


def metadata_of(cell: Any) -> dict[str, Any]:
    """A cell's metadata, or nothing."""
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    return metadata if isinstance(metadata, dict) else {}


def grade_id_of(cell: Any) -> str | None:
    """The name nbgrader knows a cell by."""
    meta = metadata_of(cell).get("nbgrader")
    name = meta.get("grade_id") if isinstance(meta, dict) else None
    return name if isinstance(name, str) else None


@lru_cache(maxsize=4096)
def defined_names(source: str) -> frozenset[str]:
    """Functions, classes and variables that a cell defines at its top level."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset(re.findall(r"^(?:async\s+)?(?:def|class)\s+(\w+)", source, re.MULTILINE))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    names = {node.name for node in tree.body if isinstance(node, kinds)}
    targets = [target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets]
    return frozenset(names | {target.id for target in targets if isinstance(target, ast.Name)})


def _notebook_cells(path: Path, text: str) -> tuple[list[Cell], str | None, str | None]:
    node = parse(path, text)
    cells = []
    for number, raw in enumerate(node["cells"], 1):
        if isinstance(raw, dict) and raw.get("cell_type") == "code":
            cells.append(_cell(number, source_of(raw), 1, metadata_of(raw)))
    prose = "\n".join(source_of(raw) for raw in node["cells"][:3] if isinstance(raw, dict) and raw.get("cell_type") != "code")
    stated = metadata_of(node).get("autograder")
    assignment = stated.get("assignment") if isinstance(stated, dict) else None
    return cells, _title(prose, r"^# (.+)$"), assignment if isinstance(assignment, str) else None


def _title(text: str, pattern: str) -> str | None:
    found = re.search(pattern, text, re.MULTILINE)
    return found[1].strip() if found else None


def _script_cells(text: str) -> list[Cell]:
    """The code cells of a percent script; a script without a `# %%` is one cell."""
    heads = list(re.finditer(r"^# ?%%(.*)$", text, re.MULTILINE))
    if not heads:
        return [_cell(1, text, 1, {})]
    cells = []
    for number, (head, end) in enumerate(zip(heads, [*(head.start() for head in heads[1:]), len(text)]), 1):
        if not re.match(r".*\[(markdown|md|raw)\]", head[1]):
            line = text.count("\n", 0, head.end()) + 2
            cells.append(_cell(number, text[head.end() + 1 : end].rstrip("\n"), line, _head_metadata(head[1])))
    return cells


def _head_metadata(head: str) -> dict[str, Any]:
    metadata = {}
    for key, pattern in (("nbgrader", r"nbgrader=(\{.*?\})(?:\s|$)"), ("tags", r"tags=(\[.*?\])(?:\s|$)")):
        if found := re.search(pattern, head):
            try:
                metadata[key] = json.loads(found[1])
            except (ValueError, RecursionError):
                continue
    return metadata


def _cell(number: int, source: str, line: int, metadata: dict[str, Any]) -> Cell:
    grade_id = grade_id_of({"metadata": metadata})
    points = metadata["nbgrader"].get("points") if grade_id else 0
    tags = metadata.get("tags")
    return Cell(
        number=number,
        source=source,
        line=line,
        grade_id=grade_id,
        points=points if isinstance(points, (int, float)) else 0,
        tags=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
    )


def _is_check(cell: Cell) -> bool:
    return cell.grade_id is not None and cell.grade_id.startswith(PREFIX)


def _imported(source: str) -> Iterator[str]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if alias.name != "*")


def _files_of(module: str) -> tuple[str, str]:
    root = module.partition(".")[0]
    return f"{root}.py", root
