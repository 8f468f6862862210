"""What a run grades with: course, dataset, seeds, and the identity of engine and graders. Costs no import of torch."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import autograder
from autograder.course import Course
from autograder.grading.seeds import course_secret, student_seed
from autograder.section import Section, section_cells

ENGINE = ("grading/*.py", "sandbox/*.py", "submission.py", "section.py", "data.py")


@dataclass(frozen=True)
class Problem:
    """A submission that could not be read, and the sentence that says why."""

    student: str
    path: str
    reason: str


@dataclass(frozen=True)
class Plan:
    """What every judge of a run must know."""

    course: Course
    dataset: str
    seed: int | None
    seeds: Mapping[tuple[str, str], int] = field(default_factory=dict)  # (assignment, student), of an earlier grading

    def seed_for(self, assignment: str, student: str) -> int:
        """The student's seed: the one asked for, the one of an earlier grading, or derived from the course's secret."""
        if self.seed is not None:
            return self.seed
        if (assignment, student) in self.seeds:
            return self.seeds[assignment, student]
        return student_seed(_secret(self.course.grading), assignment, student)


@lru_cache(maxsize=8)
def _secret(folder: Path) -> bytes:
    return course_secret(folder)


@lru_cache(maxsize=1)
def engine_id() -> str:
    """Version and content hash of the code that grades."""
    sha = hashlib.sha256()
    package = Path(autograder.__file__).parent
    for path in sorted(path for pattern in ENGINE for path in package.glob(pattern)):
        sha.update(path.read_bytes())
    return f"{autograder.__version__}+{sha.hexdigest()[:12]}"


def grader_digest(section: Section, room: Path) -> str:
    """Hash of an assignment's graders and reference: what decides a verdict on the grader's side."""
    sha = hashlib.sha256()
    for path in sorted(room.glob("*.py")):
        sha.update(path.read_bytes())
    for exercise in section.exercises:
        sha.update(f"{exercise.name}\0{exercise.points}\0".encode())
    for _, source in section_cells(section):
        sha.update(source.encode())
    return f"sha256:{sha.hexdigest()}"
