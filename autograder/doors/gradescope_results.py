"""A verdict as the results.json that Gradescope documents (https://gradescope-autograders.readthedocs.io/en/latest/specs/).

Everything is text of format "text", in which Gradescope renders no HTML, no Markdown and no ANSI: what a student's code
printed into a message stays what it is.
"""

from __future__ import annotations

from typing import Any

from autograder.grading.verdict import ExerciseResult, TestResult, Verdict
from autograder.reports.text import OUTCOME_WORDS, clean

MAX_OUTPUT = 20_000  # characters of one exercise's messages
FORMATS = {"output_format": "text", "test_output_format": "text", "test_name_format": "text"}


def results(verdict: Verdict, visibility: str, seconds: float) -> dict[str, Any]:
    """The results of a verdict that has a score: one test for each exercise, with its hidden tests' sentences.

    Args:
        visibility: when students see the tests: visible, after_due_date, after_published or hidden.
        seconds: from the start to now.
    """
    answer: dict[str, Any] = {
        "score": verdict.score,
        "execution_time": round(seconds, 2),
        **FORMATS,
        "visibility": visibility,
        "stdout_visibility": "hidden",
        "tests": [_test(number, exercise, visibility) for number, exercise in enumerate(verdict.exercises, 1)],
        "extra_data": {
            "assignment": verdict.assignment,
            "submission": verdict.submission,
            "grader": verdict.grader,
            "engine": verdict.engine,
            "level": verdict.level,
            "isolation": list(verdict.isolation),
            "platform": verdict.platform,
        },
    }
    if verdict.problems:
        answer["output"] = "\n".join(clean(problem) for problem in verdict.problems)
    return answer


def unread(reason: str, seconds: float) -> dict[str, Any]:
    """The results of a submission in which there is nothing to grade: zero, and what to hand in instead."""
    return {
        "score": 0.0,
        "execution_time": round(seconds, 2),
        **FORMATS,
        "output": f"Nothing could be graded: {clean(reason)}. Correct this and hand in again.",
        "stdout_visibility": "hidden",
        "tests": [],
        "extra_data": {"unread": True},
    }


def _test(number: int, exercise: ExerciseResult, visibility: str) -> dict[str, Any]:
    output = "\n".join(_line(test) for test in exercise.tests)
    return {
        "number": str(number),
        "name": exercise.name,
        "name_format": "text",
        "score": exercise.score,
        "max_score": exercise.points,
        "status": "passed" if exercise.score == exercise.points else "failed",
        "output": clean(output, MAX_OUTPUT),
        "output_format": "text",
        "visibility": visibility,
    }


def _line(test: TestResult) -> str:
    if test.outcome == "passed":
        return f"[passed] {test.says}"
    message = f"\n    {clean(test.message)}" if test.message else ""
    return f"[{OUTCOME_WORDS[test.outcome]}] {test.says}{message}"
