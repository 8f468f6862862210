"""Feedback pages: one for each student, and an index of the class. Static, without scripts or outside requests."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from autograder.errors import CourseError
from autograder.grading.verdict import Verdict
from autograder.reports.terminal import mark
from autograder.reports.text import OUTCOME_WORDS, clean, points

BINS = 10


def write_html(verdicts: list[Verdict], folder: Path, problems: Iterable[Any] = ()) -> Path:
    """Write the pages and return the index.

    Raises:
        CourseError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for verdict in verdicts:
            _write(folder / page_name(verdict), feedback_page(verdict))
        index = folder / "index.html"
        _write(index, class_page(verdicts, problems))
    except OSError as error:
        raise CourseError(f"{folder}: cannot be written ({error.strerror})") from None
    return index


def _write(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8", errors="replace")
    os.replace(part, path)


def page_name(verdict: Verdict) -> str:
    """A file name that no student id can steer: what is harmless of it, and a hash of all of it."""
    key = hashlib.sha256(f"{verdict.assignment}\0{verdict.student}".encode("utf-8", "surrogatepass")).hexdigest()[:10]
    name = re.sub(r"[^A-Za-z0-9_-]+", "_", verdict.student)[:40]
    return f"{verdict.assignment}-{name}-{key}.html"


def feedback_page(verdict: Verdict) -> str:
    """One student's page."""
    return _template("feedback.html").render(verdict=verdict, score_share=_share(verdict))


def class_page(verdicts: list[Verdict], problems: Iterable[Any] = ()) -> str:
    """The index of a class."""
    groups = []
    for assignment in sorted({verdict.assignment for verdict in verdicts}):
        members = [verdict for verdict in verdicts if verdict.assignment == assignment]
        ordered = sorted(members, key=lambda verdict: (verdict.score is not None, verdict.student))
        groups.append({"id": assignment, "verdicts": ordered, "bins": _histogram(members), "tests": _failure_rates(members)})
    return _template("index.html").render(groups=groups, problems=list(problems), page_name=page_name, share=_share)


def _share(verdict: Verdict) -> float:
    return 0.0 if verdict.score is None or not verdict.max_score else verdict.score / verdict.max_score


def _histogram(verdicts: list[Verdict]) -> list[dict[str, Any]]:
    counts = [0] * BINS
    graded = [verdict for verdict in verdicts if verdict.score is not None]
    for verdict in graded:
        counts[min(BINS - 1, int(_share(verdict) * BINS))] += 1
    tallest = max(counts) or 1
    labels = [f"{100 * i // BINS}–{100 * (i + 1) // BINS} %" for i in range(BINS)]
    return [{"label": label, "count": c, "height": 100 * c / tallest} for label, c in zip(labels, counts, strict=True)]


def _failure_rates(verdicts: list[Verdict]) -> list[dict[str, Any]]:
    tally: dict[tuple[str, str, str], list[int]] = {}
    for verdict in verdicts:
        for exercise in verdict.exercises:
            for test in exercise.tests:
                entry = tally.setdefault((exercise.name, test.name, test.says), [0, 0])
                entry[0] += test.outcome != "passed"
                entry[1] += 1
    rows = [
        {"exercise": exercise, "says": says, "failed": failed, "of": total, "rate": 100 * failed / total}
        for (exercise, _, says), (failed, total) in tally.items()
    ]
    return sorted(rows, key=lambda row: -row["rate"])


@lru_cache(maxsize=1)
def _environment() -> Environment:
    here = Path(__file__).parent
    environment = Environment(loader=FileSystemLoader(here), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters.update(clean=clean, points=points, mark=mark)
    environment.globals["outcome_words"] = OUTCOME_WORDS
    environment.globals["style"] = (here / "style.css").read_text(encoding="utf-8")
    return environment


def _template(name: str) -> Template:
    return _environment().get_template(name)
