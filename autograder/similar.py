"""Which submissions of a class are more alike than the assignment makes them.

copydetect turns code into fingerprints: names and strings replaced by their kind, comments and blanks dropped, every run
of characters hashed. Taken out of them is what the release and the course's own solution contain, and what a good part of
the class has in common. What is left of two submissions is then compared.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
from copydetect import CodeFingerprint, compare_files
from copydetect.utils import get_token_coverage

from autograder.course import Course
from autograder.reports.code import sort_code
from autograder.section import Section, read_section
from autograder.submission import Found, Submission, SubmissionError, Unread, read_submission
from autograder.variants import solved

RUN = 20  # characters of code with its names replaced: what is shorter is chance
COMMON = 4  # a run that more than one in so many of the class have, and more than this many, is nobody's own
LEAST = 60  # runs of one's own; what is shorter cannot be compared
MAX_CODE = 100_000  # characters; a solution has a few thousand
BLOCK = re.compile(r"^(?:@.*\n)*(?:async )?(?:def|class) (\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """A stretch of code, and whether it is alike in both."""

    text: str
    alike: bool


@dataclass(frozen=True)
class Pair:
    """Two submissions that are suspiciously alike. `share` is of the one that has more of its own besides."""

    assignment: str
    students: tuple[str, str]
    share: float
    code: tuple[tuple[Piece, ...], tuple[Piece, ...]]


@dataclass(frozen=True)
class Likeness:
    """What a comparison found: pairs, most alike first; who could not be compared; what could not be read."""

    assignment: str
    compared: int
    pairs: tuple[Pair, ...]
    plain: tuple[str, ...]
    unread: tuple[Unread, ...]


def find_similar(course: Course, founds: list[Found], assignment: str, threshold: float) -> Likeness:
    """Compare the submissions of one assignment, each with each.

    Args:
        threshold: the least share alike of a pair that is listed, in (0, 1].
    """
    section = read_section(course.section_path(assignment))
    prints, unread = _fingerprints(founds, section)
    _drop(prints, _given(course, section), len(prints))
    own = {student: mark for student, mark in prints.items() if len(mark.hashes) >= LEAST}
    pairs = []
    for one, other in combinations(own, 2):
        a, b = own[one], own[other]
        # at least this many runs in common, or the share cannot reach the threshold: most pairs end here
        if len(a.hashes & b.hashes) >= threshold * max(len(a.hashes), len(b.hashes)) / 2:
            _, shares, slices = compare_files(a, b)
            if min(shares) >= threshold:
                code = (_pieces(a.raw_code, slices[0]), _pieces(b.raw_code, slices[1]))
                pairs.append(Pair(assignment, (one, other), float(min(shares)), code))
    pairs.sort(key=lambda pair: (-pair.share, pair.students))
    plain = tuple(student for student in prints if student not in own)
    return Likeness(assignment, len(own), tuple(pairs), plain, tuple(unread))


def _fingerprints(founds: list[Found], section: Section) -> tuple[dict[str, CodeFingerprint], list[Unread]]:
    prints: dict[str, CodeFingerprint] = {}
    unread = []
    for found in founds:
        try:
            code = own_code(read_submission(found, section), section)
        except SubmissionError as error:
            unread.append(Unread(found.student, str(found.path), str(error)))
            continue
        if len(code) > MAX_CODE:
            unread.append(Unread(found.student, str(found.path), f"more than {MAX_CODE:,} characters of code"))
        else:
            prints[found.student] = _fingerprint(code)
    return prints, unread


def own_code(submission: Submission, section: Section) -> str:
    """What a student wrote: each exercise's definition in the section's order, wherever it stood, then the rest."""
    code = sort_code(submission, section)
    text = "\n".join([*(source for sources in code.exercises.values() for source in sources), *code.rest])
    heads = list(BLOCK.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)][: len(heads)]
    blocks = [(head.group(1), text[head.start() : end].strip()) for head, end in zip(heads, ends, strict=True)]
    order = {exercise.name: i for i, exercise in enumerate(section.exercises)}
    blocks.sort(key=lambda block: order.get(block[0], len(order)))
    first = text[: heads[0].start()] if heads else text
    return "\n\n\n".join(part for part in (*(body for _, body in blocks), first.strip()) if part)


def _fingerprint(code: str) -> CodeFingerprint:
    mark = CodeFingerprint("submission", RUN, 1, fp=io.StringIO(code), language="python")
    if len(mark.offsets):  # copydetect 0.5 forgets what went before when it comes to the name of a class
        mark.offsets[:, 1] = np.maximum.accumulate(mark.offsets[:, 1])
    return mark


def _given(course: Course, section: Section) -> set[int]:
    """Fingerprints of what everybody has: the release, and the solution in the notes."""
    release = read_submission(Found("", section.id, course.assignments / section.id / f"{section.id}.ipynb"), section)
    solution = "\n\n\n".join(solved(section, {}).values())
    texts = [own_code(release, section), solution, *(cell.source for cell in release.cells)]
    return {run for text in texts for run in _fingerprint(text).hashes}


def _drop(prints: dict[str, CodeFingerprint], given: set[int], size: int) -> None:
    """Take out of the fingerprints what is nobody's own."""
    holders = Counter(run for mark in prints.values() for run in mark.hashes)
    common = given | {run for run, count in holders.items() if count > max(COMMON, size / COMMON)}
    for mark in prints.values():
        mark.hashes -= common
        mark.hash_idx = {run: mark.hash_idx[run] for run in mark.hashes}
        mark.token_coverage = get_token_coverage(mark.hash_idx, mark.k, len(mark.filtered_code))


def _pieces(code: str, slices: np.ndarray) -> tuple[Piece, ...]:
    """The code cut where likeness begins and ends."""
    cuts = [0, *(int(cut) for start_end in slices.T for cut in start_end), len(code)]
    return tuple(Piece(code[a:b], i % 2 == 1) for i, (a, b) in enumerate(pairwise(cuts)) if a < b)
