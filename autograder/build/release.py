"""Assignments, solutions and the gradebook, made by nbgrader's own converters in a scratch tree."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from traitlets.config import Config, PyFileConfigLoader

from autograder.course import Course
from autograder.errors import CourseError

NAMESPACE = uuid.UUID("2f3a1f0e-6c2b-5d0f-9f52-3d6c0d2b7c10")


def scratch_config(course: Course, scratch: Path) -> Config:
    """The repository's nbgrader configuration, with every folder under a scratch tree."""
    path = course.root / "nbgrader_config.py"
    if not path.is_file():
        raise CourseError(f"{path}: missing; it tells nbgrader where the course lies")
    config = PyFileConfigLoader(str(path)).load_config()
    config.CourseDirectory.root = str(scratch)
    config.CourseDirectory.db_url = f"sqlite:///{scratch / 'gradebook.db'}"
    return config


@contextmanager
def deterministic_ids() -> Iterator[None]:
    """Number the gradebook's rows in the order they are made, instead of at random."""
    import nbgrader.api as api
    from sqlalchemy import event

    counts: dict[str, int] = {}

    def number(_mapper: Any, _connection: Any, row: Any) -> None:
        kind = type(row).__name__
        if kind == "Course":
            return
        counts[kind] = counts.get(kind, 0) + 1
        row.id = uuid.uuid5(NAMESPACE, f"{kind}-{counts[kind]}").hex

    event.listen(api.Base, "before_insert", number, propagate=True)
    try:
        yield
    finally:
        event.remove(api.Base, "before_insert", number)


def generate(config: Config, section_id: str, step: str) -> None:
    """Run nbgrader's `generate_assignment` or `generate_solution` for one section.

    Raises:
        CourseError: nbgrader refused, with what it said.
    """
    from nbgrader.converters import GenerateAssignment, GenerateSolution
    from nbgrader.coursedir import CourseDirectory

    heard = _Listener()
    coursedir = CourseDirectory(config=config, assignment_id=section_id)
    kind = {"assignment": GenerateAssignment, "solution": GenerateSolution}[step]
    converter = kind(coursedir=coursedir, config=config)
    logger = logging.getLogger(f"autograder.build.{section_id}.{step}")
    logger.propagate = False
    logger.handlers = [heard]
    converter.log = coursedir.log = logger
    converter.force = True
    try:
        converter.start()
    except SystemExit as error:
        if error.code not in (0, None):
            raise CourseError(f"{section_id}: nbgrader could not make the {step}:\n{heard.text()}") from None
    except Exception as error:  # a failing cell, a broken notebook: nbgrader has no one type for them
        raise CourseError(f"{section_id}: nbgrader could not make the {step}: {error}\n{heard.text()}") from None


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(record.getMessage())

    def text(self) -> str:
        return "\n".join(self._lines)[-4000:]


def dump(gradebook: Path) -> list[str]:
    """A gradebook's content as SQL, in a fixed order: SQLite's bytes differ from version to version.

    Raises:
        CourseError: it is missing, or no database.
    """
    if not gradebook.is_file():
        raise CourseError(f"{gradebook}: missing; run autograder build")
    try:
        connection = sqlite3.connect(f"file:{gradebook}?mode=ro", uri=True)
        try:
            return sorted(connection.iterdump())
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise CourseError(f"{gradebook}: not a gradebook ({error}); run autograder build") from None


def students_in(gradebook: Path) -> int:
    """How many students a gradebook holds."""
    connection = sqlite3.connect(f"file:{gradebook}?mode=ro", uri=True)
    try:
        return connection.execute("select count(*) from student").fetchone()[0]
    finally:
        connection.close()


def swap_in(made: Path, place: Path) -> None:
    """Put a finished folder in the place of an old one; the old one stays until the new one is there."""
    place.parent.mkdir(parents=True, exist_ok=True)
    new, old = place.with_name(f".{place.name}.new"), place.with_name(f".{place.name}.old")
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(made, new)
    for folder, _, files in os.walk(new):
        os.chmod(folder, 0o755)
        for name in files:
            os.chmod(os.path.join(folder, name), 0o644)
    if place.exists():
        os.rename(place, old)
    os.rename(new, place)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def environment(**values: str) -> Iterator[None]:
    """Environment variables for a while."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
