"""What the commands and the watch mode share: check a notebook, choose the next exercise, give a hint."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

from autograder.desk.course import Course
from autograder.desk.hints import read_hints
from autograder.desk.notebook import Exercise, Notebook
from autograder.desk.report import state_of
from autograder.desk.results import BEGUN, Result, Trouble
from autograder.desk.runner import Bench, run
from autograder.errors import CourseError


def check(checked: Checked, bench: Bench, limit_s: float) -> Iterator[None]:
    """Run a notebook and gather what comes; gives way now and then. Closing the iterator ends the run.

    Raises:
        CourseError: Python does not even start.
    """
    with closing(run(checked.notebook, bench, limit_s)) as items:
        for item in items:
            if item is not None:
                checked.add(item)
            yield


@dataclass
class Checked:
    """A notebook, and what a run has said about it so far."""

    notebook: Notebook
    results: list[Result] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    def add(self, item: Result | Trouble) -> None:
        """Take in what a run yields."""
        (self.results if isinstance(item, Result) else self.troubles).append(item)

    def has_failed(self) -> bool:
        """Whether something that was begun does not pass."""
        return bool(self.troubles) or any(BEGUN[one.outcome] and one.outcome != "passed" for one in self.results)

    def remember(self, course: Course | None) -> None:
        """Note what passed in the course's memory."""
        if course is not None:
            course.memory.note_outcomes(self.notebook.assignment, self.results, self.notebook.digest())

    def open_exercises(self) -> list[Exercise]:
        """Those that do not pass, in order; what only waits for another comes last."""
        outcomes = {result.name: result.outcome for result in self.results}
        left = [one for one in self.notebook.exercises if outcomes.get(one.name) != "passed"]
        return sorted(left, key=lambda one: outcomes.get(one.name) == "waits")


def next_in_course(course: Course | None, after: Notebook | None = None) -> tuple[Notebook, Exercise] | None:
    """The first exercise not known to pass, from the notebook saved last on, or from the one after `after`; then from
    the course's beginning."""
    if course is None:
        return None
    first = (after or course.latest()).assignment
    notebooks = sorted(course.readable(), key=lambda one: (one.assignment < first, one.assignment))
    notebooks = [one for one in notebooks if after is None or one.assignment != first]
    for notebook in notebooks:
        state = state_of(course, notebook)
        left = [exercise for exercise in notebook.exercises if state[exercise.name] != "passed"]
        if left:
            return notebook, min(left, key=lambda one: state[one.name] == "waits")
    return None


def next_hint(course: Course | None, notebook: Notebook, exercise: Exercise) -> str:
    """A hint for an exercise: a stronger one each time.

    Raises:
        CourseError: there is none, or the file of hints is broken.
    """
    hints = read_hints(notebook.path.parent).get(exercise.name, [])
    if not hints:
        raise CourseError(f"{exercise.name}: there is no hint; its docstring and the prose above it say what is asked for")
    shown = course.memory.hints_shown(notebook.assignment, exercise.name) if course else 0
    if course:
        course.memory.note_hints(notebook.assignment, exercise.name, min(shown + 1, len(hints)))
    count = f" {min(shown, len(hints) - 1) + 1} of {len(hints)}" if len(hints) > 1 else ""
    last = ", the last one" if shown >= len(hints) else ""
    return f"hint{count}{last}: {hints[min(shown, len(hints) - 1)]}"
