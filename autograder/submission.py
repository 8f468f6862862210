"""Find submissions and read them: hostile bytes in, the cells to run out.

Nothing here runs, unpickles or extracts anything; members of a zip are read in memory. Whatever a file holds, it gives
a `Submission` or a `SubmissionError` with a sentence that its student understands.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
import stat
import zipfile
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.errors import CourseError
from autograder.section import Section, public_checks

MAX_FILE = 64 * 1024 * 1024  # bytes; outputs make notebooks large, and they are not read
MAX_SOURCE = 2 * 1024 * 1024  # characters of code
MAX_CELLS = 2_000
MAX_DEPTH = 64  # of JSON; a notebook needs about 10
MAX_VALUES = 5_000_000  # of JSON; each becomes an object of some tens of bytes
MAX_PARSED = 100_000  # characters of a cell; parsing more takes seconds and gigabytes
MAX_HEAD = 10_000  # characters of the line that begins a script's cell
MAX_MEMBERS = 10_000
SUFFIXES = (".ipynb", ".py")
#: how a notebook says which assignment it is, and where it only points to another one
STATED = re.compile(r'"autograder"\s*:\s*\{\s*"assignment"\s*:\s*"(\w{1,100})"')
LINK = re.compile(r"\]\([^()\s]{1,200}\)")
#: cells that otter puts into a student's notebook, as it writes them
OTTERS = re.compile(
    r"# Initialize Otter\nimport otter\ngrader = otter\.Notebook\([^()\n]*\)|grader\.(check|check_all|export)\([^()\n]*\)"
)
MAX_NAME = 200  # characters of a student's id; a zip file may hold names of 64 KiB
MAX_REASON = 500
SKIPPED = {".ipynb_checkpoints", "__pycache__", "__MACOSX", ".git"}


class SubmissionError(CourseError):
    """A submission that cannot be read, and why."""


@dataclass(frozen=True)
class Cell:
    """A code cell to run."""

    source: str
    grade_id: str | None
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """A submission that is there to be read. `member` is its name inside the zip at `path`."""

    student: str
    assignment: str | None
    path: Path
    member: str | None = None


@dataclass(frozen=True)
class Unread:
    """Something that looked like a submission and is none, and why."""

    student: str
    path: str
    reason: str


@dataclass(frozen=True)
class Submission:
    """What a student handed in, as far as grading is concerned. `file` is the hash of the file as it was read."""

    student: str
    assignment: str | None
    digest: str
    cells: tuple[Cell, ...]
    problems: tuple[str, ...]
    file: str = ""


# ---- finding ------------------------------------------------------------------------------------------------------


def find_submissions(
    paths: Iterable[Path], assignment: str | None, known_ids: Collection[str]
) -> tuple[list[Found], list[Unread]]:
    """Every submission under the paths, and what there cannot be one.

    A file's stem is the student, unless the stem or a folder is the assignment's id: then the folder above is. Files
    whose name is another assignment's are left out when `assignment` is given.
    """
    finder = _Finder(assignment, set(known_ids))
    for path in paths:
        finder.visit(Path(path))
    return finder.found, finder.unread


class _Finder:
    def __init__(self, assignment: str | None, ids: set[str]) -> None:
        self.assignment = assignment
        self.ids = ids
        self.found: list[Found] = []
        self.unread: list[Unread] = []
        self._seen: set[tuple[str | None, str]] = set()

    def visit(self, path: Path) -> None:
        if path.is_dir():
            root = path.resolve()
            files = [p for p in sorted(path.rglob("*")) if not SKIPPED & set(p.relative_to(path).parts)]
            named = {p.parent for p in files if p.stem in self.ids and p.stem == p.parent.name}
            files = [p for p in files if p.parent not in named or p.stem in self.ids]  # others there are helpers
            for file in files:
                if file.suffix in (*SUFFIXES, ".zip") and self._is_inside(file, root):
                    # nothing outside the folder that was named says who a student is
                    self._file(file, file.relative_to(path.parent if path.name in self.ids else path).parts)
        else:
            self._file(path, path.resolve().parts[-3:] if path.stem in self.ids else (path.name,))

    def _is_inside(self, file: Path, root: Path) -> bool:
        try:
            target = file.resolve(strict=True)
        except (OSError, RuntimeError):
            self._refuse(file.stem, str(file), "a link that leads nowhere")
            return False
        if not target.is_relative_to(root):
            self._refuse(file.stem, str(file), "a link to a place outside its folder")
            return False
        return not (target.is_dir() and file.suffix == ".zip")  # unpacked in place: what is in it is found by itself

    def _file(self, path: Path, parts: tuple[str, ...]) -> None:
        if not path.is_file():
            self._refuse(path.stem, str(path), "not a file but a folder, a pipe, a socket or a device")
        elif path.suffix == ".zip":
            self._zip(path, parts)
        elif path.suffix in SUFFIXES:
            self._add(path, None, parts)
        else:
            self._refuse(path.stem, str(path), "not a notebook (.ipynb), a module (.py) or a .zip of them")

    def _zip(self, path: Path, parts: tuple[str, ...]) -> None:
        try:
            with zipfile.ZipFile(path) as archive:
                members = archive.infolist()
        except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
            return self._refuse(path.stem, str(path), f"not a readable zip file ({error})")
        if len(members) > MAX_MEMBERS:
            return self._refuse(path.stem, str(path), f"a zip file of more than {MAX_MEMBERS} members")
        wanted = []
        for member in members:
            name = PurePosixPath(member.filename.replace("\\", "/"))
            if name.suffix not in SUFFIXES or SKIPPED & set(name.parts) or name.name.startswith("."):
                continue
            if name.is_absolute() or ".." in name.parts or re.match(r"[A-Za-z]:", member.filename):
                self._refuse(path.stem, f"{path}!{member.filename}", "a path that climbs out of its zip file")
            elif stat.S_ISLNK(member.external_attr >> 16):
                self._refuse(path.stem, f"{path}!{member.filename}", "a link inside a zip file")
            else:
                wanted.append((member.filename, name.parts))
        notebooks = [entry for entry in wanted if entry[0].endswith(".ipynb")] or wanted
        if not notebooks:
            return self._refuse(path.stem, str(path), "a zip file without a notebook")
        single = len(notebooks) == 1
        for member, inside in notebooks:
            self._add(path, member, (*parts[:-1], f"{path.stem}{Path(member).suffix}") if single else inside)
        return None

    def _add(self, path: Path, member: str | None, parts: tuple[str, ...]) -> None:
        where = f"{path}!{member}" if member else str(path)
        *folders, name = parts
        stem = PurePosixPath(name).stem
        assignment = self.assignment
        if stem in self.ids:  # STUDENT/ID/ID.ipynb or STUDENT/ID.ipynb
            if assignment is not None and stem != assignment:
                return
            assignment = stem
            above = [folder for folder in folders if folder not in self.ids]
            student = above[-1] if above else stem
        else:
            above = [folder for folder in folders if folder in self.ids]
            if above and assignment is None:
                assignment = above[-1]
            student = stem
        if reason := _bad_name(student):
            return self._refuse(student, where, reason)
        if assignment is None:
            assignment = self._guess(path, member, where, student)
            if assignment is None:
                return
        if (assignment, student) in self._seen:
            return self._refuse(student, where, f"a second submission of {student} for {assignment}; the first counts")
        self._seen.add((assignment, student))
        self.found.append(Found(student, assignment, path, member))

    def _guess(self, path: Path, member: str | None, where: str, student: str) -> str | None:
        """The assignment that the notebook itself names."""
        try:
            text = read_bytes(Found(student, None, path, member)).decode("utf-8", "replace")
        except SubmissionError as error:
            self._refuse(student, where, str(error))
            return None
        stated = set(STATED.findall(text)) & set(self.ids)
        if len(stated) == 1:
            return stated.pop()
        text = LINK.sub("", text)  # a notebook links to the next one
        named = [section_id for section_id in sorted(self.ids) if section_id in text]
        if len(named) == 1:
            return named[0]
        if len(self.ids) == 1:
            return next(iter(self.ids))
        guesses = f"it names {', '.join(named)}" if named else "it names none"
        self._refuse(student, where, f"which assignment is it? ({guesses}); say --assignment ID")
        return None

    def _refuse(self, student: str, where: str, reason: str) -> None:
        self.unread.append(Unread(student[:MAX_NAME], where[:MAX_REASON], reason[:MAX_REASON]))


def _bad_name(student: str) -> str | None:
    if len(student) > MAX_NAME:
        return f"a student id of more than {MAX_NAME} characters"
    if not student or student.startswith(".") or any(c in student for c in "/\\\0") or not student.isprintable():
        return f"{student!r} is not a usable student id (it has a slash, a control character or a leading dot)"
    try:
        student.encode("utf-8")
    except UnicodeEncodeError:
        return f"{student!r} is not a usable student id (it is not valid Unicode)"
    return None


# ---- reading ------------------------------------------------------------------------------------------------------


def read_submission(found: Found, section: Section) -> Submission:
    """Read a submission's code cells, leaving out public checks and cells that are there for the reader.

    Raises:
        SubmissionError: the file is not one that can be graded.
    """
    content = read_bytes(found)
    name = found.member or found.path.name
    cells = _module_cells(content) if name.endswith(".py") else _notebook_cells(content)
    return replace(_select(found, cells, section), file=hashlib.sha256(content).hexdigest())


def read_bytes(found: Found) -> bytes:
    """A submission's file as it is.

    Raises:
        SubmissionError: it cannot be read, or is too large.
    """
    try:
        with open(found.path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise SubmissionError("not a file but a pipe or a device")
            if found.member is None:
                content = file.read(MAX_FILE + 1)
            else:
                with zipfile.ZipFile(file) as archive:
                    content = _unpacked(archive, found.member)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, KeyError, EOFError, ValueError) as error:
        said = str(error)[:MAX_REASON]  # zipfile quotes what the file says
        raise SubmissionError(f"the file cannot be read ({said})") from None
    except SubmissionError:
        raise
    except Exception as error:  # zlib.error, lzma.LZMAError and what else a damaged member gives
        raise SubmissionError(f"the file cannot be unpacked ({type(error).__name__})") from None
    if len(content) > MAX_FILE:
        raise SubmissionError(f"the file is larger than {MAX_FILE >> 20} MiB; clear the outputs and hand in again")
    return content


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """A member, up to one byte more than is allowed: what unpacks to more is a bomb or a mistake."""
    if archive.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # zipfile unpacks bzip2 and LZMA without a limit: 500 bytes become a gigabyte before the first is handed over
        raise SubmissionError("packed in a way that few programs can; make the zip file again with the usual compression")
    with archive.open(name) as member:
        return member.read(MAX_FILE + 1)


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe put in its place would wait for somebody to write into it."""
    return os.open(path, flags | os.O_NONBLOCK)


