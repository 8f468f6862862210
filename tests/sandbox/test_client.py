"""The life of sandboxes, slots and workers: who ends with whom, and whose fault an end is."""

import copy
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from autograder.sandbox import client, wire, zygote
from autograder.sandbox.client import Sandbox, SandboxError
from autograder.sandbox.jail import Layers, Limits

ROOT = Path(__file__).resolve().parents[2]


def answer(code):
    return 42


def burn(code):
    while True:
        pass


@pytest.fixture
def bare(monkeypatch):
    """Sandboxes that import no more than they need: they start faster."""
    monkeypatch.setattr(Sandbox, "imports", ["autograder.sandbox.worker"])


def test_library_that_cannot_be_imported_is_named(monkeypatch):
    monkeypatch.setattr(Sandbox, "imports", ["not_installed", "autograder.sandbox.not_written"])
    with Sandbox() as sandbox, pytest.raises(SandboxError, match=r"No module named 'autograder\.sandbox\.not_written'"):
        sandbox.slot(0)


def wait_until(condition, wall_s=10):
    deadline = time.monotonic() + wall_s
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def request(worker, body, name="f", *arguments):
    wire.send(worker.socket, ["id", "run", None, f"def {name}(code):\n    {body}\n", name, list(arguments)])


# ---- endings


@pytest.mark.parametrize(
    ("body", "cause", "detail"),
    [
        ("import os; os._exit(3)", "exited", "it exited with status 3"),
        ("import os; os.abort()", "signal", "SIGABRT"),
        ("import ctypes; ctypes.string_at(1)", "signal", "SIGSEGV"),
        ("import os; os.close(3); os._exit(0)", "exited", "it exited with status 0"),
    ],
)
def test_worker_that_ends_by_itself_says_how(slot, body, cause, detail):
    worker = slot.spawn()
    request(worker, body)
    with pytest.raises(wire.WireError):
        wire.receive(worker.socket, wire.Waiter(10))
    ending = worker.end()
    # The first process of a PID namespace cannot abort: the kernel ignores its SIGABRT, and a trap instruction follows.
    assert (ending.cause, ending.detail) in [(cause, detail), (cause, "SIGSEGV")]


