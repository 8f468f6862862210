"""`autograder grade --dask`: the coordinator of a run whose judges sit on a Dask cluster.

Text goes out and text comes back: a submission's bytes, its assignment and its seed, and a verdict as JSON. Seeds are
derived here, so that neither the course's secret nor a student's name leaves this process.
"""

from __future__ import annotations

import base64
import hashlib
import json
import queue
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from autograder.command_grade import LONG_RUN
from autograder.doors.dask_engine import identity
from autograder.doors.dask_worker import can_grade, grade_batch
from autograder.errors import CourseError
from autograder.grading.pool import ATTEMPTS, Plan, Problem, ungraded
from autograder.grading.verdict import Verdict
from autograder.submission import Found, SubmissionError, read_bytes

LOOK_S = 1  # between two looks at which workers there are
ALONE_S = 60  # without any worker: a nanny, or whoever brings workers, has time to start one
BATCH = 8  # submissions; a batch costs a few ms of Dask's, and is what a dying worker takes with it
BATCH_BYTES = 4 * 1024 * 1024
AHEAD = 2  # batches for each thread of the workers, so that none of them waits for the next


@dataclass(frozen=True)
class _Task:
    """One submission on its way."""

    found: Found
    file: str  # hash of what was sent
    request: str
    attempt: int = 1


@dataclass(frozen=True)
class _Batch:
    """Submissions under way together, and the workers that may have them."""

    future: Any
    tasks: list[_Task]
    workers: frozenset[str]


def grade(client: Any, plan: Plan, founds: list[Found], *, unsafe: bool) -> Iterator[Verdict | Problem]:
    """Grade submissions on a client's cluster, and give each result as it comes; the client is closed afterwards.

    Every submission gives one result, as with the local pool.

    Raises:
        CourseError: the cluster has no worker, or none that grades as this coordinator would.
    """
    try:
        yield from _Run(client, plan, founds, unsafe).results()
    finally:
        client.close()


class _GivenUp(Exception):
    """No more verdicts can come from the cluster."""


