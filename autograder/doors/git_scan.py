"""Look for what students must never get, in files and in everything that a git repository holds.

Three things are looked for: files of the instructor's (whole, or by their names), lines that give something away, and
definitions of an exercise whose body is a known answer, however short it is. Notebooks are read as JSON, outputs and
escape sequences included; zip and gzip members and long base64 texts are opened.

A line gives something away if it is telling: at least 12 characters and three words without the spaces, no import, in
no public part of the course, not in the engine's own code, and not in three or more sections' rooms, where it is an
idiom. The rule may call a line common that is not; what answers an exercise is then still found as its definition.
This finds accidents. It does not find what somebody rewrote in order to smuggle it out.
"""

from __future__ import annotations

import ast
import base64
import binascii
import gzip
import hashlib
import html
import io
import json
import os
import re
import subprocess
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath

import numpy as np

from autograder.course import Course
from autograder.doors.git_repository import DROPPED
from autograder.errors import CourseError
from autograder.section import MARKERS, Section, cached_section, public_checks, strip_solution

MIN_CHARACTERS, MIN_WORDS, IDIOM = 12, 3, 3
MAX_OPENED = 64 << 20  # bytes of one archive's member
DEPTH = 3  # archives inside archives, base64 inside JSON
LABELS = 48  # labels in a row that are the held-out ones and no chance: ten classes, 10 ** -48
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
TAG = re.compile(r"<[^<>]*>")
#: what a traceback, a diff, a quotation or a comment puts in front of a line
BEFORE = re.compile(r"^(?:[\s>#+*|-]+|\d+(?=\s)|In \[\d*\]:)+")
BASE64 = re.compile(r"[A-Za-z0-9+/=\\n\s]{400,}")
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Leak:
    """Something secret, and where it lies."""

    where: str
    kind: str
    detail: str

    def __str__(self) -> str:
        return f"{self.where}: {self.kind}: {self.detail}"


@dataclass
class Secrets:
    """What a course must not give away."""

    lines: dict[str, str] = field(default_factory=dict)  # squeezed line -> kind
    bodies: dict[tuple[str, str], str] = field(default_factory=dict)  # (name, body without docstring) -> kind
    files: dict[str, str] = field(default_factory=dict)  # sha256 -> kind
    bytes: dict[bytes, str] = field(default_factory=dict)
    digits: dict[str, str] = field(default_factory=dict)  # runs of labels

    @classmethod
    def of(cls, course: Course) -> Secrets:
        """Gather a course's secrets.

        Raises:
            CourseError: a section cannot be read, so that it is not known what is secret.
        """
        return _Gatherer(course).gather()


# ---- what is secret -----------------------------------------------------------------------------------------------


