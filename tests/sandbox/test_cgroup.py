import os
import subprocess
import sys

import pytest

from autograder.sandbox import cgroup
from autograder.sandbox.cgroup import MIB, Group, Hierarchy, find_hierarchy, sweep


@pytest.fixture
def version_2(tmp_path):
    """Folders and files as the kernel lays them out, of a user's session."""
    own = tmp_path / "user.slice" / "app.slice" / "shell.scope"
    own.mkdir(parents=True)
    for folder, controllers in ((tmp_path, "cpu memory pids"), (own.parent, "memory pids"), (own, "")):
        (folder / "cgroup.subtree_control").write_text(controllers)
    membership = tmp_path / "membership"
    membership.write_text("0::/user.slice/app.slice/shell.scope\n")
    return tmp_path, membership


def test_hierarchy_of_version_2_is_the_nearest_that_passes_its_controllers_on(version_2):
    folders = [hierarchy.memory for hierarchy in cgroup._version_2(*version_2)]
    assert folders == [version_2[0] / "user.slice" / "app.slice", version_2[0]]


def test_hierarchy_where_groups_cannot_be_made_is_none(version_2, monkeypatch):
    monkeypatch.setattr(Group, "create", lambda *_: (_ for _ in ()).throw(PermissionError()))
    assert find_hierarchy(*version_2) is None


@pytest.mark.parametrize("line", ["", "3:memory:/x\n"])
def test_hierarchy_without_version_2_is_none(tmp_path, line):
    (tmp_path / "membership").write_text(line)
    assert find_hierarchy(tmp_path, tmp_path / "membership") is None


def test_hierarchy_without_a_membership_is_none(tmp_path):
    assert find_hierarchy(tmp_path, tmp_path / "nothing") is None


def hierarchy_in(folder, version):
    if version == 2:
        return Hierarchy(folder, folder, folder, 2)
    for name in ("memory", "pids", "cpuacct"):
        (folder / name).mkdir()
    return Hierarchy(folder / "memory", folder / "pids", folder / "cpuacct", 1)


def test_limits_of_version_2_are_written(tmp_path):
    group = Group.create(hierarchy_in(tmp_path, 2), 64, 8)
    (folder,) = tmp_path.iterdir()
    written = {path.name: path.read_text() for path in folder.iterdir()}
    assert written == {"memory.max": str(64 * MIB), "memory.oom.group": "1", "pids.max": "8"}
    group.add(os.getpid())
    assert (folder / "cgroup.procs").read_text() == str(os.getpid())


def test_limits_of_version_1_are_written(tmp_path):
    Group.create(hierarchy_in(tmp_path, 1), 64, 8)
    written = {path.name: path.read_text() for path in tmp_path.glob("*/*/*")}
    assert written == {"memory.limit_in_bytes": str(64 * MIB), "pids.max": "8"}


def test_figures_of_version_2_are_read(tmp_path):
    group = Group.create(hierarchy_in(tmp_path, 2), 64, 8)
    (folder,) = tmp_path.iterdir()
    assert group.peak_mib() == 0.0  # a kernel without memory.peak
    (folder / "cpu.stat").write_text("usage_usec 1500000\nuser_usec 1\n")
    (folder / "memory.events").write_text("low 0\noom 1\noom_kill 2\n")
    (folder / "memory.peak").write_text(str(3 * MIB))
    assert (group.cpu_s(), group.memory_kills(), group.peak_mib()) == (1.5, 2, 3.0)


def test_figures_of_version_1_are_read(tmp_path):
    group = Group.create(hierarchy_in(tmp_path, 1), 64, 8)
    (memory,), (cpu,) = (tmp_path / "memory").iterdir(), (tmp_path / "cpuacct").iterdir()
    (cpu / "cpuacct.usage").write_text("2500000000\n")
    (memory / "memory.oom_control").write_text("oom_kill_disable 0\nunder_oom 0\noom_kill 1\n")
    (memory / "memory.max_usage_in_bytes").write_text(str(5 * MIB))
    assert (group.cpu_s(), group.memory_kills(), group.peak_mib()) == (2.5, 1, 5.0)


def test_group_that_cannot_be_made_leaves_nothing(tmp_path):
    hierarchy = hierarchy_in(tmp_path, 1)
    (tmp_path / "pids").rmdir()
    with pytest.raises(FileNotFoundError):
        Group.create(hierarchy, 64, 8)
    assert list(hierarchy.memory.iterdir()) == []


def test_groups_of_a_dead_run_are_swept_and_those_of_a_live_one_stay(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    hierarchy = hierarchy_in(tmp_path, 2)
    dead, live = tmp_path / f"autograder-{ended.pid}-worker-0", tmp_path / f"autograder-{os.getpid()}-worker-0"
    for folder in (dead, live, tmp_path / "autograder-notes"):
        folder.mkdir()
    sweep(hierarchy)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([live.name, "autograder-notes"])


def test_group_that_is_still_busy_is_left(tmp_path):
    hierarchy = hierarchy_in(tmp_path, 2)
    busy = tmp_path / "autograder-999999999-worker-0"
    busy.mkdir()
    (busy / "x").touch()
    sweep(hierarchy)
    assert busy.exists()


@pytest.fixture
def hierarchy():
    found = find_hierarchy()
    if found is None:
        pytest.skip("this process may make no cgroups")
    return found


def test_real_group_counts_and_is_removed(hierarchy):
    group = Group.create(hierarchy, 64, 8)
    child = subprocess.Popen([sys.executable, "-c", "input(); bytearray(8 << 20)"], stdin=subprocess.PIPE)
    group.add(child.pid)
    child.communicate(b"\n")
    assert group.cpu_s() > 0 and group.peak_mib() > 4 and group.memory_kills() == 0
    group.remove()
    assert not any(folder.exists() for folder in group._folders.values())


def test_no_group_of_ours_is_left_behind(hierarchy, slot, ask):
    def nothing(code):
        return None

    before = set(hierarchy.memory.glob(f"autograder-{os.getpid()}-worker-*"))  # workers of other tests' fixtures
    ask(slot, nothing)
    assert not set(hierarchy.memory.glob(f"autograder-{os.getpid()}-worker-*")) - before
