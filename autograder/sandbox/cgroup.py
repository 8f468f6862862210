"""A cgroup for each worker, version 1 or 2, where this process owns one: memory, number of processes, CPU time."""

from __future__ import annotations

import itertools
import os
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
MIB = 1024 * 1024
_numbers = itertools.count()


@dataclass(frozen=True)
class Hierarchy:
    """Where groups are made: one folder for each controller in version 1, the same folder in version 2."""

    memory: Path
    pids: Path
    cpu: Path
    version: int


def find_hierarchy() -> Hierarchy | None:
    """The cgroup hierarchy in which this process may make groups, found by making one."""
    for hierarchy in (_version_1(), _version_2()):
        if hierarchy is not None:
            try:
                Group.create(hierarchy, 64, 8, "probe").remove()
            except OSError:
                continue
            return hierarchy
    return None


def _version_1() -> Hierarchy | None:
    folders = [ROOT / name for name in ("memory", "pids", "cpuacct")]
    if not all((folder / "cgroup.procs").exists() for folder in folders):
        return None
    return Hierarchy(*folders, version=1)


def _version_2() -> Hierarchy | None:
    try:
        controllers = (ROOT / "cgroup.subtree_control").read_text().split()
    except OSError:
        return None
    if not {"memory", "pids"} <= set(controllers):
        return None
    return Hierarchy(ROOT, ROOT, ROOT, version=2)


class Group:
    """One worker's group."""

    def __init__(self, hierarchy: Hierarchy, name: str) -> None:
        self._hierarchy = hierarchy
        self._folders = {kind: getattr(hierarchy, kind) / name for kind in ("memory", "pids", "cpu")}

    @classmethod
    def create(cls, hierarchy: Hierarchy, memory_mib: int, processes: int, label: str = "worker") -> Group:
        """Make a group with limits.

        Raises:
            OSError: this process may not.
        """
        group = cls(hierarchy, f"autograder-{os.getpid()}-{label}-{next(_numbers)}")
        for folder in dict.fromkeys(group._folders.values()):
            folder.mkdir()
        memory, pids = group._folders["memory"], group._folders["pids"]
        if hierarchy.version == 1:
            (memory / "memory.limit_in_bytes").write_text(str(memory_mib * MIB))
        else:
            (memory / "memory.max").write_text(str(memory_mib * MIB))
            (memory / "memory.oom.group").write_text("1")
        swap = memory / ("memory.memsw.limit_in_bytes" if hierarchy.version == 1 else "memory.swap.max")
        if swap.exists():
            swap.write_text(str(memory_mib * MIB if hierarchy.version == 1 else 0))
        (pids / "pids.max").write_text(str(processes))
        return group

    def add(self, pid: int) -> None:
        """Move a process into the group."""
        for folder in dict.fromkeys(self._folders.values()):
            (folder / "cgroup.procs").write_text(str(pid))

    def cpu_s(self) -> float:
        """CPU seconds of everything that ran in the group."""
        if self._hierarchy.version == 1:
            return int((self._folders["cpu"] / "cpuacct.usage").read_text()) / 1e9
        return _keyed(self._folders["cpu"] / "cpu.stat", "usage_usec") / 1e6

    def memory_kills(self) -> int:
        """How many processes the memory limit ended."""
        name = "memory.oom_control" if self._hierarchy.version == 1 else "memory.events"
        return _keyed(self._folders["memory"] / name, "oom_kill")

    def peak_mib(self) -> float:
        """The most memory the group used."""
        name = "memory.max_usage_in_bytes" if self._hierarchy.version == 1 else "memory.peak"
        try:
            return int((self._folders["memory"] / name).read_text()) / MIB
        except OSError:  # memory.peak came with Linux 5.19
            return 0.0

    def remove(self) -> None:
        """Remove the group; its processes are gone."""
        for folder in dict.fromkeys(self._folders.values()):
            for _ in range(50):
                try:
                    folder.rmdir()
                    break
                except FileNotFoundError:
                    break
                except OSError:  # the last process is still being taken down
                    time.sleep(0.01)


def _keyed(path: Path, key: str) -> int:
    for line in path.read_text().splitlines():
        name, _, value = line.partition(" ")
        if name == key:
            return int(value)
    return 0


def sweep(hierarchy: Hierarchy) -> None:
    """Remove groups whose makers are gone: a run that was killed leaves them empty behind."""
    for parent in {hierarchy.memory, hierarchy.pids, hierarchy.cpu}:
        for folder in parent.glob("autograder-*-*-*"):
            maker = folder.name.split("-")[1]
            if maker.isdecimal() and not Path(f"/proc/{maker}").exists():
                try:
                    folder.rmdir()
                except OSError:
                    pass  # something of it still runs
