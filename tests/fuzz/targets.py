"""What is fuzzed: one `check` for each reader of bytes that a student, a worker or a damaged disk may have written.

A check takes any bytes. It returns when the reader gave a result that keeps its promises, or the error that its
docstring names; it raises for everything else, and when the reader took more memory than is stated here.
"""

from __future__ import annotations

import json
import math
import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import torch

from autograder.doors.nbgrader_notebook import comment_for, read_leniently, result_table
from autograder.grading.verdict import Verdict
from autograder.sandbox import wire
from autograder.section import Section, read_section
from autograder.submission import Found, Submission, SubmissionError, find_submissions, read_submission

ID = "ch00_01_warm_up"
SCRIPT = Path(__file__).resolve().parents[1] / "tinycourse" / "source" / ID / f"{ID}.py"
#: MiB that reading a case of up to 64 KiB may take. An archive may unpack to 64 MiB of JSON.
MEMORY = {"notebook": 256, "script": 256, "archive": 1024, "wire": 32, "verdict": 64}
LONGEST_REASON = 1_000


def check_notebook(data: bytes) -> None:
    """A notebook is read, or refused with a reason; what was read, nbgrader's door can show."""
    with _handed_in("ada.ipynb", data) as path:
        submission = _read(Found("ada", ID, path))
    if submission is None:
        return
    node = read_leniently(data)
    ids = [cell.id for cell in node.cells]
    assert len(set(ids)) == len(ids), "two cells with one id"
    nbformat.validate(node)


def check_script(data: bytes) -> None:
    """A script is read, or refused with a reason."""
    with _handed_in("ada.py", data) as path:
        _read(Found("ada", ID, path))


def check_archive(data: bytes) -> None:
    """Every submission in a zip file is read or refused with a reason, whether or not its assignment is known."""
    with _handed_in("class.zip", data) as path:
        for assignment in (ID, None):
            found, unread = find_submissions([path], assignment, [ID, "ch00_02_other"])
            assert found or unread or assignment, "a zip file vanished without a word"
            for one in unread:
                _sentence(one.reason)
            for one in found:
                assert one.path == path and "/" not in one.student and one.student.isprintable()
                _read(one)


def check_wire(data: bytes) -> None:
    """Frames are read from a socket until it is closed; each gives plain data, and that can be sent back."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
        ours.setblocking(False)
        if data:
            ours.send(data)
        ours.close()
        while True:
            try:
                message = wire.receive(theirs)
            except wire.WireError as error:
                _sentence(str(error))
                return
            held = sum(_plain(value) for value in message)
            assert held <= len(data), "more tensor data came out than went in"
            _crosses_again(message)


def check_verdict(data: bytes) -> None:
    """A verdict is read, or refused with a ValueError; what was read can be written, shown and read again."""
    try:
        verdict = Verdict.from_json(json.loads(data))
    except ValueError as error:
        _sentence(str(error))
        return
    except RecursionError:  # json's own: the readers of files catch it
        return
    texts = (
        verdict.assignment,
        verdict.student,
        verdict.submission,
        verdict.reason or "",
        *verdict.isolation,
        *verdict.problems,
    )
    assert all(type(text) is str for text in texts) and type(verdict.seed) is type(verdict.level) is int
    assert verdict.score is None or 0 <= verdict.score < math.inf
    text = json.dumps(verdict.to_json(), allow_nan=False)
    assert Verdict.from_json(json.loads(text)) == verdict
    for exercise in verdict.exercises:
        (result_table(exercise) + (comment_for(exercise) or "")).encode()


CHECKS: dict[str, Callable[[bytes], None]] = {
    "notebook": check_notebook,
    "script": check_script,
    "archive": check_archive,
    "wire": check_wire,
    "verdict": check_verdict,
}


def check(target: str, data: bytes) -> None:
    """Run a target's check on a case, and see how much memory it took.

    Raises:
        AssertionError: a promise was broken.
        Exception: whatever came out of the reader and should not have.
    """
    _forget_peak()
    before = _peak_mib()
    CHECKS[target](data)
    taken = _peak_mib() - before
    assert taken <= MEMORY[target], f"{taken} MiB of memory for {len(data)} bytes"


# ---- loading ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _section() -> Section:
    return read_section(SCRIPT)


@lru_cache(maxsize=1)
def _folder() -> tempfile.TemporaryDirectory:
    return tempfile.TemporaryDirectory(prefix="fuzz-")


@contextmanager
def _handed_in(name: str, data: bytes) -> Iterator[Path]:
    path = Path(_folder().name) / name
    path.write_bytes(data)
    yield path


def _read(found: Found) -> Submission | None:
    try:
        submission = read_submission(found, _section())
    except SubmissionError as error:
        _sentence(str(error))
        return None
    for cell in submission.cells:
        assert cell.grade_id in (None, "double", "test_double", "mean_of", "test_mean_of")
        cell.source.encode()
    for problem in submission.problems:
        _sentence(problem)
    return submission


def _sentence(reason: str) -> None:
    assert 0 < len(reason) <= LONGEST_REASON, f"a reason of {len(reason)} characters"
    reason.encode()


# ---- the wire -----------------------------------------------------------------------------------------------------


def _plain(value: Any) -> int:
    """Bytes of tensor data in a value, which must be made of what may cross and nothing else."""
    kind = type(value)
    if kind in (*wire.SCALARS, wire.Opaque, wire.Mapped):
        return 0
    if kind in (list, tuple, frozenset):
        return sum(map(_plain, value))
    if kind is dict:
        return sum(_plain(key) + _plain(item) for key, item in value.items())
    if kind in (torch.Tensor, torch.nn.Parameter):
        assert value.dtype in wire.SENDABLE and value.dim() <= wire.MAX_RANK and value.device.type == "cpu"
        return value.numel() * value.element_size()
    assert isinstance(value, (np.ndarray, np.generic)) and value.dtype.kind in "fiub", f"a {kind.__name__} came out"
    return value.nbytes


def _crosses_again(message: list[Any]) -> None:
    """What was decoded is encoded and decoded as the judge does with a reference's value."""
    try:
        frame = wire.encode(message)
    except wire.WireError:
        return
    again = wire.decode(*frame)
    assert [type(value) for value in again] == [type(value) for value in message], "a value changed its kind"


# ---- memory -------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _descriptors() -> tuple[int, int]:
    return os.open("/proc/self/clear_refs", os.O_WRONLY), os.open("/proc/self/status", os.O_RDONLY)


def _forget_peak() -> None:
    os.write(_descriptors()[0], b"5")  # the peak starts again at what is held now


def _peak_mib() -> int:
    status = os.pread(_descriptors()[1], 4096, 0)
    start = status.index(b"VmHWM:") + 6
    return int(status[start : status.index(b"kB", start)]) >> 10
