import os

import pytest

from autograder.sandbox.canary import Trial, conclude, observe
from autograder.sandbox.client import Sandbox, SandboxError

NOTHING = Trial(read=[], see=[], connect=False, call=False, signal=False, forbidden_call=False, make_device=False, same_user=False,
                outgrow=[], memory="memory")  # fmt: skip
FULL = ["namespaces", "seccomp", "rlimits", "cgroup", "landlock"]
UID = ["uid", "seccomp", "rlimits", "landlock"]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="without namespaces, only root can give a worker another user id")


def could(**what):
    return Trial(**{**NOTHING.__dict__, **what})


@pytest.mark.parametrize(
    ("held", "level"),
    [(FULL, 3), (FULL[:3], 2), (["namespaces", "seccomp", "rlimits", "landlock"], 2), (UID, 1), ([*UID, "cgroup"], 1),
     (UID[1:], 0), (UID[:3], 0), (["namespaces", "rlimits"], 0), ([], 0)],
)  # fmt: skip
def test_level_follows_from_what_held(held, level):
    assert conclude(NOTHING, held).level == level


@pytest.mark.parametrize(("held", "level"), [(UID[:3], 1), (UID[:2], 0), (UID[1:], 0), (FULL, 3)])
def test_machine_for_one_submission_needs_no_landlock(held, level):
    assert conclude(could(call=True, make_device=True), held, alone=True).level == level


@pytest.mark.parametrize("what", [{"read": ["/secret"]}, {"connect": True}, {"signal": True}])
def test_breach_means_no_isolation_on_a_machine_for_one_submission_too(what):
    assert conclude(could(**what), FULL, alone=True).level == 0


@pytest.mark.parametrize("what", [{"read": ["/secret"]}, {"connect": True}, {"call": True}, {"signal": True}])
def test_breach_means_no_isolation_whatever_else_held(what):
    observed = conclude(could(**what), FULL)
    assert observed.level == 0 and "a trial worker could" in observed.fault


def test_missing_walls_are_named():
    assert "uid, landlock" in conclude(NOTHING, ["seccomp", "rlimits"]).fault


def test_level_of_a_full_sandbox_is_what_the_machine_gives(slot):
    wanted = 3 if slot._hierarchy else 2
    assert slot.level == wanted
    assert {"namespaces", "seccomp", "rlimits", "landlock"} <= set(slot.isolation)


@pytest.mark.parametrize("layer", ["seccomp", "rlimits", "landlock"])
def test_layer_that_is_off_is_observed_to_be_off(slots, layer):
    assert layer not in slots(layer).isolation


def test_cgroup_that_is_off_is_observed_to_be_off(slots):
    slot = slots("cgroup")
    assert "cgroup" not in slot.isolation and slot.level == 2


@as_root
def test_namespaces_that_are_off_leave_a_user_id(slots):
    slot = slots("namespaces")
    assert slot.level == 1 and "uid" in slot.isolation and "namespaces" not in slot.isolation


def test_folder_that_a_worker_can_list_is_no_isolation(slots, readable_folder):
    observed = observe(slots("view", "landlock"), [str(readable_folder)])
    assert observed.level == 0 and str(readable_folder) in observed.fault


def test_folder_that_must_not_be_read_and_is_not_leaves_the_level(slot, readable_folder):
    assert observe(slot, [str(readable_folder)]).level == slot.level


def test_sandbox_without_isolation_is_refused_unless_told(sandbox):
    import copy

    weak = copy.copy(sandbox)
    weak.layers = sandbox.layers.without("seccomp")
    with pytest.raises(SandboxError, match=r"cannot isolate submissions .*seccomp.*--unsafe"):
        weak.slot(0)
    weak.unsafe = True
    slot = weak.slot(0)
    assert slot.level == 0
    slot.close()


@as_root
def test_sandbox_whose_user_cannot_read_python_is_refused(sandbox, monkeypatch):
    import copy

    weak = copy.copy(sandbox)
    weak.layers = sandbox.layers.without("namespaces")
    readable = all(path.stat().st_mode & 1 for path in __import__("pathlib").Path(os.__file__).resolve().parents)
    if readable:
        weak.slot(0).close()
    else:
        with pytest.raises(SandboxError, match="cannot read Python's own files"):
            weak.slot(0)


def test_worker_that_does_not_answer_is_the_sandboxes_fault(slots, monkeypatch):
    from autograder.sandbox import canary

    monkeypatch.setattr(canary, "_run", lambda *_: "exited")
    with pytest.raises(SandboxError, match=r"did not answer \(exited\)"):
        observe(slots(), [])


def test_odd_answer_is_not_taken_for_one(slot):
    from autograder.sandbox.canary import _run

    source = "def f(code):\n    import os, msgpack, struct\n    b = msgpack.packb(['canary', 'odd'])\n"
    source += "    os.write(3, struct.pack('!II', len(b), 0) + b)\n"
    assert _run(slot, slot.limits, source, "f", []) == "an odd answer"


def test_unused_sandbox_closes_at_once():
    Sandbox().close()
