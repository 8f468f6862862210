"""`autograder grade`: find submissions, grade them, and hand the verdicts to the reports."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import TYPE_CHECKING

from autograder.cli import INTERRUPTED, OK, SOME_UNGRADED, UNDER
from autograder.course import Course
from autograder.errors import CourseError
from autograder.reports.text import clean

if TYPE_CHECKING:
    from autograder.grading.cache import VerdictCache
    from autograder.grading.plan import Plan, Problem
    from autograder.grading.verdict import Verdict
    from autograder.submission import Found, Unread

LONG_RUN = 60  # submissions
#: set before numpy and torch are imported: a judge is one thread, and a process that forks must be
SINGLE_THREADED = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "MPLBACKEND": "Agg"}


def run(options: argparse.Namespace) -> int:
    """Grade what the options name; the return value is the exit status."""
    from autograder.reports.terminal import print_table
    from autograder.reports.text import one_line

    course = Course.find()
    founds, problems = _find(options, course)
    seeds = _earlier_seeds(options, founds)
    cache = None if options.no_cache else open_cache(course, options.unsafe, renew=options.regrade)
    verdicts: list[Verdict] = []
    quiet = "-" in (options.json, options.junit)
    try:
        _grade(options, course, founds, seeds, cache, verdicts, problems)
    except KeyboardInterrupt:
        if not quiet:
            print_table(_in_order(verdicts, founds), problems)
        print(_goes_on(len(verdicts), len(founds), cache), file=sys.stderr)
        return INTERRUPTED
    verdicts = _in_order(verdicts, founds)
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


def _grade(
    options: argparse.Namespace,
    course: Course,
    founds: list[Found],
    seeds: Mapping[tuple[str, str], int],
    cache: VerdictCache | None,
    verdicts: list[Verdict],
    problems: list[Problem],
) -> None:
    """Grade, and put each result where it belongs as it comes, so that an interruption leaves what was finished."""
    from autograder.reports.terminal import Progress

    results = grade_found(course, founds, options.jobs, options.seed, options.unsafe, seeds, cache, options.dask)
    quiet = "-" in (options.json, options.junit)
    with Progress(len(founds), quiet=quiet, cache=cache) as progress, closing(results):
        for result in results:
            is_verdict = hasattr(result, "exercises")
            (verdicts if is_verdict else problems).append(result)
            progress.advance(result if is_verdict else None)


def _in_order(verdicts: list[Verdict], founds: list[Found]) -> list[Verdict]:
    order = {(found.assignment, found.student): i for i, found in enumerate(founds)}
    return sorted(verdicts, key=lambda verdict: order[verdict.assignment, verdict.student])


def _goes_on(graded: int, total: int, cache: VerdictCache | None) -> str:
    said = f"autograder: interrupted with {graded} of {total} graded; no report and no gradebook was written"
    if cache is None or cache.renew:
        return f"{said}; the same command begins anew"
    return f"{said}; {cache.served + cache.kept} are kept: the same command goes on from there"


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


def grade_found(
    course: Course,
    founds: list[Found],
    jobs: int | None,
    seed: int | None,
    unsafe: bool,
    seeds: Mapping[tuple[str, str], int] | None = None,
    cache: VerdictCache | None = None,
    dask: str | None = None,
) -> Iterator[Verdict | Problem]:
    """Grade the submissions and give the results as they come; nothing is started when all are in the cache.

    Args:
        dask: address of the scheduler whose workers grade, instead of this machine.
    """
    if not founds:
        return
    from autograder import data
    from autograder.grading.plan import Plan

    plan = Plan(course, data.dataset_setting(course), seed, seeds or {})
    left = founds if cache is None else []
    for found in founds if cache is not None else ():
        if (verdict := cache.get(plan, found)) is None:
            left.append(found)
        else:
            yield verdict
    if not left:
        return
    os.environ.update(SINGLE_THREADED)
    places = {(found.assignment, found.student): found for found in left}
    results = _grade_all(plan, left, jobs, unsafe) if dask is None else _grade_on_cluster(dask, plan, left, unsafe)
    for result in results:
        if cache is not None and hasattr(result, "exercises") and (dask is None or _made_here(result)):
            cache.keep(plan, places[result.assignment, result.student], result)
        yield result


def _made_here(verdict: Verdict) -> bool:
    """Whether a worker's verdict is one that this machine would give to the last bit."""
    from autograder.grading.judge import platform_id

    return verdict.platform == platform_id()


def open_cache(course: Course, unsafe: bool, *, renew: bool) -> VerdictCache:
    """The course's verdicts of earlier runs, and where this run's are kept."""
    from autograder.grading.cache import VerdictCache

    return VerdictCache(course, unsafe=unsafe, renew=renew)


def _grade_all(plan: Plan, founds: list[Found], jobs: int | None, unsafe: bool) -> Iterator[Verdict | Problem]:
    from autograder.sandbox.client import Sandbox

    slots = max(1, min(jobs or len(os.sched_getaffinity(0)), len(founds)))
    with Sandbox(data=plan.course.data, dataset=plan.dataset, unsafe=unsafe, long_run=len(founds) >= LONG_RUN) as sandbox:
        from autograder.grading.pool import grade  # imports torch while the sandbox starts

        with closing(grade(plan, founds, sandbox, slots)) as results:
            yield from results


def _grade_on_cluster(address: str, plan: Plan, founds: list[Found], unsafe: bool) -> Iterator[Verdict | Problem]:
    from autograder.doors.dask_client import connect

    client = connect(address)
    from autograder.doors.dask_pool import grade  # imports torch

    with closing(grade(client, plan, founds, unsafe=unsafe)) as results:
        yield from results


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
        from autograder.grading.seeds import course_secret
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