class _Gatherer:
    def __init__(self, course: Course) -> None:
        self.course = course
        cache = course.grading / "cache" / "sections"
        self.sections = [cached_section(course.section_path(name), cache) for name in course.section_ids()]
        self.secrets = Secrets()
        self.rooms: dict[str, set[str]] = defaultdict(set)  # a line -> the sections that have it
        self.public_lines, self.public_bodies = self._public()

    def gather(self) -> Secrets:
        for section in self.sections:
            self._section(section)
        self.secrets.lines = {line: kind for line, kind in self.secrets.lines.items() if len(self.rooms[line]) < IDIOM}
        self.secrets.lines.update((squeezed(marker), "a cell that was not released") for marker in MARKERS)
        self._files()
        self._course_secret()
        self._held_out()
        return self.secrets

    def _public(self) -> tuple[set[str], set[tuple[str, str]]]:
        """Lines and definitions that are not secret: what sections release, and the engine's own code."""
        texts = []
        for section in self.sections:
            for cell in section.cells:
                texts.append(strip_solution(public_checks(cell.source) if cell.role == "grade" else cell.source))
        bodies = {found for text in texts for found in definitions(text)}
        package = Path(__file__).resolve().parents[1]
        code = [path for path in package.rglob("*.py") if "hidden" not in path.relative_to(package).parts]
        texts += [path.read_text(encoding="utf-8") for path in code]
        return {squeezed(line) for text in texts for line in text.splitlines()}, bodies

    def _section(self, section: Section) -> None:
        for cell in section.cells:
            if cell.role == "solution":
                kept = {squeezed(line) for line in strip_solution(cell.source).splitlines()}
                lines = [line for line in cell.source.splitlines() if squeezed(line) not in kept]
                self._lines(section.id, lines, f"a line of the solution of {section.id}")
                self._bodies(cell.source, f"the solution of {section.id}")
        room = self.course.hidden / section.id
        for path in sorted(room.rglob("*.py")):
            kind = {"right": "a right variant", "wrong": "a wrong variant"}.get(path.parent.name, "a hidden test")
            text = path.read_text(encoding="utf-8", errors="replace")
            self._lines(section.id, text.splitlines(), f"a line of {kind} of {section.id}")
            self._bodies(text, f"{kind} of {section.id}")

    def _lines(self, section_id: str, lines: Iterable[str], kind: str) -> None:
        for line in lines:
            if is_telling(line) and squeezed(line) not in self.public_lines:
                self.rooms[squeezed(line)].add(section_id)
                self.secrets.lines.setdefault(squeezed(line), kind)

    def _bodies(self, text: str, kind: str) -> None:
        for found in definitions(text):
            if found not in self.public_bodies:
                self.secrets.bodies.setdefault(found, kind)

    def _files(self) -> None:
        """Whole files: every one of source/, solutions/, the hidden rooms, the gradebooks and what students handed in."""
        course = self.course
        kinds = {
            course.source: "a section's source",
            course.solutions: "a solution",
            course.hidden: "a file of the hidden graders",
            course.grading: "a file of grading/",
            course.root / "gradebook.db": "a gradebook",
        }
        skipped = {course.grading / "cache", course.grading / "repositories"}
        public = {hashlib.sha256(path.read_bytes()).hexdigest() for path in course.assignments.rglob("*") if path.is_file()}
        for top, kind in kinds.items():
            for path in [top] if top.is_file() else sorted(top.rglob("*")):
                if path.is_file() and path.stat().st_size > 64 and not skipped & set(path.parents):
                    self.secrets.files.setdefault(hashlib.sha256(path.read_bytes()).hexdigest(), kind)
        for digest in public:
            self.secrets.files.pop(digest, None)

    def _course_secret(self) -> None:
        path = self.course.grading / "secret"
        for value in (os.environ.get("AUTOGRADER_SECRET", "").encode(), path.read_bytes() if path.is_file() else b""):
            for form in (value, base64.b64encode(value), value.hex().encode()):
                if len(value.strip()) >= 8:
                    self.secrets.bytes[form.strip()] = "the course's secret"

    def _held_out(self) -> None:
        for path in sorted((self.course.hidden / "_data").glob("*.safetensors")):
            tensors = _safetensors(path.read_bytes())
            for name, (_, body) in tensors.items():
                step = 784 if name == "images" else LABELS
                for start in range(0, len(body) - step + 1, step):
                    piece = body[start : start + step]
                    if len(set(piece)) > 3:  # an empty image or a run of one label says nothing
                        self.secrets.bytes.setdefault(piece, f"held-out {name}")
                if name == "labels" and len(set(body)) <= 10:
                    self._label_forms(body)

    def _label_forms(self, labels: bytes) -> None:
        for start in range(0, len(labels) - LABELS + 1, LABELS):
            piece = labels[start : start + LABELS]
            for width in (4, 8):
                self.secrets.bytes.setdefault(b"".join(label.to_bytes(width, "little") for label in piece), "held-out labels")
            self.secrets.digits.setdefault("".join(str(label) for label in piece), "held-out labels")


def _safetensors(content: bytes) -> dict[str, tuple[str, bytes]]:
    size = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + size])
    header.pop("__metadata__", None)
    start = 8 + size
    return {
        name: (about["dtype"], content[start + about["data_offsets"][0] : start + about["data_offsets"][1]])
        for name, about in header.items()
    }


def is_telling(line: str) -> bool:
    """Whether a line says enough to be a secret of its own."""
    stripped = BEFORE.sub("", line.strip())
    if re.match(r"(import|from)\s", stripped):
        return False
    return len(squeezed(line)) >= MIN_CHARACTERS and len(re.findall(r"\w+", stripped)) >= MIN_WORDS


@lru_cache(maxsize=1 << 18)
def squeezed(line: str) -> str:
    """A line without spaces, and without what quotes or prefixes it."""
    return "".join(BEFORE.sub("", line).split())


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """Every function and class of a piece of code, as its name and its body without the docstring."""
    try:
        tree = ast.parse(re.sub(r"^(\s*)[%!].*$", r"\1pass", text, flags=re.MULTILINE))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
            yield node.name, "\n".join(ast.dump(statement) for statement in body)


# ---- looking ------------------------------------------------------------------------------------------------------


