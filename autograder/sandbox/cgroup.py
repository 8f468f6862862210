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


def find_hierarchy(root: Path = ROOT, membership: Path = Path("/proc/self/cgroup")) -> Hierarchy | None:
    """The cgroup hierarchy in which this process may make groups, found by making one.

    Args:
        root: where cgroups are mounted.
        membership: the kernel's list of the groups that this process is in.
    """
    for hierarchy in [*_version_1(root), *_version_2(root, membership)]:
        try:
            Group.create(hierarchy, 64, 8, "probe").remove()
        except OSError:
            continue
        return hierarchy
    return None


def _version_1(root: Path) -> list[Hierarchy]:
    folders = [root / name for name in ("memory", "pids", "cpuacct")]
    if not all((folder / "cgroup.procs").exists() for folder in folders):
        return []
    return [Hierarchy(*folders, version=1)]


def _version_2(root: Path, membership: Path) -> list[Hierarchy]:
    """The group this process is in, and those above it: a user's session manager leaves some of them to the user."""
    try:
        lines = membership.read_text().splitlines()
    except OSError:
        return []
    own = next((line.removeprefix("0::/") for line in lines if line.startswith("0::/")), None)
    if own is None:
        return []
    folders = [root / own, *(root / own).parents]
    folders = [folder for folder in folders if folder.is_relative_to(root)]
    return [Hierarchy(folder, folder, folder, version=2) for folder in folders if _passes_on(folder)]


def _passes_on(folder: Path) -> bool:
    try:
        controllers = (folder / "cgroup.subtree_control").read_text().split()
    except OSError:
        return False
    return {"memory", "pids"} <= set(controllers)


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
        try:
            for folder in dict.fromkeys(group._folders.values()):
                folder.mkdir()
            group._limit(memory_mib * MIB, processes)
        except OSError:
            group.remove()
            raise
        return group

    def _limit(self, memory: int, processes: int) -> None:
        folder = self._folders["memory"]
        if self._hierarchy.version == 1:
            (folder / "memory.limit_in_bytes").write_text(str(memory))
            swap, swap_limit = folder / "memory.memsw.limit_in_bytes", memory  # counts both together
        else:
            (folder / "memory.max").write_text(str(memory))
            (folder / "memory.oom.group").write_text("1")
            swap, swap_limit = folder / "memory.swap.max", 0
        if swap.exists():
            swap.write_text(str(swap_limit))
        (self._folders["pids"] / "pids.max").write_text(str(processes))

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
