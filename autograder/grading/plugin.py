"""The pytest plugin behind every grading: options, fixtures, collection, and the loop over submissions.

Two ways in. `pytest autograder/hidden --submission FILE` runs each test once, as any pytest run. The engine hands the
same session a feed of submissions: the graders are collected once, and each submission runs their items again.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from _pytest.reports import TestReport

from autograder.course import Course
from autograder.grading.judge import Bench, Judge, test_name
from autograder.grading.outcomes import GraderError
from autograder.grading.room import Room, load_section
from autograder.section import section_cells

PLUGIN = "autograder-grading"


class GradingPlugin:
    """State of a grading session; `feed` is None in a plain pytest run."""

    def __init__(self, course: Course, dataset: str, judge: Judge | None = None, feed: Iterable[Any] | None = None):
        self.course = course
        self.dataset = dataset
        self.judge = judge or Judge()
        self.feed = feed
        self.rooms: dict[str, Room] = {}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            name = getattr(getattr(item, "cls", None), "exercise_name", None)
            if name is None:
                raise pytest.UsageError(f"{item.nodeid}: not in a class marked with @exercise")
            self._room(item.path.parent).items.setdefault(name, []).append(item)
        for room in self.rooms.values():
            try:
                room.check()
            except GraderError as error:
                raise pytest.UsageError(str(error)) from None

    def _room(self, folder: Path) -> Room:
        if folder.name not in self.rooms:
            self.rooms[folder.name] = Room(load_section(self.course, folder.name), folder, self.dataset)
        return self.rooms[folder.name]


class FeedPlugin(GradingPlugin):
    """The engine's session: pytest's own loop and reports are replaced, its collection and fixtures are not."""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise session.Interrupted("the hidden graders could not be collected")
        gc.freeze()  # what lives as long as the session is not gone through again with every collection
        for task in self.feed:
            task(self.judge, self.rooms)
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo) -> TestReport:
        # pytest's own report formats tracebacks, which cost milliseconds and quote the test; the judge wants the error
        if call.excinfo is not None and self.judge.raised is None:
            error = call.excinfo.value
            in_test = call.when == "call" or isinstance(error, pytest.skip.Exception)
            self.judge.raised = error if in_test else GraderError(f"{call.when}: {error!r}")
        outcome = "passed" if call.excinfo is None else "failed"
        return TestReport(item.nodeid, item.location, {}, outcome, None, call.when, duration=call.duration)


class DirectPlugin(GradingPlugin):
    """A plain pytest run against one submission, each exercise in a worker of its own."""

    def __init__(self, course: Course, dataset: str, submission: Path | None, seed: int, unsafe: bool) -> None:
        super().__init__(course, dataset)
        self.submission = submission
        self.seed = seed
        self.unsafe = unsafe
        self.sandbox: Any = None
        self.slot: Any = None
        self.sessions: dict[str, Any] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        from autograder.grading.student import Session

        room = self.rooms[item.path.parent.name]
        if room.section.id not in self.sessions:
            self._open()
            spawn = lambda: self.slot.spawn(room.section.id)  # noqa: E731
            self.sessions[room.section.id] = Session(spawn, self._cells(room), self.judge.limits)
        session = self.sessions[room.section.id]
        name = item.cls.exercise_name
        if self.judge.bench is None or self.judge.bench.exercise != name:
            session.fresh()
        self.judge.bench = Bench(room, session, name, self.seed)

    def _open(self) -> None:
        from autograder.grading.pool import open_sandbox

        if self.sandbox is None:
            self.sandbox = open_sandbox(self.course, self.dataset, unsafe=self.unsafe)
            self.slot = self.sandbox.slot(0)

    def _cells(self, room: Room) -> list[tuple[str, str]]:
        if self.submission is None:  # the reference, through the sandbox
            return section_cells(room.section)
        from autograder.submission import find_submissions, read_submission

        found, problems = find_submissions([self.submission], room.section.id, self.course.section_ids())
        if problems or len(found) != 1:
            reason = problems[0] if problems else f"{len(found)} submissions"
            raise pytest.UsageError(f"{self.submission}: not one submission: {reason}")
        cells = read_submission(found[0], room.section).cells
        return [(cell.grade_id or str(number), cell.source) for number, cell in enumerate(cells, 1)]

    def pytest_unconfigure(self) -> None:
        for session in self.sessions.values():
            session.fresh()
        if self.sandbox is not None:
            self.sandbox.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("autograder")
    group.addoption("--submission", type=Path, help="notebook or module to grade; default: the reference solution")
    group.addoption("--seed", type=int, default=0, help="seed of the inputs (default: 0)")
    group.addoption("--unsafe", action="store_true", help="grade without isolation, if there is no better here")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    if config.pluginmanager.has_plugin(PLUGIN):
        return  # the engine registered its own
    from autograder import data

    course = Course.find(config.invocation_params.dir)
    plugin = DirectPlugin(
        course,
        data.dataset_setting(course),
        config.getoption("--submission"),
        config.getoption("--seed"),
        config.getoption("--unsafe"),
    )
    config.pluginmanager.register(plugin, PLUGIN)


def _bench(request: pytest.FixtureRequest) -> Bench:
    return request.config.pluginmanager.get_plugin(PLUGIN).judge.bench


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Any:
    """The submission's functions; see `autograder.grading.student.Student`."""
    return _bench(request).student(test_name(request.node), getattr(request.node.function, "cpu_s", None))


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> Any:
    """The section's solution, with the same face as `student`."""
    return _bench(request).reference(test_name(request.node))


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> Any:
    """Fresh inputs for this test."""
    return _bench(request).rng(test_name(request.node))
