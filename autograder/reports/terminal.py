"""Verdicts on a terminal: a progress bar while grading, a table at the end; plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress
from rich.table import Table
from rich.text import Text

from autograder.grading.verdict import ExerciseResult, Verdict
from autograder.reports.text import OUTCOME_WORDS, clean, one_line, points

if TYPE_CHECKING:
    from autograder.doors.nbgrader_regrade import Change
    from autograder.grading.cache import VerdictCache

MARKS = {"full": ("●", "green"), "part": ("◐", "yellow"), "none": ("○", "red"), "withheld": ("–", "magenta")}
SIZES = {"full": 1.0, "part": 0.5}


class Progress:
    """A progress bar on standard error; a line now and then where that is not a terminal.

    What comes from the cache comes at once and is counted apart: the time that is left is estimated from the others alone.
    """

    def __init__(self, total: int, *, quiet: bool = False, cache: VerdictCache | None = None) -> None:
        self.total = total
        self.cache = cache
        self.served = 0
        self.done = 0
        self.console = Console(stderr=True)
        self.quiet = quiet or total == 0
        self.bar: RichProgress | None = None

    def __enter__(self) -> Progress:
        if self.console.is_terminal and not self.quiet:
            columns = (TextColumn("grading{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            # no refreshing thread: the coordinator forks judges, and must be one thread when it does
            self.bar = RichProgress(*columns, console=self.console, auto_refresh=False, transient=True)
            self.bar.start()
            self.task = self.bar.add_task("", total=self.total)
            self.bar.refresh()
        return self

    def advance(self, verdict: Verdict | None) -> None:
        """One more submission is done."""
        self.done += 1
        served = self.cache.served if self.cache is not None else 0
        if self.bar is not None:
            if served > self.served:
                self.bar.update(self.task, total=self.total - served, description=f" (from the cache: {served})")
            else:
                self.bar.advance(self.task)
            self.bar.refresh()
        elif not self.quiet and (self.done == self.total or self.done % max(1, self.total // 10) == 0):
            said = _cached(served) if self.done == self.total else ""
            print(f"graded {self.done} of {self.total}{said}", file=sys.stderr, flush=True)
        self.served = served

    def __exit__(self, _kind: type | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        if self.bar is not None:
            self.bar.stop()
            if self.served:
                print(f"graded {self.done} of {self.total}{_cached(self.served)}", file=sys.stderr)
        if self.cache is not None and self.cache.fault:
            print(f"verdicts could not be kept for the next run ({self.cache.fault})", file=sys.stderr)


def _cached(count: int) -> str:
    return f", {count} of them in an earlier run (--no-cache grades them again)" if count else ""


def print_table(verdicts: list[Verdict], problems: Iterable[Any] = (), console: Console | None = None) -> None:
    """A table for each assignment, then what could not be graded, and why."""
    console = console or Console()
    for assignment in sorted({verdict.assignment for verdict in verdicts}):
        group = [verdict for verdict in verdicts if verdict.assignment == assignment]
        console.print(_table(assignment, group))
        console.print(_summary(group), style="dim")
    for verdict in verdicts:
        if verdict.score is None:
            console.print(Text(f"not graded: {one_line(verdict.student)}: {one_line(verdict.reason or '')}", style="magenta"))
    for problem in problems:
        line = f"not read: {one_line(str(problem.student))}: {one_line(str(problem.path))}: {one_line(problem.reason)}"
        console.print(Text(line, style="magenta"))


def _table(assignment: str, verdicts: list[Verdict]) -> Table:
    table = Table(title=Text(assignment), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    widest = min(24, max(len(verdict.student) for verdict in verdicts))
    table.add_column("student", no_wrap=True, min_width=widest, max_width=24)
    table.add_column("score", justify="right", no_wrap=True, min_width=9)
    table.add_column("exercises", no_wrap=True, min_width=max(9, len(verdicts[0].exercises)))
    table.add_column("first thing to look at", overflow="fold", max_width=90)
    for verdict in verdicts:
        score = Text(f"{points(verdict.score)} / {points(verdict.max_score)}")
        table.add_row(Text(clean(verdict.student)), score, _marks(verdict), Text(_first_failure(verdict)))
    return table


def _marks(verdict: Verdict) -> Text:
    text = Text()
    for exercise in verdict.exercises:
        sign, style = MARKS[mark(exercise)]
        text.append(sign, style=style)
    return text


def mark(exercise: ExerciseResult) -> str:
    """Whether an exercise earned all, some or none of its points, or is withheld."""
    if exercise.score is None:
        return "withheld"
    if exercise.score >= exercise.points:
        return "full"
    return "part" if exercise.score > 0 else "none"


def _first_failure(verdict: Verdict) -> str:
    for exercise in verdict.exercises:
        for test in exercise.tests:
            if test.outcome != "passed":
                said = clean(test.message or test.says, 160).replace("\n", " ")
                return f"{exercise.name}: {OUTCOME_WORDS[test.outcome]}: {said}"
    return ""


def _summary(verdicts: list[Verdict]) -> str:
    scores = [verdict.score for verdict in verdicts if verdict.score is not None]
    count = f"{len(verdicts)} submission{'s' if len(verdicts) != 1 else ''}"
    if not scores:
        return f"{count}, none graded"
    level = min(verdict.level for verdict in verdicts)
    mean = sum(scores) / len(scores)
    return f"{count}, mean {points(mean)} of {points(verdicts[0].max_score)}, isolation level {level}"


def print_changes(changes: list[Change], others: dict[str, int], *, to_stderr: bool = False) -> None:
    """What a regrade would change: a table for each assignment, and what it leaves alone."""
    console = Console(stderr=to_stderr)
    for assignment in sorted({change.assignment for change in changes}):
        group = [change for change in changes if change.assignment == assignment]
        console.print(_table_of_changes(assignment, group))
        students = len({change.student for change in group})
        manual = sum(change.manual for change in group)
        line = f"{len(group)} scores of {students} student{'s' if students != 1 else ''} change"
        console.print(line + (f"; graded by hand, which stays: {manual}" if manual else ""), style="dim")
    if not changes:
        console.print("the regrade changes no score", style="dim")
    for assignment, count in others.items():
        console.print(Text(f"{assignment}: {count} more in the gradebook are not in this regrade and keep their scores"))


def _table_of_changes(assignment: str, changes: list[Change]) -> Table:
    table = Table(title=Text(f"{assignment}: old → new"), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("student", no_wrap=True, max_width=24)
    table.add_column("exercise", no_wrap=True)
    for heading in ("automatic", "counts", "of"):
        table.add_column(heading, justify="right", no_wrap=True)
    for change in changes:
        pairs = [_pair(change.automatic), _pair(change.effective), _pair(change.points)]
        table.add_row(Text(clean(change.student)), Text(change.exercise), *pairs)
    return table


def _pair(pair: tuple[float | None, float | None]) -> str:
    old, new = ("–" if value is None else points(value) for value in pair)
    return old if old == new else f"{old} → {new}"
