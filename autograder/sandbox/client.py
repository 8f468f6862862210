"""The judge's side of the sandbox: start it, ask for workers, and know how each one ended."""

from __future__ import annotations

import itertools
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from autograder.errors import CourseError
from autograder.sandbox import canary, cgroup, zygote
from autograder.sandbox.jail import Layers, Limits

FIRST_UID = 64_000  # of the ids that no account has; a slot takes one
START_S = 120  # importing torch for the first time on a slow disk takes long
MINIMUM_LEVEL = 1
ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONUNBUFFERED": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
    "TORCHINDUCTOR_CACHE_DIR": "/tmp/inductor",
    "CUDA_VISIBLE_DEVICES": "",
}
Cause = Literal["ended", "exited", "signal", "memory", "cpu"]


class SandboxError(CourseError):
    """The sandbox itself failed, or cannot isolate submissions on this machine: never the student's fault."""


@dataclass(frozen=True)
class Ending:
    """How a worker ended: ended by us, or on its own; what it used."""

    cause: Cause
    detail: str
    cpu_s: float
    peak_mib: float


class Sandbox:
    """A base zygote, started at once; slots are asked for when they are needed, also by forked judges.

    Args:
        data: folder that students may read.
        dataset: setting of `autograder.data`, mapped into the workers' memory; None for no data.
        limits: of each worker.
        layers: which walls stand.
        unsafe: hand out workers below the minimum level of isolation.
    """

    def __init__(
        self,
        *,
        data: Path | None = None,
        dataset: str | None = None,
        limits: Limits | None = None,
        layers: Layers | None = None,
        unsafe: bool = False,
    ) -> None:
        self.data = str(data.resolve()) if data else None
        self.limits = limits or Limits()
        self.layers = layers or Layers.all()
        self.unsafe = unsafe
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = ours
        self._process = _start_base(theirs)
        theirs.close()
        zygote.send(ours, {"dataset": dataset})

    def slot(self, index: int) -> Slot:
        """A slot of the sandbox for the calling process.

        Raises:
            SandboxError: it does not start, or does not isolate well enough here.
        """
        return Slot(self, index)

    def request_slot(self, index: int) -> socket.socket:
        """Have the base zygote fork a slot zygote; returns our end of its control socket."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        settings = {
            "layers": asdict(self.layers),
            "limits": asdict(self.limits),
            "data": self.data,
            "uid": FIRST_UID + index if os.geteuid() == 0 else None,
        }
        try:
            zygote.send(self._control, {"slot": index, **settings}, [theirs.fileno()])
        except OSError:
            raise SandboxError(f"the sandbox stopped: {self._last_words()}") from None
        finally:
            theirs.close()
        return ours

    def _last_words(self) -> str:
        self._process.poll()
        return f"its first process ended with status {self._process.returncode}"

    def close(self) -> None:
        """End every process of the sandbox."""
        self._control.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _start_base(control: socket.socket) -> subprocess.Popen:
    root = Path(__file__).resolve().parents[2]
    code = "from autograder.sandbox.zygote import main; main()"
    environment = {**ENVIRONMENT, "PYTHONPATH": str(root)}
    if "HOME" in os.environ:  # matplotlib's font cache; nothing of it is visible in the jail
        environment["HOME"] = os.environ["HOME"]
    os.set_inheritable(control.fileno(), True)
    command = [sys.executable, "-c", f"import os; os.dup2({control.fileno()}, 3); {code}"]
    return subprocess.Popen(
        command,
        env=environment,
        pass_fds=[control.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd="/",
    )


class Slot:
    """One job's place in the sandbox: spawns workers, one after another."""

    def __init__(self, sandbox: Sandbox, index: int) -> None:
        self._sandbox = sandbox
        self._index = index
        self._numbers = itertools.count()
        self._hierarchy = cgroup.find_hierarchy() if sandbox.layers.cgroup else None
        if self._hierarchy and index == 0:
            cgroup.sweep(self._hierarchy)
        self._open()
        self.level, self.isolation = self._observe()

    def _open(self) -> None:
        self._control = self._sandbox.request_slot(self._index)
        self.mode, self.vm = self._await_ready()

    def _await_ready(self) -> tuple[str, int]:
        deadline = time.monotonic() + START_S
        while True:
            self._control.settimeout(max(0.1, deadline - time.monotonic()))
            try:
                answer = zygote.receive(self._control)
            except TimeoutError:
                raise SandboxError(f"the sandbox did not start within {START_S} seconds") from None
            except OSError:
                answer = None
            if answer is None:
                raise SandboxError(f"the sandbox did not start: {self._sandbox._last_words()}")
            match answer[0]:
                case {"ready": mode, "vm": vm}:
                    self._control.settimeout(60)
                    return mode, vm
                case {"failed": reason}:
                    raise SandboxError(f"the sandbox did not start: {reason}")

    def _observe(self) -> tuple[int, tuple[str, ...]]:
        level, isolation = canary.observe(self)
        if level < MINIMUM_LEVEL and not self._sandbox.unsafe:
            raise SandboxError(
                "this machine cannot isolate submissions: no user namespaces, and not root, so a submission could read "
                "the hidden graders and change grades. Allow user namespaces (docs/theory-of-operation.md says how), or "
                "run as root in a container; --unsafe grades all the same"
            )
        return level, isolation

    def spawn(self, assignment: str = "", *, limits: Limits | None = None) -> Worker:
        """A fresh jailed worker.

        Raises:
            SandboxError: the zygote is gone and a new one does not start.
        """
        try:
            return self._spawn(limits)
        except OSError:
            self._control.close()
            self._open()  # it was killed from outside: once more, with a new one
        try:
            return self._spawn(limits)
        except OSError as error:
            raise SandboxError(f"the sandbox stopped twice ({error})") from None

    def _spawn(self, limits: Limits | None) -> Worker:
        limits = limits or self._sandbox.limits
        number = next(self._numbers)
        ours, theirs = socket.socketpair()
        group = None
        if self._hierarchy:
            group = cgroup.Group.create(self._hierarchy, limits.memory_mib, limits.processes)
        try:
            options = {"memory_mib": limits.memory_mib, "counted": group is not None}
            zygote.send(self._control, {"spawn": number, **options}, [theirs.fileno()])
            answer = zygote.receive(self._control)
            if answer is None or answer[0] != {"spawned": number}:
                raise OSError(f"the zygote answered {answer!r}")
            worker = Worker(self, number, ours, answer[1][0], group)
            if group:
                group.add(worker.pid)
            return worker
        except OSError:
            ours.close()
            if group:
                group.remove()
            raise
        finally:
            theirs.close()

    def end_worker(self, number: int) -> dict[str, Any]:
        """Have the zygote kill and reap a worker."""
        try:
            zygote.send(self._control, {"end": number})
            answer = zygote.receive(self._control)
        except OSError:
            answer = None
        return answer[0] if answer else {"status": 9, "cpu_s": 0.0, "peak_kib": 0}

    def close(self) -> None:
        """End the slot's zygote and all its workers."""
        self._control.close()


