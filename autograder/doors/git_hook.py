"""`autograder hook`: have a plain git server grade on push, through a post-receive hook in each student's repository."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import sys
from pathlib import Path

from autograder.course import Course
from autograder.doors.git_repository import git, scheme_of
from autograder.doors.git_roster import Row, read_roster
from autograder.errors import CourseError

TEMPLATE = Path(__file__).parent / "post-receive"
OURS = "# autograder's hook:"


def run(options: argparse.Namespace) -> int:
    """Install the hook in every repository of the roster that lies here; the return value is the exit status."""
    course = Course.find()
    if shutil.which("flock") is None:
        raise CourseError("flock: not found; the hook lets one collect run at a time with it (it is part of util-linux)")
    rows, problems = read_roster(options.roster)
    said = [f"{line.path}: {line.reason}" for line in problems]
    done = 0
    course.grading.mkdir(exist_ok=True)
    for row in rows:
        try:
            install(course, options.roster.resolve(), row)
            done += 1
        except CourseError as error:
            said.append(f"{row.student}: {error}")
    for line in said:
        print(f"not installed: {line}", file=sys.stderr)
    print(f"{done} hooks installed")
    return 1 if said else 0


def install(course: Course, roster: Path, row: Row) -> None:
    """Write one repository's hook.

    Raises:
        CourseError: the repository is elsewhere, is none, or has another post-receive hook.
    """
    if scheme_of(row.url) != "file":
        raise CourseError(f"{row.url} is not on this machine; a hook runs where the repository lies")
    folder = Path(row.url.removeprefix("file://"))
    found = git(None, "-C", str(folder), "rev-parse", "--absolute-git-dir") if folder.is_dir() else None
    if found is None or found.returncode:
        raise CourseError(f"{folder}: no git repository")
    hook = Path(os.fsdecode(found.stdout.strip())) / "hooks" / "post-receive"
    if hook.exists() and OURS not in hook.read_text(encoding="utf-8", errors="replace"):
        raise CourseError(f"{hook}: there is a hook already, and it is not ours; call it from a script that calls both")
    values = {"STUDENT": row.student, "BRANCH": row.branch, "COURSE": course.root, "ROSTER": roster, "PYTHON": sys.executable}
    text = TEMPLATE.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"={name}\n", f"={shlex.quote(str(value))}\n", 1)
    try:
        hook.parent.mkdir(exist_ok=True)
        part = hook.with_name(".post-receive.part")
        part.write_text(text, encoding="utf-8")
        part.chmod(0o755)
        os.replace(part, hook)
    except OSError as error:
        raise CourseError(f"{hook}: cannot be written ({error.strerror})") from None
