"""A student's repository: the tiny course's assignment, and of the engine only what travels with it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.desk.stubs import write_stubs
from tests.conftest import ID, ROOT

HINTS = '[double]\nhints = ["What is x plus x?", "Return\\n  x + x."]\n'
RIGHT = {"double": "def double(x):\n    return x + x", "mean_of": "def mean_of(values):\n    return sum(values) / len(values)"}


class Student:
    """A student at work in a folder of their own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.notebook = root / "assignments" / ID / f"{ID}.ipynb"
        self.environment = {**os.environ, "PYTHONPATH": str(root / "lib"), "PYTHONIOENCODING": "utf-8"}

    def command(self, *arguments: object) -> list[str]:
        return [sys.executable, "-m", "autograder.desk", *map(str, arguments)]

    def run(self, *arguments: object, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            cwd=cwd or self.root,
            env={**self.environment, **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def start(self, *arguments: object, **pipes: object) -> subprocess.Popen[str]:
        """A command that goes on. Its output is a pipe, unless told otherwise."""
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **pipes}
        return subprocess.Popen(
            self.command(*arguments), cwd=self.root, env=self.environment, encoding="utf-8", start_new_session=True, **options
        )

    def text(self, **answers: str) -> str:
        """The notebook with other answers."""
        node = json.loads(self.notebook.read_text(encoding="utf-8"))
        for cell in node["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id")
            if name in answers:
                cell["source"] = answers[name]
        return json.dumps(node, indent=1)

    def write(self, **answers: str) -> None:
        """Save the notebook with other answers, as an editor does: whole, in the place of the old one."""
        part = self.notebook.with_suffix(".tmp")
        part.write_text(self.text(**answers), encoding="utf-8")
        os.replace(part, self.notebook)

    def insert(self, place: int, source: str, **metadata: object) -> None:
        """Save the notebook with another code cell."""
        node = json.loads(self.notebook.read_text(encoding="utf-8"))
        cell = {"cell_type": "code", "id": f"new{place}", "execution_count": None, "outputs": [], "metadata": metadata}
        node["cells"].insert(place, {**cell, "source": source})
        self.notebook.write_text(json.dumps(node), encoding="utf-8")

    def answer(self, name: str) -> str:
        """What stands in an exercise's cell."""
        cells = json.loads(self.notebook.read_text(encoding="utf-8"))["cells"]
        return "".join(next(c["source"] for c in cells if c["metadata"].get("nbgrader", {}).get("grade_id") == name))


@pytest.fixture
def student(built, tmp_path):
    """A student's copy of the tiny course, with nothing of the engine but the desk."""
    root = tmp_path / "a student's course"
    shutil.copytree(built.assignments / ID, root / "assignments" / ID)
    (root / "assignments" / ID / "hints.toml").write_text(HINTS, encoding="utf-8")
    write_stubs(root / "assignments")
    package = root / "lib" / "autograder"
    shutil.copytree(ROOT / "autograder" / "desk", package / "desk", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("__init__.py", "errors.py"):
        shutil.copy(ROOT / "autograder" / name, package / name)
    return Student(root)
