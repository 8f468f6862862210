"""What a submission may not do, one promise each; and, with its wall taken away, that the same code gets further."""

import os
import socket
import sys
from pathlib import Path

import pytest

from autograder.sandbox import jail
from autograder.sandbox.jail import Limits
from autograder.sandbox.worker import MAPPED
from tests.sandbox.conftest import status_of

ROOT = Path(__file__).resolve().parents[2]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="without namespaces, only root can give a worker another user id")


# ---- files


def look_at(code, path):
    import os

    found = []
    for name, action in (("see", os.stat), ("read", open)):
        try:
            action(path)
            found.append(name)
        except OSError:
            pass
    return found


@pytest.fixture
def secret(readable_folder):
    path = readable_folder / "secret"
    path.write_text("the answer")
    path.chmod(0o644)
    return str(path)


def test_secret_is_not_even_there(slot, ask, secret):
    assert ask(slot, look_at, secret).value == []


def test_secret_without_the_view_is_seen_but_landlock_refuses_it(slots, ask, secret):
    assert ask(slots("view"), look_at, secret).value == ["see"]


def test_secret_without_view_and_landlock_is_read(slots, ask, secret):
    assert ask(slots("view", "landlock"), look_at, secret).value == ["see", "read"]


@pytest.mark.parametrize(
    "path",
    [ROOT / "autograder" / "hidden", ROOT / "autograder" / "hidden" / "conftest.py", ROOT / "pyproject.toml",
     ROOT / "solutions", ROOT / "source", ROOT / "grading", "/usr/share/datasets", "/etc/shadow", "/etc/hostname",
     "/var", "/run", "/sys", "/opt", "/proc/kallsyms", "/proc/meminfo", "/proc/sys"],
    ids=str,
)  # fmt: skip
def test_rest_of_the_machine_is_not_there(slot, ask, path):
    leads_to_python = any(Path(prefix).is_relative_to(path) for prefix in (sys.prefix, sys.base_prefix))
    assert ask(slot, look_at, str(path)).value == (["see"] if leads_to_python else [])


def list_folder(code, path):
    import os

    return sorted(os.listdir(path))


def test_root_holds_only_what_python_needs(slot, ask):
    shown = set(ask(slot, list_folder, "/").value)
    assert shown <= {"dev", "etc", "home", "lib", "lib64", "proc", "tmp", "usr", "var"} | {
        Path(path).parts[1] for path in _visible()
    }
    assert set(ask(slot, list_folder, "/etc").value) <= {"group", "hosts", "ld.so.cache", "passwd"}


def _visible():
    from autograder.sandbox.jail import visible_paths

    return visible_paths()


def test_repository_shows_the_packages_alone(slot, ask):
    if any(str(path).startswith(str(ROOT)) for path in _visible()):
        assert ask(slot, list_folder, str(ROOT)).value == [".venv"]
    else:
        assert ask(slot, look_at, str(ROOT)).value == []


def test_students_data_lies_beside_the_working_folder(slot, ask):
    assert ask(slot, list_folder, "../data").value == sorted(os.listdir(ROOT / "data"))


def write_anywhere(code, folders):
    import os

    written = []
    for folder in folders:
        try:
            with open(os.path.join(folder, "left-behind"), "w") as file:
                file.write("x")
            written.append(folder)
        except OSError:
            pass
    return written


def test_writing_is_possible_in_scratch_folders_alone(slot, ask):
    folders = ["/", "/etc", "/home/student", "../data", "/usr/lib", "/dev", "/proc/self", ".", "/tmp", "/dev/shm"]
    assert ask(slot, write_anywhere, folders).value == [".", "/tmp", "/dev/shm"]


def test_next_worker_finds_the_scratch_folders_empty(slot, ask):
    folders = [".", "/tmp", "/dev/shm"]
    assert ask(slot, write_anywhere, folders).value == folders
    assert [ask(slot, list_folder, folder).value for folder in folders] == [[], [], []]


def fill_disk(code):
    import errno

    written = 0
    for number in range(100):
        try:
            with open(f"file{number}", "wb") as file:
                for _ in range(64):
                    written += file.write(bytes(1 << 20))
        except OSError as error:
            return [written >> 20, errno.errorcode[error.errno]]
    return [written >> 20, "no end"]


