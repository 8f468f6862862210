"""Verdicts of earlier runs, so that a run that was cut off goes on where it was, and a second one grades nothing twice.

A file for each verdict under `grading/cache/verdicts/`, in a folder for each engine. Its name is a hash of all that the
verdict is a function of, its content a verdict without the student's name. It is written whole or not at all, and one
that is damaged, cut off or in another's place counts as none.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import sys
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from autograder import data
from autograder.course import Course
from autograder.grading.plan import Plan, engine_id, grader_digest
from autograder.grading.verdict import Verdict
from autograder.sandbox.client import MINIMUM_LEVEL
from autograder.section import cached_section
from autograder.submission import Found, SubmissionError, read_bytes

SCHEMA = 1
MOST = 50_000  # verdicts, some kilobytes each; what is older than these goes
BY_THE_CLOCK = ("timeout", "killed")


class VerdictCache:
    """The verdicts that one run may use again, and where its own are kept.

    Args:
        unsafe: whether this run may grade without isolation; such verdicts are a kind of their own.
        renew: use none, and put new ones in their place.
    """

    def __init__(self, course: Course, *, unsafe: bool = False, renew: bool = False) -> None:
        self.course, self.unsafe, self.renew = course, unsafe, renew
        self.folder = course.grading / "cache" / "verdicts" / engine_id()
        self.served = 0
        self.kept = 0
        self.fault: str | None = None
        self._surroundings = _surroundings(course)
        self._graders: dict[str, tuple[str, str]] = {}
        self._clean()

    def get(self, plan: Plan, found: Found) -> Verdict | None:
        """The verdict of an earlier run on the same file with everything else the same."""
        if self.renew:
            return None
        try:
            file = hashlib.sha256(read_bytes(found)).hexdigest()
            key = self._key(plan, found, file, plan.seed_for(found.assignment, found.student))
            verdict = _opened(key, json.loads((self.folder / f"{key}.json").read_bytes()))
        except (SubmissionError, OSError, ValueError, RecursionError):
            return None  # a judge says what is wrong with it
        if verdict.level < MINIMUM_LEVEL and not self.unsafe:
            return None
        self.served += 1
        return replace(verdict, student=found.student)

    def keep(self, plan: Plan, found: Found, verdict: Verdict) -> None:
        """Keep a verdict for the next run, if it is a function of what its name is made of."""
        if not _is_pure(verdict) or verdict.grader != self._grader(found.assignment)[0]:
            return
        key = self._key(plan, found, verdict.file, verdict.seed)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(self.folder / f"{key}.json", json.dumps(_closed(key, replace(verdict, student=""))))
            self.kept += 1
        except OSError as error:
            self.fault = error.strerror  # costs time in the next run only

    def _key(self, plan: Plan, found: Found, file: str, seed: int) -> str:
        parts = [
            SCHEMA,
            engine_id(),
            found.assignment,
            *self._grader(found.assignment),
            Path(found.member or found.path.name).suffix,  # how it is read
            file,
            seed,
            data.dataset_id(plan.dataset),
            self.unsafe,
            self._surroundings,
        ]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def _grader(self, assignment: str) -> tuple[str, str]:
        """Digests of an assignment's graders and of its section file, as they were at first use."""
        if assignment not in self._graders:
            path = self.course.section_path(assignment)
            section = cached_section(path, self.course.grading / "cache" / "sections")
            self._graders[assignment] = grader_digest(section, self.course.hidden / assignment), data.sha256_of(path)
        return self._graders[assignment]

    def _clean(self) -> None:
        """Remove what another engine made, what a killed run left half written, and the oldest of too many."""
        for other in self.folder.parent.glob("*"):
            if other != self.folder:
                shutil.rmtree(other, ignore_errors=True)
        for part in self.folder.glob("*.part"):
            part.unlink(missing_ok=True)
        files = list(self.folder.glob("*.json"))
        if len(files) > MOST:
            for path in sorted(files, key=_age)[: len(files) - MOST]:
                path.unlink(missing_ok=True)


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _is_pure(verdict: Verdict) -> bool:
    """Whether the same grading gives the same verdict: there is a score, and neither the clock nor a kill had a part in it."""
    outcomes = {test.outcome for exercise in verdict.exercises for test in exercise.tests}
    cut_short = any(" stopped with TooSlow: " in problem for problem in verdict.problems)
    return verdict.score is not None and not outcomes & {*BY_THE_CLOCK} and not cut_short


def _closed(key: str, verdict: Verdict) -> dict[str, Any]:
    content = verdict.to_json()
    return {"schema": SCHEMA, "engine": verdict.engine, "sum": _sum(key, content), "verdict": content}


def _opened(key: str, stored: Any) -> Verdict:
    """The verdict in a file of this name.

    Raises:
        ValueError: it is damaged, or was written under another name.
    """
    if not isinstance(stored, dict) or stored.get("sum") != _sum(key, stored.get("verdict")):
        raise ValueError("damaged, or another file's content")
    return Verdict.from_json(stored["verdict"])


def _sum(key: str, content: Any) -> str:
    return hashlib.sha256(f"{key} {json.dumps(content)}".encode()).hexdigest()


def _write(path: Path, text: str) -> None:
    descriptor, part = tempfile.mkstemp(suffix=".part", dir=path.parent)
    try:
        with open(descriptor, "w", encoding="ascii") as file:
            file.write(text)
        os.replace(part, path)
    except OSError:
        Path(part).unlink(missing_ok=True)
        raise


def _surroundings(course: Course) -> str:
    """Hash of what else can change a verdict: processor, Python, packages, what all graders share, what students may read."""
    sha = hashlib.sha256(json.dumps([_machine(), _packages()]).encode())
    shared = [course.hidden / "conftest.py", course.hidden / "_data" / "manifest.json", *sorted(course.data.rglob("*"))]
    for path in shared:
        if path.is_file():
            sha.update(f"{path.relative_to(course.root)}\0{data.sha256_of(path)}\0".encode())
    return sha.hexdigest()


@cache
def _machine() -> list[str | None]:
    """Finer than the verdict's `platform`, which only torch can tell."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    processor = {line for line in lines if line.startswith(("model name", "flags", "Features", "CPU part"))}
    return [platform.machine(), sys.version, os.environ.get("ATEN_CPU_CAPABILITY"), *sorted(processor)]


@cache
def _packages() -> list[str]:
    """Names and versions of whatever a submission could import."""
    return sorted({path.name for folder in sys.path for path in Path(folder or ".").glob("*.dist-info")})
