"""The roster: which student's work lies in which repository."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from autograder.doors.git_repository import scheme_of
from autograder.errors import CourseError
from autograder.reports.text import clean

COLUMNS = ("student", "url", "branch")
STUDENT_ID = re.compile(r"[^\W_.-][\w.@+ -]{0,199}")  # as nbgrader's door has it: ids stand in its pages unescaped
BRANCH = re.compile(r"(?!.*(?:\.\.|//|@\{|\.lock(?:/|$)|/\.|/$|\.$))[\w][\w./+@=#-]{0,199}")


@dataclass(frozen=True)
class Row:
    """A student and where their work lies."""

    student: str
    url: str
    branch: str
    line: int


@dataclass(frozen=True)
class BadRow:
    """A line of the roster that is left out, and why."""

    student: str
    path: str
    reason: str


def read_roster(path: Path) -> tuple[list[Row], list[BadRow]]:
    """The roster's rows, and the lines that are none. A path in it is relative to the roster's folder.

    Raises:
        CourseError: there is no such file, it is not text, or its header lacks a column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            header = [name.strip().lower() for name in reader.fieldnames or ()]
            if missing := [name for name in COLUMNS if name not in header]:
                raise CourseError(f'{path}: its first line lacks {", ".join(missing)}; it should be "student,url,branch"')
            reader.fieldnames = header
            return _rows(reader, path)
    except OSError as error:
        raise CourseError(f"{path}: the roster cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise CourseError(f"{path}: the roster is not text in UTF-8; save it as CSV UTF-8") from None
    except csv.Error as error:
        raise CourseError(f"{path}: the roster is not CSV ({error})") from None


def _rows(reader: csv.DictReader, path: Path) -> tuple[list[Row], list[BadRow]]:
    rows, bad = [], []
    for cells in reader:
        line = reader.line_num
        values = {name: (cells.get(name) or "").strip() for name in COLUMNS}
        if not any(values.values()):
            continue
        try:
            if None in cells:
                raise CourseError("has more cells than the header")
            rows.append(_row(values, line, path.parent))
        except CourseError as error:
            bad.append(BadRow(clean(values["student"], 60) or "?", f"{path}:{line}", str(error)))
    return _without_doubles(rows, bad, path)


def _row(values: dict[str, str], line: int, folder: Path) -> Row:
    student, url, branch = values["student"], values["url"], values["branch"] or "main"
    if not STUDENT_ID.fullmatch(student):
        raise CourseError("not a usable student id (letters, digits and . @ + - _ and spaces)")
    if not url:
        raise CourseError("has no url")
    if not url.isprintable():
        raise CourseError("its url holds control characters")
    if url.startswith("."):
        url = str((folder / url).resolve())
    scheme_of(url)
    if not BRANCH.fullmatch(branch):
        raise CourseError(f"{clean(branch, 60)!r} is not a branch's name")
    if branch == "feedback":
        raise CourseError("its branch is feedback, which is where feedback goes")
    return Row(student, url, branch, line)


def _without_doubles(rows: list[Row], bad: list[BadRow], path: Path) -> tuple[list[Row], list[BadRow]]:
    """Leave out lines that share a student or a repository: which one is meant is not ours to guess."""
    students, places = defaultdict(list), defaultdict(list)
    for row in rows:
        students[row.student.casefold()].append(row.line)
        places[_place(row.url)].append(row.line)
    kept = []
    for row in rows:
        for what, lines in (("student", students[row.student.casefold()]), ("url", places[_place(row.url)])):
            if len(lines) > 1:
                others = ", ".join(str(line) for line in lines if line != row.line)
                bad.append(BadRow(row.student, f"{path}:{row.line}", f"the same {what} as in line {others}; leave one of them"))
                break
        else:
            kept.append(row)
    return kept, bad


def _place(url: str) -> str:
    url = re.sub(r"^file://", "", url).rstrip("/").removesuffix(".git")
    return re.sub(r"^(\w+://)(?:[^/@]*@)?([^/]+)", lambda found: found[1] + found[2].lower(), url)
