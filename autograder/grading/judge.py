"""Judge one submission with a room's pytest items, and say what was found in a verdict."""

from __future__ import annotations

import inspect
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pytest
import torch
from _pytest.runner import runtestprotocol

from autograder.errors import CourseError
from autograder.grading import probe as probes
from autograder.grading.compare import kind
from autograder.grading.outcomes import GraderError, StudentFault
from autograder.grading.randomness import Rng
from autograder.grading.reference import Reference
from autograder.grading.room import Room
from autograder.grading.seeds import test_seed
from autograder.grading.student import LimitsOf, Session, Student
from autograder.grading.verdict import ExerciseResult, TestResult, Verdict

MAX_MESSAGE = 1_000
FIXTURES = {"student", "reference", "rng"}
HOPELESS = 2  # timeouts or kills in one exercise after which the rest of it is not run


@dataclass
class Bench:
    """What the fixtures of the running test draw from."""

    room: Room
    session: Session | None
    exercise: str
    seed: int
    known_good: bool = False  # the reference stands in for the student

    def rng(self, test: str) -> Rng:
        return Rng(test_seed(self.seed, test))

    def student(self, test: str, cpu_s: float | None) -> Student | Reference:
        seed = test_seed(self.seed, f"student\0{test}")
        if self.known_good:
            return Reference(self.room.reference, seed, marked=False)
        return Student(self.session, seed, cpu_s or self.session.limits.call_cpu_s, self._allow)

    def reference(self, test: str) -> Reference:
        return Reference(self.room.reference, test_seed(self.seed, f"student\0{test}"))

    def _allow(self, probe: probes.Probe) -> None:
        probes.check_stand_ins([probe], self.exercise, self.room.judged_later(self.exercise))


class Judge:
    """Runs the items of a room against one submission after another, in one pytest session."""

    def __init__(self, limits: LimitsOf | None = None) -> None:
        self.limits = limits or LimitsOf()
        self.bench: Bench | None = None
        self.raised: BaseException | None = None  # what ended the running test, put there by the plugin

    def judge(
        self, room: Room, cells: list[tuple[str, str]], seed: int, spawn: Callable[[], Any]
    ) -> tuple[tuple[ExerciseResult, ...], Session]:
        """Judge a submission's cells, exercise by exercise."""
        session = Session(spawn, cells, self.limits)
        try:
            results = tuple(self._exercise(room, session, name, seed) for name in room.items)
        finally:
            session.fresh()
        order = {exercise.name: i for i, exercise in enumerate(room.section.exercises)}
        return tuple(sorted(results, key=lambda result: order[result.name])), session

    def _exercise(self, room: Room, session: Session, name: str, seed: int) -> ExerciseResult:
        tests = self._tests(room, session, name, seed, stop_early=True) if session.in_use else None
        if tests is None:
            session.recover()  # what earlier exercises patched or broke costs this one nothing
            tests = self._tests(room, session, name, seed, stop_early=False)
            if session.struck:  # by the machine, short of memory, or by somebody: code in the jail can hardly do it
                session.recover()
                tests = self._tests(room, session, name, seed, stop_early=False)
        return ExerciseResult(name, room.exercise(name).points, tests)

    def _tests(self, room: Room, session: Session, name: str, seed: int, *, stop_early: bool) -> tuple[TestResult, ...] | None:
        """The exercise's tests; None, if asked to stop early, as soon as one does not pass."""
        results: list[TestResult] = []
        for item in room.items[name]:
            ended = [test for test in results if test.outcome in ("timeout", "killed")]
            if len(ended) >= HOPELESS:
                message = f"not run, because two tests of {name} before it ended as: {ended[0].message}"
                results.append(_result(item, "skipped", message))
                continue
            self.bench = Bench(room, session, name, seed)
            results.append(self._test(item, session))
            if stop_early and results[-1].outcome != "passed":
                return None
        return tuple(results)

    def _test(self, item: Any, session: Session) -> TestResult:
        replies = session.replies
        error = self._run(item)
        answered = session.replies > replies
        if error is None:
            if answered:
                return _result(item, "passed", None)
            return _result(item, "ungraded", "this test asked the submission nothing")
        if isinstance(error, StudentFault):
            return _result(item, error.outcome, str(error))
        if isinstance(error, pytest.skip.Exception):
            return _result(item, "skipped", str(error))
        if isinstance(error, AssertionError):
            return _result(item, "failed", str(error))
        if answered and not isinstance(error, (GraderError, CourseError, MemoryError)):
            return self._odd_value(item, error, session.last_value)
        return _result(item, "ungraded", f"the grader failed: {type(error).__name__}: {error}")

    def _odd_value(self, item: Any, error: BaseException, value: Any) -> TestResult:
        """A test broke over a student's value: the student's fault if the reference passes the same test."""
        bench = self.bench
        bench.known_good = True
        try:
            if self._run(item) is None:
                return _result(item, "failed", f"what came back cannot be used here: {kind(value)}")
        finally:
            bench.known_good = False
        return _result(item, "ungraded", f"the grader failed: {type(error).__name__}: {error}")

    def _run(self, item: Any) -> BaseException | None:
        arguments = self._arguments(item)
        if arguments is not None:
            try:
                getattr(item.cls(), item.originalname)(**arguments)
            except (Exception, pytest.skip.Exception) as error:
                return error
            return None
        self.raised = None
        runtestprotocol(item, log=False, nextitem=None)
        error, self.raised = self.raised, None
        return error

    def _arguments(self, item: Any) -> dict[str, Any] | None:
        """The test's arguments, if it asks for nothing but our fixtures and its parameters.

        Then it is called as pytest would call it, without the millisecond that pytest's set-up and tear-down take.
        """
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        names = set(item.fixturenames) - {"request"}  # our fixtures use it; a test that does is run by pytest itself
        if not names <= FIXTURES | set(parameters) or _asks_for_request(item.function):
            return None
        test = test_name(item)
        bench = self.bench
        ours: dict[str, Callable[[], Any]] = {
            "student": lambda: bench.student(test, getattr(item.function, "cpu_s", None)),
            "reference": lambda: bench.reference(test),
            "rng": lambda: bench.rng(test),
        }
        return {name: parameters[name] if name in parameters else ours[name]() for name in names}