class Worker:
    """A jailed worker, as seen from outside: `socket` is the wire."""

    def __init__(self, slot: Slot, number: int, sock: socket.socket, pidfd: int, group: cgroup.Group | None) -> None:
        self._slot = slot
        self._number = number
        self._pidfd = pidfd
        self._group = group
        self._ending: Ending | None = None
        self.socket = sock

    @cached_property
    def pid(self) -> int:
        """The worker's process id as this process sees it."""
        with open(f"/proc/self/fdinfo/{self._pidfd}") as file:
            for line in file:
                if line.startswith("Pid:"):
                    pid = int(line.split()[1])
                    if pid > 0:
                        return pid
        raise OSError("the worker is gone already")

    def cpu_s(self) -> float:
        """CPU seconds so far, as the kernel counts them."""
        if self._ending is not None:
            return self._ending.cpu_s
        if self._group is not None:
            return self._group.cpu_s()
        try:
            with open(f"/proc/{self.pid}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")

    def end(self) -> Ending:
        """End the worker and everything it started; says how it ended, if it had by itself."""
        if self._ending is None:
            by_itself = self._has_ended()
            answer = self._slot.end_worker(self._number)
            self._ending = self._describe(answer, by_itself)
            self.socket.close()
            os.close(self._pidfd)
            if self._group is not None:
                self._group.remove()
        return self._ending

    def _has_ended(self) -> bool:
        poll = select.poll()
        poll.register(self._pidfd, select.POLLIN)
        # A worker that was killed closes its socket a moment before it counts as ended.
        self.socket.setblocking(False)
        try:
            closed = self.socket.recv(1, socket.MSG_PEEK) == b""
        except OSError:
            closed = False
        return bool(poll.poll(1000 if closed else 0))

    def _describe(self, answer: dict[str, Any], by_itself: bool) -> Ending:
        cpu_s, peak_mib = answer["cpu_s"], answer["peak_kib"] / 1024
        kills = 0
        if self._group is not None:
            cpu_s, peak_mib, kills = self._group.cpu_s(), self._group.peak_mib(), self._group.memory_kills()
        status = answer["status"]
        if kills:
            return Ending("memory", "out of memory", cpu_s, peak_mib)
        if not by_itself:
            return Ending("ended", "", cpu_s, peak_mib)
        if os.WIFSIGNALED(status):
            number = os.WTERMSIG(status)
            if number == signal.SIGKILL and cpu_s >= self._slot._sandbox.limits.cpu_s - 1:
                return Ending("cpu", "out of CPU time", cpu_s, peak_mib)
            return Ending("signal", signal.Signals(number).name, cpu_s, peak_mib)
        return Ending("exited", f"it exited with status {os.WEXITSTATUS(status)}", cpu_s, peak_mib)


def describe_machine() -> dict[str, Any]:
    """What this machine gives the sandbox, for people."""
    with Sandbox(unsafe=True) as sandbox:
        slot = sandbox.slot(0)
        return {"level": slot.level, "isolation": list(slot.isolation), "mode": slot.mode}


if __name__ == "__main__":
    print(json.dumps(describe_machine(), indent=2))
