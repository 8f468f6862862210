"""run_autograder as root in a stand-in for Gradescope's container, without user namespaces, and hostile submissions to it."""

import os
import re
import socket

import pytest

from autograder.course import Course
from autograder.doors.gradescope import pack
from autograder.sandbox import cgroup
from autograder.section import read_section
from tests.conftest import edited
from tests.gradescope.conftest import ADA, ID, ROOT, Place, in_container

pytestmark = [in_container, pytest.mark.slow]
RUN = "/autograder/run_autograder"
LANDLOCK = "landlock_create_ruleset landlock_add_rule landlock_restrict_self"


def test_setup_then_a_perfect_notebook_and_an_empty_one(place, perfect, untouched):
    done = place.enter("bash", "/autograder/source/setup.sh")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{ID}: can be graded" in done.stdout
    assert (place.root / "source").stat().st_mode & 0o077 == 0
    place.submit({"a.ipynb": perfect})
    done = place.enter(RUN)
    assert done.returncode == 0, done.stdout + done.stderr
    results = place.results
    assert results["score"] == 5
    assert results["extra_data"]["level"] == 1
    assert {"uid", "seccomp", "rlimits", "landlock"} <= set(results["extra_data"]["isolation"])
    assert "namespaces" not in results["extra_data"]["isolation"]
    assert "isolation level 1: uid, seccomp, rlimits" in done.stdout
    place.submit({"a.ipynb": untouched})
    assert place.enter(RUN).returncode == 0
    assert place.results["score"] == 0


def test_container_gives_root_no_namespaces(place):
    kinds = ("--user", "--mount", "--net", "--pid --fork", "--ipc", "--uts")
    for kind in kinds:
        assert place.enter("unshare", *kind.split(), "true").returncode != 0, kind


SNOOP = """
def double(x):
    import os, signal, socket, glob, ctypes
    could = []

    def attempt(name, act):
        try:
            act()
            could.append(name)
        except BaseException:
            pass

    for path in ("/autograder/source", "/autograder/results", "/autograder/submission", "/root/.ssh"):
        attempt("list " + path, lambda: os.listdir(path))
    for path in ("/autograder/submission_metadata.json", "/autograder/source/grading/secret", "/proc/1/environ",
                 "/autograder/source/gradescope.json", "/autograder/source/source/ID/ID.py", "/etc/shadow"):
        attempt("read " + path, lambda: open(path).read())
    for path in ("/autograder/results/results.json", "/autograder/run_autograder", "/autograder/x", "/tmp/x", "/opt/x"):
        attempt("write " + path, lambda: open(path, "w").write("{}"))
    attempt("chmod", lambda: os.chmod("/autograder/results", 0o777))
    attempt("become root", lambda: os.setuid(0))
    attempt("namespace", lambda: os.unshare(0x10000000) if hasattr(os, "unshare") else ctypes.CDLL(None).unshare(0x10000000) and 1 / 0)
    for pid in range(1, 400):
        if pid != os.getpid() and os.path.exists(f"/proc/{pid}"):
            attempt(f"kill {pid}", lambda: os.kill(pid, signal.SIGKILL))
            attempt(f"stop {pid}", lambda: os.kill(pid, signal.SIGSTOP))
            attempt(f"memory of {pid}", lambda: open(f"/proc/{pid}/mem", "r+b"))
    attempt("kill all", lambda: os.kill(-1, signal.SIGKILL))
    attempt("tcp", lambda: socket.create_connection(("127.0.0.1", PORT), 1))
    attempt("udp", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", PORT)))
    attempt("abstract", lambda: socket.socket(socket.AF_UNIX).connect("\\0of-the-test"))
    attempt("ptrace", lambda: ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0) and 1 / 0)
    raise RuntimeError(f"could: {could}")
"""
DAEMON = """
def mean_of(values):
    import os, time
    for _ in range(4):
        if os.fork() == 0:
            os.setsid()
            if os.fork():
                os._exit(0)
            while True:  # whoever comes: end it, and forge
                try:
                    os.kill(-1, 9)
                except OSError:
                    pass
                try:
                    open("/autograder/results/results.json", "w").write('{"score": 5}')
                    open("/autograder/results/results.json", "w").write('{"score": 5}')
                except OSError:
                    pass
    time.sleep(0.2)
    return sum(values) / len(values)
"""


@pytest.fixture
def server():
    """A door of this machine that a worker must not come through, and whether anybody did."""
    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_UNIX) as abstract:
        abstract.bind("\0of-the-test")
        abstract.listen()
        yield tcp.getsockname()[1]


def messages(results):
    return "\n".join(test["output"] for test in results["tests"])