def test_disk_ends_at_the_scratch_size(slots, ask):
    mib, error = ask(slots(scratch_mib=8), fill_disk).value
    assert error == "ENOSPC" and mib <= 8


def test_one_file_ends_at_its_size_limit(slots, ask):
    assert ask(slots(file_mib=2), fill_disk).value == [2, "EFBIG"]


def test_one_file_without_rlimits_ends_only_with_the_disk(slots, ask):
    mib, error = ask(slots("rlimits", scratch_mib=8, file_mib=2), fill_disk).value
    assert error == "ENOSPC" and mib > 2


def make_files(code):
    for number in range(10_000):
        try:
            open(f"file{number}", "w").close()
        except OSError:
            return number
    return 10_000


def test_number_of_files_has_an_end(slots, ask):
    assert ask(slots(scratch_inodes=64), make_files).value < 64


# ---- network and other processes


def connect(code, port, name):
    import socket

    done = []
    for family, address in ((socket.AF_INET, ("127.0.0.1", port)), (socket.AF_UNIX, name)):
        try:
            with socket.socket(family) as sock:
                sock.settimeout(1)
                sock.connect(address)
            done.append(family.name)
        except OSError:
            pass
    return done


@pytest.fixture
def doors():
    """A listening TCP socket and a listening abstract one."""
    name = f"\0autograder-test-{os.getpid()}"
    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_UNIX) as abstract:
        abstract.bind(name)
        abstract.listen()
        yield tcp.getsockname()[1], name


def test_connecting_is_refused(slot, ask, doors):
    assert ask(slot, connect, *doors).value == []


def test_connecting_without_seccomp_still_meets_an_empty_network(slots, ask, doors):
    assert ask(slots("seccomp", "landlock"), connect, *doors).value == []


@as_root
def test_connecting_without_namespaces_is_refused_by_seccomp_and_landlock(slots, ask, doors):
    assert ask(slots("namespaces"), connect, *doors).value == []


@as_root
def test_connecting_without_namespaces_and_seccomp_is_refused_by_landlock(slots, ask, doors):
    assert ask(slots("namespaces", "seccomp"), connect, *doors).value == []


@as_root
def test_connecting_without_namespaces_and_landlock_reaches_the_abstract_socket(slots, ask, doors):
    assert ask(slots("namespaces", "landlock"), connect, *doors).value == ["AF_UNIX"]


@as_root
def test_connecting_without_the_three_walls_works(slots, ask, doors):
    assert ask(slots("namespaces", "landlock", "seccomp"), connect, *doors).value == ["AF_INET", "AF_UNIX"]


def open_sockets(code):
    import socket

    opened = []
    for family in ("AF_UNIX", "AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_VSOCK", "AF_ALG"):
        try:
            socket.socket(getattr(socket, family), socket.SOCK_DGRAM).close()
            opened.append(family)
        except (OSError, AttributeError):
            pass
    return opened


def test_sockets_of_one_family_can_be_opened(slot, ask):
    assert ask(slot, open_sockets).value == ["AF_UNIX"]


def test_sockets_without_seccomp_are_of_many_families(slots, ask):
    assert {"AF_INET", "AF_NETLINK"} <= set(ask(slots("seccomp"), open_sockets).value)


def signal_others(code, pids):
    import os

    kinds = []
    for pid in pids:
        try:
            os.kill(pid, 0)
            kinds.append("may")
        except OSError as error:
            kinds.append(type(error).__name__)
    return [os.getpid(), *kinds]


def test_other_processes_have_no_names(slot, ask):
    assert ask(slot, signal_others, [os.getpid(), os.getppid()]).value == [1, *["ProcessLookupError"] * 2]


@as_root
def test_other_processes_without_namespaces_have_names_but_may_not_be_signalled(slots, ask):
    pid, *kinds = ask(slots("namespaces"), signal_others, [os.getpid()]).value
    assert pid > 1 and kinds == ["PermissionError"]


def own_user(code):
    import os

    return os.getuid()


