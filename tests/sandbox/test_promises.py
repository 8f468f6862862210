"""One test for each promise of the sandbox, and for each the same act with its layer off, which gets further.

The acts run as probes, the way a student's code would.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

from autograder.sandbox import cgroup, seccomp, wire
from autograder.sandbox.client import Layers, Limits, Sandbox, SandboxError
from tests.sandbox.conftest import status_of

ROOT = Path(__file__).resolve().parents[2]
SMALL = Limits(memory_mib=256, cpu_s=30)


def act(slot, source, *args, limits=None, wall_s=30):
    """Run `def act(code, ...)` in a fresh worker: its value, ("raised", type) or ("ended", cause)."""
    worker = slot.spawn(limits=limits)
    try:
        wire.send(worker.socket, ["x", "run", None, source, "act", list(args)])
        match wire.receive(worker.socket, wire.Waiter(wall_s)):
            case ["x", "value", value]:
                return value
            case ["x", "raised", _, kind, *_]:
                return ("raised", kind)
    except wire.Late:
        return ("late",)
    except wire.WireError:
        return ("ended", worker.end().cause)
    finally:
        worker.end()


@pytest.fixture(scope="module")
def slot():
    with Sandbox(data=ROOT / "data", dataset="sample", limits=SMALL) as sandbox:
        yield sandbox.slot(0)


def weaker(*layers):
    @pytest.fixture(scope="module")
    def fixture():
        with Sandbox(data=ROOT / "data", limits=SMALL, layers=Layers.all().without(*layers), unsafe=True) as sandbox:
            yield sandbox.slot(0)

    return fixture


no_namespaces = weaker("namespaces", "view")
no_view = weaker("view", "landlock")
no_seccomp = weaker("seccomp")
no_cgroup = weaker("cgroup")
no_memory_limit = weaker("cgroup", "rlimits")
no_rlimits = weaker("rlimits", "cgroup")
no_landlock = weaker("landlock")
readable_python = pytest.mark.skipif(
    os.geteuid() != 0 or not all(os.stat(p).st_mode & 0o005 for p in [*Path(os.__file__).resolve().parents][:-1]),
    reason="level 1 needs a Python that other users can read",
)
root_only = pytest.mark.skipif(os.geteuid() != 0, reason="the layer alone makes a difference to root's workers only")
cgroup_only = pytest.mark.skipif(cgroup.find_hierarchy() is None, reason="no cgroup of our own on this machine")


def test_slot_level_is_observed_and_full_where_cgroups_are_ours(slot):
    assert slot.level == (3 if cgroup.find_hierarchy() else 2)
    assert {"namespaces", "seccomp", "rlimits", "landlock"} <= set(slot.isolation)


READ = "def act(code, path):\n    return open(path).read(10)\n"


@pytest.mark.parametrize(
    "path",
    [
        "autograder/hidden/_data/manifest.json",
        "autograder/hidden/ch03_06_softmax_regression_scratch/test_ch03_06_softmax_regression_scratch.py",
        "gradebook.db",
        "source/ch03_06_softmax_regression_scratch/ch03_06_softmax_regression_scratch.py",
        "autograder/sandbox/wire.py",
    ],
)
def test_files_of_the_repository_are_not_there(slot, path):
    assert act(slot, READ, str(ROOT / path)) == ("raised", "FileNotFoundError")


@root_only
@pytest.mark.skipif(ROOT.is_relative_to("/tmp"), reason="this checkout is in /tmp, and a worker's /tmp is always its own")
def test_files_without_the_view_are_there(no_view):
    assert act(no_view, READ, str(ROOT / "pyproject.toml")) == "[build-sys"


def test_files_of_other_datasets_are_not_there(slot):
    assert act(slot, "def act(code):\n    import os\n    return os.path.exists('/usr/share/datasets')\n") is False


def test_data_that_students_may_read_lies_beside_the_scratch_folder(slot):
    source = "def act(code):\n    import os\n    return sorted(os.listdir('../data/FashionMNIST/raw'))[0]\n"
    assert act(slot, source) == "t10k-images-idx3-ubyte"


def test_system_and_data_cannot_be_written(slot):
    source = "def act(code, path):\n    open(path, 'w')\n"
    for path in ("/etc/passwd", "/x", "../data/x", f"{sys.prefix}/x"):
        kind, name = act(slot, source, path)
        assert kind == "raised"
        assert name in ("PermissionError", "OSError")


CONNECT = """
def act(code, port):
    import socket
    with socket.socket() as s:
        return s.connect_ex(("127.0.0.1", port)) == 0
