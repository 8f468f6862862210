"""Grade many submissions: one judge process per job, each with its own slot of the sandbox.

The coordinator imports torch once and forks the judges, so that their start costs nothing. It talks to them over
pipes; nothing that a student wrote is unpickled on the way, only what a judge made of it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from autograder import data
from autograder.course import Course
from autograder.errors import CourseError
from autograder.grading.judge import Judge, platform_id, verdict_of
from autograder.grading.plan import Plan, Problem, engine_id
from autograder.grading.plugin import PLUGIN, FeedPlugin
from autograder.grading.room import Room, load_reference, load_section
from autograder.grading.verdict import ExerciseResult, Verdict
from autograder.sandbox.client import Sandbox
from autograder.submission import Found, SubmissionError, read_submission

ATTEMPTS = 2  # a fault of the sandbox or the judge is given one more try before a submission is ungraded


def open_sandbox(course: Course, dataset: str, *, unsafe: bool) -> Sandbox:
    """Start a sandbox with what this course's students may see."""
    return Sandbox(data=course.data, dataset=dataset, unsafe=unsafe)


def grade(plan: Plan, founds: list[Found], sandbox: Sandbox, jobs: int) -> Iterator[Verdict | Problem]:
    """Grade submissions whose assignments are known, and give each result as it comes.

    Every submission gives one result. One that cannot be read gives a `Problem`; one whose judge or sandbox fails
    twice gives a verdict without a score.
    """
    ids = sorted({found.assignment for found in founds})
    for section_id in ids:  # before the judges are forked, so that what it imports is imported once
        load_reference(load_section(plan.course, section_id), plan.dataset)
    waiting = deque((found, 1) for found in founds)
    pool = [_Job(plan, sandbox, i, ids) for i in range(min(jobs, len(founds)))]
    try:
        for job in pool:
            job.give(waiting)
        while busy := [job for job in pool if job.task is not None]:
            for ready in wait([job.pipe for job in busy]):
                job = next(job for job in busy if job.pipe is ready)
                result = job.take()
                if result is None:
                    result = _tried(job, waiting, plan)
                job.give(waiting)
                if result is not None:
                    yield result
    except BaseException:  # Ctrl-C, or the caller has enough: what is under way is given up
        for job in pool:
            job.process.kill()
        raise
    finally:
        for job in pool:  # all of them first: a judge was forked with the pipes of those before it, and holds them open
            job.pipe.close()
        for job in pool:
            job.stop()


class _Job:
    """The coordinator's end of one judge process."""

    def __init__(self, plan: Plan, sandbox: Sandbox, index: int, ids: list[str]) -> None:
        self._start = lambda: _start(plan, sandbox, index, ids)
        self.process, self.pipe = self._start()
        self.task: tuple[Found, int] | None = None
        self.fault: str | None = None

    def give(self, waiting: deque[tuple[Found, int]]) -> None:
        self.task = waiting.popleft() if waiting else None
        if self.task is not None:
            try:
                self.pipe.send(self.task[0])
            except OSError:
                pass  # the judge is gone: its pipe reads as closed, and `take` says so

    def take(self) -> Verdict | Problem | None:
        """The result, or None when the judge died or gave up over it; then there is a new judge."""
        try:
            result = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join()
            result = CourseError(f"the judge stopped (exit status {self.process.exitcode})")
        if isinstance(result, CourseError):
            self.fault = str(result)
            self.stop()
            self.process, self.pipe = self._start()
            return None
        return result

    def stop(self) -> None:
        self.pipe.close()
        self.process.join(5)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def _tried(job: _Job, waiting: deque[tuple[Found, int]], plan: Plan) -> Verdict | None:
    found, attempt = job.task
    if attempt < ATTEMPTS:
        waiting.append((found, attempt + 1))
        return None
    return ungraded(plan, found, job.fault or "unknown")


