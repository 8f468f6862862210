"""The engine for a door: one run of `autograder grade`, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from autograder.grading.verdict import Verdict
from autograder.scratch import scratch_folder


def run_engine(root: Path, submissions: Iterable[Path], assignment: str) -> tuple[dict[str, Verdict] | None, str]:
    """Grade submissions of one assignment: verdicts by student, or None if the engine failed, and what it said besides.

    A course that brings an engine along is graded by that one.
    """
    with scratch_folder() as folder:
        listed = folder / "submissions"
        listed.write_text("\n".join(map(str, submissions)), encoding="utf-8")
        command = [sys.executable, "-m", "autograder", "grade", f"@{listed}", "--assignment", assignment, "--json", "-"]
        # a course elsewhere has a folder autograder/ too, which need not be a package
        package = str(Path(__file__).resolve().parents[2])
        search = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")]))
        environment = {**os.environ, "PYTHONPATH": search}
        environment.pop("NBGRADER_EXECUTION", None)
        done = subprocess.run(
            command, cwd=root, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
    try:
        verdicts = [Verdict.from_json(entry) for entry in json.loads(done.stdout)]
    except ValueError:
        return None, done.stderr + done.stdout
    return {verdict.student: verdict for verdict in verdicts}, done.stderr


def unread_reason(said: str, student: str) -> str | None:
    """Why the engine could not read a student's submission, from what it said."""
    start = f"not read: {student}: "
    lines = [line.removeprefix(start) for line in said.splitlines() if line.startswith(start)]
    return lines[-1] if lines else None