@pytest.mark.parametrize("lacking", ["", LANDLOCK], ids=["all walls", "a kernel without Landlock"])
def test_snoop_reaches_nothing_and_daemons_end_with_their_worker(place, perfect, server, lacking):
    snoop = SNOOP.replace("PORT", str(server)).replace("ID", ID)
    place.submit({"a.ipynb": edited(perfect, double=snoop, mean_of=DAEMON)})
    done = place.enter("sh", "-c", f"{RUN} && grep -h ^Uid: /proc/[0-9]*/status", without=lacking)
    assert done.returncode == 0, done.stdout + done.stderr
    results = place.results
    allowed = ["write /tmp/x", "kill all", "abstract"] if lacking else ["kill all"]  # "all" it may signal: its own
    could = re.search(r"could: \[(.*?)\]", messages(results))[1]
    assert [name for name in re.findall(r"'(.*?)'", could) if name not in allowed] == []
    assert results["tests"][0]["score"] == 0 and results["score"] <= 3
    assert results["extra_data"]["level"] == 1
    assert ("landlock" in results["extra_data"]["isolation"]) is not bool(lacking)
    assert "Uid:\t0" in done.stdout and "Uid:\t6" not in done.stdout, "a daemon was left"
    assert f"{ID}: " in done.stdout


FORK_BOMB = "def double(x):\n    import os\n    while True:\n        try:\n            os.fork()\n        except OSError:\n            pass\n"
MEMORY_BOMB = "def double(x):\n    kept = []\n    while True:\n        kept.append(bytearray(50_000_000))\n"
MANY_TIMES_MEMORY = (
    "def double(x):\n    import os, time\n    for _ in range(40):\n        if os.fork() == 0:\n"
    "            kept = bytearray(b'x' * 300_000_000)\n            time.sleep(30)\n            os._exit(0)\n"
    "    time.sleep(30)\n"
)
DISK_BOMB = (
    "def double(x):\n    import os\n    for folder in ('.', '/dev/shm', '/tmp'):\n        for i in range(100):\n            try:\n"
    "                open(f'{folder}/{i}', 'wb').write(bytes(50_000_000))\n            except OSError:\n                break\n"
    "    return 2 * x\n"
)
CRASH = "def double(x):\n    import ctypes\n    ctypes.string_at(0)\n"


@pytest.mark.parametrize(
    ("bomb", "score"), [(FORK_BOMB, 3), (MEMORY_BOMB, 3), (DISK_BOMB, 5), (CRASH, 3)], ids=["fork", "memory", "disk", "crash"]
)
def test_bomb_costs_its_own_exercise_and_no_other(place, perfect, bomb, score):
    place.submit({"a.ipynb": edited(perfect, double=bomb)})
    done = place.enter(RUN)
    assert done.returncode == 0, done.stdout + done.stderr
    assert place.results["score"] == score
    assert place.results["tests"][1]["score"] == 3


@pytest.mark.skipif(cgroup.find_hierarchy() is None, reason="no cgroup to limit the container's memory with")
def test_container_that_runs_out_of_memory_ends_the_bomb_and_not_the_judge(place, perfect):
    group = cgroup.Group.create(cgroup.find_hierarchy(), 3072, 400, "container")
    try:
        place.submit({"a.ipynb": edited(perfect, double=MANY_TIMES_MEMORY)})
        done = place.enter(RUN, before=lambda: group.add(os.getpid()))
        assert group.memory_kills() > 0, "the bomb was too small"
        assert done.returncode == 0, done.stdout + done.stderr
        assert place.results["score"] == 3
    finally:
        group.remove()


@pytest.mark.parametrize("assignment", ["ch03_02_linear_regression_scratch", "ch03_06_softmax_regression_scratch"])
def test_sample_that_cheats_loses_its_own_exercises_only(tmp_path, assignment):
    from tools.demo import sample

    course, section = Course(ROOT), read_section(Course(ROOT).section_path(assignment))
    path = ROOT / "samples" / assignment / "hilda_cheats.py"
    place = Place(tmp_path / "autograder")
    pack(course, assignment, tmp_path / "a.zip")
    place.unpack(tmp_path / "a.zip")
    place.submit({"hilda.ipynb": sample(course.assignments / assignment / f"{assignment}.ipynb", section, path)}, ADA)
    done = place.enter(RUN)
    assert done.returncode == 0, done.stdout + done.stderr
    cheats = {name for name in (exercise.name for exercise in section.exercises) if f"def {name}(" in path.read_text()}
    for test in place.results["tests"]:
        if test["name"] in cheats:
            assert test["score"] < test["max_score"], test  # doing nothing does leave the arguments alone
        else:
            assert test["score"] == test["max_score"], test
    assert "found []" in messages(place.results) or "found" not in messages(place.results)
