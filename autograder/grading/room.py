"""One section's hidden graders, loaded: its exercises in the order they are judged, and its reference solution."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import torch

from autograder import data
from autograder.course import Course
from autograder.grading.outcomes import GraderError
from autograder.grading.plan import grader_digest
from autograder.grading.reference import ReferenceModule
from autograder.sandbox.wire import Mapped
from autograder.section import Exercise, Section, cached_section, section_cells


@dataclass
class Room:
    """The hidden graders of one section, as pytest collected them."""

    section: Section
    path: Path
    dataset: str
    items: dict[str, list[Any]] = field(default_factory=dict)  # exercise -> pytest items, in file order

    @property
    def reference(self) -> ReferenceModule:
        """The section's solution, loaded once in a process and its forks."""
        return load_reference(self.section, self.dataset)

    @cached_property
    def digest(self) -> str:
        """Hash of everything that decides a verdict on the grader's side."""
        return grader_digest(self.section, self.path)

    def exercise(self, name: str) -> Exercise:
        """The section's exercise of this name."""
        return next(exercise for exercise in self.section.exercises if exercise.name == name)

    def judged_later(self, name: str) -> list[str]:
        """Exercises judged after this one."""
        order = list(self.items)
        return order[order.index(name) + 1 :]

    def check(self) -> None:
        """Refuse a room that does not fit its section.

        Raises:
            GraderError: an exercise without tests, tests for no exercise, or a test without its sentence.
        """
        wanted = {exercise.name for exercise in self.section.exercises}
        if missing := wanted - set(self.items):
            raise GraderError(f"{self.path}: no tests for {', '.join(sorted(missing))}")
        if extra := set(self.items) - wanted:
            raise GraderError(f"{self.path}: tests for {', '.join(sorted(extra))}, which the section does not have")
        for item in (item for items in self.items.values() for item in items):
            if not (item.function.__doc__ or "").strip():
                raise GraderError(f"{item.nodeid}: a test needs a docstring, the sentence that a student reads")


@lru_cache(maxsize=64)
def load_reference(section: Section, dataset: str) -> ReferenceModule:
    """A section's reference solution, loaded."""

    def resolve(mapped: Mapped) -> tuple[torch.Tensor, ...]:
        return _mapped_data(dataset)[mapped.name, mapped.split]

    return ReferenceModule(section.id, section_cells(section), resolve)


@lru_cache(maxsize=2)
def _mapped_data(dataset: str) -> dict:
    return data.load_mapped(dataset)


def load_section(course: Course, section_id: str) -> Section:
    """The section of an assignment."""
    return cached_section(course.section_path(section_id), course.grading / "cache" / "sections")
