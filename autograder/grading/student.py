"""The student's code, as a grader sees it: calls go out as data and come back as data."""

from __future__ import annotations

import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import torch

from autograder.grading.compare import Expected
from autograder.grading.outcomes import GraderError, StudentFault, StudentKilled, StudentRaised, StudentTimeout
from autograder.grading.probe import Probe, read_probe
from autograder.sandbox import wire
from autograder.sandbox.loader import MAX_REPORT
from autograder.sandbox.wire import Mapped, Opaque

__all__ = ["LimitsOf", "Opaque", "Session", "Student", "mapped"]

MAX_ERRORS = 100  # of a notebook's cells
WALL_FACTOR = 5  # a call may take this many times its CPU limit by the clock, and a second more


class WorkerHandle(Protocol):
    """What the sandbox gives for a jailed worker."""

    socket: socket.socket

    def cpu_s(self) -> float: ...

    def end(self) -> Any: ...


@dataclass(frozen=True)
class LimitsOf:
    """CPU seconds that parts of a grading may take."""

    call_cpu_s: float = 5.0
    cell_cpu_s: float = 10.0
    load_cpu_s: float = 30.0
    submission_cpu_s: float = 180.0


def mapped(name: str, split: str) -> Mapped:
    """A dataset split that lies in the sandbox's memory already, as an argument for a student's call or a probe."""
    return Mapped(name, split)


class _CpuWaiter:
    """Waits for a worker's bytes until it has used its CPU seconds, or the clock has run much longer."""

    def __init__(self, worker: WorkerHandle, cpu_s: float) -> None:
        self.worker = worker
        self.cpu_s = cpu_s
        self.at_start = worker.cpu_s()
        now = time.monotonic()
        self.check_at = now + cpu_s  # before that, it cannot have used more on its own
        self.deadline = now + WALL_FACTOR * cpu_s + 1

    def __call__(self, sock: socket.socket) -> None:
        now = time.monotonic()
        if now >= self.deadline:
            raise wire.Late("by the clock")
        if now >= self.check_at:
            left = self.cpu_s - (self.worker.cpu_s() - self.at_start)
            if left <= 0:
                raise wire.Late("by CPU time")
            self.check_at = now + max(0.02, left)
        sock.settimeout(min(self.check_at, self.deadline) - now)


