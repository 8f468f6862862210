"""What must be true of nbgrader, its configuration and its gradebook before anything is written."""

from __future__ import annotations

import datetime
import errno
import importlib.metadata
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from autograder.errors import CourseError

NBGRADER = "0.9"  # what the doors are written for and tested with
ROOM_MIB = 16  # beside copies of the gradebook and of what was handed in
BUSY_S = 5  # a grading that is writing lets go within one


def check_nbgrader() -> str:
    """The installed version of nbgrader.

    Raises:
        CourseError: there is none, or one that these doors are not written for.
    """
    cure = f'install one that is: pip install "nbgrader=={NBGRADER}.*"'
    try:
        version = importlib.metadata.version("nbgrader")
    except importlib.metadata.PackageNotFoundError:
        raise CourseError(f"nbgrader is not installed; {cure}") from None
    if version.split(".")[:2] != NBGRADER.split("."):
        raise CourseError(f"nbgrader {version} is not one that this course works with; {cure}. Nothing was written")
    return version


def load_config(root: Path) -> Any:
    """A course's nbgrader configuration.

    Raises:
        CourseError: it has none.
    """
    from traitlets.config import PyFileConfigLoader

    path = root / "nbgrader_config.py"
    if not path.is_file():
        raise CourseError(f"{path}: missing; give the root of a course, where its nbgrader_config.py lies")
    return PyFileConfigLoader(str(path.resolve())).load_config()


def check_ready(root: Path) -> Any:
    """A course's configuration, when its gradebook can be written with it.

    Raises:
        CourseError: something is in the way; says what.
    """
    config = load_config(root)
    check_nbgrader()
    place = database(config.CourseDirectory.db_url)
    if place is None:
        check_server(config.CourseDirectory.db_url)
    check_writable(place)
    return config


def database(url: str) -> Path | None:
    """The gradebook's file; None when it is on a server."""
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None


def check_writable(path: Path | None) -> None:
    """Refuse a gradebook that cannot be written now.

    Raises:
        CourseError: it is missing, locked, read-only, damaged, or the disk is full.
    """
    if path is None:
        return  # a server: it says itself what is wrong
    if not path.is_file():
        raise CourseError(f"{path}: no gradebook; run autograder build first")
    connection = sqlite3.connect(path, timeout=BUSY_S)
    try:
        connection.execute("begin immediate")
        connection.rollback()
    except sqlite3.DatabaseError as error:
        raise CourseError(
            f"{path}: cannot be written ({error}); close what uses it, or mend its rights. No grade is lost"
        ) from None
    finally:
        connection.close()


def check_server(url: str) -> None:
    """Refuse a gradebook on a server that does not answer, or that has not been set up.

    Raises:
        CourseError: no driver, no answer, or no assignment there.
    """
    import sqlalchemy
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

    try:
        shown = sqlalchemy.make_url(url).render_as_string(hide_password=True)
        engine = sqlalchemy.create_engine(url)
        try:
            ready = sqlalchemy.inspect(engine).has_table("assignment")
        finally:
            engine.dispose()
    except (ImportError, NoSuchModuleError) as error:
        raise CourseError(
            f'no driver for the gradebook\'s server ({error}); pip install "d2l-autograder[postgresql]"'
        ) from None
    except ArgumentError as error:
        raise CourseError(f"nbgrader_config.py: db_url is not an address of a database ({error})") from None
    except SQLAlchemyError as error:
        said = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise CourseError(f"{shown}: the gradebook cannot be reached ({said}). No grade is lost") from None
    if not ready:
        raise CourseError(f"{shown}: an empty database; run nbgrader generate_assignment for each assignment first")


def check_room(path: Path | None, more_bytes: int = 0) -> None:
    """Refuse to begin what the disk has no room for.

    Raises:
        CourseError: less is free than two copies of the gradebook, `more_bytes` and a reserve need.
    """
    if path is None:
        return
    wanted = path.stat().st_size * 2 + more_bytes + ROOM_MIB * 2**20
    free = shutil.disk_usage(path.parent).free
    if free < wanted:
        raise CourseError(
            f"{path.parent}: {free / 2**20:.0f} MiB free, {wanted / 2**20:.0f} MiB needed; make room and run it again. "
            "Nothing was written"
        )


def back_up(path: Path | None) -> Path | None:
    """Copy the gradebook to `backups/` beside it; returns the copy.

    Raises:
        CourseError: it could not be copied; nothing is left of the attempt.
    """
    if path is None:
        return None
    target = path.parent / "backups" / f"{path.stem}-{datetime.datetime.now():%Y%m%d-%H%M%S-%f}.db"
    try:
        target.parent.mkdir(exist_ok=True)
        source, copy = sqlite3.connect(path, timeout=BUSY_S), sqlite3.connect(target)
        try:
            with copy:
                source.backup(copy)
        finally:
            source.close()
            copy.close()
    except (OSError, sqlite3.Error) as error:
        target.unlink(missing_ok=True)
        full = isinstance(error, OSError) and error.errno == errno.ENOSPC
        said = "the disk is full" if full else str(error)
        raise CourseError(f"{target.parent}: the gradebook could not be backed up ({said}). Nothing was written") from None
    return target
