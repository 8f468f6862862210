"""A regrade: with the inputs of the earlier grading, its differences before they are written, and the gradebook's
assignment brought up to what the section has now.

nbgrader itself refuses to add an exercise to an assignment that has submissions, and leaves old scores under new
points. The gradebook that `autograder build` makes knows the exercises and points; they are taken from there.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import CourseError
from autograder.grading.verdict import Verdict
from autograder.scratch import scratch_folder
from autograder.submission import Found

SAME = 1e-6  # a verdict's own rounding


@dataclass(frozen=True)
class Change:
    """What a regrade would change for a student's exercise. None: there is no such score."""

    assignment: str
    student: str
    exercise: str
    points: tuple[float | None, float | None]
    automatic: tuple[float | None, float | None]
    effective: tuple[float | None, float | None]
    manual: bool

    @property
    def is_one(self) -> bool:
        """Whether anything differs."""
        return any(_differ(*pair) for pair in (self.points, self.automatic, self.effective))


def _differ(old: float | None, new: float | None) -> bool:
    return (old is None) != (new is None) or (old is not None and abs(old - new) > SAME)


def recorded(config: Any, assignment: str, student: str) -> dict[str, Any]:
    """What the engine noted in the autograded notebook, which is the course's own; empty when there is none."""
    folder = Path(config.CourseDirectory.root) / config.CourseDirectory.autograded_directory / student / assignment
    try:
        about = json.loads((folder / f"{assignment}.ipynb").read_text(encoding="utf-8"))["metadata"]["autograder"]
        return about if isinstance(about, dict) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def recorded_seeds(config: Any, founds: Iterable[Found]) -> dict[tuple[str, str], int]:
    """The seeds of earlier gradings, so that a regrade differs by what was changed and not by its inputs."""
    seeds = {}
    for found in founds:
        seed = recorded(config, found.assignment, found.student).get("seed")
        if isinstance(seed, int):
            seeds[found.assignment, found.student] = seed
    return seeds


# ---- differences --------------------------------------------------------------------------------------------------


def changes(config: Any, verdicts: list[Verdict]) -> list[Change]:
    """What writing these verdicts would change, exercise by exercise; what is not graded changes nothing.

    Raises:
        CourseError: an exercise that was graded by hand is no longer in the section.
    """
    from nbgrader.api import Gradebook

    found: list[Change] = []
    with Gradebook(config.CourseDirectory.db_url, config.CourseDirectory.course_id) as gradebook:
        for verdict in verdicts:
            if verdict.score is not None:
                found += [change for change in _of_student(gradebook, verdict) if change.is_one]
    if lost := [change for change in found if change.points[1] is None and change.manual]:
        names = ", ".join(sorted({f"{change.student}'s {change.exercise}" for change in lost}))
        raise CourseError(
            f"{lost[0].assignment}: graded by hand and no longer in the section: {names}. A manual grade is never removed; "
            "put the exercise back, or clear these grades in formgrader first. Nothing was written"
        )
    return found


def _of_student(gradebook: Any, verdict: Verdict) -> Iterator[Change]:
    from nbgrader.api import MissingEntry

    try:
        submitted = gradebook.find_submission_notebook(verdict.assignment, verdict.assignment, verdict.student)
        earlier = {grade.name.removeprefix("test_"): grade for grade in submitted.grades}
    except MissingEntry:
        earlier = {}
    exercises = {exercise.name: exercise for exercise in verdict.exercises}
    for name in [*exercises, *(name for name in earlier if name not in exercises)]:
        grade, exercise = earlier.get(name), exercises.get(name)
        automatic = (grade.auto_score if grade else None, exercise.score if exercise else None)
        yield Change(
            verdict.assignment,
            verdict.student,
            name,
            points=(grade.max_score if grade else None, exercise.points if exercise else None),
            automatic=automatic,
            effective=(_effective(grade, automatic[0]), _effective(grade, automatic[1]) if exercise else None),
            manual=grade is not None and grade.manual_score is not None,
        )


def _effective(grade: Any, automatic: float | None) -> float | None:
    """What nbgrader counts: the manual score where there is one, and extra credit."""
    given = automatic if grade is None or grade.manual_score is None else grade.manual_score
    extra = grade.extra_credit if grade is not None else None
    return given if given is None else given + (extra or 0.0)


