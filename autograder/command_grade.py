"""`autograder grade`: find submissions, grade them, and hand the verdicts to the reports."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from autograder.cli import OK, SOME_UNGRADED, UNDER
from autograder.course import Course
from autograder.errors import CourseError
from autograder.reports.text import clean

if TYPE_CHECKING:
    from autograder.grading.pool import Problem
    from autograder.grading.verdict import Verdict
    from autograder.submission import Found, Unread

LONG_RUN = 60  # submissions
#: set before numpy and torch are imported: a judge is one thread, and a process that forks must be
SINGLE_THREADED = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "MPLBACKEND": "Agg"}


def run(options: argparse.Namespace) -> int:
    """Grade what the options name; the return value is the exit status."""
    from autograder.reports.terminal import Progress, print_table
    from autograder.reports.text import one_line

    course = Course.find()
    founds, problems = _find(options, course)
    seeds = _earlier_seeds(options, founds)
    verdicts: list[Verdict] = []
    quiet = "-" in (options.json, options.junit)
    with Progress(len(founds), quiet=quiet) as progress:
        for result in _grade(options, course, founds, seeds):
            if hasattr(result, "exercises"):
                verdicts.append(result)
                progress.advance(result)
            else:
                problems.append(result)
                progress.advance(None)
    order = {(found.assignment, found.student): i for i, found in enumerate(founds)}
    verdicts.sort(key=lambda verdict: order[verdict.assignment, verdict.student])
    _report(options, course, founds, verdicts, problems)
    written = options.gradebook is not None and (not options.regrade or _agreed(options, verdicts, quiet))
    if written:
        problems += _write_gradebook(options, verdicts, founds)
    if not quiet:
        print_table(verdicts, problems)
    else:
        for problem in problems:  # standard output is taken
            print(f"not read: {one_line(problem.student)}: {one_line(problem.reason)}", file=sys.stderr)
    if options.gradebook and not written:
        print("nothing was written to the gradebook", file=sys.stderr)
        return SOME_UNGRADED
    return _status(options, verdicts, problems)


def _find(options: argparse.Namespace, course: Course) -> tuple[list[Found], list[Problem]]:
    from autograder.reports.csv_report import parse_target
    from autograder.submission import find_submissions

    for target in options.csv:
        parse_target(target)
    if options.assignment is not None:
        course.section_path(options.assignment)  # refuse an unknown one before anything runs
    if missing := [path for path in options.paths if not path.exists()]:
        raise CourseError(f"{missing[0]}: no such file or folder")
    founds, problems = find_submissions(options.paths, options.assignment, course.section_ids())
    if not founds and not problems:
        names = " ".join(map(str, options.paths))
        raise CourseError(f"{names}: no submission there (a notebook, a .py, a .zip, a folder of them)")
    return founds, list(problems)


def _earlier_seeds(options: argparse.Namespace, founds: list[Found]) -> dict[tuple[str, str], int]:
    """Refuse a gradebook that cannot be written, before anything is graded; a regrade has the inputs of the earlier one."""
    if options.gradebook is None:
        return {}
    from autograder.doors.nbgrader_regrade import recorded_seeds
    from autograder.doors.nbgrader_setup import check_ready

    config = check_ready(options.gradebook)
    return recorded_seeds(config, founds) if options.regrade else {}


def _agreed(options: argparse.Namespace, verdicts: list[Verdict], quiet: bool) -> bool:
    """Show what a regrade changes, and whether it is to be written: by --yes, by an answer, or because nothing changes."""
    from autograder.doors.nbgrader_regrade import changes, others
    from autograder.doors.nbgrader_setup import check_ready
    from autograder.reports.terminal import print_changes

    config = check_ready(options.gradebook)
    found = changes(config, verdicts)
    print_changes(found, others(config, verdicts), to_stderr=quiet)
    if options.yes or not found:
        return True
    if not sys.stdin.isatty():
        print("--yes writes these grades", file=sys.stderr)
        return False
    print("Write these grades to the gradebook? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _grade(
    options: argparse.Namespace, course: Course, founds: list[Found], seeds: Mapping[tuple[str, str], int]
) -> Iterator[Verdict | Problem]:
    if options.dask is None or not founds:
        return grade_found(course, founds, options.jobs, options.seed, options.unsafe, seeds)
    os.environ.update(SINGLE_THREADED)
    from autograder import data
    from autograder.doors.dask_client import connect

    client = connect(options.dask)
    from autograder.doors import dask_pool
    from autograder.grading.pool import Plan

    plan = Plan(course, data.dataset_setting(course), options.seed, seeds)
    return dask_pool.grade(client, plan, founds, unsafe=options.unsafe)


def grade_found(
    course: Course,
    founds: list[Found],
    jobs: int | None,
    seed: int | None,
    unsafe: bool,
    seeds: Mapping[tuple[str, str], int] | None = None,
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
    with Sandbox(data=course.data, dataset=dataset, unsafe=unsafe, long_run=len(founds) >= LONG_RUN) as sandbox:
        from autograder.grading.pool import Plan, grade  # imports torch while the sandbox starts

        yield from grade(Plan(course, dataset, seed, seeds or {}), founds, sandbox, slots)


def _report(
    options: argparse.Namespace, course: Course, founds: list[Found], verdicts: list[Verdict], problems: list[Problem]
) -> None:
    if options.json:
        from autograder.reports.json_report import write_json

        write_json(verdicts, options.json)
    if options.junit:
        from autograder.reports.junit import write_junit

        write_junit(verdicts, problems, options.junit)
    if options.html:
        from autograder.grading.randomness import course_secret
        from autograder.reports.code import code_reader
        from autograder.reports.html import write_html

        index = write_html(verdicts, options.html, problems, course_secret(course.grading), code_reader(course, founds))
        print(f"class page: {index}", file=sys.stderr)
    for target in options.csv:
        from autograder.reports.csv_report import write_csv

        if left_out := write_csv(verdicts, target):
            print(f"{target.partition(':')[2]}: without {', '.join(map(clean, left_out))} (not graded)", file=sys.stderr)


def _write_gradebook(options: argparse.Namespace, verdicts: list[Verdict], founds: list[Found]) -> list[Unread]:
    from autograder.doors.nbgrader_gradebook import write_gradebook
    from autograder.submission import Unread

    said = write_gradebook(options.gradebook, verdicts, founds, regrade=options.regrade, jobs=options.jobs)
    return [Unread(line.partition(":")[0], "the gradebook", line.partition(": ")[2]) for line in said]


def _status(options: argparse.Namespace, verdicts: list[Verdict], problems: list[Problem]) -> int:
    if problems or any(verdict.score is None for verdict in verdicts):
        return SOME_UNGRADED
    if options.fail_under is not None and any(
        100 * verdict.score < options.fail_under * verdict.max_score for verdict in verdicts
    ):
        return UNDER
    return OK
