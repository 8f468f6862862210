"""Ways in which a student hears what became of a push. A new way is a subclass of `Feedback` with a name."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from autograder.doors.git_records import Record, write_whole
from autograder.doors.git_repository import Repository, RepositoryError
from autograder.doors.git_roster import Row
from autograder.grading.verdict import ExerciseResult, Verdict
from autograder.reports.html import feedback_page
from autograder.reports.text import OUTCOME_WORDS, clean, points

MAX_STATUS = 140  # characters, GitHub's limit on the description of a status


@dataclass(frozen=True)
class Told:
    """One student's news."""

    row: Row
    repository: Repository
    commit: str
    records: tuple[Record, ...]

    @property
    def digest(self) -> str:
        """What the news says, to know whether it is new."""
        said = json.dumps([record.to_json() for record in self.records], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()


class Feedback:
    """A way for news to go."""

    ways: ClassVar[dict[str, type[Feedback]]] = {}

    def __init_subclass__(cls, *, name: str) -> None:
        Feedback.ways[name] = cls

    def __init__(self, grading: Path) -> None:
        self.grading = grading

    def give(self, told: Told) -> None:
        """Tell one student.

        Raises:
            RepositoryError: it could not be done; it is tried again at the next collect.
        """
        raise NotImplementedError


class NoFeedback(Feedback, name="none"):
    """Nothing goes back; nbgrader's own feedback pages are written in any case."""

    def give(self, told: Told) -> None:
        """Do nothing."""


class BranchFeedback(Feedback, name="branch"):
    """Pages and verdicts on a branch of the student's own repository, on top of what is there."""

    def give(self, told: Told) -> None:
        """Push a commit, unless the branch says the same already."""
        for attempt in (1, 2):
            repository = told.repository
            parent = repository.fetch_feedback() if repository.tip().feedback else None
            commit = repository.commit_files(branch_files(told), f"Feedback on {told.commit[:12]}\n", parent)
            if commit is None:
                return
            try:
                return repository.push_feedback(commit)
            except RepositoryError:
                if attempt == 2:
                    raise  # once, because someone may have pushed to the branch in between


class StatusFeedback(Feedback, name="status"):
    """A commit status as forges take it, in grading/status/STUDENT.json, for a workflow to post."""

    def give(self, told: Told) -> None:
        """Write the file."""
        failed = any(record.state in ("problem", "pending") for record in told.records)
        said = "; ".join(f"{record.assignment}: {_short(record)}" for record in told.records)
        status = {
            "url": told.row.url,
            "sha": told.commit,
            "state": "error" if failed else "success",
            "context": "autograder",
            "description": said if len(said) <= MAX_STATUS else said[: MAX_STATUS - 1] + "…",
        }
        write_whole(self.grading / "status" / f"{told.row.student}.json", json.dumps(status, indent=1).encode() + b"\n")


class IssueFeedback(Feedback, name="issue"):
    """The text of an issue, in grading/issues/STUDENT.md, for a workflow to post."""

    def give(self, told: Told) -> None:
        """Write the file."""
        text = "\n".join([overview(told), *(markdown(record) for record in told.records)])
        write_whole(self.grading / "issues" / f"{told.row.student}.md", text.encode("utf-8", "replace"))


# ---- what is said -------------------------------------------------------------------------------------------------


def branch_files(told: Told) -> dict[str, bytes]:
    """The feedback branch: an overview, and for each assignment a page, the same as Markdown, and the verdict."""
    files = {"README.md": overview(told)}
    for record in told.records:
        files[f"{record.assignment}/feedback.md"] = markdown(record)
        if record.verdict is not None:
            files[f"{record.assignment}/feedback.html"] = feedback_page(record.verdict)
            verdict = json.dumps(public_verdict(record.verdict), indent=1, sort_keys=True)
            files[f"{record.assignment}/verdict.json"] = verdict + "\n"
    return {path: text.encode("utf-8", "replace") for path, text in files.items()}


def public_verdict(verdict: Verdict) -> dict[str, object]:
    """A verdict without its seed, from which a student could compute the hidden tests' inputs."""
    data = verdict.to_json()
    del data["seed"]
    return data


def overview(told: Told) -> str:
    """What became of each assignment, as a Markdown table."""
    rows = [
        f"| `{record.assignment}` | {_short(record)} | `{record.commit[:12]}` | {record.received} |" for record in told.records
    ]
    head = f"# Feedback for `{told.row.student}`\n\n| assignment | score | commit | came |\n|---|---|---|---|\n"
    return (
        head + "\n".join(rows) + "\n\nThe newest push counts. Times are of its arrival here, whatever date the commit claims.\n"
    )


def _short(record: Record) -> str:
    if record.state == "graded":
        return f"{points(record.verdict.score)} of {points(record.verdict.max_score)}"
    return "not graded" if record.verdict is None else "not graded; the earlier score stays"


def markdown(record: Record) -> str:
    """One assignment's feedback. What may come from a student stands in a code block that it cannot end."""
    lines = [f"## {record.assignment}", ""]
    if record.state != "graded":
        lines += [
            "**Not graded.** No score is claimed, and an earlier one stays.",
            "",
            fenced(record.note or "it is waiting"),
            "",
        ]
        return "\n".join(lines)
    verdict = record.verdict
    lines += [f"**{points(verdict.score)}** of {points(verdict.max_score)} points", ""]
    for problem in verdict.problems:
        lines += ["Good to know:", "", fenced(problem), ""]
    for exercise in verdict.exercises:
        lines += _exercise(exercise)
    return "\n".join(lines)


def _exercise(exercise: ExerciseResult) -> list[str]:
    lines = [f"### {exercise.name}: {points(exercise.score)} of {points(exercise.points)}", ""]
    for test in exercise.tests:
        if test.outcome == "passed":
            lines += [f"* passed: {escaped(test.says)}"]
            continue
        lines += [f"* **{OUTCOME_WORDS[test.outcome]}**: {escaped(test.says)}"]
        if test.message:
            lines += ["", fenced(test.message), ""]
    return [*lines, ""]


def fenced(text: str) -> str:
    """Text as a Markdown code block, whatever is in it."""
    text = clean(text)
    fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", text)), default=0))
    return f"{fence}text\n{text}\n{fence}"


def escaped(text: str) -> str:
    """A sentence of the course as Markdown that means nothing but itself."""
    return re.sub(r"([\\`*_{}\[\]<>()#+\-!|~@&])", r"\\\1", " ".join(clean(text).split()))


def pages_of(told: Told) -> Told:
    """The news without what is in it for the staff alone."""
    return replace(told, records=tuple(record for record in told.records if record.state != "untouched"))
