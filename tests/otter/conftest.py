"""One walk through docs/otter.md on the tiny course, for all tests of the door, and `otter run` as its user runs it."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.course import Course
from tests.conftest import ID, ROOT, run
from tests.walkthrough import walk


@dataclass
class Made:
    """What the page made."""

    course: Course
    folder: Path
    done: subprocess.CompletedProcess[str]

    @property
    def archive(self) -> Path:
        return self.folder / ID / "autograder" / f"{ID}-autograder.zip"

    @property
    def student(self) -> Path:
        return self.folder / ID / "student"


@pytest.fixture(scope="session")
def made(built, tmp_path_factory) -> Made:
    """The page's commands, run in a built tiny course."""
    import shutil

    root = tmp_path_factory.mktemp("otter") / "course"
    shutil.copytree(built.root, root, symlinks=True)
    done = walk(ROOT / "docs" / "otter.md", root, {"ch03_06_softmax_regression_scratch": ID}, PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stdout + done.stderr
    return Made(Course(root), root / "build" / "otter", done)


def answered(folder: Path, section_id: str = ID, **answers: str) -> str:
    """A student folder's notebook with these exercises filled in."""
    notebook = json.loads((folder / f"{section_id}.ipynb").read_text())
    for cell in notebook["cells"]:
        for name, text in answers.items():
            if f"def {name}(" in "".join(cell["source"]) or f"class {name}:" in "".join(cell["source"]):
                cell["source"] = text
    return json.dumps(notebook)


def otter_run(course: Course, archive: Path, submission: Path, out: Path, **environment: str):
    """`otter run`: what it said, and its results.json, or None where there is none."""
    out.mkdir(exist_ok=True)
    done = run(course, "otter", "run", "-a", archive, "-o", out, submission, PYTHONPATH=str(ROOT), **environment)
    results = out / "results.json"
    return done, json.loads(results.read_text()) if results.exists() else None


def scores(results: dict) -> dict[str, tuple[float, float]]:
    """Exercise -> (score, of)."""
    return {test["name"]: (test["score"], test["max_score"]) for test in results["tests"] if "score" in test}
