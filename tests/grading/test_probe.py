import pytest

from autograder.grading.outcomes import GraderError
from autograder.grading.probe import Probe, check_stand_ins, read_probe

SECRET = 42


def plain(code, X):
    import json

    total = sum(float(x) for x in X)
    return torch.tensor(total) + np.float64(0) + len(json.dumps({}))  # noqa: F821


def with_inner(code, X):
    def inner(y):
        return y * factor

    factor = 3
    return [inner(x) for x in X]


def captures_module_name(code):
    return SECRET


def captures_in_default(code, x=SECRET):
    return x


def captures_in_inner(code):
    return [SECRET for _ in range(3)]


def with_stand_ins(code):
    code.accuracy = len
    code.x.y = 3
    other = code
    return other


def sets_by_name(code):
    setattr(code, "accuracy", len)  # noqa: B010


def decorated(function):
    return function


@decorated
def with_decorator(code):
    return 1


def test_read_probe_plain_function_travels_as_source():
    probe = read_probe(plain)
    assert probe.name == "plain" and probe.source.startswith("def plain") and not probe.stands_in_for


def test_read_probe_inner_functions_and_locals_are_its_own():
    assert read_probe(with_inner).name == "with_inner"


@pytest.mark.parametrize("function", [captures_module_name, captures_in_default, captures_in_inner])
def test_read_probe_name_of_the_module_is_refused(function):
    with pytest.raises(GraderError, match="SECRET"):
        read_probe(function)


def test_read_probe_lambda_or_local_function_is_refused():
    def local(code):
        return 1

    for function in (local, len):
        with pytest.raises(GraderError, match="top level"):
            read_probe(function)


def test_read_probe_decorator_is_refused():
    with pytest.raises(GraderError, match="decorators"):
        read_probe(with_decorator)


def test_read_probe_assigned_attributes_are_stand_ins():
    assert read_probe(with_stand_ins).stands_in_for == {"accuracy"}


def test_read_probe_setattr_is_refused():
    with pytest.raises(GraderError, match="setattr"):
        read_probe(sets_by_name)


def test_check_stand_ins_for_a_later_exercise_is_refused():
    probe = Probe("p", "", frozenset({"accuracy"}))
    check_stand_ins([probe], "train", ["predict"])
    with pytest.raises(GraderError, match="judged later"):
        check_stand_ins([probe], "train", ["accuracy"])
    with pytest.raises(GraderError, match="judged later"):
        check_stand_ins([probe], "accuracy", [])