"""


def test_network_sockets_are_refused(slot):
    with socket.create_server(("127.0.0.1", 0)) as door:
        assert act(slot, CONNECT, door.getsockname()[1]) == ("raised", "PermissionError")


@root_only
def test_network_without_seccomp_has_no_interface_but_without_namespaces_too_is_open(no_seccomp):
    layers = Layers.all().without("seccomp", "namespaces", "view", "landlock")
    with socket.create_server(("127.0.0.1", 0)) as door:
        assert act(no_seccomp, CONNECT, door.getsockname()[1]) is False
        with Sandbox(layers=layers, unsafe=True) as sandbox:
            assert act(sandbox.slot(0), CONNECT, door.getsockname()[1]) is True


PIDS = "def act(code):\n    import os\n    return sorted(int(n) for n in os.listdir('/proc') if n.isdigit())\n"
SIGNAL = "def act(code, pid):\n    import os\n    os.kill(pid, 0)\n    return True\n"


def test_other_processes_are_neither_seen_nor_signalled(slot):
    assert act(slot, PIDS) == [1]
    assert act(slot, SIGNAL, os.getpid()) == ("raised", "ProcessLookupError")


@root_only
def test_other_processes_without_namespaces_are_seen(no_namespaces):
    assert act(no_namespaces, SIGNAL, os.getpid()) == ("raised", "PermissionError")


UNSHARE = "def act(code):\n    import ctypes\n    return ctypes.CDLL(None).unshare(0x10000000)\n"


def test_system_calls_of_the_list_are_refused_and_without_seccomp_are_not(slot, no_seccomp):
    assert act(slot, UNSHARE) == -1
    assert act(no_seccomp, UNSHARE) == 0


SYSCALL = """
def act(code, number):
    import ctypes
    libc = ctypes.CDLL(None, use_errno=True)
    result = libc.syscall(number, 0, 0, 0, 0, 0)
    return [result, ctypes.get_errno()]
"""


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="numbers of x86_64")
@pytest.mark.parametrize(
    ("number", "name"),
    [(101, "ptrace"), (310, "process_vm_readv"), (250, "keyctl"), (425, "io_uring_setup"), (321, "bpf"),
     (298, "perf_event_open"), (323, "userfaultfd"), (29, "shmget"), (68, "msgget"), (319, "memfd_create"), (165, "mount")],
)  # fmt: skip
def test_system_call_is_refused(slot, number, name):
    assert act(slot, SYSCALL, number) == [-1, 1], name


def test_clone3_is_unknown_so_that_flags_can_be_seen(slot):
    if os.uname().machine == "x86_64":
        assert act(slot, SYSCALL, 435) == [-1, 38]


OUTGROW = "def act(code, mib):\n    return len(bytearray(mib << 20))\n"


@cgroup_only
def test_memory_over_the_limit_ends_the_worker(slot):
    assert act(slot, OUTGROW, 600) == ("ended", "memory")


def test_memory_without_cgroup_is_refused_by_the_address_space_limit(no_cgroup):
    assert act(no_cgroup, OUTGROW, 600) == ("raised", "MemoryError")
    assert no_cgroup.level == 2


def test_memory_without_either_is_there(no_memory_limit):
    assert act(no_memory_limit, OUTGROW, 600) == 600 << 20


FORK = """
def act(code):
    import os, time
    count = 0
    try:
        while count < 300:
            if os.fork() == 0:
                time.sleep(5)
                os._exit(0)
            count += 1
    except OSError:
        pass
    return count
"""


def test_fork_bomb_is_stopped_and_without_limits_is_not(slot, no_rlimits):
    assert act(slot, FORK) < 70
    assert act(no_rlimits, FORK) == 300


THREADS = """
def act(code):
    import threading, time
    count = 0
    try:
        while count < 300:
            threading.Thread(target=time.sleep, args=(3,), daemon=True).start()
            count += 1
    except RuntimeError:
        pass
    return count
"""


def test_thread_bomb_is_stopped(slot):
    assert act(slot, THREADS) < 70


FILL = """
def act(code, folder):
    import os
    written = 0
    try:
        for i in range(40):
            with open(f"{folder}/{i}", "wb") as file:
                written += file.write(bytes(10 << 20))
    except OSError as error:
        return [written >> 20, error.errno]
    return [written >> 20, 0]
