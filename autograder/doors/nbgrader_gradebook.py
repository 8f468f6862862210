"""`autograder grade --gradebook`: the same rows, autograded notebooks and feedback pages as nbgrader's own commands.

They are the same because nbgrader's own converters write them; what is saved is its start for each command, the
engine's second start, and the time of one page after another: feedback is made by several processes.
"""

from __future__ import annotations

import datetime
import json
import logging
import os
import shutil
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
    backed_up = regrade
    places = {(found.assignment, found.student): found for found in founds}
    problems: list[str] = []
    for assignment in sorted({verdict.assignment for verdict in verdicts}):
        group = [verdict for verdict in verdicts if verdict.assignment == assignment]
        problems += [f"{v.student}: not graded, so nothing was written: {v.reason}" for v in group if v.score is None]
        graded = [verdict for verdict in group if verdict.score is not None]
        coursedir = _coursedir(config, assignment, "*")
        for verdict in graded:
            _hand_over(coursedir, places[assignment, verdict.student], assignment)
        written = [verdict for verdict in graded if regrade or _needs_writing(coursedir, verdict)]
        if not backed_up and any(_made(coursedir, verdict).exists() for verdict in written):
            _back_up(database)  # an earlier grade is about to be replaced
            backed_up = True
        failed = _autograde(config, assignment, written)
        problems += [f"{student}: {reason}" for student, reason in failed.items()]
        shown = {verdict.student for verdict in written} | {v.student for v in graded if not _has_page(coursedir, v)}
        _feedback(config, assignment, sorted(shown - failed.keys()), jobs or len(os.sched_getaffinity(0)))
    return problems


def _has_page(coursedir: Any, verdict: Verdict) -> bool:
    folder = coursedir.format_path(coursedir.feedback_directory, verdict.student, verdict.assignment)
    return (Path(folder) / f"{verdict.assignment}.html").is_file()


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
    """Put a submission from elsewhere under submitted/, as if it had been handed in through nbgrader.

    No date is made up: a file's own is the one of its copying. What lay there before is kept beside.
    """
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
    if target.parent.exists():
        stamp = f"{datetime.datetime.now():%Y%m%d-%H%M%S-%f}"
        earlier = Path(coursedir.root) / "grading" / "replaced" / stamp / found.student / assignment
        earlier.parent.mkdir(parents=True)
        shutil.move(target.parent, earlier)
    target.parent.mkdir(parents=True)
    target.write_bytes(content)
    if found.member is None and (dated := found.path.parent / "timestamp.txt").is_file():
        shutil.copy(dated, target.parent)


def _as_notebook(content: bytes) -> bytes:
    import jupytext
    import nbformat

    text = content.decode("utf-8", "replace")
    node = jupytext.reads(text, fmt="py:percent" if "# %%" in text else "py:light")
    return nbformat.writes(node).encode()


def _needs_writing(coursedir: Any, verdict: Verdict) -> bool:
    """Whether the autograded copy is of another notebook, of another grader, or not there."""
    from autograder.doors.nbgrader_verdicts import file_hash, submitted_notebook

    made = _made(coursedir, verdict)
    submitted = submitted_notebook(coursedir, verdict.assignment, verdict.student)
    try:
        about = json.loads((made / f"{verdict.assignment}.ipynb").read_text(encoding="utf-8"))["metadata"]["autograder"]
        same = about["file"] == file_hash(submitted.read_bytes()) and about["grader"] == verdict.grader
        return not same or _stamp(made) != _stamp(submitted.parent)
    except (OSError, ValueError, KeyError, TypeError):
        return True


def _made(coursedir: Any, verdict: Verdict) -> Path:
    return Path(coursedir.format_path(coursedir.autograded_directory, verdict.student, verdict.assignment))


def _stamp(folder: Path) -> str | None:
    path = folder / "timestamp.txt"
    return path.read_text(encoding="utf-8", errors="replace").strip() if path.is_file() else None


def _autograde(config: Any, assignment: str, verdicts: list[Verdict]) -> dict[str, str]:
    """Write the verdicts with nbgrader's own converter; returns who was not written, and why."""
    from nbgrader.converters import Autograde

    if not verdicts:
        return {}
    converter = Autograde(coursedir=_coursedir(config, assignment, "*"), config=config)
    converter.verdicts = {verdict.student: verdict for verdict in verdicts}
    said = _run(converter)
    grading = getattr(getattr(converter, "exporter", None), "grading", None)
    if grading is None:
        raise CourseError(f"{assignment}: nothing was written to the gradebook: {said}")
    failed = {student: said for student in grading.verdicts if not _is_made(converter, assignment, student)}
    return {**grading.ungraded, **failed}


def _is_made(converter: Any, assignment: str, student: str) -> bool:
    return (Path(converter._format_dest(assignment, student)) / f"{assignment}.ipynb").is_file()


def _run(converter: Any) -> str | None:
    heard: list[str] = []
    converter.force = True
    converter.log = converter.coursedir.log = _listener(heard)
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
    """Make feedback pages, in several processes when there are many."""
    shares = [students[i::jobs] for i in range(jobs) if students[i::jobs]]
    if len(students) < 2 * jobs:
        shares = [students] if students else []
    if len(shares) <= 1:
        for share in shares:
            _feedback_share(config, assignment, share)
        return
    with ProcessPoolExecutor(len(shares), mp_context=get_context("fork")) as pool:
        list(pool.map(_feedback_share, [config] * len(shares), [assignment] * len(shares), shares))


def _feedback_share(config: Any, assignment: str, students: list[str]) -> None:
    """Make some students' pages with one exporter, whose templates are read once."""
    from nbgrader.converters import GenerateFeedback

    converter = GenerateFeedback(coursedir=_coursedir(config, assignment, "*"), config=config)
    wanted = {converter._format_source(assignment, student) for student in students}
    find = converter.init_notebooks

    def find_wanted() -> None:
        find()
        converter.assignments = {folder: n for folder, n in converter.assignments.items() if folder in wanted}

    converter.init_notebooks = find_wanted
    _run(converter)
