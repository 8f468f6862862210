"""A real scheduler and real workers, as processes that Dask's own commands start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.conftest import ROOT

DASK = str(Path(sys.executable).parent / "dask")
QUIET = {"PYTHONWARNINGS": "ignore", "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}


class Process:
    """A process whose log is read for the sentence that says it is ready."""

    def __init__(self, command: Sequence[str], cwd: Path, ready: str, environment: dict[str, str]) -> None:
        self.log: list[str] = []
        self.popen = subprocess.Popen(
            command,
            cwd=cwd,
            env={**os.environ, **QUIET, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said = self._wait_for(ready)
        self._reader = threading.Thread(target=self._drain, daemon=True)
        self._reader.start()

    def _wait_for(self, ready: str) -> str:
        for line in self.popen.stderr:
            self.log.append(line)
            if ready in line:
                return line.partition(ready)[2].strip()
        raise AssertionError("".join(self.log))

    def _drain(self) -> None:
        for line in self.popen.stderr:
            self.log.append(line)

    def engine(self) -> psutil.Process:
        """The engine that this worker has started; waits until there is one."""
        while True:
            for process in psutil.Process(self.popen.pid).children(recursive=True):
                try:
                    if "autograder.doors.dask_engine" in process.cmdline():
                        return process
                except psutil.NoSuchProcess:
                    pass

    def stop(self) -> None:
        """End it, whatever it does."""
        if self.popen.poll() is None:
            self.popen.send_signal(signal.SIGTERM)
            try:
                self.popen.wait(10)
            except subprocess.TimeoutExpired:
                self.popen.kill()
        self.popen.wait()
        self._reader.join()
        self.popen.stderr.close()


class Cluster:
    """A scheduler, and the workers that a test adds."""

    def __init__(self, folder: Path, prefix: Sequence[str] = (), host: str = "127.0.0.1", **environment: str) -> None:
        self.folder = folder
        command = [DASK, "scheduler", "--host", host, "--port", "0", "--no-dashboard", "--no-show"]
        self.scheduler = Process([*prefix, *command], folder, "Scheduler at:", environment)
        self.address = self.scheduler.said
        self.workers: list[Process] = []

    def worker(self, course: Path, prefix: Sequence[str] = (), options: Sequence[str] = (), **environment: str) -> Process:
        """A worker with one thread and no nanny, in a course's folder."""
        command = [DASK, "worker", self.address, "--nthreads", "1", "--no-dashboard", "--local-directory", str(self.folder)]
        options = options or ("--no-nanny",)
        worker = Process([*prefix, *command, *options], course, "Registered to:", environment)
        self.workers.append(worker)
        return worker

    def stop(self) -> None:
        """End all of it."""
        for process in (*self.workers, self.scheduler):
            process.stop()


@contextmanager
def cluster(folder: Path, **settings: str) -> Iterator[Cluster]:
    """A cluster for one test or one module."""
    made = Cluster(folder, **settings)
    try:
        yield made
    finally:
        made.stop()
