"""Pages about a class: static, asking nothing of any network, and split by who may see them.

`DIR/index.html`, `DIR/<assignment>.html` and `DIR/students/` are the instructor's. `DIR/feedback/` is for students: a
page each, under a name that nobody can work out who does not hold the course's secret, linking to nothing else.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import hmac
import io
import os
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from statistics import mean, median
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from autograder.errors import CourseError
from autograder.grading.verdict import Verdict
from autograder.reports.code import Code
from autograder.reports.csv_report import guarded
from autograder.reports.failures import common_failures
from autograder.reports.terminal import mark
from autograder.reports.text import OUTCOME_WORDS, clean, points

BINS = 10
HEATS = 5
PAIRS = 100  # of an assignment that are shown; nobody reads more
NO_LISTING = "<!doctype html><title>Feedback</title><p>Each feedback page has an address of its own."


def write_html(
    verdicts: list[Verdict], folder: Path, problems: Iterable[Any], secret: bytes, read_code: Callable[[Verdict], Code]
) -> Path:
    """Write the pages and return the index.

    Raises:
        CourseError: the folder cannot be written.
    """
    problems = list(problems)
    groups = _by_assignment(verdicts)
    class_pages = {assignment: f"{assignment}.html" if len(groups) > 1 else "index.html" for assignment in groups}
    try:
        (folder / "feedback").mkdir(parents=True, exist_ok=True)
        for assignment, members in groups.items():
            (folder / "students" / assignment).mkdir(parents=True, exist_ok=True)
            names = [student_page_name(verdict) for verdict in members]
            for verdict, name, before, after in zip(members, names, [None, *names], [*names[1:], None], strict=False):
                feedback = feedback_page_name(verdict, secret)
                _write(folder / "feedback" / feedback, feedback_page(verdict))
                page = student_page(verdict, read_code(verdict), feedback, class_pages[assignment], before, after)
                _write(folder / "students" / assignment / name, page)
            own = problems if len(groups) == 1 else []
            _write(folder / class_pages[assignment], class_page(members, own, "index.html" if len(groups) > 1 else None))
        if len(groups) != 1:
            _write(folder / "index.html", course_page(groups, problems))
        _write(folder / "feedback" / "index.html", NO_LISTING)
        _write(folder / "feedback.csv", _addresses(verdicts, secret))
    except OSError as error:
        raise CourseError(f"{folder}: cannot be written ({error.strerror})") from None
    return folder / "index.html"


def write_page(path: Path, page: str) -> None:
    """Write one page.

    Raises:
        CourseError: it cannot be written.
    """
    try:
        _write(path, page)
    except OSError as error:
        raise CourseError(f"{path}: cannot be written ({error.strerror})") from None


def _write(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", errors="replace")
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _by_assignment(verdicts: list[Verdict]) -> dict[str, list[Verdict]]:
    groups: dict[str, list[Verdict]] = {verdict.assignment: [] for verdict in sorted(verdicts, key=lambda v: v.assignment)}
    for verdict in sorted(verdicts, key=lambda verdict: (verdict.score is not None, verdict.student)):
        groups[verdict.assignment].append(verdict)
    return groups


def _addresses(verdicts: list[Verdict], secret: bytes) -> str:
    """For the instructor: which feedback page is whose, as CSV."""
    text = io.StringIO()
    rows = sorted((verdict.student, verdict.assignment, feedback_page_name(verdict, secret)) for verdict in verdicts)
    csv.writer(text).writerows([("student", "assignment", "page"), *([guarded(value) for value in row] for row in rows)])
    return text.getvalue()


# ---- names --------------------------------------------------------------------------------------------------------


def student_page_name(verdict: Verdict) -> str:
    """A file name that no student id can steer: what is harmless of it, and a hash of all of it."""
    key = hashlib.sha256(verdict.student.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{re.sub(r'[^A-Za-z0-9_-]+', '_', verdict.student)[:40]}-{key}.html"


def feedback_page_name(verdict: Verdict, secret: bytes) -> str:
    """The same at every grading, and not to be guessed by anybody who knows student and assignment."""
    text = f"feedback page\0{verdict.assignment}\0{verdict.student}"
    return hmac.new(secret, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:32] + ".html"


# ---- pages --------------------------------------------------------------------------------------------------------


def feedback_page(verdict: Verdict) -> str:
    """What a student gets: their verdict and nothing about anybody else."""
    return _template("feedback.html").render(verdict=verdict, share=_share(verdict))


def student_page(
    verdict: Verdict, code: Code, feedback: str, back: str, before: str | None = None, after: str | None = None
) -> str:
    """What the instructor sees of a student: each exercise's code beside its tests."""
    return _template("student.html").render(
        verdict=verdict, share=_share(verdict), code=code, feedback=feedback, back=back, before=before, after=after,
        broad=True,
    )  # fmt: skip


