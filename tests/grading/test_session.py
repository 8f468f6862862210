"""The judge's end of the wire, against workers that answer anything but what they should."""

import socket
import threading
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from autograder.grading.compare import Expected
from autograder.grading.outcomes import GraderError, StudentFault, StudentKilled, StudentRaised, StudentTimeout
from autograder.grading.student import LimitsOf, Session, Student, mapped
from autograder.sandbox import wire
from autograder.sandbox.wire import HEADER, Opaque


class Puppet:
    """A worker whose replies a test scripts: a list of functions (socket, request) -> None, one for each request."""

    def __init__(self, *script, cause="exited", detail="status 3", cpu=lambda: 0.0):
        self.socket, self._other = socket.socketpair()
        self.cause, self.detail = cause, detail
        self.cpu_s = cpu
        self.ended = 0
        self._thread = threading.Thread(target=self._play, args=(script,), daemon=True)
        self._thread.start()

    def _play(self, script):
        for act in script:
            try:
                act(self._other, wire.receive(self._other))
            except wire.WireError:
                return
        try:
            wire.receive(self._other)
        except wire.WireError:
            pass

    def end(self):
        self.ended += 1
        self.socket.close()
        self._thread.join()
        self._other.close()
        return SimpleNamespace(cause=self.cause, detail=self.detail, cpu_s=0.5, peak_mib=100.0)


def loaded(sock, request):
    wire.send(sock, [request[0], "loaded", []])


def says(*answer):
    return lambda sock, request: wire.send(sock, [request[0], *answer])


def writes(data):
    return lambda sock, request: sock.sendall(data)


def silent(sock, request):
    pass


def closes(sock, request):
    sock.shutdown(socket.SHUT_RDWR)


def a_session(*puppets, **limits):
    supply = iter(puppets)
    return Session(lambda: next(supply), [("f", "def f(x): return x")], LimitsOf(**limits))


def a_student(session, cpu_s=0.1):
    return Student(session, 1, cpu_s, lambda probe: None)


def test_call_value_comes_back():
    session = a_session(Puppet(loaded, says("value", torch.ones(2))))
    assert torch.equal(a_student(session).f(1), torch.ones(2))
    assert session.replies == 1 and session.workers == 1
    session.fresh()


def test_call_first_request_of_a_test_alone_carries_the_seed():
    seen = []

    def note(sock, request):
        seen.append(request[2])
        wire.send(sock, [request[0], "value", None])

    student = a_student(a_session(Puppet(loaded, note, note)))
    student.f(1)
    student.f(2)
    assert seen == [1, None]


def test_call_raised_names_the_students_line():
    session = a_session(Puppet(loaded, says("raised", "f", "ValueError", "no", 3, "raise ValueError('no')")))
    with pytest.raises(StudentRaised, match=r"ValueError: no \(line 3 of your cell f: raise ValueError"):
        a_student(session).f(1)


def test_call_undefined_name_says_why_its_cell_stopped():
    def failed(sock, request):
        wire.send(sock, [request[0], "loaded", [["f", "SyntaxError", "expected ':'", 1, "def f(x)"]]])

    session = a_session(Puppet(failed, says("raised", "", "NameError", "f is not defined", None, None)))
    with pytest.raises(StudentRaised, match="stopped at line 1 with SyntaxError"):
        a_student(session).f(1)


@pytest.mark.parametrize(
    "act",
    [
        lambda sock, request: wire.send(sock, ["0" * 16, "value", 1]),
        says("value"),
        says("value", 1, 2),
        says("loaded", []),
        says("raised", 1, 2, 3, 4, 5),
        says(np.arange(3), 1),
        lambda sock, request: wire.send(sock, [np.arange(3), "value", 1]),
        lambda sock, request: wire.send(sock, []),
        writes(HEADER.pack(3, 0) + b"\xc1\xc1\xc1"),
        writes(HEADER.pack(2**31, 2**31)),
    ],
    ids=[
        "other id",
        "short",
        "long",
        "other kind",
        "types",
        "array as kind",
        "array as name",
        "empty",
        "malformed",
        "enormous",
    ],
)
def test_call_anything_but_one_reply_is_failed_and_ends_the_worker(act):
    puppet = Puppet(loaded, act)
    with pytest.raises(StudentFault) as caught:
        a_student(a_session(puppet)).f(1)
    assert caught.value.outcome == "failed" and puppet.ended == 1


def test_call_extra_frame_written_ahead_is_not_taken_for_a_later_reply():
    def twice(sock, request):
        wire.send(sock, [request[0], "value", 1])
        wire.send(sock, [request[0], "value", 2])

    student = a_student(a_session(Puppet(loaded, twice)))
    assert student.f(1) == 1
    with pytest.raises(StudentFault) as caught:
        student.f(1)
    assert caught.value.outcome == "failed"


