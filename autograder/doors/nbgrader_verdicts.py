"""One run of `nbgrader autograde`: who is due, their verdicts from one run of the engine, and what is not graded.

nbgrader makes its exporter before it touches a folder or a row. That is when everything due is graded, in a process
of its own; what gets no score is taken off nbgrader's list there, so its earlier grade and its earlier copy stay.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters.base import NbGraderException

from autograder.doors.engine import run_engine, unread_reason
from autograder.doors.nbgrader_notebook import CourseNotebook, read_leniently
from autograder.doors.nbgrader_setup import check_nbgrader, check_writable, database
from autograder.errors import CourseError
from autograder.grading.verdict import Verdict

STUDENT_ID = re.compile(r"[^\W_.-][\w.@+ -]{0,199}")  # ids stand in nbgrader's pages unescaped


class EngineExporter(NotebookExporter):
    """nbgrader's exporter of autograded notebooks, which has everything graded before the first is converted."""

    def __init__(self, parent: Any = None, **settings: Any) -> None:
        super().__init__(parent=parent, **settings)
        self.grading = GradingRun(parent)
        _report_at_end(parent, self.grading)

    def from_filename(self, filename: str, resources: Any = None, **settings: Any) -> tuple[str, Any]:
        """Convert a notebook; one that a student wrote is read leniently."""
        if not self.parent._sanitizing:
            return super().from_filename(filename, resources=resources, **settings)
        path = Path(filename)
        content = path.read_bytes()
        self.grading.check_same(resources["nbgrader"]["student"], content)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        return self.from_notebook_node(read_leniently(content), resources=resources)


