"""What an autograder zip carries: the engine, one section with its graders, the data, and the secret behind the seeds."""

from __future__ import annotations

import shutil
from pathlib import Path

import autograder
from autograder.course import Course
from autograder.errors import CourseError

PACKAGE = Path(autograder.__file__).resolve().parent
DATASET = Path("data") / "FashionMNIST"
HELD_OUT = Path("autograder") / "hidden" / "_data"


def pack(course: Course, section_id: str, folder: Path) -> None:
    """Make a course of one section, with an engine of its own, in a new folder. It is for instructors only.

    Raises:
        CourseError: a part of it is missing, or cannot be written.
    """
    from autograder.grading.seeds import course_secret

    script = course.section_path(section_id)
    room = course.hidden / section_id
    if not (room / f"test_{section_id}.py").is_file():
        raise CourseError(f"{room}: there are no graders; write test_{section_id}.py")
    secret = course_secret(course.grading)
    home = PACKAGE.parent
    try:
        shutil.copytree(PACKAGE, folder / "autograder", ignore=shutil.ignore_patterns("hidden", "__pycache__"))
        shutil.copytree(
            room, folder / "autograder" / "hidden" / section_id, ignore=shutil.ignore_patterns("right", "wrong", "__pycache__")
        )
        shutil.copy(course.hidden / "conftest.py", folder / "autograder" / "hidden")
        _copy(home / HELD_OUT, folder / HELD_OUT)
        shutil.copytree(course.data if course.data.is_dir() else home / "data", folder / "data")
        _copy(home / DATASET, folder / DATASET)  # the engine's own, where a course has other data
        _copy(script, folder / "source" / section_id / script.name)
        if (settings := course.root / "pyproject.toml").is_file():
            _copy(settings, folder / settings.name)
        (folder / "grading").mkdir()
        (folder / "grading" / "secret").write_bytes(secret)
    except OSError as error:
        raise CourseError(f"{folder}: the autograder zip cannot be packed ({error})") from None


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
