"""Verdicts as JUnit XML, made from the verdicts and never by pytest, whose reports quote tests and expected values."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from typing import Any

from autograder.grading.verdict import TestResult, Verdict
from autograder.reports.json_report import write_whole
from autograder.reports.text import OUTCOME_WORDS, clean


def write_junit(verdicts: list[Verdict], problems: Iterable[Any], file: str) -> None:
    """One suite for each submission, one case for each hidden test; what was not graded is an error."""
    root = ET.Element("testsuites")
    for verdict in verdicts:
        _add_suite(root, verdict)
    for problem in problems:
        name = f"{clean(str(problem.student))}"
        suite = ET.SubElement(root, "testsuite", name=name, tests="1", errors="1", failures="0", skipped="0")
        case = ET.SubElement(suite, "testcase", classname=name, name="submission")
        ET.SubElement(case, "error", message=clean(problem.reason))
    ET.indent(root)
    write_whole(ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n", file)


def _add_suite(root: ET.Element, verdict: Verdict) -> None:
    tests = [(exercise, test) for exercise in verdict.exercises for test in exercise.tests]
    name = f"{verdict.assignment}.{clean(verdict.student)}"
    counts = {"errors": 0, "failures": 0, "skipped": 0}
    suite = ET.SubElement(root, "testsuite", name=name, time=str(verdict.seconds))
    for exercise, test in tests:
        case = ET.SubElement(suite, "testcase", classname=f"{name}.{exercise.name}", name=test.name)
        if kind := _kind(test):
            counts[{"error": "errors", "failure": "failures", "skipped": "skipped"}[kind]] += 1
            message = f"{OUTCOME_WORDS[test.outcome]}: {clean(test.message or test.says)}"
            ET.SubElement(case, kind, message=message).text = clean(test.says)
    if verdict.score is None and not counts["errors"]:
        counts["errors"] = 1
        case = ET.SubElement(suite, "testcase", classname=name, name="grading")
        ET.SubElement(case, "error", message=clean(verdict.reason or "not graded"))
    suite.attrib.update(tests=str(len(suite)), **{key: str(value) for key, value in counts.items()})


def _kind(test: TestResult) -> str | None:
    if test.outcome == "passed":
        return None
    return {"ungraded": "error", "skipped": "skipped"}.get(test.outcome, "failure")