"""


@pytest.mark.parametrize("folder", [".", "/tmp"])
def test_disk_filling_is_stopped(slot, folder):
    written, error = act(slot, FILL, folder)
    assert written < 140
    assert error in (28, 12) or error == 27


def test_disk_filling_is_counted_as_memory_too(slot):
    found = act(slot, FILL, "/dev/shm")
    assert found == ("ended", "memory") or found[0] < 260


def test_large_file_is_refused(slot):
    assert act(slot, "def act(code):\n    open('big', 'wb').truncate(100 << 20)\n") == ("raised", "OSError")


def test_many_files_are_refused(slot):
    source = "def act(code):\n    for i in range(10_000):\n        open(f'f{i}', 'w').close()\n"
    assert act(slot, source) == ("raised", "OSError")


def test_descriptors_are_limited_and_none_is_inherited(slot):
    source = "def act(code):\n    import os\n    return sorted(map(int, os.listdir('/proc/self/fd')))\n"
    assert act(slot, source)[:4] == [0, 1, 2, 3]
    assert len(act(slot, source)) == 5  # and the folder being listed
    source = "def act(code):\n    return len([open('/dev/null') for _ in range(1000)])\n"
    assert act(slot, source) == ("raised", "OSError")


def test_output_without_end_costs_nobody_anything(slot):
    source = "def act(code):\n    for _ in range(2000):\n        print('x' * 100_000)\n    return True\n"
    assert act(slot, source) is True


def test_environment_holds_nothing_of_ours(slot):
    os.environ["AUTOGRADER_CANARY"] = "secret"
    found = act(slot, "def act(code):\n    import os\n    return ' '.join(os.environ) + ' '.join(os.environ.values())\n")
    assert "CANARY" not in found
    assert str(ROOT / "autograder") not in found


def test_memory_of_the_process_is_not_written_through_proc(slot, no_landlock):
    source = "def act(code):\n    open('/proc/self/mem', 'r+b')\n    return True\n"
    assert act(slot, source)[0] == "raised"
    source = "def act(code):\n    open('/proc/self/oom_score_adj', 'w').write('1000')\n    return True\n"
    assert act(slot, source) == ("raised", "PermissionError")
    assert "landlock" not in no_landlock.isolation


def test_user_is_nobody_in_particular(slot):
    source = "def act(code):\n    import os\n    return [os.getuid(), len(os.getgroups())]\n"
    uid, groups = act(slot, source)
    assert (uid, groups) == (1000, 0) or os.geteuid() != 0
    source = "def act(code):\n    return [l for l in open('/proc/self/status') if l.startswith(('CapEff', 'CapBnd', 'NoNewPrivs'))]\n"
    status = "".join(act(slot, source))
    assert "CapEff:\t0000000000000000" in status
    assert "NoNewPrivs:\t1" in status


def test_mapped_data_is_private_to_a_worker(slot):
    source = "def act(code, pair):\n    before = float(pair[0].sum())\n    pair[0].zero_()\n    return before\n"
    first = act(slot, source, wire.Mapped("fashion_mnist", "test"))
    assert act(slot, source, wire.Mapped("fashion_mnist", "test")) == first > 0


def test_scratch_files_end_with_the_worker(slot):
    source = "def act(code):\n    import os\n    there = os.listdir('.') + os.listdir('/tmp') + os.listdir('/dev/shm')\n"
    source += "    for f in ('./a', '/tmp/b', '/dev/shm/c'):\n        open(f, 'w').write('x')\n    return there\n"
    assert act(slot, source) == []
    assert act(slot, source) == []


def test_data_loader_with_four_processes_works(slot):
    source = (
        "def act(code):\n    data = torch.utils.data.TensorDataset(torch.arange(64.0))\n"
        "    loader = torch.utils.data.DataLoader(data, 8, num_workers=4)\n    return sum(float(x.sum()) for x, in loader)\n"
    )
    assert act(slot, source) == 2016.0


def test_daemons_end_with_their_worker(slot):
    name = secrets.token_hex(7)  # of the worker and, inherited, of its daemon; a test beside this one has processes too
    source = (
        "def act(code):\n    import ctypes, os, time\n"
        f"    named = ctypes.CDLL(None).prctl(15, {name.encode()!r}, 0, 0, 0) == 0\n"
        "    if os.fork() == 0:\n        os.setsid()\n        time.sleep(60)\n    return named\n"
    )
    assert act(slot, source) is True
    time.sleep(0.1)
    assert name not in names_of_processes()


def names_of_processes():
    found = set()
    for path in Path("/proc").glob("[0-9]*/comm"):
        try:
            found.add(path.read_text().strip())
        except OSError:
            pass  # it has just ended
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import os\n    os._exit(0)", ("ended", "exited")),
        ("import os\n    os.abort()", ("ended", "signal")),
        ("import ctypes\n    ctypes.string_at(0)", ("ended", "signal")),
        ("import os\n    os.close(3)", ("ended", "exited")),
        ("raise SystemExit", ("raised", "SystemExit")),
        ("raise KeyboardInterrupt", ("raised", "KeyboardInterrupt")),
        ("import sys\n    sys.setrecursionlimit(10**9)\n    f = lambda: f()\n    f()", None),
    ],
)
def test_end_of_a_worker_is_told_apart(slot, source, expected):
    found = act(slot, f"def act(code):\n    {source}\n")
    assert found == expected or expected is None


def test_worker_cpu_time_is_what_the_kernel_counts(slot):
    worker = slot.spawn()
    source = (
        "def act(code):\n    import time\n    t = time.process_time()\n    while time.process_time() - t < 0.3:\n        pass\n"
    )
    wire.send(worker.socket, ["x", "run", None, source, "act", []])
    wire.receive(worker.socket, wire.Waiter(10))
    assert 0.25 < worker.cpu_s() < 1.5
    assert worker.end().cpu_s >= 0.25
    assert worker.end() is worker.end()


def test_base_zygote_gone_is_a_sandbox_error():
    with Sandbox() as sandbox:
        sandbox._process.kill()
        sandbox._process.wait()
        with pytest.raises(SandboxError):
            sandbox.slot(0)


def test_everything_ends_with_its_maker():
    code = (
        "import os, time\nfrom autograder.sandbox.client import Sandbox\nif __name__ == '__main__':\n"
        "    s = Sandbox()\n    slot = s.slot(0)\n    w = slot.spawn()\n    print(s._process.pid, w.pid, flush=True)\n    time.sleep(60)\n"
    )
    maker = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    pids = [int(pid) for pid in maker.stdout.readline().split()]
    maker.kill()
    maker.wait()
    maker.stdout.close()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and any(map(status_of, pids)):
        time.sleep(0.05)
    assert not list(filter(None, map(status_of, pids)))


def test_level_below_the_minimum_is_refused_and_unsafe_says_zero():
    bare = Layers.all().without("namespaces", "view", "seccomp", "landlock", "rlimits", "cgroup")
    with Sandbox(layers=bare) as sandbox, pytest.raises(SandboxError):
        sandbox.slot(0)
    with Sandbox(layers=bare, unsafe=True) as sandbox:
        assert sandbox.slot(0).level == 0


@readable_python
def test_level_one_is_a_user_id_of_its_own():
    with Sandbox(layers=Layers.all().without("namespaces", "view")) as sandbox:
        slot = sandbox.slot(0)
        assert slot.level == 1
        assert act(slot, "def act(code):\n    import os\n    return os.getuid()\n") == 64_000
        assert act(slot, READ, str(ROOT / "gradebook.db"))[0] == "raised"
        assert act(slot, "def act(code):\n    import os\n    os.fork() or os.setsid()\n    return 1\n") == 1


def test_layers_unknown_name_is_refused():
    with pytest.raises(ValueError, match="no such layer"):
        Layers.all().without("walls")


def test_seccomp_filters_are_what_their_source_makes():
    pytest.importorskip("pyseccomp", exc_type=(ImportError, RuntimeError, OSError))
    for machine in seccomp.MACHINES:
        assert seccomp.filter_path(machine).read_bytes() == seccomp.filter_bytes(machine)


def test_torch_works_inside(slot):
    assert torch.equal(act(slot, "def act(code, x):\n    return x @ x\n", torch.eye(3)), torch.eye(3))


def test_course_without_data_still_has_the_whole_wall(tmp_path):
    with Sandbox(data=tmp_path / "none") as sandbox:
        assert sandbox.slot(0).level >= 2


@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "int8", "float64", "complex64"])
def test_honest_code_converts_between_dtypes(slot, dtype):
    source = f"def act(code):\n    import torch\n    return float(torch.ones(3).to(torch.{dtype}).sum().abs())\n"
    assert act(slot, source) == 3