@dataclass(frozen=True)
class _RawCell:
    kind: str
    source: str
    meta: dict[str, Any]
    tags: tuple[str, ...]


def _module_cells(content: bytes) -> list[_RawCell]:
    text = _decoded(content)
    heads = list(re.finditer(r"^# %%(.*)$", text, re.MULTILINE))
    if not heads:
        return [_RawCell("code", text, {}, ())]
    ends = [*(head.start() for head in heads[1:]), len(text)]
    bodies = [(head.group(1), text[head.end() : end].strip("\n")) for head, end in zip(heads, ends, strict=True)]
    return [_script_cell(head, body) for head, body in bodies[:MAX_CELLS]]


def _script_cell(head: str, source: str) -> _RawCell:
    """A cell of a percent script. Read here and not by jupytext, whose import costs more than a whole grading."""
    kind = "markdown" if re.match(r".*\[(markdown|md|raw)\]", head) else "code"
    metadata = {}
    for key, pattern in (("nbgrader", r"nbgrader=(\{[^{}]*\})(?:\s|$)"), ("tags", r"tags=(\[[^][]*\])(?:\s|$)")):
        if found := re.search(pattern, head[:MAX_HEAD]):
            try:
                metadata[key] = json.loads(found.group(1))
            except (ValueError, RecursionError):
                continue
    return _RawCell(kind, source, *_metadata(metadata))


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SubmissionError("the file is not text in UTF-8") from None
    if "\0" in text:
        raise SubmissionError("the file has NUL bytes; it is damaged or not text")
    return text


