"""Run a notebook's code and its public checks in a process that has been made ready for it."""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.desk import system, worker
from autograder.desk.notebook import PREFIX, Cell, Exercise, Notebook
from autograder.desk.results import Result, Trouble, sentence
from autograder.errors import CourseError

TICK_S = 0.02  # how often a caller gets a chance to do something else
START_S = 180.0  # importing torch from a slow disk, scanned for viruses, for the first time
LIMIT_S = 20.0


class Spare:
    """A process that has imported what a notebook needs, and waits for the code to run."""

    def __init__(self, modules: list[str]) -> None:
        # checks are small: threads that wait for each other on a busy machine cost more than they save
        environment = {"OMP_NUM_THREADS": "1", **os.environ, "MPLBACKEND": "Agg"}
        # -P: nothing that lies beside our script can stand in for a module
        self.process = system.start([sys.executable, "-P", worker.__file__], environment)
        self.events: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.pending = 0
        self.warm(modules)

    def _listen(self) -> None:
        try:
            for line in self.process.stdout or ():
                self.events.put(json.loads(line))
        except (ValueError, OSError):
            pass  # cut off in the middle of a line
        self.events.put(None)

    def _send(self, command: dict[str, Any]) -> None:
        try:
            assert self.process.stdin is not None
            self.process.stdin.write(json.dumps(command) + "\n")
            self.process.stdin.flush()
        except OSError:
            pass  # it has died: the events say so

    def warm(self, modules: list[str]) -> None:
        """Have more modules imported ahead of time."""
        self.pending += 1
        self._send({"warm": modules})

    def run(self, job: dict[str, Any]) -> None:
        """Hand over the code; what follows comes as events."""
        self._send({"run": job})

    def end(self) -> None:
        """Stop the process and its children, whatever they do."""
        system.end(self.process)
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:
                pass  # what was still to be sent has nobody to read it


class Bench:
    """Keeps one spare process ready. Use as a context: none outlives it."""

    def __init__(self) -> None:
        self._spare: Spare | None = None
        self._late: list[str] = []  # modules that code has imported while it ran: lazily, inside of others

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def clear(self) -> None:
        """End the spare, if there is one."""
        if self._spare is not None:
            self._spare.end()
            self._spare = None

    def prepare(self, notebook: Notebook) -> None:
        """Start a spare for a notebook, unless there is one."""
        if self._spare is not None and self._spare.process.poll() is not None:
            self.clear()
        if self._spare is None:
            self._spare = Spare([*notebook.imports(), *self._late])

    def take(self, notebook: Notebook) -> Spare:
        """A spare to run the notebook in."""
        self.prepare(notebook)
        spare, self._spare = self._spare, None
        assert spare is not None
        spare.warm(notebook.imports())
        return spare

    def remember(self, modules: list[str], folder: Path) -> None:
        """Note which modules a run has imported by itself, for the next spare; none that lies beside the notebook."""
        here = [name for name in modules if (folder / name.partition(".")[0]).exists()]
        here += [name for name in modules if (folder / f"{name.partition('.')[0]}.py").exists()]
        self._late = list(dict.fromkeys([*self._late, *(name for name in modules if name not in here)]))


def run(notebook: Notebook, bench: Bench, limit_s: float = LIMIT_S) -> Iterator[Result | Trouble | None]:
    """Results in the notebook's order as they come; None now and then, so that a caller can look elsewhere.

    A cell or a check that ends its process or runs too long is left out, and the others are run again without it.
    Closing the iterator ends the process.

    Raises:
        CourseError: Python does not even start.
    """
    attempt = _Attempt(notebook, limit_s)
    while attempt.checks:
        spare = bench.take(notebook)
        try:
            yield from attempt.go(spare)
        finally:
            spare.end()
        bench.remember(attempt.imported, notebook.path.parent)