NAMES = {"gradebook.db": "a gradebook", "nbgrader_config.py": "the instructor's configuration"}
FOLDERS = {"hidden": "the hidden graders", "solutions": "solutions", "source": "sections' sources", "grading": "students' work"}


class Scanner:
    """Looks over contents, each of them once."""

    def __init__(self, secrets: Secrets) -> None:
        self.secrets = secrets
        self._anchors: dict[bytes, list[tuple[int, bytes]]] = defaultdict(list)  # 8 telling bytes -> where in which secret
        for part in secrets.bytes:
            at = max(range(0, len(part) - 7), key=lambda start: len(set(part[start : start + 8])))
            self._anchors[part[at : at + 8]].append((at, part))
        self._keys = np.sort(np.frombuffer(b"".join(self._anchors), dtype=np.uint64))

    def name(self, path: str) -> Iterator[Leak]:
        """What a path says by itself."""
        parts = PurePosixPath(path).parts
        if parts and parts[-1] in NAMES:
            yield Leak(path, NAMES[parts[-1]], "a file of this name is the instructor's")
        for folder in parts[:-1]:
            if folder in FOLDERS:
                yield Leak(path, FOLDERS[folder], f"a folder {folder}/ is the instructor's")

    def content(self, where: str, content: bytes, depth: int = 0) -> Iterator[Leak]:
        """Every secret in a content; the first of each kind."""
        seen = set()
        for leak in self._all(where, content, depth):
            if leak.kind not in seen:
                seen.add(leak.kind)
                yield leak

    def _all(self, where: str, content: bytes, depth: int) -> Iterator[Leak]:
        if kind := self.secrets.files.get(hashlib.sha256(content).hexdigest()):
            yield Leak(where, kind, "the whole file")
        if content.startswith(b"SQLite format 3\0"):
            yield Leak(where, "a gradebook", "it is an SQLite database")
        yield from self._raw(where, content)
        if depth < DEPTH:
            for name, inner in opened(content):
                yield from self.content(f"{where}!{name}", inner, depth + 1)
        if b"\0" not in content[:8192]:
            yield from self._text(where, content.decode("utf-8", "replace"), depth)

    def _raw(self, where: str, content: bytes) -> Iterator[Leak]:
        seen = set()
        for offset in range(8 if len(self._keys) else 0):
            count = (len(content) - offset) // 8
            words = np.frombuffer(content, dtype=np.uint64, count=max(0, count), offset=min(offset, len(content)))
            nearest = np.minimum(np.searchsorted(self._keys, words), len(self._keys) - 1)
            for hit in np.flatnonzero(self._keys[nearest] == words):
                place = offset + 8 * int(hit)
                for at, part in self._anchors[content[place : place + 8]]:
                    if self.secrets.bytes[part] not in seen and place >= at and content.startswith(part, place - at):
                        seen.add(self.secrets.bytes[part])
                        yield Leak(where, self.secrets.bytes[part], f"at byte {place - at}")

    def _text(self, where: str, text: str, depth: int) -> Iterator[Leak]:
        if self.secrets.digits:
            for form in (text, re.sub(r"\.0+\b", "", text)):
                digits = re.sub(r"\D+", "", form)
                for run, kind in self.secrets.digits.items():
                    if run in digits:
                        yield Leak(where, kind, f"{LABELS} of them in a row")
                        break
        pieces = [text, *strings(text)]
        for piece in pieces:
            yield from self._lines(where, piece)
            if "def " in piece or "class " in piece:
                for found in definitions(piece):
                    if kind := self.secrets.bodies.get(found):
                        yield Leak(where, kind, f"the definition of {found[0]}")
            if depth < DEPTH and len(piece) >= 400:
                for encoded in BASE64.finditer(piece):
                    if decoded := _decoded(encoded[0]):
                        yield from self.content(f"{where} (base64)", decoded, depth + 1)

    def _lines(self, where: str, text: str) -> Iterator[Leak]:
        for number, line in enumerate(text.splitlines(), 1):
            if len(line) < MIN_CHARACTERS:
                continue
            plain = ANSI.sub("", line) if "\x1b" in line else line
            forms = [plain, html.unescape(TAG.sub("", plain))] if "<" in plain or "&" in plain else [plain]
            for form in forms:
                if kind := self.secrets.lines.get(squeezed(form)):
                    yield Leak(where, kind, f"line {number}: {form.strip()[:60]!r}")


