"""What the desk remembers between two runs. Deleting it costs nothing but the marks on the map."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograder.desk.results import Result
from autograder.desk.stubs import write_whole
from autograder.errors import CourseError

SCHEMA = 1


class Memory:
    """`.autograder/` beside `assignments/`: one small JSON file, and the versions that a reset took out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "desk.json"

    def outcomes(self, assignment: str) -> tuple[dict[str, str], str]:
        """Exercise -> outcome at the last check, and the digest of the code that was checked."""
        entry = self._of(assignment)
        outcomes = entry.get("outcomes")
        outcomes = {str(k): str(v) for k, v in outcomes.items()} if isinstance(outcomes, dict) else {}
        return outcomes, str(entry.get("digest", ""))

    def note_outcomes(self, assignment: str, results: list[Result], digest: str) -> None:
        """Remember a check."""
        outcomes = {result.name: result.outcome for result in results}
        self._change(assignment, {"outcomes": outcomes, "digest": digest})

    def hints_shown(self, assignment: str, name: str) -> int:
        """How many hints for an exercise have been shown."""
        count = self._hints(assignment).get(name)
        return count if isinstance(count, int) and count >= 0 else 0

    def note_hints(self, assignment: str, name: str, count: int) -> None:
        """Remember how many hints have been shown."""
        self._change(assignment, {"hints": {**self._hints(assignment), name: count}})

    def keep(self, name: str, text: str) -> Path:
        """Put a student's code away under a new name.

        Raises:
            CourseError: it cannot be written.
        """
        kept = self._make_folder() / "kept"
        try:
            kept.mkdir(exist_ok=True)
        except OSError as error:
            raise CourseError(f"{kept}: cannot be made ({error.strerror})") from None
        numbers = (number for number in range(1, 10_000) if not (kept / f"{name}.{number}.py").exists())
        path = kept / f"{name}.{next(numbers)}.py"
        write_whole(path, text)
        return path

    def _hints(self, assignment: str) -> dict[str, Any]:
        hints = self._of(assignment).get("hints")
        return hints if isinstance(hints, dict) else {}

    def _of(self, assignment: str) -> dict[str, Any]:
        entry = self._read().get(assignment)
        return entry if isinstance(entry, dict) else {}

    def _read(self) -> dict[str, Any]:
        try:
            content = json.loads(self.file.read_text(encoding="utf-8"))
            return content["assignments"] if content["schema"] == SCHEMA else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}  # missing or damaged: begin again

    def _change(self, assignment: str, entry: dict[str, Any]) -> None:
        known = self._read()
        known[assignment] = {**self._of(assignment), **entry}
        try:
            self._make_folder()
            write_whole(self.file, json.dumps({"schema": SCHEMA, "assignments": known}, indent=1) + "\n")
        except CourseError:
            pass  # a folder that cannot be written to costs the map its marks

    def _make_folder(self) -> Path:
        try:
            self.folder.mkdir(exist_ok=True)
            ignore = self.folder / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")  # the folder keeps itself out of git
        except OSError as error:
            raise CourseError(f"{self.folder}: cannot be written ({error.strerror})") from None
        return self.folder