def class_page(verdicts: list[Verdict], problems: Iterable[Any] = (), back: str | None = None) -> str:
    """One assignment: what was not graded, how it went, what is missed most, and everybody's points."""
    rows = [_row(verdict) for verdict in verdicts]
    scores = [verdict.score for verdict in verdicts if verdict.score is not None]
    seconds = [verdict.seconds for verdict in verdicts]
    return _template("class.html").render(
        id=verdicts[0].assignment, back=back, problems=list(problems), rows=rows, wide=True,
        ungraded=[row for row in rows if row["verdict"].score is None],
        mean=mean(scores) if scores else None, median=median(scores) if scores else None,
        max_score=verdicts[0].max_score, median_s=median(seconds), slowest_s=max(seconds),
        bins=_histogram(verdicts), exercises=_exercises(verdicts), failures=common_failures(verdicts),
        page_of={row["verdict"].student: row["page"] for row in rows},
    )  # fmt: skip


def course_page(groups: dict[str, list[Verdict]], problems: Iterable[Any] = ()) -> str:
    """Several assignments: a row for each student, a column for each assignment."""
    of = {(assignment, verdict.student): verdict for assignment, members in groups.items() for verdict in members}
    students = sorted({student for _, student in of})
    rows = [_course_row(student, [of.get((assignment, student)) for assignment in groups]) for student in students]
    rows.sort(key=lambda row: row["kind"] != "w")
    assignments = [_assignment(assignment, members) for assignment, members in groups.items()]
    return _template("course.html").render(rows=rows, assignments=assignments, problems=list(problems), wide=True)


def likeness_page(results: Iterable[Any], said: str) -> str:
    """What `autograder similar` found: the code of both students of each pair, what is alike marked."""
    return _template("likeness.html").render(results=list(results), said=said, shown=PAIRS, broad=True)


# ---- what they show -----------------------------------------------------------------------------------------------


def _share(verdict: Verdict) -> float:
    return 0.0 if verdict.score is None or not verdict.max_score else verdict.score / verdict.max_score


def _heat(score: float | None, of: float) -> str:
    """The colour of a cell: w for withheld, else 0 (nothing) to 5 (everything)."""
    if score is None:
        return "w"
    return str(HEATS if score >= of else min(HEATS - 1, int(HEATS * score / of + 0.999)))


def _kind(score: float | None, of: float) -> str:
    """What a filter asks for: withheld, full marks, under half, or none of these."""
    if score is None:
        return "w"
    return "f" if score >= of else "l" if 2 * score < of else ""


def _row(verdict: Verdict) -> dict[str, Any]:
    return {
        "verdict": verdict,
        "page": f"{verdict.assignment}/{student_page_name(verdict)}",
        "heat": _heat(verdict.score, verdict.max_score),
        "kind": _kind(verdict.score, verdict.max_score),
        "cells": [{"score": e.score, "heat": _heat(e.score, e.points)} for e in verdict.exercises],
    }


def _course_row(student: str, verdicts: list[Verdict | None]) -> dict[str, Any]:
    there = [verdict for verdict in verdicts if verdict is not None]
    withheld = any(verdict.score is None for verdict in there)
    total = None if withheld else sum(verdict.score for verdict in there)  # the sum of the others would look like a grade
    return {
        "student": student,
        "total": total,
        "kind": _kind(total, sum(verdict.max_score for verdict in there)),
        "cells": [verdict and _row(verdict) for verdict in verdicts],
    }


def _assignment(assignment: str, verdicts: list[Verdict]) -> dict[str, Any]:
    graded = [100 * _share(verdict) for verdict in verdicts if verdict.score is not None]
    return {
        "id": assignment,
        "page": f"{assignment}.html",
        "count": len(verdicts),
        "max_score": verdicts[0].max_score,
        "mean": mean(graded) if graded else None,
        "ungraded": len(verdicts) - len(graded),
    }


def _exercises(verdicts: list[Verdict]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for verdict in verdicts:
        for exercise in verdict.exercises:
            entry = found.setdefault(exercise.name, {"name": exercise.name, "points": exercise.points, "scores": []})
            if exercise.score is not None:
                entry["scores"].append(exercise.score)
    for entry in found.values():
        entry["mean"] = 100 * mean(entry["scores"]) / entry["points"] if entry["scores"] and entry["points"] else 0.0
    return list(found.values())


def _histogram(verdicts: list[Verdict]) -> list[dict[str, Any]]:
    counts = [0] * BINS
    for verdict in verdicts:
        if verdict.score is not None:
            counts[min(BINS - 1, int(_share(verdict) * BINS))] += 1
    tallest = max(counts) or 1
    labels = [f"{100 * i // BINS}–{100 * (i + 1) // BINS} %" for i in range(BINS)]
    return [{"label": label, "count": c, "height": 100 * c / tallest} for label, c in zip(labels, counts, strict=True)]


def _breakable(name: str) -> Markup:
    """A name that may be broken after an underscore."""
    return Markup("_<wbr>").join(escape(part) for part in name.split("_"))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    here = Path(__file__).parent
    environment = Environment(loader=FileSystemLoader(here), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters.update(clean=clean, points=points, mark=mark, breakable=_breakable)
    script = (here / "table.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    environment.globals.update(
        outcome_words=OUTCOME_WORDS,
        style=(here / "style.css").read_text(encoding="utf-8"),
        script=script,
        script_hash=f"sha256-{digest}",
    )
    return environment


def _template(name: str) -> Template:
    return _environment().get_template(name)
