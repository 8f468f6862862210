"""Verdicts as JSON: one array."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from autograder.errors import CourseError
from autograder.grading.verdict import Verdict


def write_json(verdicts: list[Verdict], file: str) -> None:
    """Write the verdicts; "-" is standard output. A file is written whole or not at all."""
    write_whole(json.dumps([verdict.to_json() for verdict in verdicts], indent=1) + "\n", file)


def write_whole(text: str, file: str) -> None:
    """Write a report to a file, or to standard output for "-".

    Raises:
        CourseError: the file cannot be written.
    """
    if file == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    path = Path(file)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", errors="replace")
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CourseError(f"{file}: cannot be written ({error.strerror})") from None
