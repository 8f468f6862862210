"""The judge's side of the sandbox: start it, ask for workers, and know how each one ended."""

from __future__ import annotations

import itertools
import json
import os
import pwd
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from autograder.errors import CourseError
from autograder.sandbox import canary, cgroup, zygote
from autograder.sandbox.jail import Layers, Limits

UIDS = range(64_000, 65_500)  # no account has one of these by convention; a slot takes one that is not in use
START_S = 120  # importing torch for the first time on a slow disk takes long
ANSWER_S = 60
MINIMUM_LEVEL = 1
STOPPED = "the sandbox stopped: one of its own processes ended"
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
        mapped: module, function and argument that give the mapped data instead.
        secrets: what no worker may read, tried when a slot starts.
        limits: of each worker.
        layers: which walls stand.
        alone: this machine is for one submission and ends with it, as a container of Gradescope's does.
        unsafe: hand out workers below the minimum level of isolation.
        long_run: spend a second at the start so that each fork costs less; pays from some 60 submissions on.
    """

    imports = zygote.IMPORTS

    def __init__(
        self,
        *,
        data: Path | None = None,
        dataset: str | None = None,
        mapped: tuple[str, str, str] | None = None,
        secrets: Iterable[Path] = (),
        limits: Limits | None = None,
        layers: Layers | None = None,
        alone: bool = False,
        unsafe: bool = False,
        long_run: bool = True,
    ) -> None:
        self.data = str(data.resolve()) if data and data.is_dir() else None
        self.limits = limits or Limits()
        self.layers = layers or Layers.all()
        self.secrets = [str(path.resolve()) for path in secrets]
        self.alone = alone
        self.unsafe = unsafe
        if mapped is None and dataset is not None:
            mapped = ("autograder.data", "load_mapped", dataset)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = ours
        self._process = _start_base(theirs)
        theirs.close()
        told = {"imports": self.imports, "mapped": mapped, "coordinator": os.getpid(), "long_run": long_run}
        zygote.send(ours, told)

    def slot(self, index: int) -> Slot:
        """A slot of the sandbox for the calling process.

        Raises:
            SandboxError: it does not start, or does not isolate well enough here.
        """
        return Slot(self, index)

    def request_slot(self, index: int) -> socket.socket:
        """Have the base zygote fork a slot zygote; returns our end of its control socket."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        lock = _lock_user() if os.geteuid() == 0 else None
        settings = {
            "layers": asdict(self.layers),
            "limits": asdict(self.limits),
            "data": self.data,
            "uid": lock[0] if lock else None,
        }
        try:
            zygote.send(self._control, {"slot": index, **settings}, [theirs.fileno(), *([lock[1].fileno()] if lock else [])])
        except OSError:
            raise SandboxError(STOPPED) from None
        finally:
            theirs.close()
            if lock:
                lock[1].close()
        return ours

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


def _lock_user() -> tuple[int, socket.socket]:
    """A user id that neither an account nor another slot has, here or in another run, and what keeps it so.

    The lock is a name in the kernel's table, so that it goes with the last process that holds it.
    """
    for uid in UIDS:
        lock = socket.socket(socket.AF_UNIX)
        try:
            lock.bind(f"\0autograder-user-{uid}")
            pwd.getpwuid(uid)
        except KeyError:
            return uid, lock
        except OSError:
            pass  # taken
        lock.close()
    raise SandboxError(f"none of the user ids {UIDS[0]} to {UIDS[-1]} is free for the sandbox")


