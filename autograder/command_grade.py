"""`autograder grade`: find submissions, grade them, and hand the verdicts to the reports."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from autograder.course import Course
from autograder.errors import CourseError

if TYPE_CHECKING:
    from autograder.grading.pool import Problem
    from autograder.grading.verdict import Verdict
    from autograder.submission import Found, Unread

#: set before numpy and torch are imported: a judge is one thread, and a process that forks must be
SINGLE_THREADED = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "MPLBACKEND": "Agg"}


def run(options: argparse.Namespace) -> int:
    """Grade what the options name; the return value is the exit status."""
    from autograder.reports.terminal import Progress, print_table
    from autograder.reports.text import one_line

    course = Course.find()
    founds, problems = _find(options, course)
    verdicts: list[Verdict] = []
    quiet = "-" in (options.json, options.junit)
    with Progress(len(founds), quiet=quiet) as progress:
        for result in grade_found(course, founds, options.jobs, options.seed, options.unsafe):
            if hasattr(result, "exercises"):
                verdicts.append(result)
                progress.advance(result)
            else:
                problems.append(result)
                progress.advance(None)
    order = {(found.assignment, found.student): i for i, found in enumerate(founds)}
    verdicts.sort(key=lambda verdict: order[verdict.assignment, verdict.student])
    _report(options, verdicts, problems)
    if options.gradebook:
        problems += _write_gradebook(options, verdicts, founds)
    if not quiet:
        print_table(verdicts, problems)
    else:
        for problem in problems:  # standard output is taken
            print(f"not read: {one_line(problem.student)}: {one_line(problem.reason)}", file=sys.stderr)
    return _status(options, verdicts, problems)


def _find(options: argparse.Namespace, course: Course) -> tuple[list[Found], list[Problem]]:
    from autograder.submission import find_submissions

    if options.assignment is not None:
        course.section_path(options.assignment)  # refuse an unknown one before anything runs
    if missing := [path for path in options.paths if not path.exists()]:
        raise CourseError(f"{missing[0]}: no such file or folder")
    founds, problems = find_submissions(options.paths, options.assignment, course.section_ids())
    if not founds and not problems:
        names = " ".join(map(str, options.paths))
        raise CourseError(f"{names}: no submission there (a notebook, a .py, a .zip, a folder of them)")
    return founds, list(problems)


def grade_found(
    course: Course, founds: list[Found], jobs: int | None, seed: int | None, unsafe: bool
) -> Iterator[Verdict | Problem]:
    """Start a sandbox, grade the submissions, and give the results as they come."""
    if not founds:
        return
    os.environ.update(SINGLE_THREADED)
    jobs = jobs or len(os.sched_getaffinity(0))
    from autograder import data
    from autograder.sandbox.client import Sandbox

    dataset = data.dataset_setting(course)
    slots = max(1, min(jobs, len(founds)))
    with Sandbox(data=course.data, dataset=dataset, unsafe=unsafe) as sandbox:
        from autograder.grading.pool import Plan, grade  # imports torch while the sandbox starts

        yield from grade(Plan(course, dataset, seed), founds, sandbox, slots)


def _report(options: argparse.Namespace, verdicts: list[Verdict], problems: list[Problem]) -> None:
    if options.json:
        from autograder.reports.json_report import write_json

        write_json(verdicts, options.json)
    if options.junit:
        from autograder.reports.junit import write_junit

        write_junit(verdicts, problems, options.junit)
    if options.html:
        from autograder.reports.html import write_html

        index = write_html(verdicts, options.html, problems)
        print(f"feedback: {index}", file=sys.stderr)


def _write_gradebook(options: argparse.Namespace, verdicts: list[Verdict], founds: list[Found]) -> list[Unread]:
    from autograder.doors.nbgrader_gradebook import write_gradebook
    from autograder.submission import Unread

    said = write_gradebook(options.gradebook, verdicts, founds, regrade=options.regrade, jobs=options.jobs)
    return [Unread(line.partition(":")[0], "the gradebook", line.partition(": ")[2]) for line in said]


def _status(options: argparse.Namespace, verdicts: list[Verdict], problems: list[Problem]) -> int:
    from autograder.cli import OK, SOME_UNGRADED, UNDER

    if problems or any(verdict.score is None for verdict in verdicts):
        return SOME_UNGRADED
    if options.fail_under is not None and any(
        100 * verdict.score < options.fail_under * verdict.max_score for verdict in verdicts
    ):
        return UNDER
    return OK
