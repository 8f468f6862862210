"""The code that a student handed in, sorted by exercise, to be shown beside its verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from autograder.course import Course
from autograder.grading.verdict import Verdict
from autograder.section import Section, read_section
from autograder.submission import Found, Submission, SubmissionError, read_submission


@dataclass(frozen=True)
class Code:
    """Sources of the cells for each exercise, of the student's other cells, and what is odd about them."""

    exercises: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rest: tuple[str, ...] = ()
    note: str = ""


def code_reader(course: Course, founds: list[Found]) -> Callable[[Verdict], Code]:
    """A function that reads the code behind a verdict again, and never fails."""
    places = {(found.assignment, found.student): found for found in founds}

    @lru_cache(maxsize=64)
    def section(assignment: str) -> Section:
        return read_section(course.section_path(assignment))

    def read(verdict: Verdict) -> Code:
        found = places.get((verdict.assignment, verdict.student))
        if found is None:
            return Code(note="The submission's file is not at hand.")
        try:
            submission = read_submission(found, section(verdict.assignment))
        except SubmissionError as error:
            return Code(note=f"The submission cannot be read: {error}")
        changed = verdict.submission not in ("", submission.digest)
        note = "The file has changed since it was graded." if changed else ""
        return sort_code(submission, section(verdict.assignment), note)

    return read


def sort_code(submission: Submission, section: Section, note: str = "") -> Code:
    """The cells by exercise; what the section supplies is left out."""
    supplied = {cell.source.strip() for cell in section.cells}
    exercises: dict[str, tuple[str, ...]] = {exercise.name: () for exercise in section.exercises}
    rest = []
    for cell in submission.cells:
        if cell.grade_id in exercises:
            exercises[cell.grade_id] += (cell.source,)
        elif cell.source.strip() and cell.source.strip() not in supplied:
            rest.append(cell.source)
    return Code(exercises, tuple(rest), note)