def test_signal_without_a_name_is_told_by_its_number():
    assert [client._signal_name(number) for number in (11, 40)] == ["SIGSEGV", "signal 40"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives workers user ids")
def test_sweeping_goes_on_where_another_slots_file_is_gone_meanwhile(monkeypatch):
    class Gone:
        def stat(self, follow_symlinks):
            raise FileNotFoundError

    monkeypatch.setattr(zygote.os, "scandir", lambda path: [Gone()])
    zygote._sweep(65_499)


def test_worker_that_is_ended_did_not_end_by_itself(slot):
    worker = slot.spawn()
    request(worker, "\n        ".join(["while True:", "pass"]))
    time.sleep(0.1)
    ending = worker.end()
    assert ending.cause == "ended" and ending.cpu_s > 0.05
    assert worker.end() is ending


def test_worker_that_closes_its_wire_and_lives_on_is_ended(slot):
    worker = slot.spawn()
    request(worker, "import os, time; os.close(3); time.sleep(60)")
    with pytest.raises(wire.Closed):
        wire.receive(worker.socket, wire.Waiter(10))
    assert worker.end().cause == "ended"


def test_processor_time_is_counted_while_a_worker_runs_and_after(slot):
    worker = slot.spawn()
    request(worker, "\n        ".join(["while True:", "pass"]))
    wait_until(lambda: worker.cpu_s() > 0.1)
    assert worker.cpu_s() <= worker.end().cpu_s == worker.cpu_s()


def test_processor_time_without_cgroup_counts_reaped_children(slots):
    worker = slots("cgroup").spawn()
    request(worker, "import os, time; os.fork() or (sum(range(10**8)), os._exit(0)); os.wait(); time.sleep(60)")
    wait_until(lambda: worker.cpu_s() > 0.1)
    worker.end()


def test_peak_of_memory_is_told(slot):
    worker = slot.spawn()
    request(worker, "return len(bytearray(100 << 20))")
    wire.receive(worker.socket, wire.Waiter(10))
    assert 90 < worker.end().peak_mib < 1000


def test_everything_a_worker_started_ends_with_it(slot):
    worker = slot.spawn()
    request(worker, "import os, time; [os.fork() and None or os.setsid() if 0 else None]; "
                    "os.fork() == 0 and (os.setsid(), os.fork() == 0 and time.sleep(60), os._exit(0)); return 1")  # fmt: skip
    wire.receive(worker.socket, wire.Waiter(10))
    pid = worker.pid
    namespace = os.readlink(f"/proc/{pid}/ns/pid")
    worker.end()
    assert namespace not in {_namespace(name) for name in os.listdir("/proc") if name.isdigit()}


def _namespace(pid):
    try:
        return os.readlink(f"/proc/{pid}/ns/pid")
    except OSError:
        return None


# ---- faults of the sandbox are never the student's


def slot_zygote(worker):
    return int(Path(f"/proc/{worker.pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_zygote_that_dies_is_the_sandboxes_fault_and_a_new_one_takes_over(sandbox, ask):
    slot = sandbox.slot(0)
    worker = slot.spawn()
    os.kill(slot_zygote(worker), signal.SIGKILL)
    with pytest.raises(wire.Closed):
        wire.receive(worker.socket, wire.Waiter(10))
    with pytest.raises(SandboxError, match="the sandbox stopped"):
        worker.end()
    assert worker.end().cpu_s == 0.0
    assert ask(slot, answer).value == 42
    slot.close()


def test_zygote_that_dies_between_workers_is_replaced(sandbox, ask):
    slot = sandbox.slot(0)
    worker = slot.spawn()
    zygote_pid = slot_zygote(worker)
    worker.end()
    os.kill(zygote_pid, signal.SIGKILL)
    assert ask(slot, answer).value == 42
    slot.close()


def test_zygote_that_comes_back_with_other_walls_is_refused(sandbox, monkeypatch):
    slot = sandbox.slot(0)
    slot._control.close()
    monkeypatch.setattr(slot, "mode", "uid")
    with pytest.raises(SandboxError, match="same walls"):
        slot.spawn()
    slot.close()


def test_base_that_dies_is_the_sandboxes_fault(bare):
    with Sandbox() as sandbox:
        sandbox._process.kill()
        sandbox._process.wait()
        with pytest.raises(SandboxError, match="the sandbox stopped"):
            sandbox.slot(0)


def test_data_that_cannot_be_loaded_is_named(bare):
    with Sandbox(mapped=("autograder.data", "load_mapped", "/no/such/folder")) as sandbox:
        for _ in range(2):  # every judge is told
            with pytest.raises(SandboxError, match=r"mapped data cannot be loaded: /no/such/folder"):
                sandbox.slot(0)


def test_slot_that_gives_no_answer_is_the_sandboxes_fault(slots):
    slot = copy.copy(slots())
    ours, theirs = client.socket.socketpair(client.socket.AF_UNIX, client.socket.SOCK_SEQPACKET)
    ours.settimeout(0.05)
    slot._control = ours
    with pytest.raises(SandboxError, match=r"no answer within 0\.05 seconds"):
        slot.end_worker(0)
    zygote.send(theirs, {"odd": 1})
    with pytest.raises(SandboxError, match="odd answer"):
        slot._request_worker(0, theirs, Limits(), counted=False)
    ours.close()
    with pytest.raises(SandboxError, match="the sandbox stopped"):
        slot._request_worker(0, theirs, Limits(), counted=False)
    theirs.close()


def test_worker_that_cannot_be_jailed_is_never_handed_out(sandbox):
    other = copy.copy(sandbox)
    other.limits = Limits(files=-7)  # no such limit can be set
    with pytest.raises(SandboxError, match="a worker could not be jailed"):
        other.slot(0)


def test_group_that_cannot_be_made_is_the_sandboxes_fault(slots, monkeypatch):
    slot = copy.copy(slots())
    if slot._hierarchy is None:
        pytest.skip("no cgroup here")
    monkeypatch.setattr(client.cgroup.Group, "create", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(SandboxError, match="cgroup cannot be made"):
        slot._spawn(None)


def test_group_that_cannot_be_entered_is_done_without(sandbox, monkeypatch):
    slot = sandbox.slot(0)
    if slot._hierarchy is None:
        pytest.skip("no cgroup here")
    monkeypatch.setattr(client.cgroup.Group, "add", lambda *_: (_ for _ in ()).throw(PermissionError()))
    worker = slot.spawn()
    assert worker._group is None and slot._hierarchy is None
    assert worker.end().cause == "ended"
    slot.close()


def test_worker_that_is_gone_before_it_is_counted_is_the_sandboxes_fault(slots, monkeypatch):
    slot = slots()
    if slot._hierarchy is None:
        pytest.skip("no cgroup here")
    monkeypatch.setattr(client.cgroup.Group, "add", lambda *_: (_ for _ in ()).throw(ProcessLookupError()))
    with pytest.raises(SandboxError, match="before it was asked"):
        slot._spawn(None)


def test_layer_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="no such layer: walls"):
        Layers.all().without("walls")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives workers user ids")
def test_user_ids_that_are_all_taken_are_the_sandboxes_fault(sandbox, monkeypatch):
    monkeypatch.setattr(client, "UIDS", range(1))  # root has an account
    with pytest.raises(SandboxError, match="none of the user ids 0 to 0 is free"):
        sandbox.slot(0)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives workers user ids")
def test_two_slots_never_have_the_same_user():
    first, second = client._lock_user(), client._lock_user()
    assert first[0] != second[0]
    first[1].close()
    again = client._lock_user()
    assert again[0] == first[0]
    for _, lock in (second, again):
        lock.close()


# ---- several judges


def test_judges_that_were_forked_each_get_a_slot(sandbox, ask):
    def judge(index):
        try:
            slot = sandbox.slot(index)
            os._exit(0 if ask(slot, answer).value == 42 else 1)
        finally:
            os._exit(2)

    judges = [os.fork() or judge(index) for index in (1, 2)]
    assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in judges] == [0, 0]


# ---- nothing outlives its coordinator or its judge


SCRIPT = """
    import os, sys, time
    from autograder.sandbox import wire
    from autograder.sandbox.client import Sandbox

    Sandbox.imports = ["autograder.sandbox.worker"]
    sandbox = Sandbox(unsafe=True)
    print(sandbox._process.pid, flush=True)
    for index in range(2):
        if os.fork() == 0:
            slot = sandbox.slot(index)
            worker = slot.spawn()
            wire.send(worker.socket, ["id", "run", None, "def f(code):\\n    import os\\n    os.fork()\\n    while 1: pass\\n", "f", []])
            time.sleep(0.3)
            print(os.getpid(), worker.pid, flush=True)
            time.sleep(600)
    time.sleep(600)
"""


def descendants(pid):
    children = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            parent = int(Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(name))
    found, stack = [], [pid]
    while stack:
        below = children.get(stack.pop(), [])
        found += below
        stack += below
    return found


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_killing_a_judge_ends_its_slot_and_killing_the_coordinator_ends_everything():
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", textwrap.dedent(SCRIPT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as coordinator:
        base = int(coordinator.stdout.readline())
        (first, worker), (second, other) = [map(int, coordinator.stdout.readline().split()) for _ in range(2)]
        jailed, others = descendants(worker), descendants(other)
        assert len(jailed) == len(others) == 1  # what each worker has started
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: not any(map(alive, [worker, *jailed])))
        assert all(map(alive, [base, other, *others]))
        everything = descendants(base)
        coordinator.kill()  # the second judge lives on, and with it the other end of the base's control socket
        wait_until(lambda: not any(map(alive, [base, *everything])))
        os.kill(second, signal.SIGKILL)


def test_closing_ends_every_process_of_the_sandbox(bare):
    sandbox = Sandbox()
    slot = sandbox.slot(0)
    slot.spawn()
    everything = [sandbox._process.pid, *descendants(sandbox._process.pid)]
    sandbox.close()
    slot.close()
    wait_until(lambda: not any(map(alive, everything)))


def test_machine_is_described(slot, bare):
    assert client.describe_machine()["level"] == slot.level