def haunt(code):
    import os

    for _ in range(3):
        if os.fork() == 0:
            while True:
                try:
                    os.kill(-1, 9)  # whatever it may, the sweeper's process first of all
                except OSError:
                    pass


@as_root
@pytest.mark.slow
def test_leftovers_that_kill_whatever_they_can_do_not_outlive_the_sweep(slots, ask):
    slot = slots("namespaces", "landlock")
    uid = ask(slot, own_user).value
    for _ in range(3):
        ask(slot, haunt)
    said = map(status_of, filter(str.isdigit, os.listdir("/proc")))
    assert not [status for status in said if f"\nUid:\t{uid}\t" in status]


def leave_many(code):
    import os
    import time

    for _ in range(30):
        if os.fork() == 0:
            time.sleep(60)
    return "left"


@as_root
def test_leftovers_do_not_count_for_the_workers_after_them(slots, ask):
    slot = slots("namespaces", "landlock")
    jail.prctl(jail.PR_SET_CHILD_SUBREAPER, 1)  # as in a container whose first process waits for nobody
    try:
        assert [ask(slot, leave_many).value for _ in range(3)] == ["left"] * 3  # more than a user may have at once
    finally:
        jail.prctl(jail.PR_SET_CHILD_SUBREAPER, 0)


def list_processes(code):
    import os

    return [name for name in os.listdir("/proc") if name.isdigit()]


def test_proc_shows_the_worker_alone(slot, ask):
    assert ask(slot, list_processes).value == ["1"]


def trace(code):
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    return [libc.ptrace(0, 0, 0, 0), ctypes.get_errno()]


def test_tracing_is_refused(slot, ask):
    assert ask(slot, trace).value == [-1, 1]


def test_tracing_without_seccomp_works(slots, ask):
    assert ask(slots("seccomp"), trace).value[0] == 0


# ---- rights


def status(code):
    with open("/proc/self/status") as file:
        return {name: value.strip() for name, _, value in (line.partition(":") for line in file)}