def _notebook_cells(content: bytes) -> list[_RawCell]:
    text = _decoded(content)
    if sum(map(text.count, "[{,")) > MAX_VALUES:
        raise SubmissionError("the notebook's JSON has too many values; clear the outputs and hand in again")
    try:
        notebook = json.loads(text)
    except ValueError as error:
        raise SubmissionError(f"not a notebook: its JSON is broken or cut off ({error})") from None
    except RecursionError:
        raise SubmissionError("the notebook's JSON is nested too deeply") from None
    if _depth(notebook) > MAX_DEPTH:
        raise SubmissionError("the notebook's JSON is nested too deeply")
    if not isinstance(notebook, dict) or not isinstance(notebook.get("nbformat"), int):
        raise SubmissionError("not a notebook: it has no nbformat")
    if notebook["nbformat"] != 4:
        raise SubmissionError(f"a notebook of format {notebook['nbformat']}; save it as format 4 (any Jupyter does)")
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        raise SubmissionError("not a notebook: it has no list of cells")
    if len(cells) > MAX_CELLS:
        raise SubmissionError(f"a notebook of more than {MAX_CELLS} cells")
    return [raw for cell in cells if (raw := _raw_cell(cell)) is not None]


def _depth(value: Any) -> int:
    """How deep lists and objects nest, as far as it matters here."""
    layer, depth = [value], 0
    while layer and depth <= MAX_DEPTH:
        parts = (part.values() if isinstance(part, dict) else part for part in layer if isinstance(part, (dict, list)))
        layer, depth = [item for part in parts for item in part if isinstance(item, (dict, list))], depth + 1
    return depth


