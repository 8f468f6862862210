"""What isolation there really is: a first worker tries to break out, and what it could do is what is recorded."""

from __future__ import annotations

import os
import secrets
import socket
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.sandbox.jail import Limits

if TYPE_CHECKING:
    from autograder.sandbox.client import Slot

OUTGROW_MIB = 64

#: runs in the worker; each entry is what it could do
PROBE = """
def attempts(code, secret, port, judge, judge_uid):
    import ctypes, os, resource, socket

    def can(action):
        try:
            return bool(action())
        except BaseException:
            return False

    def connect():
        with socket.socket() as sock:
            sock.settimeout(0.2)
            return sock.connect_ex(("127.0.0.1", port)) == 0

    def unshare():
        return ctypes.CDLL(None).unshare(0x10000000) == 0

    def write_outside_scratch():
        path = "/proc/self/oom_score_adj"
        with open(path, "w") as file:
            file.write("1000")
        return True

    return {
        "read": can(lambda: open(secret, "rb").read()),
        "see": can(lambda: os.stat(secret)),
        "connect": can(connect),
        "signal": can(lambda: os.kill(judge, 0) is None),
        "unshare": can(unshare),
        "same_user": os.getuid() == judge_uid or os.getuid() == 0,
        "unlimited": resource.getrlimit(resource.RLIMIT_NPROC)[0] > 4096,
        "write_proc": can(write_outside_scratch),
    }
"""


def observe(slot: Slot) -> tuple[int, tuple[str, ...]]:
    """The level of isolation and the layers that held, by trial."""
    could = _try_to_break_out(slot)
    counted = _try_to_outgrow(slot)
    held = []
    if slot.mode == "entered" and not (could["see"] or could["connect"] or could["signal"]):
        held.append("namespaces")
    if slot.mode == "uid" and not (could["read"] or could["signal"] or could["same_user"]):
        held.append("uid")
    if not could["unshare"]:
        held.append("seccomp")
    if not could["unlimited"] and counted:
        held.append("rlimits")
    if counted == "memory":
        held.append("cgroup")
    if not could["write_proc"]:
        held.append("landlock")
    return _level(set(held), could), tuple(held)


def _level(held: set[str], could: dict[str, bool]) -> int:
    if could["read"] or could["connect"] or could["signal"]:
        return 0
    if {"namespaces", "seccomp", "rlimits"} <= held:
        return 3 if {"cgroup", "landlock"} <= held else 2
    return 1 if {"uid", "seccomp", "rlimits", "landlock"} <= held else 0


def _try_to_break_out(slot: Slot) -> dict[str, bool]:
    with (
        tempfile.TemporaryDirectory(prefix="autograder-canary-") as folder,
        socket.create_server(("127.0.0.1", 0)) as door,
    ):
        secret = Path(folder) / "secret"
        secret.write_text(secrets.token_hex(8))
        secret.chmod(0o600)
        arguments = [str(secret), door.getsockname()[1], os.getpid(), os.getuid()]
        answer = _run(slot, None, PROBE, "attempts", arguments)
    if not isinstance(answer, dict):
        from autograder.sandbox.client import SandboxError

        raise SandboxError(f"the sandbox's first worker did not answer ({answer})")
    return answer


def _try_to_outgrow(slot: Slot) -> str | None:
    """Use more memory than a small limit: "memory" if the kernel ended it, "refused" if it was refused, else None."""
    limits = Limits(memory_mib=OUTGROW_MIB)
    source = f"def outgrow(code):\n    return len(bytearray({3 * OUTGROW_MIB} << 20))\n"
    answer = _run(slot, limits, source, "outgrow", [])
    if answer == "memory":
        return "memory"
    return "refused" if answer == "MemoryError" else None


def _run(slot: Slot, limits: Limits | None, source: str, name: str, arguments: list[Any]) -> Any:
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
