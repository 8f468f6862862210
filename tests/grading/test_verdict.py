import pytest

from autograder.grading.verdict import ExerciseResult, TestResult, Verdict


def a_test(outcome="passed", weight=1.0):
    return TestResult("test_x", "It holds.", outcome, None, weight)


def a_verdict(*exercises, **changes):
    fields = dict(
        assignment="ch00_01_warm_up", student="ada", submission="sha256:00", grader="sha256:11", seed=7, level=3,
        isolation=("seccomp",), engine="0", dataset="sample", platform="x", exercises=exercises,
    )  # fmt: skip
    return Verdict(**{**fields, **changes})


def test_exercise_score_is_the_weighted_share_rounded_once():
    assert ExerciseResult("x", 1.0, (a_test(), a_test("failed"), a_test("timeout"))).score == 0.333333
    assert ExerciseResult("x", 3.0, (a_test(weight=2), a_test("raised"))).score == 2.0


@pytest.mark.parametrize("outcome", ["failed", "raised", "timeout", "killed", "skipped"])
def test_exercise_score_every_outcome_but_passed_earns_nothing(outcome):
    assert ExerciseResult("x", 1.0, (a_test(outcome),)).score == 0.0


def test_score_is_withheld_when_anything_is_ungraded():
    good, bad = ExerciseResult("x", 1.0, (a_test(),)), ExerciseResult("y", 1.0, (a_test(), a_test("ungraded")))
    verdict = a_verdict(good, bad)
    assert bad.score is None and verdict.score is None and verdict.max_score == 2.0


def test_score_without_tests_or_with_a_reason_is_withheld():
    assert a_verdict(ExerciseResult("x", 1.0, ())).score is None
    assert a_verdict().score is None
    assert a_verdict(ExerciseResult("x", 1.0, (a_test(),)), reason="the sandbox stopped").score is None


def test_json_round_trip_keeps_everything():
    verdict = a_verdict(ExerciseResult("x", 2.0, (a_test(), a_test("failed"))), problems=("odd",), max_points=2.0)
    assert Verdict.from_json(verdict.to_json()) == verdict
    assert verdict.to_json()["score"] == 1.0


@pytest.mark.parametrize("data", [None, [], {}, {"schema": 2}, {"schema": 1}, {"schema": 1, "exercises": [{}]}])
def test_from_json_damaged_data_is_refused(data):
    with pytest.raises(ValueError, match="verdict"):
        Verdict.from_json(data)
