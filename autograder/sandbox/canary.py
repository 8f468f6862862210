"""What isolation there really is: a first worker tries to break out, and what it could do is what is recorded."""

from __future__ import annotations

import os
import secrets
import socket
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.sandbox.jail import Limits
from autograder.scratch import scratch_folder

if TYPE_CHECKING:
    from autograder.sandbox.client import Slot

OUTGROW_MIB = 64
OUTGROW_THREADS = 16
OUTGROW_FILES = 64

#: runs in the worker; each entry is what it could do
BREAK_OUT = """
def break_out(code, secrets, port, name, judge, judge_uid):
    import ctypes, os, socket, stat

    libc = ctypes.CDLL(None, use_errno=True)

    def can(action, *arguments):
        try:
            action(*arguments)
            return True
        except OSError:
            return False

    def read(path):
        os.listdir(path) if os.path.isdir(path) else open(path, "rb").read(1)

    def connect(family, address):
        with socket.socket(family) as sock:
            sock.settimeout(0.2)
            sock.connect(address)

    def make_device():  # needs no right but a file system's; Landlock's rules here leave it out
        os.mknod("device", 0o600 | stat.S_IFCHR, 0)

    return {
        "read": [path for path in secrets if can(read, path)],
        "see": [path for path in secrets if can(os.stat, path)],
        "connect": can(connect, socket.AF_INET, ("127.0.0.1", port)),
        "call": can(connect, socket.AF_UNIX, name),
        "signal": can(os.kill, judge, 0),
        "forbidden_call": libc.unshare(0x10000000) == 0 or libc.memfd_create(b"x", 0) >= 0,
        "make_device": can(make_device),
        "same_user": os.getuid() in (judge_uid, 0),
        "import": can(read, os.__file__),
    }
"""

OUTGROW = """
def outgrow(code, threads, files):
    import os, threading

    outgrown, done = [], threading.Event()
    try:
        for _ in range(threads):
            threading.Thread(target=done.wait, daemon=True).start()
        outgrown.append("threads")
    except RuntimeError:
        pass
    try:
        for _ in range(files):
            os.open("/dev/null", os.O_RDONLY)
        outgrown.append("files")
    except OSError:
        pass
    done.set()
    return outgrown
"""

EAT = "def eat(code, size):\n    return len(bytearray(size))\n"


@dataclass(frozen=True)
class Trial:
    """What a hostile worker could do."""

    read: list[str]
    see: list[str]
    connect: bool
    call: bool  # an abstract socket of another process
    signal: bool
    forbidden_call: bool
    make_device: bool
    same_user: bool
    outgrow: list[str]
    memory: str | None  # "memory" if the kernel ended it, "refused" if it was refused


@dataclass(frozen=True)
class Observation:
    """What the trial came to."""

    level: int
    isolation: tuple[str, ...]
    fault: str  # why the level is 0, else empty


def observe(slot: Slot, guarded: list[str]) -> Observation:
    """The level of isolation and the layers that held, by trial.

    Args:
        guarded: paths that no worker may read, beside a secret of the canary's own.

    Raises:
        SandboxError: the trial worker does not answer.
    """
    from autograder.sandbox.client import SandboxError

    could = _try_to_break_out(slot, guarded)
    if not could.pop("import") and not slot.unsafe:
        raise SandboxError(
            f"the sandbox's user cannot read Python's own files ({os.path.dirname(os.__file__)}), so that honest imports "
            "would fail; install Python outside of folders that only their owner may enter"
        )
    trial = Trial(**could, **_try_to_outgrow(slot))
    held = []
    if slot.mode == "entered" and not (trial.see or trial.connect or trial.call or trial.signal):
        held.append("namespaces")
    if slot.mode == "uid" and not (trial.read or trial.signal or trial.same_user):
        held.append("uid")
    if not trial.forbidden_call:
        held.append("seccomp")
    if not trial.outgrow and trial.memory:
        held.append("rlimits")
    if trial.memory == "memory":
        held.append("cgroup")
    if not trial.make_device:
        held.append("landlock")
    return conclude(trial, held, alone=slot.alone)


def conclude(trial: Trial, held: list[str], *, alone: bool = False) -> Observation:
    """The level, 0 to 3, that these layers and this trial amount to.

    Args:
        alone: nobody else's work is or will be on this machine, which makes Landlock the second wall behind the user
            id: what it alone stops, at level 1, is leaving files and talking to others' sockets.
    """
    breaches = [f"read {path}" for path in trial.read]
    breaches += ["connect to another process"] * (trial.connect or (trial.call and not alone))
    breaches += ["signal another process"] * trial.signal
    if breaches:
        return Observation(0, tuple(held), f"a trial worker could {', '.join(breaches)}")
    if {"namespaces", "seccomp", "rlimits"} <= set(held):
        return Observation(3 if {"cgroup", "landlock"} <= set(held) else 2, tuple(held), "")
    needed = ("uid", "seccomp", "rlimits") if alone else ("uid", "seccomp", "rlimits", "landlock")
    if missing := [name for name in needed if name not in held]:
        return Observation(0, tuple(held), f"neither namespaces nor, without them, {', '.join(missing)}")
    return Observation(1, tuple(held), "")


def _try_to_break_out(slot: Slot, guarded: list[str]) -> dict[str, Any]:
    with ExitStack() as stack:
        folder = stack.enter_context(scratch_folder())
        secret = folder / "secret"
        secret.write_text(secrets.token_hex(8))
        door = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        abstract = stack.enter_context(socket.socket(socket.AF_UNIX))
        name = f"\0autograder-canary-{secrets.token_hex(8)}"
        abstract.bind(name)
        abstract.listen()
        arguments = [[str(secret), *guarded], door.getsockname()[1], name, os.getpid(), os.getuid()]
        answer = _run(slot, slot.limits, BREAK_OUT, "break_out", arguments)
    if not isinstance(answer, dict):
        from autograder.sandbox.client import SandboxError

        raise SandboxError(f"the sandbox's first worker did not answer ({answer})")
    return answer


def _try_to_outgrow(slot: Slot) -> dict[str, Any]:
    limits = Limits(memory_mib=OUTGROW_MIB, processes=OUTGROW_THREADS, files=OUTGROW_FILES)
    outgrown = _run(slot, limits, OUTGROW, "outgrow", [2 * OUTGROW_THREADS, 2 * OUTGROW_FILES])
    eaten = _run(slot, limits, EAT, "eat", [3 * OUTGROW_MIB << 20])
    memory = {"memory": "memory", "MemoryError": "refused"}.get(str(eaten))
    return {"outgrow": outgrown if isinstance(outgrown, list) else ["its worker"], "memory": memory}


def _run(slot: Slot, limits: Limits, source: str, name: str, arguments: list[Any]) -> Any:
    """The probe's value, the name of what it raised, or the cause of the worker's end."""
    from autograder.sandbox import wire  # imports torch: not before the sandbox has been started

    worker = slot.spawn(limits=limits)
    try:
        wire.send(worker.socket, ["canary", "run", None, source, name, arguments])
        match wire.receive(worker.socket, wire.Waiter(20)):
            case ["canary", "value", value]:
                return value
            case ["canary", "raised", _, str(kind), *_]:
                return kind
        return "an odd answer"
    except wire.WireError:
        return worker.end().cause
    finally:
        worker.end()
