import json

import pytest
from jsonschema import ValidationError

from autograder.doors.gradescope_results import MAX_OUTPUT, results, unread
from autograder.grading.verdict import ExerciseResult, TestResult, Verdict
from tests.gradescope.conftest import valid

VISIBILITIES = ("visible", "after_due_date", "after_published", "hidden")


def verdict(*exercises, problems=()):
    return Verdict(
        assignment="ch00_01_warm_up", student="1234", submission="sha256:ab", grader="sha256:cd", seed=8_675_309, level=1,
        isolation=("uid", "seccomp", "rlimits", "landlock"), engine="0+1", dataset="sample", platform="x86_64",
        exercises=exercises, problems=tuple(problems),
    )  # fmt: skip


def exercise(*tests, points=3.0):
    return ExerciseResult("softmax", points, tests)


RIGHT = TestResult("test_rows", "Each row sums to one.", "passed")
WRONG = TestResult("test_kept", "The input is left alone.", "failed", "X was changed")


def test_scores_are_the_verdicts():
    answer = valid(results(verdict(exercise(RIGHT, WRONG), exercise(RIGHT)), "visible", 1.234))
    assert answer["score"] == 4.5 and answer["execution_time"] == 1.23
    assert [(test["number"], test["name"], test["score"], test["max_score"], test["status"]) for test in answer["tests"]] == [
        ("1", "softmax", 1.5, 3.0, "failed"), ("2", "softmax", 3.0, 3.0, "passed"),
    ]  # fmt: skip


def test_message_follows_the_sentence_of_its_test():
    (test,) = results(verdict(exercise(RIGHT, WRONG)), "visible", 0)["tests"]
    assert test["output"].splitlines() == [
        "[passed] Each row sums to one.", "[failed] The input is left alone.", "    X was changed",
    ]  # fmt: skip


@pytest.mark.parametrize("outcome", ["raised", "timeout", "killed", "skipped"])
def test_each_way_to_fail_has_its_words(outcome):
    (test,) = valid(results(verdict(exercise(TestResult("t", "It works.", outcome))), "visible", 0))["tests"]
    assert test["score"] == 0 and outcome not in test["output"] and test["output"].startswith("[")


@pytest.mark.parametrize("visibility", VISIBILITIES)
def test_visibility_stands_at_the_top_and_at_each_test(visibility):
    answer = valid(results(verdict(exercise(RIGHT)), visibility, 0))
    assert {answer["visibility"], answer["tests"][0]["visibility"]} == {visibility}
    assert answer["stdout_visibility"] == "hidden"


def test_nothing_that_a_student_prints_is_rendered():
    nasty = "<script>alert(1)</script> [x](javascript:1) \x1b[31mred\x1b[0m \u202eback"
    answer = valid(results(verdict(exercise(TestResult("t", "It works.", "raised", nasty)), problems=[nasty]), "visible", 0))
    shown = json.dumps(answer, ensure_ascii=False)
    assert "\x1b" not in shown and "\\u001b" not in shown and "\u202e" not in shown
    formats = [answer[name] for name in ("output_format", "test_output_format", "test_name_format")]
    formats += [test[name] for test in answer["tests"] for name in ("output_format", "name_format")]
    assert set(formats) == {"text"}  # in which Gradescope renders neither HTML nor Markdown nor ANSI


def test_flood_of_text_is_cut():
    tests = [TestResult(f"t{i}", "It works.", "raised", "x" * 1000) for i in range(100)]
    (test,) = valid(results(verdict(exercise(*tests)), "visible", 0))["tests"]
    assert len(test["output"]) <= MAX_OUTPUT + 1


def test_students_see_no_seed_and_no_name():
    shown = json.dumps(results(verdict(exercise(WRONG)), "visible", 0))
    assert "8675309" not in shown and "1234" not in shown


def test_problems_of_the_submission_are_said_once_at_the_top():
    answer = valid(
        results(verdict(exercise(RIGHT), problems=["softmax is defined in 2 cells; the last one counts"]), "visible", 0)
    )
    assert answer["output"] == "softmax is defined in 2 cells; the last one counts"
    assert "output" not in results(verdict(exercise(RIGHT)), "visible", 0)


def test_submission_with_nothing_to_grade_gets_zero_and_the_reason():
    answer = valid(unread("there is no notebook in it", 0.5))
    assert answer["score"] == 0 and "no notebook in it. Correct this" in answer["output"] and answer["extra_data"]["unread"]


@pytest.mark.parametrize(
    "broken",
    [{}, {"tests": []}, {"score": "4"}, {"score": None}, {"score": 1, "visibility": "always"}, {"score": 1, "points": 2},
     {"score": 1, "tests": [{"number": 1}]}, {"score": 1, "tests": [{"output_format": "rst"}]}, {"tests": [{"name": "a"}]}],
)  # fmt: skip
def test_schema_refuses_what_gradescope_does_not_document(broken):
    with pytest.raises(ValidationError):
        valid(broken)
