"""What `autograder similar` finds and what it lists falsely: `python benchmarks/similar.py [--classes N]`.

Classes are made by tools/make_class.py: honest students who take one of the section's forms for each exercise, in a style of
their own, and one in ten who hands in another's work in disguise. A pair is right when both have the same original.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from make_class import DISGUISES, make_class

from autograder.course import Course
from autograder.similar import Likeness, find_similar
from autograder.submission import find_submissions

SECTIONS = ("ch03_02_linear_regression_scratch", "ch03_06_softmax_regression_scratch")
SIZES = (30, 100, 400)
THRESHOLDS = (60, 70, 80, 90)


def main() -> int:
    """Measure and print the tables; the return value is the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--classes", type=int, default=3, help="for each section and size (default: 3)")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    head = ("class of", "threshold", "listed for each class", "right", "of the copies, found", *DISGUISES, "CPU s")
    print(f"| {' | '.join(head)} |")
    print("|---" * len(head) + "|")
    for size in options.sizes:
        measured = [measure(section, size, seed) for section in SECTIONS for seed in range(options.classes)]
        for threshold in THRESHOLDS:
            print(row(size, threshold, measured), flush=True)
    return 0


def measure(section: str, size: int, seed: int) -> tuple[Likeness, dict[frozenset[str], str], dict[str, str], float]:
    """What a class's comparison finds, who copied how, each copier's original, and the CPU seconds it took."""
    course = Course.find(Path(__file__).parent)
    with tempfile.TemporaryDirectory() as name:
        copied = make_class(course, section, size, Path(name), max(5, size // 10), seed)
        founds, _ = find_submissions([Path(name)], section, course.section_ids())
        start = time.process_time()
        likeness = find_similar(course, founds, section, min(THRESHOLDS) / 100)
        seconds = time.process_time() - start
    how = {frozenset((copier, original)): disguise for copier, original, disguise in copied}
    return likeness, how, {copier: original for copier, original, _ in copied}, seconds


def row(size: int, threshold: int, measured: list) -> str:
    """One line of the table."""
    listed = right = 0
    found: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    for likeness, how, original, _ in measured:
        planted.update(how.values())
        for pair in likeness.pairs:
            if 100 * pair.share >= threshold:
                listed += 1
                right += len({original.get(student, student) for student in pair.students}) == 1
                found[how.get(frozenset(pair.students), "")] += 1
    copies, seconds = sum(planted.values()), sum(entry[-1] for entry in measured) / len(measured)
    shares = [f"{found[disguise]} of {planted[disguise]}" for disguise in DISGUISES]
    everything = f"{sum(found[disguise] for disguise in DISGUISES)} of {copies}"
    return (f"| {size} | {threshold} % | {listed / len(measured):.1f} | {100 * right / max(1, listed):.0f} % | {everything} | "
            f"{' | '.join(shares)} | {seconds:.1f} |")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