def ungraded(plan: Plan, found: Found, reason: str) -> Verdict:
    """A verdict whose score is withheld."""
    section = load_section(plan.course, found.assignment)
    return Verdict(
        assignment=found.assignment,
        student=found.student,
        submission="",
        grader="",
        seed=plan.seed_for(found.assignment, found.student),
        level=0,
        isolation=(),
        engine=engine_id(),
        dataset=data.dataset_id(plan.dataset),
        platform=platform_id(),
        exercises=tuple(ExerciseResult(exercise.name, exercise.points, ()) for exercise in section.exercises),
        reason=reason,
    )


def _start(plan: Plan, sandbox: Sandbox, index: int, ids: list[str]) -> tuple[Any, Connection]:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()

    def run() -> None:
        ours.close()
        _judge_process(plan, sandbox, index, ids, theirs)

    process = context.Process(target=run, daemon=True)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # a judge never gets it: Ctrl-C is the coordinator's to handle
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    theirs.close()
    return process, ours


# ---- in the judge process -----------------------------------------------------------------------------------------


def _judge_process(plan: Plan, sandbox: Sandbox, index: int, ids: list[str], pipe: Connection) -> None:
    try:
        slot = sandbox.slot(index)
        run_session(plan.course, plan.dataset, ids, _feed(plan, slot, pipe))
    except CourseError as error:
        _send(pipe, error)
    except EOFError:
        pass


def _feed(plan: Plan, slot: Any, pipe: Connection) -> Iterator[Callable[[Judge, dict[str, Room]], None]]:
    while True:
        try:
            found = pipe.recv()
        except EOFError:
            return

        def task(judge: Judge, rooms: dict[str, Room], found: Found = found) -> None:
            try:
                result = grade_one(plan, judge, rooms[found.assignment], found, slot)
            except SubmissionError as error:
                result = Problem(found.student, str(found.path), str(error))
            _send(pipe, result)

        yield task


def _send(pipe: Connection, result: Any) -> None:
    try:
        pipe.send(result)
    except BrokenPipeError:
        raise EOFError from None  # the coordinator is gone


def grade_one(plan: Plan, judge: Judge, room: Room, found: Found, slot: Any) -> Verdict:
    """Read and grade one submission in a slot.

    Raises:
        SubmissionError: it cannot be read.
        CourseError: the sandbox failed; nothing is said about the submission.
    """
    submission = read_submission(found, room.section)
    seed = plan.seed_for(room.section.id, found.student)
    max_points = sum(exercise.points for exercise in room.section.exercises)
    verdict = verdict_of(
        judge,
        room,
        submission,
        seed,
        slot,
        engine=engine_id(),
        dataset=data.dataset_id(plan.dataset),
        max_points=max_points,
    )
    return replace(verdict, student=found.student)


def run_session(course: Course, dataset: str, ids: list[str], feed: Iterator[Callable[[Judge, dict[str, Room]], None]]) -> None:
    """Collect the rooms of these sections once and run a feed of tasks in the pytest session.

    Raises:
        CourseError: the hidden graders could not be collected.
    """
    import pytest

    os.environ.setdefault("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    plugin = FeedPlugin(course, dataset, feed=feed)
    paths = [str(course.hidden / section_id) for section_id in ids]
    if missing := [path for path in paths if not Path(path).is_dir()]:
        raise CourseError(f"{missing[0]}: no hidden graders for this assignment")
    holder = _Holder(plugin)
    options = ["-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:logging", "-p", "no:warnings",
               "-p", "no:capture", "-p", "no:faulthandler", "-p", "no:junitxml", "-p", "no:unraisableexception",
               "-p", "no:threadexception", "--assert=plain", "--rootdir", str(course.hidden), "-c", os.devnull]  # fmt: skip
    code = pytest.main([*options, *paths], plugins=[holder])
    if code not in (0, 5) or not plugin.rooms:
        raise CourseError(
            f"the hidden graders of {', '.join(ids)} could not be collected; see pytest {' '.join(paths)} --collect-only"
        )


class _Holder:
    """Registers the feed plugin under its name before the option plugin looks for it."""

    def __init__(self, plugin: FeedPlugin) -> None:
        self._plugin = plugin

    def pytest_configure(self, config: Any) -> None:
        config.pluginmanager.register(self._plugin, PLUGIN)


__all__ = ["Plan", "Problem", "engine_id", "grade", "open_sandbox", "run_session", "ungraded"]
