"""Typed outcomes of a test, as exceptions that end it."""

from __future__ import annotations

from autograder.grading.verdict import Outcome


class StudentFault(Exception):
    """The test ends here and the fault is the student's; its text is for the student."""

    outcome: Outcome = "failed"


class Mismatch(StudentFault, AssertionError):
    """A property does not hold."""


class StudentRaised(StudentFault):
    """The student's code says that it raised. A claim: it can neither earn nor excuse anything."""

    outcome: Outcome = "raised"

    def __init__(self, type_name: str, text: str, where: str = "") -> None:
        self.type_name = type_name
        self.text = text
        super().__init__(f"{type_name}: {text}{where}" if text else f"{type_name}{where}")


class StudentTimeout(StudentFault):
    """A call used up its time."""

    outcome: Outcome = "timeout"


class StudentKilled(StudentFault):
    """A limit, or the student's own doing, ended the worker."""

    outcome: Outcome = "killed"


class Skipped(StudentFault):
    """Not run, because something before it failed."""

    outcome: Outcome = "skipped"


class GraderError(Exception):
    """A hidden grader breaks one of the rules; found when it is loaded, or before anything is sent to a student."""
