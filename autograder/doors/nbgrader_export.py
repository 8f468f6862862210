"""`nbgrader export` that leaves blank what was not graded or not handed in: nbgrader's own writes zeros."""

from __future__ import annotations

import csv
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin

from autograder.reports.csv_report import guarded

COLUMNS = ("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
           "late_submission_penalty", "score", "max_score")  # fmt: skip


class BlankExportPlugin(ExportPlugin):
    """The columns of nbgrader's CSV export."""

    def export(self, gradebook: Gradebook) -> None:
        """Write a row for each student and assignment."""
        destination = self.to or "grades.csv"
        self.log.info("Exporting grades to %s", destination)
        with open(destination, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            for assignment in gradebook.assignments:
                for student in gradebook.students:
                    if self.assignment and assignment.name not in map(str, self.assignment):
                        continue
                    if self.student and student.id not in map(str, self.student):
                        continue
                    writer.writerow({key: guarded(value) for key, value in _row(gradebook, assignment, student).items()})


def _row(gradebook: Gradebook, assignment: Any, student: Any) -> dict[str, Any]:
    row = {
        "assignment": assignment.name,
        "duedate": assignment.duedate,
        "student_id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "email": student.email,
        "max_score": assignment.max_score,
    }
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        return row
    row["timestamp"] = submission.timestamp
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    if all(grade.auto_score is not None or grade.manual_score is not None for grade in grades):
        penalty = submission.late_submission_penalty or 0.0
        row["raw_score"] = submission.score
        row["late_submission_penalty"] = penalty
        row["score"] = max(0.0, submission.score - penalty)
    return row
