"""`autograder grade --gradebook`: the same rows, autograded notebooks and feedback pages as nbgrader's own commands.

They are the same because nbgrader's own converters write them; what is saved is its start for each command, the
engine's second start, and the time of one page after another: feedback is made by several processes.
"""

from __future__ import annotations

import datetime
import logging
import os
import sqlite3
import warnings
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from autograder.errors import CourseError
from autograder.grading.verdict import Verdict
from autograder.submission import Found

STAMP = "%Y-%m-%d %H:%M:%S.%f UTC"


def write_gradebook(
    course_root: Path, verdicts: list[Verdict], founds: Iterable[Found], *, regrade: bool, jobs: int | None = None
) -> list[str]:
    """Write verdicts to a course's gradebook; returns what was not written, and why.

    Raises:
        CourseError: the course has no configuration, or its gradebook cannot be written.
    """
    config = _load_config(course_root)
    database = _database(config)
    _check_writable(database)
    if regrade:
        _back_up(database)
    places = {(found.assignment, found.student): found for found in founds}
    problems: list[str] = []
    for assignment in sorted({verdict.assignment for verdict in verdicts}):
        group = [verdict for verdict in verdicts if verdict.assignment == assignment]
        graded = [verdict for verdict in group if verdict.score is not None]
        problems += [f"{v.student}: not graded, so nothing was written: {v.reason}" for v in group if v.score is None]
        coursedir = _coursedir(config, assignment, "*")
        for verdict in graded:
            _hand_over(coursedir, places[assignment, verdict.student], assignment)
        problems += _autograde(config, assignment, graded, regrade)
        _feedback(config, assignment, [verdict.student for verdict in graded], jobs or len(os.sched_getaffinity(0)))
    return problems


def _load_config(root: Path) -> Any:
    from traitlets.config import PyFileConfigLoader

    path = root / "nbgrader_config.py"
    if not path.is_file():
        raise CourseError(f"{path}: missing; --gradebook takes the root of a course, where its nbgrader_config.py lies")
    return PyFileConfigLoader(str(path.resolve())).load_config()


def _database(config: Any) -> Path | None:
    url = config.CourseDirectory.db_url
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None


def _check_writable(database: Path | None) -> None:
    if database is None:
        return  # a server: it says itself what is wrong
    if not database.is_file():
        raise CourseError(f"{database}: no gradebook; run autograder build first")
    connection = sqlite3.connect(database, timeout=10)
    try:
        connection.execute("begin immediate")
        connection.rollback()
    except sqlite3.OperationalError as error:
        raise CourseError(
            f"{database}: cannot be written ({error}); close what uses it, or mend its rights. No grade is lost"
        ) from None
    finally:
        connection.close()


def _back_up(database: Path | None) -> None:
    if database is None:
        return
    folder = database.parent / "backups"
    folder.mkdir(exist_ok=True)
    target = folder / f"{database.stem}-{datetime.datetime.now():%Y%m%d-%H%M%S}.db"
    source, copy = sqlite3.connect(database), sqlite3.connect(target)
    with copy:
        source.backup(copy)
    source.close()
    copy.close()


def _coursedir(config: Any, assignment: str, student: str) -> Any:
    from nbgrader.coursedir import CourseDirectory

    return CourseDirectory(config=config, assignment_id=assignment, student_id=student)


def _hand_over(coursedir: Any, found: Found, assignment: str) -> None:
    """Put a submission from elsewhere under submitted/, as if it had been handed in through nbgrader."""
    from autograder.doors.nbgrader_verdicts import submitted_notebook
    from autograder.submission import read_bytes

    target = submitted_notebook(coursedir, assignment, found.student)
    if found.member is None and found.path.resolve() == target.resolve():
        return
    content = read_bytes(found)
    if (found.member or found.path.name).endswith(".py"):
        content = _as_notebook(content)
    if target.is_file() and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    when = datetime.datetime.fromtimestamp(found.path.stat().st_mtime, datetime.UTC)
    (target.parent / "timestamp.txt").write_text(when.strftime(STAMP), encoding="utf-8")


def _as_notebook(content: bytes) -> bytes:
    import jupytext
    import nbformat

    text = content.decode("utf-8", "replace")
    node = jupytext.reads(text, fmt="py:percent" if "# %%" in text else "py:light")
    return nbformat.writes(node).encode()


def _autograde(config: Any, assignment: str, verdicts: list[Verdict], regrade: bool) -> list[str]:
    from nbgrader.converters import Autograde

    from autograder.doors.nbgrader_preprocessors import SOURCE
    from autograder.doors.nbgrader_verdicts import submitted_notebook

    problems = []
    for verdict in verdicts:
        coursedir = _coursedir(config, assignment, verdict.student)
        SOURCE.put(verdict, submitted_notebook(coursedir, assignment, verdict.student))
        if said := _run(Autograde, config, coursedir, regrade):
            problems.append(f"{verdict.student}: {said}")
    return problems


def _run(kind: Any, config: Any, coursedir: Any, force: bool) -> str | None:
    heard: list[str] = []
    converter = kind(coursedir=coursedir, config=config)
    converter.force = force
    converter.log = coursedir.log = _listener(heard)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbgrader's own use of SQLAlchemy
            converter.start()
    except (SystemExit, Exception) as error:  # nbgrader ends a failing command either way
        if not isinstance(error, SystemExit) or error.code not in (0, None):
            return " ".join(heard[-3:])[-500:] or str(error)
    return None


def _listener(heard: list[str]) -> logging.Logger:
    logger = logging.Logger("nbgrader", logging.ERROR)
    handler = logging.Handler()
    handler.emit = lambda record: heard.append(record.getMessage())
    logger.addHandler(handler)
    return logger


def _feedback(config: Any, assignment: str, students: list[str], jobs: int) -> None:
    shares = [students[i::jobs] for i in range(jobs) if students[i::jobs]]
    if len(students) < 2 * jobs:
        shares = [students]
    if len(shares) <= 1:
        for share in shares:
            _feedback_share(config, assignment, share)
        return
    with ProcessPoolExecutor(len(shares), mp_context=get_context("fork")) as pool:
        list(pool.map(_feedback_share, [config] * len(shares), [assignment] * len(shares), shares))


def _feedback_share(config: Any, assignment: str, students: list[str]) -> None:
    from nbgrader.converters import GenerateFeedback

    for student in students:
        _run(GenerateFeedback, config, _coursedir(config, assignment, student), True)