def others(config: Any, verdicts: list[Verdict]) -> dict[str, int]:
    """Assignment -> how many of its submissions in the gradebook are not among the verdicts."""
    from nbgrader.api import Gradebook, MissingEntry

    graded = {(verdict.assignment, verdict.student) for verdict in verdicts if verdict.score is not None}
    counts = {}
    with Gradebook(config.CourseDirectory.db_url, config.CourseDirectory.course_id) as gradebook:
        for assignment in sorted({verdict.assignment for verdict in verdicts}):
            try:
                submissions = gradebook.find_assignment(assignment).submissions
            except MissingEntry:
                continue
            counts[assignment] = sum((assignment, submission.student_id) not in graded for submission in submissions)
    return {assignment: count for assignment, count in counts.items() if count}


# ---- the assignment -----------------------------------------------------------------------------------------------


def bring_along(root: Path, config: Any, verdict: Verdict, *, regrade: bool) -> None:
    """Give the gradebook in use the exercises and points of the section, and submissions the rows that they lack.

    Without `regrade`, only an assignment that nobody has handed in is touched. One commit: all of it or nothing.

    Raises:
        CourseError: what `autograder build` made is not what was graded.
    """
    from nbgrader.api import Gradebook, MissingEntry

    where, name = config.CourseDirectory, verdict.assignment
    with Gradebook(where.db_url, where.course_id) as gradebook:
        try:
            old = gradebook.find_notebook(name, name)
        except MissingEntry:
            old = None
        if old is not None and old.submissions and not regrade:
            return
        with _made_by_build(root, verdict) as new:
            if old is None:
                gradebook.update_or_create_assignment(name)
                old = gradebook.add_notebook(name, name, kernelspec=new.kernelspec)
            _copy_cells(gradebook, new, old)
            gradebook.db.commit()


@contextmanager
def _made_by_build(root: Path, verdict: Verdict) -> Iterator[Any]:
    """The assignment's notebook in the gradebook that `autograder build` makes."""
    from nbgrader.api import Gradebook, MissingEntry

    place, name = root.resolve() / "gradebook.db", verdict.assignment
    cure = f"run autograder build {name}"
    if not place.is_file():
        raise CourseError(f"{place}: missing; {cure}. Nothing was written")
    with scratch_folder() as folder:
        copy = shutil.copy(place, folder)  # nbgrader writes into whatever it opens
        with Gradebook(f"sqlite:///{copy}") as made:
            try:
                notebook = made.find_notebook(name, name)
            except MissingEntry:
                raise CourseError(f"{place}: {name} is not in it; {cure}. Nothing was written") from None
            wanted = {f"test_{exercise.name}": exercise.points for exercise in verdict.exercises}
            if {cell.name: cell.max_score for cell in notebook.grade_cells} != wanted:
                raise CourseError(f"{place}: other exercises or points than the section {name}; {cure}. Nothing was written")
            yield notebook


def _copy_cells(gradebook: Any, new: Any, old: Any) -> None:
    from nbgrader.api import Comment, Grade, GradeCell, SolutionCell, SourceCell

    kinds = {
        "grade_cells": (GradeCell, ("max_score", "cell_type"), Grade),
        "solution_cells": (SolutionCell, (), Comment),
        "source_cells": (SourceCell, ("cell_type", "locked", "source", "checksum"), None),
    }
    for kind, (make, fields, row) in kinds.items():
        there = {cell.name: cell for cell in getattr(old, kind)}
        for cell in getattr(new, kind):
            values = {field: getattr(cell, field) for field in fields}
            if (known := there.pop(cell.name, None)) is not None:
                for field, value in values.items():
                    setattr(known, field, value)
                continue
            added = make(name=cell.name, notebook=old, **values)
            gradebook.db.add(added)
            gradebook.db.flush()
            for submitted in old.submissions if row else ():
                gradebook.db.add(row(cell_id=added.id, notebook=submitted))
        for gone in there.values():
            for score in [*getattr(gone, "grades", ()), *getattr(gone, "comments", ())]:
                gradebook.db.delete(score)
            gradebook.db.delete(gone)