def test_worker_has_no_rights_and_cannot_gain_any(slot, ask):
    shown = ask(slot, status).value
    assert [int(shown[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")] == [0] * 5
    assert shown["NoNewPrivs"] == "1" and shown["Seccomp"] == "2"
    assert set(shown["Uid"].split()) == {"1000"}


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user's worker has the same user outside")
def test_worker_of_root_has_an_unused_user_outside(slot):
    worker = slot.spawn()
    uids = [line for line in Path(f"/proc/{worker.pid}/status").read_text().splitlines() if line.startswith("Uid:")]
    worker.end()
    assert int(uids[0].split()[1]) >= 64_000


def leave_namespaces(code):
    import ctypes

    return ctypes.CDLL(None).unshare(0x10000000)


def test_new_namespaces_are_refused(slot, ask):
    assert ask(slot, leave_namespaces).value == -1


def test_new_namespaces_without_seccomp_can_be_had(slots, ask):
    assert ask(slots("seccomp"), leave_namespaces).value == 0


def overwrite_itself(code):
    import os

    try:
        os.close(os.open("/proc/self/mem", os.O_WRONLY))
        return "opened"
    except PermissionError:
        return "refused"


def test_writing_to_proc_is_refused(slot, ask):
    assert ask(slot, overwrite_itself).value == "refused"


def test_writing_to_proc_without_landlock_works(slots, ask):
    assert ask(slots("landlock"), overwrite_itself).value == "opened"


def make_memory_file(code):
    import os

    try:
        os.close(os.memfd_create("x"))
        return "made"
    except PermissionError:
        return "refused"


def test_memory_files_are_refused(slot, ask):
    assert ask(slot, make_memory_file).value == "refused"


def test_memory_files_without_seccomp_can_be_made(slots, ask):
    assert ask(slots("seccomp"), make_memory_file).value == "made"


# ---- what one worker leaves for the next


def share(code):
    """Attach to a System V segment, making it if it is not there."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    there = libc.shmget(4242, 64, 0) >= 0
    made = libc.shmget(4242, 64, 0o1000 | 0o600)
    if there:
        libc.shmctl(made, 0, None)
    return [there, made >= 0]


def test_shared_segments_are_refused(slot, ask):
    assert ask(slot, share).value == [False, False]


def test_shared_segments_without_seccomp_are_not_the_next_workers(slots, ask):
    slot = slots("seccomp")
    assert ask(slot, share).value == [False, True]
    assert ask(slot, share).value == [False, True]


@as_root
def test_shared_segments_without_seccomp_and_namespaces_wait_for_the_next_worker(slots, ask):
    slot = slots("seccomp", "namespaces")
    assert ask(slot, share).value == [False, True]
    assert ask(slot, share).value == [True, True]


def keep_key(code):
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    add_key = {"x86_64": 248, "aarch64": 217}[__import__("platform").machine()]
    key = libc.syscall(add_key, b"user", b"answer", b"42", 2, -4)  # the user's keyring
    return [key > 0, ctypes.get_errno()]


def test_keyrings_are_refused(slot, ask):
    assert ask(slot, keep_key).value == [False, 1]


def change_mapped(code, split):
    images, _labels = split
    before = float(images[0].sum())
    images.fill_(-1.0)
    return [before, float(images[0].sum())]


def test_mapped_data_changed_by_one_worker_is_whole_for_the_next(slot, ask):
    from autograder.sandbox.wire import Mapped

    first = ask(slot, change_mapped, Mapped("fashion_mnist", "test")).value
    second = ask(slot, change_mapped, Mapped("fashion_mnist", "test")).value
    assert first == second == [pytest.approx(first[0]), -784.0]
    assert first[0] > 0 and MAPPED == {}


# ---- descriptors, environment, output


def list_descriptors(code):
    import os

    kept = {}
    for number in range(4096):
        try:
            os.fstat(number)
            kept[number] = os.readlink(f"/proc/self/fd/{number}").split(":")[0]
        except OSError:
            pass
    return kept


def test_descriptors_are_the_wire_and_three_to_nowhere(slot, ask):
    assert ask(slot, list_descriptors).value == {0: "/dev/null", 1: "/dev/null", 2: "/dev/null", 3: "socket"}


def open_many(code):
    kept = []
    try:
        while True:
            kept.append(open("/dev/null"))  # noqa: SIM115
    except OSError as error:
        return [len(kept), error.errno]


def test_descriptors_have_an_end(slot, ask):
    count, error = ask(slot, open_many).value
    assert count < 256 and error == 24


def show_environment(code):
    import os
    import socket
    import sys

    return [dict(os.environ), sys.path, socket.gethostname(), os.getcwd()]


def test_environment_is_an_allow_list(slot, ask, monkeypatch):
    environment, path, host, folder = ask(slot, show_environment).value
    assert set(environment) <= {
        "LANG", "LC_ALL", "TZ", "PATH", "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "MPLBACKEND", "TORCHINDUCTOR_CACHE_DIR", "CUDA_VISIBLE_DEVICES", "HOME",
        "TMPDIR", "MPLCONFIGDIR", "LC_CTYPE", "KINETO_LOG_LEVEL", "KMP_INIT_AT_FORK",
        "KMP_DUPLICATE_LIB_OK", "CUDA_MODULE_LOADING"}  # fmt: skip
    assert str(ROOT) not in path and host == "sandbox" and folder == environment["HOME"] == "/home/student/work"


def flood(code):
    import os
    import sys

    for _ in range(200):
        print("x" * 100_000)
        print("y" * 100_000, file=sys.stderr)
    os.write(1, b"z" * 1_000_000)
    return "done"


def test_output_goes_nowhere_and_costs_nothing(slot, ask, capfd):
    assert ask(slot, flood).value == "done"
    assert capfd.readouterr() == ("", "")


# ---- limits


def eat_memory(code, mib):
    return len(bytearray(mib << 20)) >> 20


def eat_shared_memory(code, mib):
    import mmap

    memory = mmap.mmap(-1, mib << 20)
    for page in range(0, mib << 20, 4096):
        memory[page] = 1
    return mib


SMALL = Limits(memory_mib=64)


@pytest.mark.parametrize("eat", [eat_memory, eat_shared_memory])
def test_memory_ends_the_worker_at_its_limit(slot, ask, eat):
    if "cgroup" not in slot.isolation:
        pytest.skip("no cgroup here")
    assert ask(slot, eat, 200, limits=SMALL).ending.cause == "memory"


@pytest.mark.parametrize("eat", [eat_memory, eat_shared_memory])
def test_memory_without_cgroup_is_refused(slots, ask, eat):
    assert ask(slots("cgroup"), eat, 200, limits=SMALL).raised in ("MemoryError", "OSError")


@pytest.mark.parametrize("eat", [eat_memory, eat_shared_memory])
def test_memory_without_cgroup_and_rlimits_is_there(slots, ask, eat):
    assert ask(slots("cgroup", "rlimits"), eat, 200, limits=SMALL).value == 200


def test_memory_of_honest_size_is_there(slot, ask):
    assert ask(slot, eat_memory, 500).value == 500


def fork_many(code, count):
    import os
    import time

    children = 0
    for _ in range(count):
        try:
            child = os.fork()
        except OSError:
            break
        if child == 0:
            time.sleep(30)
            os._exit(0)
        children += 1
    return children


FEW = Limits(processes=16)


def test_processes_end_at_their_limit(slot, ask):
    assert 8 <= ask(slot, fork_many, 24, limits=FEW).value < 16


def test_processes_without_rlimits_end_at_the_cgroups_limit(slots, ask):
    slot = slots("rlimits")
    if "cgroup" not in slot.isolation:
        pytest.skip("no cgroup here")
    assert 8 <= ask(slot, fork_many, 24, limits=FEW).value < 16


def test_processes_without_rlimits_and_cgroup_are_many(slots, ask):
    assert ask(slots("rlimits", "cgroup"), fork_many, 24, limits=FEW).value == 24


def burn(code):
    while True:
        pass


def test_processor_time_ends_the_worker_at_its_limit(slot, ask):
    outcome = ask(slot, burn, limits=Limits(cpu_s=1))
    # its group does not count what it used before it was put there: the more, the busier the machine is
    assert outcome.ending.cause == "cpu" and 0.5 < outcome.ending.cpu_s < 2


def recurse(code):
    import sys

    sys.setrecursionlimit(10**9)

    def deeper(n):
        return deeper(n + 1)

    return deeper(0)


def test_endless_recursion_costs_the_worker_alone(slot, ask):
    outcome = ask(slot, recurse, limits=Limits(memory_mib=128))
    assert outcome.ending is not None and outcome.ending.cause in ("memory", "signal")
    assert ask(slot, eat_memory, 1).value == 1


# ---- what honest code needs


def load_batches(code):
    import multiprocessing

    import torch

    data = torch.utils.data.TensorDataset(torch.arange(64.0).reshape(32, 2), torch.arange(32))
    loader = torch.utils.data.DataLoader(data, batch_size=8, shuffle=True, num_workers=4)
    with multiprocessing.Pool(2) as pool:
        squares = pool.map(abs, [-1, -2])
    return [sum(int(y.sum()) for _, y in loader), squares]


def test_data_loader_and_pool_work(slot, ask):
    assert ask(slot, load_batches).value == [496, [1, 2]]


def honest(code):
    import colorsys
    import getpass
    import subprocess
    import sys
    import tempfile
    import threading

    import matplotlib.pyplot as plt
    import pandas
    import torch

    figure, axes = plt.subplots()
    axes.plot([1, 2])
    figure.savefig("figure.png")
    torch.save({"w": torch.ones(2)}, "w.pt")
    pandas.DataFrame({"a": [1]}).to_csv("a.csv")
    torch.set_num_threads(2)
    (torch.ones(512, 512) @ torch.ones(512, 512)).sum()
    threads = [threading.Thread(target=print) for _ in range(4)]
    [t.start() for t in threads], [t.join() for t in threads]
    with tempfile.TemporaryDirectory():
        done = subprocess.run([sys.executable, "-c", "import json; print(6 * 7)"], capture_output=True, text=True)
    return [colorsys.rgb_to_hls(0, 0, 0)[0], getpass.getuser(), done.stdout.strip(), torch.load("w.pt")["w"].sum().item()]


def test_honest_code_finds_what_it_needs(slot, ask):
    assert ask(slot, honest).value == [0.0, "student", "42", 2.0]