def test_call_silence_by_cpu_time_is_a_timeout():
    readings = iter([0.0, 1.0, 1.04, 5.0])
    puppet = Puppet(loaded, silent, cpu=lambda: next(readings))
    with pytest.raises(StudentTimeout, match=r"limit of 0.05 seconds"):
        a_student(a_session(puppet), cpu_s=0.05).f(1)
    assert puppet.ended == 1


def test_call_silence_by_the_clock_is_a_timeout():
    with pytest.raises(StudentTimeout):
        a_student(a_session(Puppet(loaded, silent)), cpu_s=0.02).f(1)


@pytest.mark.parametrize(
    ("cause", "words"), [("memory", "more memory"), ("cpu", "CPU"), ("signal", "crashed"), ("exited", "status 3")]
)
def test_call_death_of_the_worker_is_killed_with_its_cause(cause, words):
    with pytest.raises(StudentKilled, match=words):
        a_student(a_session(Puppet(loaded, closes, cause=cause))).f(1)


def test_call_after_a_death_goes_to_a_new_worker():
    session = a_session(Puppet(loaded, closes), Puppet(loaded, says("value", 7)))
    with pytest.raises(StudentKilled):
        a_student(session).f(1)
    assert a_student(session).f(1) == 7 and session.workers == 2


@pytest.mark.parametrize("script", [(closes,), (loaded, closes)])
def test_worker_killed_from_outside_is_struck_and_a_recovered_session_begins_afresh(script):
    session = a_session(Puppet(*script, cause="signal", detail="SIGKILL"), Puppet(loaded, says("value", 7)))
    with pytest.raises(StudentKilled):
        a_student(session).f(1)
    assert session.struck
    session.recover()
    assert a_student(session).f(1) == 7 and not session.struck


@pytest.mark.parametrize(
    ("cause", "detail"), [("signal", "SIGSEGV"), ("memory", "SIGKILL"), ("cpu", "SIGKILL"), ("exited", "")]
)
def test_worker_that_ends_by_its_own_doing_is_not_struck(cause, detail):
    session = a_session(Puppet(closes, cause=cause, detail=detail))
    for _ in range(2):
        with pytest.raises(StudentKilled):
            a_student(session).f(1)
        session.recover()
    assert not session.struck and session.workers == 1


@pytest.mark.parametrize("act", [says("loaded", 3), says("value", 1), closes])
def test_load_failure_is_not_tried_again(act):
    session = a_session(Puppet(act))
    for _ in range(2):
        with pytest.raises(StudentFault):
            a_student(session).f(1)
    assert session.workers == 1


def test_load_malformed_errors_are_dropped():
    def odd(sock, request):
        array, long = np.arange(3), "x" * 600
        errors = [1, ["f"], ["f", "E", "t", 1, "c"], [array] * 5, ["f", "E", "t", 1, array], ["f", "E", long, 1, "c"]]
        wire.send(sock, [request[0], "loaded", errors + [["f", "E", "t", None, None]] * 500])

    session = a_session(Puppet(odd, says("value", 1)))
    a_student(session).f(1)
    assert session.load_errors[0] == ["f", "E", "t", 1, "c"]
    assert session.load_errors[1:] == [["f", "E", "t", None, None]] * 94


def test_submission_budget_spent_is_a_timeout():
    session = a_session(Puppet(loaded, closes), submission_cpu_s=0.1)
    with pytest.raises(StudentKilled):
        a_student(session).f(1)
    with pytest.raises(StudentTimeout, match="not run"):
        a_student(session).f(1)


@pytest.mark.parametrize(
    "argument",
    [torch.ones(2).as_subclass(Expected), [torch.ones(2).as_subclass(Expected) * 2], object(), {"a": len}],
    ids=["reference", "computed from it", "object", "function"],
)
def test_call_argument_that_may_not_cross_is_the_graders_fault(argument):
    with pytest.raises(GraderError):
        a_student(a_session()).f(argument)


def test_call_arguments_that_may_cross_do():
    student = a_student(a_session(Puppet(loaded, lambda sock, r: wire.send(sock, [r[0], "value", [r[4], r[5]]]))))
    sent = (1, [2.0, (torch.ones(1),)], {"a": np.float32(1)}, mapped("x", "train"))
    args, kwargs = student.f(*sent, key=True)
    assert args[0] == 1 and args[1][1][0].item() == 1.0 and kwargs == {"key": True}


def test_student_private_attribute_is_refused():
    with pytest.raises(AttributeError):
        a_student(a_session())._secret


def probe_one(code, x):
    return code.f(x)


def test_run_probe_travels_as_source():
    seen = []

    def note(sock, request):
        seen.extend(request)
        wire.send(sock, [request[0], "value", Opaque("module", "m")])

    student = a_student(a_session(Puppet(loaded, note)))
    assert student.run(probe_one, 3) == Opaque("module", "m")
    assert seen[1] == "run" and seen[3].startswith("def probe_one") and seen[5] == [3]
