"""`autograder grade --gradebook`: the same rows, autograded notebooks and feedback pages as nbgrader's own commands.

They are the same because nbgrader's own converters write them; what is saved is its start for each command, the
engine's second start, and the time of one page after another: feedback is made by several processes.
"""

from __future__ import annotations

import datetime
import logging
import os
import shutil
import warnings
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from autograder.doors.nbgrader_regrade import bring_along, recorded
from autograder.doors.nbgrader_setup import back_up, check_ready, check_room, database
from autograder.errors import CourseError
from autograder.grading.verdict import Verdict
from autograder.submission import Found

COPIES = 3  # of what was handed in: under submitted/ and autograded/, with room to spare
PAGE_BYTES = 300_000  # a feedback page is half of it, most of that CSS
KEPT = "graded by an earlier version of the graders, and left so; --regrade shows what would change, and writes it"


def write_gradebook(
    course_root: Path, verdicts: list[Verdict], founds: Iterable[Found], *, regrade: bool, jobs: int | None = None
) -> list[str]:
    """Write verdicts to a course's gradebook; returns what was not written, and why.

    Raises:
        CourseError: the course has no configuration, or its gradebook cannot be written.
    """
    config = check_ready(course_root)
    place = database(config.CourseDirectory.db_url)
    places = {(found.assignment, found.student): found for found in founds}
    check_room(place, sum(COPIES * _size(found) + PAGE_BYTES for found in places.values()))
    if regrade:
        back_up(place)
    try:
        return _write(course_root, config, verdicts, places, regrade, jobs)
    except OSError as error:
        raise CourseError(
            f"{error.filename}: {error.strerror}; grades written so far are kept: mend it, run it again"
        ) from None


def _write(
    course_root: Path,
    config: Any,
    verdicts: list[Verdict],
    places: dict[tuple[str, str], Found],
    regrade: bool,
    jobs: int | None,
) -> list[str]:
    place = database(config.CourseDirectory.db_url)
    backed_up = regrade
    problems: list[str] = []
    for verdict in {verdict.assignment: verdict for verdict in verdicts if verdict.score is not None}.values():
        bring_along(course_root, config, verdict, regrade=regrade)
    for assignment in sorted({verdict.assignment for verdict in verdicts}):
        group = [verdict for verdict in verdicts if verdict.assignment == assignment]
        problems += [f"{v.student}: not graded, so nothing was written: {v.reason}" for v in group if v.score is None]
        graded = [verdict for verdict in group if verdict.score is not None]
        coursedir = _coursedir(config, assignment, "*")
        for verdict in graded:
            _hand_over(coursedir, places[assignment, verdict.student], assignment)
        due = {verdict.student: _due(config, coursedir, verdict) for verdict in graded}
        if kept := 0 if regrade else sum(value == "grader" for value in due.values()):
            problems.append(f"{kept} of {assignment}: {KEPT}")
        written = [verdict for verdict in graded if regrade or due[verdict.student] == "submission"]
        if not backed_up and any(_made(coursedir, verdict).exists() for verdict in written):
            back_up(place)  # an earlier grade is about to be replaced
            backed_up = True
        failed = _autograde(config, assignment, written)
        problems += [f"{student}: {reason}" for student, reason in failed.items()]
        shown = {verdict.student for verdict in written} | {v.student for v in graded if not _has_page(coursedir, v)}
        _feedback(config, assignment, sorted(shown - failed.keys()), jobs or len(os.sched_getaffinity(0)))
    return problems


def _size(found: Found) -> int:
    return found.path.stat().st_size if found.path.is_file() else 0


def _has_page(coursedir: Any, verdict: Verdict) -> bool:
    folder = coursedir.format_path(coursedir.feedback_directory, verdict.student, verdict.assignment)
    return (Path(folder) / f"{verdict.assignment}.html").is_file()


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


def _due(config: Any, coursedir: Any, verdict: Verdict) -> str | None:
    """Why the earlier grade is not the one of this verdict: its `submission` is another, or only its `grader` is."""
    from autograder.doors.nbgrader_verdicts import file_hash, submitted_notebook

    made = _made(coursedir, verdict)
    submitted = submitted_notebook(coursedir, verdict.assignment, verdict.student)
    about = recorded(config, verdict.assignment, verdict.student)
    if about.get("file") != file_hash(submitted.read_bytes()) or _stamp(made) != _stamp(submitted.parent):
        return "submission"
    return None if about.get("grader") == verdict.grader else "grader"


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
