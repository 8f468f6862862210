"""Temporary folders that do not outlive their run for long, even one that is killed."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = "autograder-scratch-"
YOUNG_S = 60  # one that is younger may not have its lock yet


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder that goes with the block. Those of killed runs go first: nobody holds their lock any more."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        _remove_if_left(left)
    folder = tempfile.mkdtemp(prefix=PREFIX)
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield Path(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _remove_if_left(folder: Path) -> None:
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:  # gone, or not ours
        return
    try:
        found = os.fstat(lock)
        if found.st_uid == os.geteuid() and time.time() - found.st_mtime > YOUNG_S:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
    except BlockingIOError:
        pass  # its run goes on
    finally:
        os.close(lock)
