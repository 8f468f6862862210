"""What runs in Gradescope's container for each submission: read it, grade it, write results.json.

Three endings. Graded: results.json with the verdict's scores. Nothing to grade in what was handed in: results.json with
zero and the reason. The engine failed: no results.json, the reason on standard output and exit status 1, so that
Gradescope says that the autograder failed and no score is claimed (docs/decisions.md).

Standard output is shown to instructors only. It says the seed, with which a grading can be repeated elsewhere.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.command_grade import SINGLE_THREADED
from autograder.course import Course
from autograder.doors.gradescope import SETTINGS
from autograder.doors.gradescope_results import results, unread
from autograder.errors import CourseError
from autograder.reports.json_report import write_whole
from autograder.reports.text import clean, points
from autograder.scratch import scratch_folder
from autograder.submission import SKIPPED, SUFFIXES, Found, SubmissionError

if TYPE_CHECKING:
    from autograder.grading.verdict import Verdict

METADATA = "submission_metadata.json"
CLOSED = ("source", "results", "submission", METADATA)  # to everybody but root


def main(arguments: Sequence[str] | None = None) -> int:
    """`[--check] ROOT`: grade the submission in ROOT, or see that all that takes is there; the exit status."""
    *option, root = sys.argv[1:] if arguments is None else arguments
    os.environ.update(SINGLE_THREADED)
    try:
        (check if option == ["--check"] else run)(Path(root))
    except Exception as error:  # whatever it is that failed in the engine, no score may come of it
        reason = str(error) if isinstance(error, CourseError) else f"{type(error).__name__}: {error}"
        said = "nothing could be graded here" if option else "NOT GRADED, and not by the student's fault"
        print(f"{said}: {clean(reason)}")
        return 1
    return 0


def check(root: Path) -> None:
    """Import and load what a grading needs, so that a container in which something is missing is not built.

    Raises:
        CourseError: a part of the zip is missing or damaged.
    """
    from autograder.grading.pool import engine_id
    from autograder.grading.room import load_reference, load_section
    from autograder.sandbox import zygote

    for name in zygote.IMPORTS:
        import_module(name)
    settings, course = _settings(root), Course(root / "source")
    load_reference(load_section(course, settings["assignment"]), "sample")
    print(f"{settings['assignment']}: can be graded, with engine {engine_id()}")


def run(root: Path) -> None:
    """Grade what lies in ROOT/submission and write ROOT/results/results.json.

    Raises:
        CourseError: the engine failed; there are no results then.
    """
    started = time.monotonic()
    answer_path = root / "results" / "results.json"
    answer_path.parent.mkdir(exist_ok=True)
    answer_path.unlink(missing_ok=True)
    for name in CLOSED:
        close(root / name)
    settings = _settings(root)
    try:
        verdict = grade(root, settings)
    except SubmissionError as error:
        print(f"nothing to grade: {clean(str(error))}")
        answer = unread(str(error), time.monotonic() - started)
    else:
        _tell(verdict, settings)
        answer = results(verdict, settings["visibility"], time.monotonic() - started)
    write_whole(json.dumps(answer, indent=1) + "\n", str(answer_path))


def close(path: Path) -> None:
    """Let nobody but root look into a file or folder."""
    if path.exists():
        path.chmod(0o700 if path.is_dir() else 0o600)


def _settings(root: Path) -> dict[str, Any]:
    path = root / "source" / SETTINGS
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise CourseError(f"{path}: missing or damaged; upload the zip again") from None


# ---- reading ------------------------------------------------------------------------------------------------------


def find_submission(folder: Path, assignment: str, student: str) -> Found:
    """The one notebook in a submission, under whatever name; without one, the one module.

    A link is never followed: it could name the reference solution, which root can read.

    Raises:
        SubmissionError: there is none, or more than one and none of them has the assignment's name.
    """
    files = list(_files(folder))
    for suffix in SUFFIXES:
        candidates = [path for path in files if path.suffix == suffix]
        named = [path for path in candidates if path.stem == assignment]
        if len(candidates) == 1 or len(named) == 1:
            return Found(student, assignment, (named or candidates)[0])
        if candidates:
            names = ", ".join(str(path.relative_to(folder)) for path in candidates[:5])
            raise SubmissionError(f"{len(candidates)} files could be it ({names}); name the right one {assignment}{suffix}")
    raise SubmissionError(f"there is no notebook in it; hand in {assignment}.ipynb")


def _files(folder: Path) -> Iterator[Path]:
    for above, folders, names in os.walk(folder):  # does not enter linked folders
        folders[:] = sorted(set(folders) - SKIPPED)
        for name in sorted(names):
            path = Path(above, name)
            if not name.startswith(".") and stat.S_ISREG(path.lstat().st_mode):
                yield path


def student_of(metadata: Path) -> str:
    """Who handed in, for the seed alone: ids (or else addresses) of all the group's members, whoever of them it was.

    Where nothing is said (a container started by hand), everybody has the same inputs.
    """
    try:
        users = json.loads(metadata.read_bytes())["users"]
        names = [str(user.get("id") or user["email"]) for user in users]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        names = []
    if not names:
        print(f"{metadata.name} does not say who the student is: the inputs are those of nobody in particular")
    return "\n".join(sorted(names))


# ---- grading ------------------------------------------------------------------------------------------------------


def grade(root: Path, settings: dict[str, Any]) -> Verdict:
    """The verdict of the submission in ROOT.

    Raises:
        SubmissionError: there is nothing to grade in it.
        CourseError: the sandbox or the judge failed, or a hidden test did.
    """
    found = find_submission(root / "submission", settings["assignment"], student_of(root / METADATA))
    with _open_data(root, wanted=settings["data"]) as data:
        from autograder.sandbox.client import Sandbox

        secrets = [root / name for name in CLOSED if (root / name).exists()]
        with Sandbox(data=data, dataset="sample" if data else None, secrets=secrets, alone=True) as sandbox:
            from autograder.grading import pool  # imports torch while the sandbox starts

            (result,) = pool.grade(pool.Plan(Course(root / "source"), "sample", None), [found], sandbox, 1)
    if isinstance(result, pool.Problem):
        raise SubmissionError(result.reason)
    if result.score is None:
        raise CourseError(_why_ungraded(result))
    return result


@contextmanager
def _open_data(root: Path, *, wanted: bool) -> Iterator[Path | None]:
    """A copy of the students' data where the sandbox's user can read it, since ROOT/source is closed."""
    if not wanted:
        yield None
        return
    with scratch_folder() as folder:
        copy = folder / "data"
        shutil.copytree(root / "source" / "data", copy, copy_function=shutil.copyfile)
        for path in (folder, copy, *copy.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        yield copy


def _why_ungraded(verdict: Verdict) -> str:
    if verdict.reason:
        return verdict.reason
    tests = [(exercise.name, test) for exercise in verdict.exercises for test in exercise.tests if test.outcome == "ungraded"]
    return "; ".join(f"{name}, {test.name}: {test.message}" for name, test in tests)


def _tell(verdict: Verdict, settings: dict[str, Any]) -> None:
    """What instructors see besides; nothing that a student's code wrote."""
    print(f"{verdict.assignment}: {points(verdict.score)} of {points(verdict.max_score)} points")
    print(f"isolation level {verdict.level}: {', '.join(verdict.isolation)}; tests are {settings['visibility']} to students")
    print(f"the same grading elsewhere: autograder grade FILE --assignment {verdict.assignment} --seed {verdict.seed}")


if __name__ == "__main__":
    sys.exit(main())