class _Run:
    """One run: what waits, what is under way, and which workers may have it."""

    def __init__(self, client: Any, plan: Plan, founds: list[Found], unsafe: bool) -> None:
        ids = sorted({found.assignment for found in founds})
        terms = {"ids": ids, "identity": identity(plan.course, plan.dataset, ids), "unsafe": unsafe}
        self._terms = json.dumps({**terms, "long_run": len(founds) >= LONG_RUN})
        self._client = client
        self._address = address = client.scheduler.address
        self._plan = plan
        self._fresh = deque(founds)
        self._again: deque[list[_Task]] = deque()
        self._running: dict[str, _Batch] = {}
        self._done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._threads: dict[str, int] = {}  # of the workers that may grade
        self._known: set[str] = set()
        self._refused: dict[str, str] = {}
        self._looked = self._seen = time.monotonic() - LOOK_S
        self._graded = False
        self._look()
        if not self._threads and not self._refused:
            raise CourseError(f"{address}: no worker there; start some with dask worker {address}, in the course's folder")
        self._batch = max(1, min(BATCH, len(founds) // (2 * AHEAD * max(1, sum(self._threads.values())))))

    def results(self) -> Iterator[Verdict | Problem]:
        """Everything that was asked for."""
        try:
            while self._fresh or self._again or self._running:
                yield from self._hand_out()
                yield from self._take()
        except _GivenUp as end:
            if not self._graded:
                raise CourseError(str(end)) from None
            yield from self._left_over(str(end))

    # -- workers

    def _look(self) -> None:
        """Which workers there are now, and which of them may grade."""
        now = time.monotonic()
        if now - self._looked < LOOK_S:
            return
        self._looked = now
        try:
            present = self._client.nthreads()
            self._meet(sorted(present.keys() - self._known))
        except (OSError, RuntimeError) as error:  # Dask's CommClosedError is an OSError
            raise _GivenUp(f"{self._address}: the scheduler is gone ({error or type(error).__name__})") from None
        self._threads = {worker: n for worker, n in present.items() if worker not in self._refused}
        if self._threads:
            self._seen = now
            self._rescue()
        elif present:
            raise _GivenUp(f"{self._address}: no worker there can grade this: " + "; ".join(self._sentences()))
        elif self._known and now - self._seen > ALONE_S:
            raise _GivenUp(f"{self._address}: all workers are gone, and none came within {ALONE_S} seconds")

    def _rescue(self) -> None:
        """Take back what waits for workers that are all gone. While one of them is left, Dask gives it to that one."""
        for key, batch in list(self._running.items()):
            if not batch.workers & self._threads.keys():
                del self._running[key]
                batch.future.cancel()
                self._again.append(batch.tasks)

    def _meet(self, workers: list[str]) -> None:
        self._known.update(workers)
        answers = self._client.run(can_grade, workers=workers, on_error="return") if workers else {}
        for worker, answer in answers.items():
            if isinstance(answer, OSError):  # it has just gone, or cannot be reached yet
                self._known.discard(worker)
            elif answer is not True:
                self._refuse(worker, f"it has not this version of autograder ({answer}); install the course's environment")

    def _refuse(self, worker: str, why: str) -> None:
        if worker not in self._refused:
            self._refused[worker] = why
            print(f"worker {worker} is left out: {why}", file=sys.stderr)
        self._threads.pop(worker, None)
        self._looked = 0  # look again at once: there may be nobody left

    def _sentences(self) -> Iterable[str]:
        return (f"{worker}: {why}" for worker, why in sorted(self._refused.items()))

    # -- handing out

    def _hand_out(self) -> Iterator[Problem]:
        self._look()
        while len(self._running) < AHEAD * sum(self._threads.values()):
            if self._again:
                batch = self._again.popleft()
            else:
                batch = []
                yield from self._read(batch)
            if not batch:
                return
            workers = list(self._threads)
            requests = [task.request for task in batch]
            future = self._client.submit(grade_batch, self._terms, requests, pure=False, workers=workers)
            self._running[future.key] = _Batch(future, batch, frozenset(workers))
            future.add_done_callback(self._done.put)

    def _read(self, batch: list[_Task]) -> Iterator[Problem]:
        size = 0
        while self._fresh and len(batch) < self._batch and size < BATCH_BYTES:
            found = self._fresh.popleft()
            try:
                content = read_bytes(found)
            except SubmissionError as error:
                yield Problem(found.student, str(found.path), str(error))
                continue
            size += len(content)
            request = {
                "assignment": found.assignment,
                "seed": self._plan.seed_for(found.assignment, found.student),
                "suffix": ".py" if (found.member or found.path.name).endswith(".py") else ".ipynb",
                "content": base64.b64encode(content).decode(),
            }
            batch.append(_Task(found, hashlib.sha256(content).hexdigest(), json.dumps(request)))

    # -- taking back

    def _take(self) -> Iterator[Verdict | Problem]:
        if not self._running and self._threads:
            return
        try:
            future = self._done.get(timeout=LOOK_S)
        except queue.Empty:
            return
        if future.key not in self._running:
            return  # taken back
        batch = self._running.pop(future.key).tasks
        if future.status in ("cancelled", "lost"):
            self._again.append(batch)
            raise _GivenUp(f"{self._address}: the scheduler is gone")
        if future.status == "error":
            yield from self._try_again(batch, f"the worker failed: {future.exception()}")
            return
        answer = json.loads(future.result())
        if "refused" in answer:
            self._refuse(answer["worker"], answer["refused"])
            self._again.append(batch)
            return
        for task, said in zip(batch, answer["answers"], strict=True):
            yield from self._result(task, said)

    def _result(self, task: _Task, said: dict[str, Any]) -> Iterator[Verdict | Problem]:
        if "fault" in said or "refused" in said:
            yield from self._try_again([task], said.get("fault") or said["refused"])
            return
        self._graded = True
        if "unread" in said:
            yield Problem(task.found.student, str(task.found.path), said["unread"])
        else:
            yield replace(Verdict.from_json(said["verdict"]), student=task.found.student, file=task.file)

    def _try_again(self, batch: list[_Task], reason: str) -> Iterator[Verdict]:
        """Each by itself once more; then its score is withheld."""
        for task in batch:
            if task.attempt < ATTEMPTS:
                self._again.append([replace(task, attempt=task.attempt + 1)])
            else:
                yield ungraded(self._plan, task.found, reason)

    def _left_over(self, reason: str) -> Iterator[Verdict]:
        batches = [*(batch.tasks for batch in self._running.values()), *self._again]
        for found in [*(task.found for batch in batches for task in batch), *self._fresh]:
            yield ungraded(self._plan, found, reason)


__all__ = ["grade"]