def _raw_cell(cell: Any) -> _RawCell | None:
    if not isinstance(cell, dict):
        return None
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        return None
    source = source.encode("utf-8", "replace").decode("utf-8")  # lone surrogates cannot be compiled or sent
    return _RawCell(str(cell.get("cell_type")), source, *_metadata(cell.get("metadata")))


def _metadata(metadata: Any) -> tuple[dict[str, Any], tuple[str, ...]]:
    if not isinstance(metadata, dict):
        return {}, ()
    nbgrader, tags = metadata.get("nbgrader"), metadata.get("tags")
    names = tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()
    return (nbgrader if isinstance(nbgrader, dict) else {}), names


# ---- choosing what runs -------------------------------------------------------------------------------------------


def _select(found: Found, raw: list[_RawCell], section: Section) -> Submission:
    if sum(len(cell.source) for cell in raw if cell.kind == "code") > MAX_SOURCE:
        raise SubmissionError(f"more than {MAX_SOURCE >> 20} MiB of code")
    release = _release(section)
    problems: list[str] = []
    cells: list[Cell] = []
    defined: dict[str, int] = {}
    for cell in raw:
        grade_id = cell.meta.get("grade_id") if isinstance(cell.meta.get("grade_id"), str) else None
        if cell.kind != "code":
            if grade_id in release.exercises:
                problems.append(f"the cell for {grade_id} is not a code cell any more, so its code does not run")
            continue
        names = defined_names(cell.source) & release.exercises
        if not names and (_is_check(cell, grade_id, release) or _is_demo(cell, release) or _is_otters(cell)):
            continue
        if len(names) == 1:
            grade_id = next(iter(names))  # what a cell defines says more than what its metadata claims
        for name in names:
            defined[name] = defined.get(name, 0) + 1
        cells.append(Cell(cell.source, grade_id if grade_id in release.known else None, cell.tags))
    problems += [f"{name} is defined in {count} cells; the last one counts" for name, count in defined.items() if count > 1]
    return Submission(found.student, found.assignment, _digest(cells), tuple(cells), tuple(problems))


def _digest(cells: list[Cell]) -> str:
    parts = json.dumps([[cell.grade_id, cell.source] for cell in cells])
    return "sha256:" + hashlib.sha256(parts.encode()).hexdigest()


@dataclass(frozen=True)
class _Release:
    """What students were given, as far as it helps to tell their cells apart."""

    exercises: frozenset[str]
    known: frozenset[str]
    checks: tuple[frozenset[str], ...]
    demos: frozenset[str]


@lru_cache(maxsize=64)
def _release(section: Section) -> _Release:
    code = [cell for cell in section.cells if cell.kind == "code"]
    return _Release(
        exercises=frozenset(exercise.name for exercise in section.exercises),
        known=frozenset(cell.grade_id for cell in code if cell.grade_id),
        checks=tuple(_lines(public_checks(cell.source)) for cell in code if cell.role == "grade"),
        demos=frozenset(_squeezed(cell.source) for cell in code if "demo" in cell.tags),
    )


def _is_check(cell: _RawCell, grade_id: str | None, release: _Release) -> bool:
    if grade_id is not None and grade_id.startswith("test_") and grade_id in release.known:
        return True
    lines = _lines(cell.source)
    if not lines or not any(line.startswith("assert") for line in lines):
        return False
    return any(2 * len(lines & check) >= max(len(lines), len(check)) for check in release.checks)


def _is_demo(cell: _RawCell, release: _Release) -> bool:
    return "demo" in cell.tags or _squeezed(cell.source) in release.demos


def _is_otters(cell: _RawCell) -> bool:
    return OTTERS.fullmatch(cell.source.strip()) is not None


def defined_names(source: str) -> set[str]:
    """What a cell defines or assigns at its top level, magics left out."""
    if "def " not in source and "class " not in source and "=" not in source:
        return set()
    try:
        tree = ast.parse(_without_magics(source)) if len(source) <= MAX_PARSED else None
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        tree = None
    if tree is None:
        return set(re.findall(r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", source, re.MULTILINE))
    names = {n.name for n in tree.body if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


def _without_magics(source: str) -> str:
    return re.sub(r"^([ \t]*)[%!].*$", r"\1pass", source, flags=re.MULTILINE)


def _lines(source: str) -> frozenset[str]:
    return frozenset(line.strip() for line in source.splitlines() if line.strip() and not line.strip().startswith("#"))


def _squeezed(source: str) -> str:
    return "".join(source.split())