def strings(text: str) -> Iterator[str]:
    """Every text inside JSON, with lists of lines put together; of broken JSON, whatever looks like a string."""
    if text.lstrip()[:1] in ("{", "["):
        try:
            yield from _walk(json.loads(text))
            return
        except (ValueError, RecursionError):
            pass
    if "\\n" in text or "\\u" in text or "\\x" in text:
        for found in STRING.finditer(text):
            if len(found[1]) >= MIN_CHARACTERS:
                try:
                    yield json.loads(f'"{found[1]}"', strict=False)
                except ValueError:
                    continue


def _walk(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        if "\n" in value or value.lstrip()[:1] in ("{", "["):
            yield from strings(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _walk(inner)
    elif isinstance(value, list):
        if value and all(isinstance(inner, str) for inner in value):
            joined = "".join(value)
            yield joined
            if "\n" not in joined:
                yield "\n".join(value)
        else:
            for inner in value:
                yield from _walk(inner)


def opened(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Members of a zip, or what a gzip holds."""
    try:
        if content[:4] == b"PK\x03\x04":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for member in archive.infolist()[:1000]:
                    with archive.open(member) as file:
                        yield member.filename, file.read(MAX_OPENED)
        elif content[:2] == b"\x1f\x8b":
            yield "gzip", gzip.GzipFile(fileobj=io.BytesIO(content)).read(MAX_OPENED)
    except (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zlib.error, zipfile.BadZipFile):
        return


def _decoded(text: str) -> bytes | None:
    joined = "".join(text.replace("\\n", "").split()).rstrip("=")
    joined = joined[: len(joined) - (len(joined) % 4 == 1)]
    try:
        return base64.b64decode(joined + "=" * (-len(joined) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


# ---- folders and repositories -------------------------------------------------------------------------------------


def scan_files(folder: Path, scanner: Scanner) -> list[Leak]:
    """Secrets in the names and contents of a folder's files, .git left out."""
    leaks: list[Leak] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if ".git" in path.relative_to(folder).parts:
            continue
        if path.is_symlink():
            leaks.append(Leak(name, "a link", f"leads to {os.readlink(path)}; put the file itself there"))
        elif path.is_file():
            leaks += scanner.name(name)
            leaks += scanner.content(name, path.read_bytes())
    return leaks


def scan_history(repository: Path, scanner: Scanner) -> list[Leak]:
    """Secrets in any object of a repository: every file of every commit of every branch and tag, every message, and
    what no branch reaches any more but still lies there.

    Raises:
        CourseError: git cannot read the repository.
    """
    paths: dict[str, str] = {}
    for line in _git(repository, "rev-list", "--objects", "--all", "--reflog").decode("utf-8", "replace").splitlines():
        sha, _, path = line.partition(" ")
        paths.setdefault(sha, path)
    leaks: list[Leak] = []
    for path in sorted(set(paths.values())):
        leaks += (Leak(f"{leak.where} (in the history)", leak.kind, leak.detail) for leak in scanner.name(path))
    for sha, kind, content in _objects(repository):
        if kind == "tree":
            continue  # its names are the paths above
        where = f"{paths[sha] or kind} (object {sha[:12]})" if sha in paths else f"object {sha[:12]}, which no branch reaches"
        leaks += scanner.content(where, content)
    return [_with_commit(repository, leak) for leak in leaks]


def _objects(repository: Path) -> Iterator[tuple[str, str, bytes]]:
    command = ["git", "-C", str(repository), "cat-file", "--batch", "--batch-all-objects", "--buffer", "--unordered"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()) as process:
        while header := process.stdout.readline():
            sha, kind, size = header.decode().split()
            content = process.stdout.read(int(size))
            process.stdout.read(1)
            yield sha, kind, content
    if process.returncode:
        raise CourseError(f"{repository}: git cannot read all of it; run git fsck there")


def _with_commit(repository: Path, leak: Leak) -> Leak:
    found = re.search(r"\(object ([0-9a-f]{12})\)", leak.where)
    if not found:
        return leak
    commits = _git(repository, "log", "--all", "--format=%h", f"--find-object={found[1]}").decode().split()
    if not commits:
        return leak
    return Leak(leak.where.replace(f"object {found[1]}", f"commit {commits[-1]}"), leak.kind, leak.detail)  # where it came in


def _git(repository: Path, *arguments: str) -> bytes:
    done = subprocess.run(["git", "-C", str(repository), *arguments], capture_output=True, check=False, env=_environment())
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise CourseError(f"{repository}: git failed: {said[-1] if said else arguments[0]}")
    return done.stdout


def _environment() -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not DROPPED.fullmatch(name)}
    return {**inherited, "GIT_NO_REPLACE_OBJECTS": "1"}
