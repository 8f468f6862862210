"""Where a student's course lies, and which of its notebooks is meant."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.desk import stubs
from autograder.desk.memory import Memory
from autograder.desk.notebook import SUFFIXES, Exercise, Notebook, Unreadable, read_notebook
from autograder.errors import CourseError


@dataclass(frozen=True)
class Course:
    """A folder with `assignments/`; what the desk remembers lies beside it, in `.autograder/`."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Course | None:
        """The course around a folder (default: the current one); None when there is none."""
        start = (start or Path.cwd()).resolve()
        for folder in (start, *start.parents):
            if (folder / "assignments" / stubs.FILE).is_file() or stubs.notebooks(folder / "assignments"):
                return cls(folder)
        return None

    @property
    def assignments(self) -> Path:
        """A folder for each assignment."""
        return self.root / "assignments"

    @cached_property
    def released(self) -> dict[str, Any]:
        """Every assignment as it was released, as far as the course says so."""
        return stubs.read_stubs(self.assignments)

    @cached_property
    def memory(self) -> Memory:
        """What has passed and which hints were shown."""
        return Memory(self.root / ".autograder")

    def paths(self) -> list[Path]:
        """The notebooks that are there, in reading order."""
        return stubs.notebooks(self.assignments)

    def read(self, path: Path) -> Notebook:
        """A notebook of this course.

        Raises:
            Unreadable: it cannot be read, or belongs to another course.
        """
        notebook = read_notebook(path, self.released)
        if self.released and notebook.assignment not in self.released:
            raise Unreadable(f"{path}: is for {notebook.assignment!r}, which is no assignment of this course ({self.root})")
        return notebook

    def readable(self) -> list[Notebook]:
        """Those that can be read now, in reading order."""
        found = []
        for path in self.paths():
            try:
                found.append(self.read(path))
            except Unreadable:
                continue  # checking it by name says why
        return found

    def latest(self) -> Notebook:
        """The notebook of the folder one is in; elsewhere that saved last of those begun; before any is, the course's first.

        Raises:
            CourseError: there is none that can be read.
        """
        here = Path.cwd().resolve()
        for path in self.paths():
            if path.resolve().parent in (here, *here.parents):
                return self.read(path)
        notebooks = self.readable()
        if not notebooks:
            raise CourseError(f"{self.assignments}: holds no notebook that can be read")
        begun = [notebook for notebook in notebooks if is_begun(notebook)]
        return max(begun, key=lambda one: one.path.stat().st_mtime_ns, default=notebooks[0])


def is_begun(notebook: Notebook) -> bool:
    """Whether any of its exercises is."""
    return any(notebook.is_begun(exercise) for exercise in notebook.exercises)


def open_files(names: list[str]) -> tuple[Course | None, list[Notebook], list[str]]:
    """The notebooks meant by what a student typed, and a sentence for each that cannot be read.

    A name is a file, an assignment's id, or a folder: what has been begun under it. Without any, it is `Course.latest`.

    Raises:
        CourseError: nothing is named, and there is no course here.
    """
    course = Course.find()
    if not names:
        if course is None:
            raise CourseError(f"{Path.cwd()}: not inside a course (no folder above has assignments/); name a notebook")
        return course, [course.latest()], []
    notebooks, problems = [], []
    for name in names:
        try:
            notebooks += _meant(course, name)
        except Unreadable as error:
            problems.append(str(error))
    return course, notebooks, problems


def course_of(path: Path) -> Course | None:
    """The course that a file lies in."""
    return Course.find(path.resolve().parent)


def _meant(course: Course | None, name: str) -> list[Notebook]:
    path = Path(name)
    if not path.exists() and course is not None and not path.suffix and (course.assignments / name).is_dir():
        path = course.assignments / name
    if path.is_dir():
        return _inside(path)
    around = course_of(path) if path.suffix in SUFFIXES else None
    return [around.read(path) if around is not None else read_notebook(path)]


def _inside(folder: Path) -> list[Notebook]:
    own = folder / f"{folder.resolve().name}.ipynb"
    paths = [own] if own.is_file() else sorted(folder.rglob(f"*{SUFFIXES[0]}"))
    notebooks = [_meant(None, str(path))[0] for path in paths if ".ipynb_checkpoints" not in path.parts]
    if not notebooks:
        raise Unreadable(f"{folder}: holds no notebook")
    return notebooks if own.is_file() else [one for one in notebooks if is_begun(one)]


def find_exercise(notebooks: list[Notebook], name: str) -> tuple[Notebook, Exercise]:
    """An exercise by its name, from the first notebook that has it.

    Raises:
        CourseError: none has.
    """
    for notebook in notebooks:
        for exercise in notebook.exercises:
            if exercise.name == name:
                return notebook, exercise
    if len(notebooks) == 1:
        known = ", ".join(exercise.name for exercise in notebooks[0].exercises)
        raise CourseError(f"{name}: no exercise of {notebooks[0].path.name}; it has {known}")
    raise CourseError(f"{name}: no exercise of this course; see: autograder progress")