class _Attempt:
    """What is left to run, and what is known about the rest."""

    def __init__(self, notebook: Notebook, limit_s: float) -> None:
        self.notebook = notebook
        self.limit_s = limit_s
        self.cells = notebook.own_cells()
        self.checks = list(notebook.exercises)
        self.answers = {exercise.name: notebook.answer(exercise.name) for exercise in self.checks}
        self.unbegun = {exercise.name for exercise in self.checks if not notebook.is_begun(exercise)}
        self.names = {cell.key: name for name, cell in self.answers.items() if cell is not None}
        self.broken: dict[str, tuple[str, str]] = {}  # a cell that did not run to its end: outcome and sentence
        self.imported: list[str] = []

    def go(self, spare: Spare) -> Iterator[Result | Trouble | None]:
        """Run what is left until all is done or the process ends."""
        yield from self._wait_until_warm(spare)
        spare.run(self._job())
        running, since = "", time.monotonic()
        while True:
            try:
                event = spare.events.get(timeout=TICK_S)
            except queue.Empty:
                if time.monotonic() - since > self.limit_s:
                    says = f"ran for more than {self.limit_s:g} seconds and was stopped"
                    yield self._stopped(running, "slow", says)
                    return
                yield None
                continue
            if event is None:
                yield self._stopped(running, "ended", "ended the whole Python process (a crash, or os._exit)")
                return
            if "start" in event:
                running, since = event["start"], time.monotonic()
            elif "done" in event:
                yield self._done(event["done"], event["error"], event["printed"])
            else:
                self.imported = event["modules"]
                return

    def _wait_until_warm(self, spare: Spare) -> Iterator[None]:
        end = time.monotonic() + START_S
        while spare.pending and time.monotonic() < end:
            try:
                event = spare.events.get(timeout=TICK_S)
            except queue.Empty:
                yield None
                continue
            if event is None:
                break
            spare.pending -= 1
        if spare.pending:
            modules = ", ".join(self.notebook.imports())
            raise CourseError(f"{sys.executable} does not get through the imports of {self.notebook.path.name} ({modules})")

    def _job(self) -> dict[str, Any]:
        return {
            "folder": str(self.notebook.path.resolve().parent),
            "cells": [{"label": cell.key, "source": cell.source, "line": cell.line} for cell in self.cells],
            "checks": [{"label": PREFIX + one.name, "source": one.check, "line": 1} for one in self.checks],
        }

    def _done(self, label: str, error: dict[str, Any] | None, printed: str) -> Result | Trouble | None:
        if label.startswith(PREFIX):
            exercise = self.checks.pop(0)
            return self._judge(exercise, error, printed)
        if error is None or label in self.broken or self._is_stub(error):
            return None
        return self._break(label, "failed", sentence(error, label, self.names))

    def _stopped(self, label: str, outcome: str, says: str) -> Result | Trouble | None:
        """The process is gone: leave out what it was at."""
        if label.startswith(PREFIX):
            exercise = self.checks.pop(0)
            return Result(exercise.name, exercise.points, outcome, f"its check {says}")
        if not label:
            raise CourseError(f"{sys.executable} ended before it began to run {self.notebook.path.name}; try again")
        self.cells = [cell for cell in self.cells if cell.key != label]
        return self._break(label, outcome, f"the cell {says}")

    def _break(self, label: str, outcome: str, says: str) -> Trouble | None:
        self.broken[label] = outcome, says
        if label in self.names:
            return None  # its exercise will say so
        cell = next(cell for cell in self.notebook.cells if cell.key == label)
        return Trouble(label, _first_line(cell), says)

    def _judge(self, exercise: Exercise, error: dict[str, Any] | None, printed: str) -> Result:
        name, cell = exercise.name, self.answers[exercise.name]
        outcome, says = "failed", ""
        if error is None:
            return Result(name, exercise.points, "passed")
        if cell is None:
            says = f"nothing in the notebook defines {name}: autograder reset {name} brings its cell back"
        elif name in self.unbegun:
            outcome = "not begun"
        elif cell.key in self.broken:
            outcome, says = self.broken[cell.key]
        elif self._is_stub(error):
            outcome, says = "waits", f"waits for {self.names[error['cell']]}, which is not begun yet"
        else:
            says = sentence(error, cell.key, self.names)
        return Result(name, exercise.points, outcome, says, printed)

    def _is_stub(self, error: dict[str, Any]) -> bool:
        return error["type"] == "NotImplementedError" and self.names.get(error["cell"]) in self.unbegun


def _first_line(cell: Cell) -> str:
    return next((line.strip() for line in cell.source.splitlines() if line.strip()), "")
