"""Where the parts of a course lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseError


@dataclass(frozen=True)
class Course:
    """The folders of a course repository; see the README for what each holds."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Course:
        """The course around `start` (default: the current folder).

        Raises:
            CourseError: no folder from `start` upwards has both `source/` and `autograder/hidden/`.
        """
        start = (start or Path.cwd()).resolve()
        for folder in (start, *start.parents):
            if (folder / "source").is_dir() and (folder / "autograder" / "hidden").is_dir():
                return cls(folder)
        raise CourseError(
            f"{start}: not inside a course repository (no folder above has source/ and autograder/hidden/); cd into one"
        )

    @property
    def source(self) -> Path:
        """Section files, one folder each."""
        return self.root / "source"

    @property
    def assignments(self) -> Path:
        """What students get; generated."""
        return self.root / "assignments"

    @property
    def solutions(self) -> Path:
        """What is handed out after the deadline; generated and executed."""
        return self.root / "solutions"

    @property
    def hidden(self) -> Path:
        """Hidden graders and their variants, a room for each section."""
        return self.root / "autograder" / "hidden"

    @property
    def data(self) -> Path:
        """Datasets that students may read."""
        return self.root / "data"

    @property
    def grading(self) -> Path:
        """Working files of this copy: gradebook with students, submissions, feedback, the secret. Not tracked."""
        return self.root / "grading"

    def section_ids(self) -> list[str]:
        """Ids of all sections, in reading order."""
        return sorted(path.parent.name for path in self.source.glob("*/*.py") if path.stem == path.parent.name)

    def section_path(self, section_id: str) -> Path:
        """The section's file.

        Raises:
            CourseError: there is no such section.
        """
        path = self.source / section_id / f"{section_id}.py"
        if not path.is_file():
            known = ", ".join(self.section_ids()) or "none"
            raise CourseError(f"{section_id}: no such assignment (expected {path}); known: {known}")
        return path
