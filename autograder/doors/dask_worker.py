"""What runs inside a Dask worker: hands lines of text to an engine beside it, and the engine's answers back.

An engine that is done stays warm for the next batch. Nothing here imports torch, forks, or looks into a submission.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import deque
from pathlib import Path
from typing import Any

from autograder.command_grade import SINGLE_THREADED

_idle: deque[Engine] = deque()  # an engine is taken by one thread of the worker at a time


def grade_batch(terms: str, requests: list[str]) -> str:
    """Answers to a batch of requests in their order, or why this worker does not grade, as JSON."""
    from distributed import get_worker

    worker = get_worker().address
    engine = _take(terms)
    if "refused" in engine.said:
        engine.close()
        return json.dumps({"worker": worker, "refused": engine.said["refused"]})
    answers = []
    for request in requests:
        if engine.process.poll() is not None:  # it stopped over the request before; that one is told so
            engine.close()
            engine = Engine(terms)
        answers.append(engine.ask(request))
    _idle.append(engine)
    return json.dumps({"worker": worker, "answers": answers})


def can_grade() -> bool:
    """Called on a new worker, to find out whether it has this module at all."""
    return True


def _take(terms: str) -> Engine:
    """A warm engine for these terms, or a new one; those of another run are ended."""
    while _idle:
        try:
            engine = _idle.pop()
        except IndexError:  # another thread was faster
            break
        if engine.terms == terms and engine.process.poll() is None:
            return engine
        engine.close()
    return Engine(terms)


class Engine:
    """An engine in a process of its own. `said` is its answer to the terms."""

    def __init__(self, terms: str) -> None:
        package = str(Path(__file__).resolve().parents[2])
        environment = {**os.environ, **SINGLE_THREADED}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")]))
        environment.pop("AUTOGRADER_SECRET", None)  # seeds come with the requests
        self.terms = terms
        self.process = subprocess.Popen(
            [sys.executable, "-m", "autograder.doors.dask_engine"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="ascii",
            start_new_session=True,
        )
        self.said = self.ask(terms)
        if "fault" in self.said:
            self.said = {"refused": f"its engine does not start ({self.said['fault']}); the worker's log says why"}

    def ask(self, line: str) -> dict[str, Any]:
        """The answer to a line; a `fault` when the engine ends instead."""
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except OSError:
            answer = ""
        if not answer.endswith("\n"):
            return {"fault": f"the engine stopped (exit status {self.process.wait()})"}
        answer = json.loads(answer)
        if "refused" in answer and self.process.stdin:
            self.process.wait()
        return answer

    def close(self) -> None:
        """End the engine, and with it its sandbox."""
        try:
            self.process.stdin.close()
        except OSError:
            pass  # it is gone
        self.process.stdout.close()
        self.process.wait()
