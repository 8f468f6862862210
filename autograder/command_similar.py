"""`autograder similar`: list the submissions that are suspiciously alike."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.course import Course
from autograder.errors import CourseError
from autograder.reports.text import clean
from autograder.submission import Unread, find_submissions

if TYPE_CHECKING:
    from autograder.similar import Likeness

SAID = "Likeness is not guilt. Short exercises have few honest forms, and people learn together: read both, then ask both."


def run(options: argparse.Namespace) -> int:
    """Compare what the options name; the return value is the exit status.

    Raises:
        CourseError: nothing to compare, or the page cannot be written.
    """
    if not 0 < options.threshold <= 100:
        raise CourseError(f"--threshold {options.threshold:g}: a percentage above 0 and at most 100")
    course = Course.find()
    if options.assignment is not None:
        course.section_path(options.assignment)
    if missing := [path for path in options.paths if not path.exists()]:
        raise CourseError(f"{missing[0]}: no such file or folder")
    founds, problems = find_submissions(options.paths, options.assignment, course.section_ids())
    if len(founds) < 2:
        raise CourseError(f"{' '.join(map(str, options.paths))}: {len(founds)} submission there, and comparing takes two")
    from autograder.similar import find_similar  # numpy and the lexers, which no other command needs

    results = []
    for assignment in sorted({found.assignment for found in founds}):
        members = [found for found in founds if found.assignment == assignment]
        results.append(find_similar(course, members, assignment, options.threshold / 100))
        problems += results[-1].unread
    if options.html:
        from autograder.reports.html import likeness_page, write_page

        write_page(options.html, likeness_page(results, SAID))
    _print(results, problems, Console())
    return 1 if problems else 0


def _print(results: list[Likeness], problems: list[Unread], console: Console) -> None:
    for result in results:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        table.add_column("alike", justify="right")
        table.add_column("student")
        table.add_column("student")
        for pair in result.pairs:
            table.add_row(f"{100 * pair.share:.0f} %", *(Text(clean(student, 60)) for student in pair.students))
        console.print(Text(result.assignment))
        if result.pairs:
            console.print(table)
        plain = f"; {len(result.plain)} more have too little of their own to compare" if result.plain else ""
        console.print(Text(f"{len(result.pairs)} pairs of {result.compared} submissions{plain}", style="dim"))
    console.print(Text(SAID))
    for problem in problems:
        console.print(Text(f"not read: {clean(problem.student)}: {clean(problem.reason)}", style="magenta"))