@cache
def _asks_for_request(function: Callable[..., Any]) -> bool:
    return "request" in inspect.signature(function).parameters


def test_name(item: Any) -> str:
    """A test's name within its room; the seed of its inputs is derived from it."""
    return f"{item.cls.__name__}::{item.name}"


test_name.__test__ = False


def _result(item: Any, outcome: str, message: str | None) -> TestResult:
    message = message[:MAX_MESSAGE] if message else None
    says = " ".join(item.function.__doc__.split())
    return TestResult(item.name, says, outcome, message, getattr(item.function, "weight", 1.0))


@lru_cache(maxsize=1)
def platform_id() -> str:
    """What of this machine can change a float: architecture, vector instructions, versions."""
    capability = torch.backends.cpu.get_cpu_capability()
    return f"{platform.machine()}/{capability}, Python {platform.python_version()}, torch {torch.__version__}"


def verdict_of(
    judge: Judge, room: Room, submission: Any, seed: int, slot: Any, *, engine: str, dataset: str, max_points: float
) -> Verdict:
    """Grade a read submission in a slot of the sandbox."""
    began = time.perf_counter()
    cells = [(cell.grade_id or str(number), cell.source) for number, cell in enumerate(submission.cells, 1)]
    exercises, session = judge.judge(room, cells, seed, lambda: slot.spawn(room.section.id))
    reasons = [test.message for result in exercises for test in result.tests if test.outcome == "ungraded"]
    return Verdict(
        assignment=room.section.id,
        student=submission.student,
        submission=submission.digest,
        grader=room.digest,
        seed=seed,
        level=slot.level,
        isolation=tuple(slot.isolation),
        engine=engine,
        dataset=dataset,
        platform=platform_id(),
        exercises=exercises,
        seconds=round(time.perf_counter() - began, 4),
        problems=(*submission.problems, *_load_problems(session)),
        reason=reasons[0] if reasons else None,
        max_points=max_points,
        file=submission.file,
    )


def _load_problems(session: Session) -> list[str]:
    sentences = []
    for cell, kind_of_error, text, line, code in session.load_errors:
        at = f", line {line}" if isinstance(line, int) else ""
        quoted = f" ({code})" if code else ""
        sentences.append(f"cell {cell}{at}{quoted} stopped with {kind_of_error}: {text}")
    return sentences