class GradingRun:
    """What is due in a run of nbgrader's autograde converter, graded."""

    def __init__(self, converter: Any) -> None:
        self.converter = converter
        self.coursedir = converter.coursedir
        self.assignment = self.coursedir.assignment_id
        self.verdicts: dict[str, Verdict] = {}
        self.ungraded: dict[str, str] = {}
        self.files: dict[str, str] = {}  # student -> hash of the notebook as it was graded
        try:
            check_nbgrader()
            check_writable(database(self.coursedir.db_url))
        except CourseError as error:
            self._abort(str(error))
        self.course = self._read_course()
        given = getattr(converter, "verdicts", None)  # `autograder grade --gradebook` has them already
        if given is not None:
            converter.assignments = {f: n for f, n in converter.assignments.items() if self._student(f) in given}
        due = self._due()
        graded = given if given is not None else self._grade(due)
        for student, folder in due.items():
            if student in graded and graded[student].score is not None and student not in self.ungraded:
                self.verdicts[student] = graded[student]
            else:
                reason = graded[student].reason if student in graded else None
                self.ungraded.setdefault(student, reason or "the engine gave no verdict")
                del converter.assignments[folder]
        for verdict in self.verdicts.values():
            self._check_points(verdict)

    # -- before grading

    def _read_course(self) -> CourseNotebook:
        path = Path(self.coursedir.format_path(self.coursedir.release_directory, ".", self.assignment))
        path = path / f"{self.assignment}.ipynb"
        if not path.is_file():
            self._abort(f"{path}: missing; run autograder build")
        release = nbformat.read(path, as_version=4)
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            try:
                notebook = gradebook.find_notebook(self.assignment, self.assignment)
            except MissingEntry:
                self._abort(f"{self.assignment}: not in the gradebook; run nbgrader generate_assignment {self.assignment}")
            sources = {cell.name: cell for cell in notebook.source_cells}
            self.points = {cell.name: cell.max_score for cell in notebook.grade_cells}
            course = CourseNotebook(release)
            for name, cell in course.cells.items():
                if (source := sources.get(name)) is not None:
                    cell.metadata["nbgrader"]["checksum"] = source.checksum
                    if source.locked:
                        cell.source = source.source
                if name in self.points:
                    cell.metadata["nbgrader"]["points"] = self.points[name]
        return course

    def _due(self) -> dict[str, str]:
        """Student -> folder, of what nbgrader is about to convert; what it must not is taken off its list."""
        due = {}
        excluded = self.coursedir.student_id_exclude.split(",")
        for folder in sorted(self.converter.assignments):
            student = self._student(folder)
            reason = self._unfit(student, Path(folder))
            if student in excluded:
                continue
            if reason is not None:
                self.ungraded[student] = reason
                del self.converter.assignments[folder]
            elif self._is_due(student, folder):
                due[student] = folder
                self.files[student] = file_hash((Path(folder) / f"{self.assignment}.ipynb").read_bytes())
        return due

    def _student(self, folder: str) -> str:
        pattern = self.converter._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True)
        return re.match(pattern, folder)["student"]

    def _unfit(self, student: str, folder: Path) -> str | None:
        if not STUDENT_ID.fullmatch(student):
            return "not a usable student id (letters, digits and . @ + - _ and spaces)"
        for parent, folders, files in os.walk(folder):
            for name in (*folders, *files):
                path = os.path.join(parent, name)
                if os.path.islink(path):  # its target would be copied to the feedback
                    return f"{name} is a link; put the file itself there, or delete it"
                if name in files and not os.path.isfile(path):  # nbgrader, which copies it, would wait for ever
                    return f"{name} is not a file but a pipe, a socket or a device; delete it"
        if not (folder / f"{self.assignment}.ipynb").is_file():
            return f"there is no {self.assignment}.ipynb in the folder"
        try:
            self.coursedir.get_existing_timestamp(str(folder))
        except Exception:  # nbgrader has no one type for it
            return "timestamp.txt holds no date"
        return None

    def _is_due(self, student: str, folder: str) -> bool:
        """What nbgrader decides in `init_destination`."""
        made = self.converter._format_dest(self.assignment, student)
        if self.converter.force or not os.path.exists(os.path.normpath(made)):
            return True
        new, old = self.coursedir.get_existing_timestamp(folder), self.coursedir.get_existing_timestamp(made)
        return new is not None and old is not None and new > old

    # -- grading

    def _grade(self, due: dict[str, str]) -> dict[str, Verdict]:
        if not due:
            return {}
        self.converter.log.info("Grading %d submissions of %s", len(due), self.assignment)
        notebooks = [Path(folder) / f"{self.assignment}.ipynb" for folder in due.values()]
        verdicts, said = run_engine(Path(self.coursedir.root), notebooks, self.assignment)
        if verdicts is None:
            self._abort(f"the engine did not run:\n{said.strip()[-2000:]}")
        for student in due.keys() - verdicts.keys():
            if reason := unread_reason(said, student):
                self.ungraded[student] = reason
        return verdicts

    def _check_points(self, verdict: Verdict) -> None:
        wanted = {f"test_{exercise.name}": exercise.points for exercise in verdict.exercises}
        if wanted != self.points:
            self._abort(
                f"{self.assignment}: exercises or points differ between the section and the gradebook; run autograder build "
                f"{self.assignment}, then autograder grade {self.coursedir.submitted_directory} --assignment "
                f"{self.assignment} --gradebook . --regrade, which shows what would change before it writes it"
            )

    def _abort(self, text: str) -> None:
        self.converter.log.error(text)
        raise NbGraderException(text)

    # -- while nbgrader converts, and after

    def check_same(self, student: str, content: bytes) -> None:
        """Refuse a file that was replaced after it was graded."""
        if self.files.get(student) != file_hash(content):
            raise NbGraderException(f"{student}: the notebook changed while it was graded; grade it again")

    def forget_unscored(self) -> None:
        """Remove the rows of new submissions that got no score: left behind, they would read as zeros."""
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            for student in self.verdicts:
                forget_if_new(gradebook, self.assignment, student)


def _report_at_end(converter: Any, grading: GradingRun) -> None:
    """Have the converter name what was not graded, and fail because of it, when it has done the rest."""
    convert = converter.convert_notebooks

    def convert_and_report() -> None:
        try:
            convert()
        finally:
            grading.forget_unscored()
            for student, reason in sorted(grading.ungraded.items()):
                converter.log.error("Not graded: %s: %s", student, reason)
        if grading.ungraded and getattr(converter, "verdicts", None) is None:
            raise NbGraderException(f"{len(grading.ungraded)} not graded; earlier grades of theirs stay as they were")

    converter.convert_notebooks = convert_and_report


def forget_if_new(gradebook: Gradebook, assignment: str, student: str) -> None:
    """Remove a submission that no one has graded yet."""
    try:
        submission = gradebook.find_submission(assignment, student)
    except MissingEntry:
        return
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    if all(grade.auto_score is None and grade.manual_score is None for grade in grades):
        gradebook.remove_submission(assignment, student)


def submitted_notebook(coursedir: Any, assignment: str, student: str) -> Path:
    """Where a student's notebook lies."""
    folder = coursedir.format_path(coursedir.submitted_directory, student, assignment)
    return Path(folder) / f"{assignment}.ipynb"


def file_hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
