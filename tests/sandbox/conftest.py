"""One sandbox for all of these tests, slots with any of its walls taken away, and hostile workers to try them."""

from __future__ import annotations

import copy
import inspect
import os
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from autograder.sandbox.client import Ending, Sandbox, Slot
from autograder.sandbox.jail import Limits

ROOT = Path(__file__).resolve().parents[2]
AS_ROOT = os.geteuid() == 0
needs_root = pytest.mark.skipif(not AS_ROOT, reason="only root can do this")
Slots = Callable[..., Slot]


@dataclass(frozen=True)
class Outcome:
    """What a worker answered, or how it ended."""

    value: Any = None
    raised: str | None = None
    text: str = ""
    ending: Ending | None = None


def status_of(pid: int | str) -> str:
    """What the kernel says of a process; nothing of one that has ended, be it waited for by now or not."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return ""
    return "" if "\nState:\tZ" in status else status


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """Every wall; the data of the course."""
    with Sandbox(data=ROOT / "data", dataset="sample") as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def slots(sandbox: Sandbox) -> Iterator[Slots]:
    """slots("seccomp", "view", memory_mib=64): a slot without these walls, with these limits."""
    opened: list[Slot] = []

    @cache
    def slot(*without: str, **limits: int) -> Slot:
        other = copy.copy(sandbox)
        other.layers = sandbox.layers.without(*without)
        other.limits = Limits(**limits)
        other.unsafe = True
        opened.append(other.slot(0))
        return opened[-1]

    yield slot
    for each in opened:
        each.close()


@pytest.fixture(scope="session")
def slot(slots: Slots) -> Slot:
    """A slot with every wall."""
    return slots()


def ask(slot: Slot, probe: Callable[..., Any], *arguments: Any, limits: Limits | None = None, wall_s: float = 20) -> Outcome:
    """Run a function in a fresh worker, as a student's code would run."""
    from autograder.sandbox import wire

    worker = slot.spawn("", limits=limits)
    try:
        source = textwrap.dedent(inspect.getsource(probe))
        wire.send(worker.socket, ["id", "run", None, source, probe.__name__, list(arguments)])
        match wire.receive(worker.socket, wire.Waiter(wall_s)):
            case ["id", "value", value]:
                return Outcome(value=value)
            case ["id", "raised", _, kind, text, *_]:
                return Outcome(raised=kind, text=text)
            case odd:
                raise AssertionError(f"an odd answer: {odd}")
    except wire.WireError as error:
        return Outcome(text=str(error), ending=worker.end())
    finally:
        worker.end()


@pytest.fixture(name="ask", scope="session")
def ask_fixture() -> Callable[..., Outcome]:
    return ask


@pytest.fixture
def readable_folder() -> Iterator[Path]:
    """A folder that any user may enter, in no place that a worker has a folder of its own."""
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="autograder-test-", dir="/var/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def readable_python(folder: Path) -> Path | None:
    """An interpreter that an ordinary user can run with these packages, as an environment in `folder`."""
    import site
    import subprocess
    import sys

    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for path in (Path(sys.base_prefix) / "bin" / version, Path("/usr/bin") / version, Path("/usr/local/bin") / version):
        if not path.exists() or any(not above.stat().st_mode & 1 for above in path.resolve().parents):
            continue
        done = subprocess.run([path, "-m", "venv", "--without-pip", folder / "venv"], capture_output=True, check=False)
        if done.returncode == 0:
            packages = next((folder / "venv" / "lib").glob("python*/site-packages"))
            (packages / "course.pth").write_text("\n".join(site.getsitepackages()))
            return folder / "venv" / "bin" / "python"
    return None
