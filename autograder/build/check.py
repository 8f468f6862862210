"""What must never be true of a built course."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from autograder.build.release import students_in
from autograder.course import Course
from autograder.desk.stubs import FILE as STUBS
from autograder.hints import FILE as HINTS
from autograder.section import MARKER_LIKE, NOTICE, Section, solution_lines, solution_shown


def leaks(course: Course, section: Section) -> Iterator[str]:
    """What lies in an assignment's folder and must not."""
    folder = course.assignments / section.id
    cure = f'run "autograder build {section.id}"'
    secret = set(solution_lines(section))
    notice = {line.strip() for line in NOTICE.splitlines()} - {"import os"}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(course.root)
        if path.is_dir():
            continue
        if path == folder / HINTS:
            if line := solution_shown(path.read_text(encoding="utf-8", errors="replace"), section):
                yield f"{name}: shows a line of the solution: {line[:60]!r}; {cure}"
            continue
        if path.name != f"{section.id}.ipynb":
            yield f"{name}: does not belong in the release; delete it, or {cure}"
            continue
        try:
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        except (OSError, ValueError, KeyError):
            yield f"{name}: not a readable notebook; {cure}"
            continue
        for number, cell in enumerate(cells, 1):
            for line in "".join(cell["source"]).splitlines():
                if line.strip() in secret:
                    yield f"{name}: cell {number} shows a line of the solution: {line.strip()[:60]!r}; {cure}"
                elif line.strip() in notice:
                    yield f"{name}: cell {number} shows the hidden region; {cure}"
                elif cell["cell_type"] == "code" and MARKER_LIKE.match(line):
                    yield f"{name}: cell {number} shows a marker: {line.strip()!r}; {cure}"
            if cell.get("outputs"):
                yield f"{name}: cell {number} has outputs; {cure}"


def stray_sources(course: Course, section_id: str) -> Iterator[str]:
    """Files beside a section that nbgrader would copy into the release, where only the hints belong; and no hints."""
    folder = course.source / section_id
    for path in sorted(folder.iterdir()):
        if path.name not in (f"{section_id}.py", f"{section_id}.ipynb", HINTS, ".ipynb_checkpoints", "__pycache__"):
            yield f"{path.relative_to(course.root)}: would be copied into the release; move it out of source/"
    if not (folder / HINTS).exists():
        yield f"{(folder / HINTS).relative_to(course.root)}: missing; write hints in steps for each exercise"


def stray_assignments(course: Course) -> Iterator[str]:
    """Folders of sections that are no more."""
    known = {*course.section_ids(), "data", "README.md", STUBS}
    for parent in (course.assignments, course.solutions):
        for path in sorted(parent.iterdir()) if parent.is_dir() else []:
            if path.name not in known:
                yield f"{path.relative_to(course.root)}: belongs to no section; delete it"


def students(gradebook: Path) -> Iterator[str]:
    """A gradebook that is handed out may hold no student."""
    try:
        count = students_in(gradebook)
    except sqlite3.Error as error:
        yield f"{gradebook.name}: not a gradebook ({error}); run autograder build"
        return
    if count:
        yield f"{gradebook.name}: holds {count} students; it goes to everybody: run autograder build"