def _start_base(control: socket.socket) -> subprocess.Popen:
    root = Path(__file__).resolve().parents[2]
    code = f"import os; os.dup2({control.fileno()}, 3); from autograder.sandbox.zygote import main; main()"
    environment = {**ENVIRONMENT, "PYTHONPATH": str(root)}
    if "HOME" in os.environ:  # matplotlib's font cache; nothing of it is visible in the jail
        environment["HOME"] = os.environ["HOME"]
    return subprocess.Popen(
        [sys.executable, "-c", code],
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
        self.limits = sandbox.limits
        self.alone = sandbox.alone
        self.unsafe = sandbox.unsafe
        self._numbers = itertools.count()
        self._hierarchy = cgroup.find_hierarchy() if sandbox.layers.cgroup else None
        if self._hierarchy and index == 0:
            cgroup.sweep(self._hierarchy)
        self._open()
        observed = canary.observe(self, sandbox.secrets)
        self.level, self.isolation = observed.level, observed.isolation
        if self.level < MINIMUM_LEVEL and not self.unsafe:
            why = "; ".join([observed.fault, *self._refused])
            raise SandboxError(
                f"this machine cannot isolate submissions ({why}): a submission could read the hidden graders and "
                "change grades. Allow user namespaces (docs/theory-of-operation.md says how), or run as root in a "
                "container; --unsafe grades all the same"
            )

    def _open(self) -> None:
        self._control = self._sandbox.request_slot(self._index)
        self._control.settimeout(START_S)
        match self._answer():
            case {"ready": mode, "refused": refused}, _:
                self.mode, self._refused = mode, refused
            case {"failed": reason}, _:
                raise SandboxError(f"the sandbox did not start: {reason}")
        self._control.settimeout(ANSWER_S)

    def _answer(self) -> tuple[dict[str, Any], list[int]]:
        try:
            answer = zygote.receive(self._control)
        except TimeoutError:
            raise SandboxError(f"the sandbox gave no answer within {self._control.gettimeout():g} seconds") from None
        except OSError:
            answer = None
        if answer is None:
            raise SandboxError(STOPPED)
        return answer

    def spawn(self, assignment: str = "", *, limits: Limits | None = None) -> Worker:
        """A fresh jailed worker.

        Raises:
            SandboxError: the zygote is gone and a new one does not start.
        """
        try:
            return self._spawn(limits)
        except SandboxError:
            mode = self.mode
            self._control.close()
            self._open()  # it was killed from outside: once more, with a new one
            if self.mode != mode:
                raise SandboxError("the sandbox could not be restarted with the same walls") from None
        return self._spawn(limits)

    def _spawn(self, limits: Limits | None) -> Worker:
        limits = limits or self.limits
        number = next(self._numbers)
        ours, theirs = socket.socketpair()
        group = self._make_group(limits)
        try:
            pidfd = self._request_worker(number, theirs, limits, counted=group is not None)
            worker = Worker(self, number, ours, pidfd, group, limits)
        except SandboxError:
            ours.close()
            if group:
                group.remove()
            raise
        finally:
            theirs.close()
        if group is not None and not self._counts(group, worker):
            worker.end()
            return self._spawn(limits)
        return worker

    def _make_group(self, limits: Limits) -> cgroup.Group | None:
        if self._hierarchy is None:
            return None
        try:
            return cgroup.Group.create(self._hierarchy, limits.memory_mib, limits.processes)
        except OSError as error:
            raise SandboxError(f"a cgroup cannot be made ({error})") from None

    def _request_worker(self, number: int, theirs: socket.socket, limits: Limits, *, counted: bool) -> int:
        options = {"limits": asdict(limits), "counted": counted}
        try:
            zygote.send(self._control, {"spawn": number, **options}, [theirs.fileno()])
        except OSError:
            raise SandboxError(STOPPED) from None
        match self._answer():
            case {"spawned": answered}, [pidfd] if answered == number:
                return pidfd
            case {"failed": reason}, _:
                raise SandboxError(f"the sandbox failed: {reason}")
            case answer:
                raise SandboxError(f"the sandbox gave an odd answer: {answer}")

    def _counts(self, group: cgroup.Group, worker: Worker) -> bool:
        """Put the worker in its group, before it reads a line. Where groups can be made but not entered, use none."""
        try:
            group.add(worker.pid)
        except ProcessLookupError:
            raise SandboxError("a worker ended before it was asked anything") from None
        except OSError:
            self._hierarchy = None
            return False
        return True

    def end_worker(self, number: int) -> dict[str, Any]:
        """Have the zygote kill and reap a worker; how it ended.

        Raises:
            SandboxError: the zygote is gone, and the worker with it, so that nothing can be said about its end.
        """
        try:
            zygote.send(self._control, {"end": number})
        except OSError:
            raise SandboxError(STOPPED) from None
        return self._answer()[0]

    def close(self) -> None:
        """End the slot's zygote and all its workers."""
        self._control.close()


class Worker:
    """A jailed worker, as seen from outside: `socket` is the wire."""

    def __init__(
        self, slot: Slot, number: int, sock: socket.socket, pidfd: int, group: cgroup.Group | None, limits: Limits
    ) -> None:
        self._slot = slot
        self._number = number
        self._pidfd = pidfd
        self._group = group
        self._limits = limits
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
        return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")  # its own, and its reaped children's

    def end(self) -> Ending:
        """End the worker and everything it started; says how it ended, if it had by itself.

        Raises:
            SandboxError: the zygote is gone; the first time only.
        """
        if self._ending is None:
            by_itself = self._has_ended()
            self._ending = Ending("ended", "the sandbox stopped", 0.0, 0.0)
            try:
                self._ending = self._describe(self._slot.end_worker(self._number), by_itself)
            finally:
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
            if number == signal.SIGKILL and cpu_s >= self._limits.cpu_s - 1:
                return Ending("cpu", "out of CPU time", cpu_s, peak_mib)
            return Ending("signal", _signal_name(number), cpu_s, peak_mib)
        return Ending("exited", f"it exited with status {os.WEXITSTATUS(status)}", cpu_s, peak_mib)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # real-time signals have numbers only
        return f"signal {number}"


def describe_machine() -> dict[str, Any]:
    """What this machine gives the sandbox, for people."""
    with Sandbox(unsafe=True) as sandbox:
        slot = sandbox.slot(0)
        return {"level": slot.level, "isolation": list(slot.isolation), "mode": slot.mode}


if __name__ == "__main__":
    print(json.dumps(describe_machine(), indent=2))
