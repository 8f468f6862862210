"""Scores as the CSV files that Canvas and Moodle import.

A student without any score has no row: both take a blank for "no grade", and an earlier grade has to stay. In a file of
several assignments a blank is where one of them was not graded or not handed in.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.errors import CourseError
from autograder.grading.verdict import Verdict
from autograder.reports.json_report import write_whole

Scores = dict[str, dict[str, float]]  # student -> assignment -> score


def write_csv(verdicts: list[Verdict], target: str) -> list[str]:
    """Write `canvas:FILE` or `moodle:FILE`; the return value names the students whom the file leaves out.

    Raises:
        CourseError: another format, or the file cannot be written.
    """
    layout, path = parse_target(target)
    points = {verdict.assignment: verdict.max_score for verdict in sorted(verdicts, key=lambda verdict: verdict.assignment)}
    scores: Scores = {}
    for verdict in verdicts:
        if verdict.score is not None:
            scores.setdefault(verdict.student, {})[verdict.assignment] = verdict.score
    rows = layout(points, dict(sorted(scores.items())))
    text = io.StringIO()
    csv.writer(text).writerows([[guarded(value) for value in row] for row in rows])
    write_whole(text.getvalue(), str(path))
    return sorted({verdict.student for verdict in verdicts} - set(scores))


def parse_target(target: str) -> tuple[Callable[[dict[str, float], Scores], list[list[Any]]], Path]:
    """The layout and the file that `FORMAT:FILE` names.

    Raises:
        CourseError: it names no format that there is, or no file.
    """
    name, _, path = target.partition(":")
    if name not in LAYOUTS or not path:
        raise CourseError(f"--csv {target}: say {' or '.join(f'{known}:FILE' for known in LAYOUTS)}")
    return LAYOUTS[name], Path(path)


def _canvas(points: dict[str, float], scores: Scores) -> list[list[Any]]:
    """Canvas finds a student by SIS Login ID where the other columns are blank, and an assignment by its title."""
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    return [
        [*head, *points],
        ["    Points Possible", "", "", "", "", *map(_number, points.values())],
        *([student, "", "", student, "", *(_number(own.get(name)) for name in points)] for student, own in scores.items()),
    ]


def _moodle(points: dict[str, float], scores: Scores) -> list[list[Any]]:
    """Moodle asks at the import which column names the user, and which grade item each of the others is."""
    head = "Email address" if scores and all("@" in student for student in scores) else "Username"
    return [[head, *points], *([student, *(_number(own.get(name)) for name in points)] for student, own in scores.items())]


LAYOUTS = {"canvas": _canvas, "moodle": _moodle}


def _number(score: float | None) -> str:
    return "" if score is None else f"{score:.6f}".rstrip("0").rstrip(".")


def guarded(value: Any) -> Any:
    """A value that no spreadsheet takes for a formula; nothing for None."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return "" if value is None else value
