"""A course of one small section, built for real, and submissions to it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.build import build_course
from autograder.course import Course
from autograder.section import read_section
from autograder.variants import hand_in, solved

ROOT = Path(__file__).resolve().parent.parent
ID = "ch00_01_warm_up"
collect_ignore = ["tinycourse"]  # a course of its own: its graders run on submissions, not here
os.environ["AUTOGRADER_SECRET"] = "a secret of the tests"
LONGEST = ("verify", "hostile", "nbgrader")  # folders


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that at the end no processor waits for another."""
    items.sort(key=lambda item: not any(name in item.path.parts for name in LONGEST))


def copy_tiny(root: Path) -> Course:
    """An unbuilt tiny course."""
    shutil.copytree(ROOT / "tests" / "tinycourse", root)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    return Course(root)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The tiny course, built once; never changed by a test."""
    course = copy_tiny(tmp_path_factory.mktemp("built") / "course")
    build_course(course, [ID])
    return course


@pytest.fixture
def tiny(built: Course, tmp_path: Path) -> Course:
    """A built tiny course of the test's own."""
    shutil.copytree(built.root, tmp_path / "course", symlinks=True)
    shutil.rmtree(tmp_path / "course" / "grading", ignore_errors=True)
    return Course(tmp_path / "course")


@pytest.fixture
def perfect(built: Course) -> str:
    """A perfect notebook."""
    section = read_section(built.section_path(ID))
    return hand_in(built.assignments / ID / f"{ID}.ipynb", solved(section, {}))


@pytest.fixture
def untouched(built: Course) -> str:
    """The release as it is."""
    return (built.assignments / ID / f"{ID}.ipynb").read_text()


def edited(notebook: str, **answers: str) -> str:
    """A notebook with other answers in its solution cells."""
    node = json.loads(notebook)
    for cell in node["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name in answers:
            cell["source"] = answers[name]
    return json.dumps(node)


def run(course: Course, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of this environment in a course, as its user would."""
    tool = Path(sys.executable).parent / command[0]
    path = os.pathsep.join([str(tool.parent), os.environ.get("PATH", "")])
    return subprocess.run(
        [str(tool), *map(str, command[1:])],
        cwd=course.root,
        env={**os.environ, "PATH": path, **environment},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
