"""The plugin that otter imports: it hands a submission's bytes to the engine, and writes the verdict as otter's results.

Everything that a student wrote is gone before otter looks at it: `before_grading` is the only event that comes before
otter unpickles a submission's log, and otter's kernel then runs otter's own cells in an empty folder.
"""

from __future__ import annotations

import os
import shutil
from contextlib import chdir
from html import escape
from math import nan
from pathlib import Path
from typing import Any

import nbformat
from otter.plugins import AbstractOtterPlugin
from otter.test_files import GradingResults, TestFile
from otter.test_files.abstract_test import TestCase, TestCaseResult

from autograder.course import Course
from autograder.doors.engine import run_engine, unread_reason
from autograder.errors import CourseError
from autograder.grading.verdict import ExerciseResult, TestResult, Verdict
from autograder.reports.text import OUTCOME_WORDS, clean, points
from autograder.scratch import scratch_folder

LUGGAGE = "course"  # where an autograder zip has its course, under files/: of other folders, otter's image takes none
COURSE_ROOT = "AUTOGRADER_COURSE"  # the course of a master that lies elsewhere


class EnginePlugin(AbstractOtterPlugin):
    """Grades with the engine, in the place of otter's tests."""

    verdict: Verdict | None = None
    reason = "the submission was not graded"  # said where there is no score
    said = ""  # by the engine, for instructors

    # -- while `otter assign` builds

    def during_assign(self, assignment: Any) -> None:
        """Try the public checks on the section's own solution, and pack the course for the autograder zip.

        Raises:
            CourseError: a check fails, or the course is not found.
        """
        from autograder.doors.otter_luggage import pack

        root = os.environ.get(COURSE_ROOT)
        course = Course(Path(root)) if root else Course.find(assignment.master.parent)
        built = Path(assignment.get_ag_path())
        _try_public_checks(built, assignment.master.name)
        pack(course, self.plugin_config["assignment"], built / LUGGAGE)
        assignment.files = [*assignment.files, LUGGAGE]  # the student folder is written already: it gets no copy

    # -- while otter grades

    def before_grading(self, config: Any) -> None:
        """Take the submission, leave nothing of it to otter, and grade it."""
        path = Path(self.submission_path)
        content = path.read_bytes()
        _empty(path.parent)
        if path.suffix == ".ipynb":
            nbformat.write(nbformat.v4.new_notebook(), path)
        else:
            path.touch()
        config.grade_from_log, config.pdf, config.token = False, False, None
        self._grade(Path(config.autograder_dir) / "source" / "files" / LUGGAGE, content)

    def _grade(self, course: Path, content: bytes) -> None:
        assignment, student = self.plugin_config["assignment"], self._student()
        if not (course / "source" / assignment).is_dir():
            self.reason = f"the autograder zip has no {assignment} in it; make it anew: autograder otter {assignment} --to DIR"
            return
        os.chmod(course, 0o700)  # where the jail has no file view of its own, its user may not come in
        try:
            with scratch_folder() as folder:
                copy = folder / f"{student}{Path(self.submission_path).suffix}"
                copy.write_bytes(content)
                verdicts, self.said = run_engine(course, [copy], assignment)
        except OSError as error:
            self.reason = f"the engine could not be run ({error.strerror})"
            return
        if verdicts is None:
            self.reason = "the engine did not run; the instructor sees why in the grader's output"
            return
        self.verdict = next(iter(verdicts.values()), None)
        if self.verdict is None:
            self.reason = unread_reason(self.said, student) or self.reason
        elif self.verdict.score is None:
            self.reason = self.verdict.reason or self.reason

    def _student(self) -> str:
        """Whoever the platform says handed in, else the file's name; their seed hangs on it."""
        users = (self.submission_metadata or {}).get("users") or []
        emails = sorted(str(user["email"]) for user in users if user.get("email"))
        student = ("+".join(emails) or Path(self.submission_path).stem).replace("/", "_").replace("\0", "_")
        return student if student != self.plugin_config["assignment"] else "submission"  # to the engine, no student's name

    def after_grading(self, results: GradingResults) -> None:
        """Put the verdict in the place of whatever otter's kernel found."""
        results.clear_results()
        if self.verdict is None or self.verdict.score is None:
            withhold(results, self.reason)
            return
        results._catastrophic_error = None
        results.results = {exercise.name: ExerciseFile(exercise) for exercise in self.verdict.exercises}
        if self.verdict.problems:
            results.set_output("\n".join(clean(problem) for problem in self.verdict.problems))
        results.set_plugin_data(__name__, self.verdict.to_json())

    def generate_report(self) -> str:
        """What the instructor reads at the end of otter's output."""
        if self.verdict is None or self.verdict.score is None:
            return "\n".join(filter(None, [f"NOT GRADED: {clean(self.reason)}", clean(self.said.strip()[-2000:])]))
        verdict = self.verdict
        lines = [f"{verdict.assignment}: {clean(verdict.student)}: {points(verdict.score)} of {points(verdict.max_score)}"]
        lines += [f"  {each.name}: {points(each.score)} of {points(each.points)}" for each in verdict.exercises]
        lines.append(f"isolation level {verdict.level} ({', '.join(verdict.isolation)}), engine {verdict.engine}")
        return "\n".join(lines)