class Session:
    """One submission under judgement: spawns workers as they are needed and loads the submission into each."""

    def __init__(self, spawn: Callable[[], WorkerHandle], cells: list[tuple[str, str]], limits: LimitsOf) -> None:
        self._spawn = spawn
        self._cells = cells
        self.limits = limits
        self._worker: WorkerHandle | None = None
        self._broken: StudentFault | None = None
        self.load_errors: list[list[Any]] = []
        self.spent_cpu_s = 0.0
        self.workers = 0
        self.struck = False  # whether a worker was killed, and not by a limit of its own
        self.replies = 0
        self.last_value: Any = None
        self.peak_mib = 0.0

    # -- workers

    @property
    def in_use(self) -> bool:
        """Whether the present worker has answered anything."""
        return self._worker is not None

    def fresh(self) -> None:
        """End the present worker; the next request starts another."""
        if self._worker is not None:
            ending = self._worker.end()
            self._worker = None
            self.spent_cpu_s += ending.cpu_s or 0.0
            self.peak_mib = max(self.peak_mib, ending.peak_mib or 0.0)

    def recover(self) -> None:
        """Begin afresh, as if no worker had been killed."""
        self.fresh()
        if self.struck:
            self.struck, self._broken = False, None

    def start(self) -> None:
        """Have a worker with the submission loaded."""
        if self._broken is not None:
            raise type(self._broken)(str(self._broken))
        if self._worker is None:
            if self.spent_cpu_s > self.limits.submission_cpu_s:
                raise StudentTimeout(
                    f"not run: the submission had used its {self.limits.submission_cpu_s:g} seconds of CPU time"
                )
            self._worker = self._spawn()
            self.workers += 1
            self._load()

    def _load(self) -> None:
        try:
            answer = self._exchange(["load", [list(cell) for cell in self._cells], self.limits.cell_cpu_s],
                                    self.limits.load_cpu_s, "the notebook's cells")  # fmt: skip
            match answer:
                case ["loaded", list(errors)]:
                    self.load_errors = [error for error in errors[:MAX_ERRORS] if _is_error(error)]
                case _:
                    raise self._garbage("the notebook's cells")
        except StudentFault as fault:
            self._broken = fault  # it would end every other worker the same way
            raise

    # -- requests

    def request(self, message: list[Any], cpu_s: float, what: str) -> Any:
        """Send a call and return the value that came back.

        Raises:
            StudentFault: in its kinds, for whatever else came back, or did not.
        """
        self.start()
        match self._exchange(message, cpu_s, what):
            case ["value", value]:
                self.replies += 1
                self.last_value = value
                return value
            case ["raised", str(cell), str(kind), str(text), line, code]:
                self.replies += 1
                raise self._explained(cell, kind, text, line, code)
            case _:
                raise self._garbage(what)

    def _exchange(self, message: list[Any], cpu_s: float, what: str) -> list[Any]:
        worker = self._worker
        request_id = secrets.token_hex(8)  # unguessable: a reply written before the call names no call
        try:
            worker.socket.settimeout(10)
            wire.send(worker.socket, [request_id, *message])
            answer = wire.receive(worker.socket, _CpuWaiter(worker, cpu_s))
        except wire.Late:
            self.fresh()
            raise StudentTimeout(f"{what} did not finish within its limit of {cpu_s:g} seconds of CPU time") from None
        except wire.Closed:
            raise self._killed(what) from None
        except wire.WireError as error:
            self.fresh()
            raise StudentFault(f"{what} came back as something that is not data: {error}") from None
        match answer:
            # an array in the place of a name would be compared element by element
            case [str(name), str(), *_] if name == request_id:
                return answer[1:]
        raise self._garbage(what)

    def _garbage(self, what: str) -> StudentFault:
        self.fresh()
        return StudentFault(f"{what} came back as something that is not a reply")

    def _killed(self, what: str) -> StudentKilled:
        ending = self._worker.end()
        self.fresh()
        self.struck |= ending.cause == "signal" and ending.detail == "SIGKILL"
        reasons = {
            "memory": "it used more memory than it may",
            "cpu": "it used more CPU time than it may",
            "signal": f"the process crashed ({ending.detail})",
            "processes": "it started more processes than it may",
        }
        return StudentKilled(f"while {what} ran, {reasons.get(ending.cause, ending.detail or 'it exited')}")

    def _explained(self, cell: str, kind: str, text: str, line: Any, code: Any) -> StudentRaised:
        where = ""
        if isinstance(line, int) and isinstance(code, str) and code and cell:
            where = f" (line {line} of your cell {cell}: {code})"
        if kind == "NameError" and (reason := self._why_undefined(text)):
            where = f"; {reason}"
        return StudentRaised(kind, text, where)

    def _why_undefined(self, text: str) -> str | None:
        for cell, kind, reason, line, _code in self.load_errors:
            if cell and text == f"{cell} is not defined":
                at = f" at line {line}" if isinstance(line, int) else ""
                return f"the cell that defines it stopped{at} with {kind}: {reason}"
        return None


class Student:
    """`student.softmax(X)` calls the student's function; `student.run(probe, ...)` runs a probe beside it.

    One proxy serves one test: its first request resets the worker's state and seeds its generators.
    """

    def __init__(self, session: Session, seed: int, cpu_s: float, allow: Callable[[Probe], None]) -> None:
        self._session = session
        self._seed: int | None = seed
        self._cpu_s = cpu_s
        self._allow = allow

    def run(self, probe: Callable[..., Any], *args: Any) -> Any:
        """Run a probe in the sandbox with the student's namespace and copies of the arguments."""
        read = read_probe(probe)
        self._allow(read)
        arguments = [_sendable(arg) for arg in args]
        label = read.name.replace("_", " ")
        return self._request(["run", self._take_seed(), read.source, read.name, arguments], label)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)

        def call(*args: Any, **kwargs: Any) -> Any:
            sent = {key: _sendable(value) for key, value in kwargs.items()}
            return self._request(["call", self._take_seed(), name, [_sendable(arg) for arg in args], sent], name)

        return call

    def _take_seed(self) -> int | None:
        seed, self._seed = self._seed, None
        return seed

    def _request(self, message: list[Any], what: str) -> Any:
        return self._session.request(message, self._cpu_s, what)


def _is_error(value: Any) -> bool:
    """Whether a worker's account of a cell that stopped has the form it should have; it is the student's claim."""
    match value:
        case [str(cell), str(kind), str(text), int() | None, None | str() as code]:
            return max(map(len, (cell, kind, text, code or ""))) <= MAX_REPORT
    return False


def _sendable(value: Any) -> Any:
    if isinstance(value, Expected):
        raise GraderError("a value computed from the reference may not be sent to the student's code")
    if isinstance(value, (list, tuple)):
        return type(value)(_sendable(item) for item in value)
    if isinstance(value, dict):
        return {key: _sendable(item) for key, item in value.items()}
    if isinstance(value, torch.Tensor) or value is None or isinstance(value, (bool, int, float, str, Mapped)):
        return value
    if type(value).__module__ == "numpy":
        return value
    raise GraderError(f"a {type(value).__name__} cannot cross to the student's code; use a probe")
