"""Verdicts for nbgrader: one run of the engine for all submissions of an assignment, kept by content."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from autograder.grading.verdict import Verdict


class Ungraded(Exception):
    """There is no score for a submission, and its text says why."""


class VerdictSource:
    """Grades everything that was submitted at the first question, and answers the others from what it kept."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str], Verdict] = {}
        self._reasons: dict[tuple[str, str, str], str] = {}

    def put(self, verdict: Verdict, notebook: Path) -> None:
        """Keep a verdict that was made elsewhere."""
        self._kept[verdict.assignment, verdict.student, _digest(notebook)] = verdict

    def verdict(self, coursedir: Any, assignment: str, student: str) -> Verdict:
        """The verdict on a student's submission, as it lies in the submitted folder now.

        Raises:
            Ungraded: the engine withheld the score, could not read the submission, or failed.
        """
        notebook = submitted_notebook(coursedir, assignment, student)
        key = (assignment, student, _digest(notebook))
        if key not in self._kept and key not in self._reasons:
            self._grade(coursedir, assignment, student)
        if key in self._reasons:
            raise Ungraded(self._reasons.pop(key))
        verdict = self._kept[key]
        if verdict.score is None:
            raise Ungraded(self._kept.pop(key).reason or "the engine withheld the score")
        return verdict

    def _grade(self, coursedir: Any, assignment: str, asked: str) -> None:
        pattern = submitted_notebook(coursedir, assignment, "*")
        wanted = coursedir.student_id if coursedir.student_id != "*" else "*"
        students = {asked}
        if wanted == "*":
            students |= {path.parent.parent.name for path in Path("/").glob(str(pattern).lstrip("/"))}
        paths = {student: submitted_notebook(coursedir, assignment, student) for student in sorted(students)}
        verdicts, said = run_engine(Path(coursedir.root), list(paths.values()), assignment)
        for student, path in paths.items():
            key = (assignment, student, _digest(path))
            if student in verdicts:
                self._kept[key] = verdicts[student]
            else:
                lines = [line for line in said.splitlines() if f"{student}:" in line] or [said.strip()]
                self._reasons[key] = lines[-1][-500:] or "the engine gave no verdict"


def submitted_notebook(coursedir: Any, assignment: str, student: str) -> Path:
    """Where a student's notebook lies."""
    folder = coursedir.format_path(coursedir.submitted_directory, student, assignment)
    return Path(folder) / f"{assignment}.ipynb"


def run_engine(root: Path, notebooks: list[Path], assignment: str) -> tuple[dict[str, Verdict], str]:
    """Grade notebooks in a process of its own; gives the verdicts by student, and what the engine said besides."""
    with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
        verdicts, listed = Path(folder) / "verdicts.json", Path(folder) / "notebooks"
        listed.write_text("\n".join(map(str, notebooks)), encoding="utf-8")
        command = [sys.executable, "-m", "autograder", "grade", f"@{listed}", "--assignment", assignment]
        done = subprocess.run(
            [*command, "--json", str(verdicts)],
            cwd=root,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stderr + done.stdout
        if not verdicts.exists():
            return {}, said
        found = [Verdict.from_json(entry) for entry in json.loads(verdicts.read_text(encoding="utf-8"))]
    return {verdict.student: verdict for verdict in found}, said


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