class ExerciseFile(TestFile):
    """One exercise of a verdict, as otter keeps the results of a test file."""

    def __init__(self, exercise: ExerciseResult) -> None:
        total = sum(test.weight for test in exercise.tests)
        cases = [
            TestCase(f"{exercise.name} - {number}", "", False, exercise.points * test.weight / total, None, None)
            for number, test in enumerate(exercise.tests, 1)
        ]
        super().__init__(exercise.name, f"{exercise.name}.py", cases, all_or_nothing=False)
        self.test_case_results = [
            TestCaseResult(case, _message(test), test.outcome == "passed")
            for case, test in zip(cases, exercise.tests, strict=True)
        ]
        self.points = exercise.points
        self.update_score(exercise.score)

    @property
    def possible(self) -> float:
        """The exercise's points; the sum of its tests' would be off by rounding."""
        return self.points

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.summary())}</pre>"  # a message may quote the student

    @classmethod
    def from_file(cls, path: str) -> TestFile:
        """There is no file: an exercise comes from a verdict."""
        raise NotImplementedError

    @classmethod
    def from_metadata(cls, s: Any, path: str) -> TestFile:
        """There is no metadata either."""
        raise NotImplementedError

    def run(self, global_environment: dict[str, Any]) -> None:
        """Nothing runs here: the engine has judged."""


def _message(test: TestResult) -> str:
    if test.outcome == "passed":
        return f"✅ {clean(test.says)}"
    said = f"\n{clean(test.message)}" if test.message else ""
    return f"❌ {OUTCOME_WORDS[test.outcome]}: {clean(test.says)}{said}"


class NotGraded(GradingResults):
    """Results without a score: not a zero, in none of otter's forms."""

    total = possible = percent = nan

    def to_gradescope_dict(self, _config: Any) -> dict[str, Any]:
        """The reason, and no score that could be taken for one."""
        reason = f"Not graded: {self.catastrophic_error}"
        return {"output": reason, "tests": [{"name": "Not graded", "visibility": "visible", "output": reason}]}


def withhold(results: GradingResults, reason: str) -> None:
    """Make results say that there is no score, and why."""
    results.clear_results()
    results.__class__ = NotGraded  # otter keeps the object that it made and takes no other
    results._catastrophic_error = CourseError(clean(reason))


def _empty(folder: Path) -> None:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)


def _try_public_checks(built: Path, notebook: str) -> None:
    """Run otter's form of the public checks on the solution that `otter assign` has just written."""
    from otter.execute import grade_notebook

    with chdir(built):
        tests = sorted(f"./tests/{path.name}" for path in Path("tests").glob("*.py"))
        results = grade_notebook(notebook, tests_glob=tests, cwd=os.getcwd(), test_dir="./tests")
        Path(".OTTER_LOG").unlink(missing_ok=True)
    failed = [result for result in results.results.values() if not result.passed_all]
    if results.has_catastrophic_failure():
        raise CourseError(f"{notebook}: otter could not run the public checks: {results.catastrophic_error}")
    if failed or len(results.results) != len(tests):
        said = "\n".join(result.summary() for result in failed) or "some were not run"
        raise CourseError(f"{notebook}: public checks fail on the section's own solution, as otter runs them:\n{said}")
