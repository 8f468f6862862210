"""What was collected of each student's work, when it came and what became of it: a file for each student and assignment.

A file is replaced whole or not at all. It is written before a submission is graded, so that the time at which it came
outlives a run that is cut short, and again after its grade stands in the gradebook.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from autograder.errors import CourseError
from autograder.grading.verdict import Verdict

State = Literal["pending", "graded", "problem", "untouched"]
UNKNOWN_STAFF_FAULT = "the grader itself failed; the course's staff can see why, and you need not do anything"


@dataclass(frozen=True)
class Record:
    """One assignment as a student last pushed it. `verdict` is of this content only while `state` is graded."""

    student: str
    assignment: str
    commit: str
    blob: str  # the notebook's content, or where it cannot be had, the commit
    received: str  # in nbgrader's form, UTC, by our clock
    state: State = "pending"
    note: str | None = None
    verdict: Verdict | None = None

    def graded(self, verdict: Verdict) -> Record:
        """The record with its verdict; one without a score stays pending, and is tried again."""
        if verdict.score is None:
            return replace(self, state="pending", note=UNKNOWN_STAFF_FAULT)
        return replace(self, state="graded", note=None, verdict=verdict)

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return {**self.__dict__, "verdict": self.verdict and self.verdict.to_json()}


class Records:
    """The records under a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of(self, student: str) -> dict[str, Record]:
        """A student's records by assignment; a damaged one counts as none, and its work is collected again."""
        found = {}
        for path in sorted((self.folder / student).glob("*.json")):
            try:
                data = json.loads(path.read_text(encoding="utf-8"))
                verdict = Verdict.from_json(data["verdict"]) if data["verdict"] else None
                found[path.stem] = Record(**{**data, "verdict": verdict})
            except (OSError, ValueError, TypeError, KeyError):
                continue
        return found

    def keep(self, record: Record) -> None:
        """Write a record.

        Raises:
            CourseError: the disk is full, or the folder cannot be written.
        """
        text = json.dumps(record.to_json(), indent=1, ensure_ascii=True) + "\n"
        write_whole(self.folder / record.student / f"{record.assignment}.json", text.encode())

    def told(self, student: str) -> str:
        """What the student was told last, as `tell` was given it."""
        try:
            return (self.folder / student / "told").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def tell(self, student: str, digest: str) -> None:
        """Remember what the student was told."""
        write_whole(self.folder / student / "told", digest.encode())


class Pushes:
    """Pushes that a hook has noted, a file for each student with a line "SECONDS COMMIT" for each push.

    They are taken by renaming, and forgotten when the run that took them is through: one that is cut short loses none.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.times: dict[str, dict[str, int]] = {}

    def take(self) -> None:
        """Read what was noted so far."""
        for path in sorted(self.folder.glob("[!.]*")) if self.folder.is_dir() else []:
            taken = path.with_name(f".taken-{path.name}")
            earlier = taken.read_bytes() if taken.exists() else b""
            os.replace(path, taken)
            if earlier:
                taken.write_bytes(earlier + taken.read_bytes())
        for taken in self.folder.glob(".taken-*"):
            lines = taken.read_text(encoding="utf-8", errors="replace").splitlines()
            times = {sha: int(seconds) for seconds, _, sha in (line.partition(" ") for line in lines) if seconds.isdigit()}
            self.times[taken.name.removeprefix(".taken-")] = times

    def done(self) -> None:
        """Forget what was taken."""
        for student in self.times:
            (self.folder / f".taken-{student}").unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in its place, whole or not at all.

    Raises:
        CourseError: the disk is full, or the folder cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CourseError(f"{path}: cannot be written ({error.strerror}); nothing that was there is lost") from None


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a lock, and wait for it while another collect does: one gradebook has one writer."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = open(path, "w")  # noqa: SIM115
    except OSError as error:
        raise CourseError(f"{path}: the lock cannot be made ({error.strerror})") from None
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
