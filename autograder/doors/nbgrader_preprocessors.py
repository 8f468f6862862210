"""The engine's steps inside `nbgrader autograde`: make a submission fit to be shown, save and show its verdict.

Both ask `EngineExporter` for what they need. Nothing of torch or of a student's code is imported here.
"""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.doors.nbgrader_notebook import comment_for, normalise, show_verdict
from autograder.doors.nbgrader_verdicts import GradingRun
from autograder.grading.verdict import Verdict


class Normalise(NbGraderPreprocessor):
    """Give each of the course's cells its own metadata back, once, and take the life out of what a student added.

    A duplicated, missing, retyped or future-schema cell stops nobody. Markdown of the course is shown as the course
    wrote it; Markdown of the student as plain text, because the pages it is shown on are the instructor's.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Normalise a notebook."""
        return normalise(nb, _grading(self).course), resources


class SaveVerdict(NbGraderPreprocessor):
    """Write the gradebook's rows from the verdict, and show it under the public checks."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Save and show a verdict."""
        about = resources["nbgrader"]
        grading = _grading(self)
        verdict = grading.verdicts[about["student"]]
        with Gradebook(about["db_url"]) as gradebook:
            write_rows(gradebook, verdict, about["notebook"])
        show_verdict(nb, verdict)
        nb.metadata["autograder"]["file"] = grading.files[about["student"]]
        return nb, resources


def _grading(step: NbGraderPreprocessor) -> GradingRun:
    grading = getattr(step.parent, "grading", None)
    if grading is None:
        raise NbGraderException("nbgrader_config.py lacks c.Autograde.exporter_class = EngineExporter; restore it")
    return grading


def write_rows(gradebook: Gradebook, verdict: Verdict, notebook: str) -> None:
    """Write scores and comments, in one commit. What a person gave by hand is never touched."""
    results = {exercise.name: exercise for exercise in verdict.exercises}
    submitted = gradebook.find_submission_notebook(notebook, verdict.assignment, verdict.student)
    for grade in submitted.grades:
        grade.auto_score = results[grade.name.removeprefix("test_")].score
        grade.needs_manual_grade = grade.manual_score is not None
    for comment in submitted.comments:
        if comment.name in results:
            comment.auto_comment = comment_for(results[comment.name])
    gradebook.db.commit()
