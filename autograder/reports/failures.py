"""Which tests a class fails, and what the failures of a test have in common."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from autograder.grading.verdict import Verdict
from autograder.reports.text import OUTCOME_WORDS

GROUPS = 6  # of a test's failures, the commonest
MEMBERS = 12  # students named in a group
LONGEST = 2000  # characters of a message
#: what differs from student to student: an address, a number that is not part of a name
VALUE = re.compile(r"0x[0-9a-f]+|(?<![\w.])[-+]?\d+(?:\.\d*)?(?:e[-+]?\d+)?(?!\w)", re.IGNORECASE)
WHERE = re.compile(r" \(line \d+ of your .*\)$", re.DOTALL)  # quotes the student's own line
MANY = re.compile(r"…(?:,\s*…){3,}")


@dataclass(frozen=True)
class Group:
    """Failures of a test that say the same once each student's own values are left out."""

    count: int
    words: str
    text: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Failure:
    """A test that somebody failed."""

    exercise: str
    says: str
    failed: int
    of: int
    groups: tuple[Group, ...]
    others: int


def common_failures(verdicts: list[Verdict]) -> list[Failure]:
    """The tests of an assignment that failed, the commonest first. What was not graded counts as neither."""
    judged: dict[tuple[str, str], int] = defaultdict(int)
    says: dict[tuple[str, str], str] = {}
    failed: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for verdict in verdicts:
        for exercise in verdict.exercises:
            for test in exercise.tests:
                key = (exercise.name, test.name)
                says[key] = test.says
                judged[key] += test.outcome != "ungraded"
                if test.outcome not in ("passed", "ungraded"):
                    failed[key].append((test.outcome, WHERE.sub("", (test.message or "")[:LONGEST]), verdict.student))
    found = [_failure(key[0], says[key], entries, judged[key]) for key, entries in failed.items()]
    return sorted(found, key=lambda failure: -failure.failed)


def _failure(exercise: str, says: str, entries: list[tuple[str, str, str]], of: int) -> Failure:
    alike: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for outcome, message, student in entries:
        alike[outcome, without_values(message)].append((message, student))
    ordered = sorted(alike.items(), key=lambda item: -len(item[1]))
    shown = [item for item in ordered[:GROUPS] if len(item[1]) > 1] or ordered[:1]
    groups = tuple(_group(outcome, text, members) for (outcome, text), members in shown)
    return Failure(exercise, says, len(entries), of, groups, len(entries) - sum(group.count for group in groups))


def _group(outcome: str, text: str, members: list[tuple[str, str]]) -> Group:
    names = tuple(sorted(student for _, student in members)[:MEMBERS])
    return Group(len(members), OUTCOME_WORDS[outcome], _in_common([message for message, _ in members]) or text, names)


def _in_common(messages: list[str]) -> str | None:
    """Messages that differ in their values only, with an ellipsis for each value that differs."""
    values = [VALUE.findall(message) for message in messages]
    if len({len(found) for found in values}) != 1:
        return None  # lists of different lengths
    kept = (column[0] if len(set(column)) == 1 else "…" for column in zip(*values, strict=True))
    words = VALUE.split(messages[0])
    return MANY.sub("…", "".join(word + value for word, value in zip(words, [*kept, ""], strict=True)))


def without_values(message: str) -> str:
    """A message with an ellipsis in the place of numbers: shapes keep their rank, names and words stay."""
    return MANY.sub("…", VALUE.sub("…", message))
