"""`autograder verify`: the graders measured. Reference, release, right and wrong variants, mutants.

Every promise about a grader is a figure here, or a fault that makes the command fail.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import re
import sys
import tomllib
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field

from autograder.command_grade import SINGLE_THREADED
from autograder.course import Course
from autograder.errors import CourseError
from autograder.grading.plan import grader_digest
from autograder.mutants import Mutant, make_mutants
from autograder.scratch import scratch_folder
from autograder.section import Section, read_section, strip_solution
from autograder.variants import Variant, read_variants, script

RIGHT_AT_LEAST, WRONG_AT_LEAST = 3, 5
SEEDS_OF_VARIANTS = 3
INTRODUCTION = (
    "# The graders, measured",
    "",
    "Written by `autograder verify --write`, which writes nothing when something below is not so; with an assignment's id it",
    "measures that assignment alone.",
    "",
    "* **reference**: how many seeds gave the section's own solution full marks.",
    "* **right**: correct solutions written differently; all must earn full marks, with several seeds each.",
    "* **wrong**: known misconceptions; each must lose marks in its own exercise and in no other.",
    "* **mutants**: the reference with one small slip, made by cosmic-ray; each must lose marks, unless it is listed below as",
    "  equivalent, with the reason.",
    "* **graders**: a hash of the hidden tests and the reference, as in every verdict.",
    "",
    "",
)


@dataclass
class Findings:
    """What was measured of one section."""

    section: Section
    seeds: int
    right: list[Variant]
    wrong: list[Variant]
    mutants: list[Mutant]
    equivalents: dict[tuple[str, str], str]
    faults: list[str] = field(default_factory=list)
    full: int = 0
    lost: dict[str, dict[str, float]] = field(default_factory=dict)  # wrong variant -> exercise -> points lost
    survivors: list[Mutant] = field(default_factory=list)
    tests: Counter = field(default_factory=Counter)


def main(options: argparse.Namespace) -> int:
    """Verify sections; the return value is the exit status."""
    course = Course.find()
    ids = options.ids or course.section_ids()
    if options.write and options.no_mutants:
        raise CourseError("--write needs the mutants: docs/GRADERS.md has a column for them")
    os.environ.update(SINGLE_THREADED)
    jobs = options.jobs or len(os.sched_getaffinity(0))
    all_findings = []
    for section_id in ids:
        findings = verify_section(course, section_id, options.seeds, jobs, mutants=not options.no_mutants)
        all_findings.append(findings)
        print(summary(findings), flush=True)
    faults = [f"{findings.section.id}: {fault}" for findings in all_findings for fault in findings.faults]
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        return 1
    if options.write:
        write_report(course, all_findings)
    return 0


def verify_section(course: Course, section_id: str, seeds: int, jobs: int, *, mutants: bool) -> Findings:
    """Grade everything there is of a section, in one run of the engine."""
    section = read_section(course.section_path(section_id))
    findings = Findings(
        section,
        seeds,
        read_variants(course, section, "right"),
        read_variants(course, section, "wrong"),
        make_mutants(section) if mutants else [],
        read_equivalents(course, section),
    )
    submissions = _submissions(findings)
    results = _grade(course, section_id, submissions, jobs)
    _judge_reference(findings, results)
    _judge_release(findings, results)
    _judge_right(findings, results)
    _judge_wrong(findings, results)
    _judge_mutants(findings, results)
    _judge_counts(findings)
    return findings


def faults_of_grader(course: Course, section_id: str) -> list[str]:
    """Whether the reference earns full marks and the untouched release none: what must hold before a section is built."""
    section = read_section(course.section_path(section_id))
    findings = Findings(section, seeds=1, right=[], wrong=[], mutants=[], equivalents={})
    results = _grade(course, section_id, _submissions(findings), jobs=1, progress=False)
    _judge_reference(findings, results)
    _judge_release(findings, results)
    return findings.faults


def read_equivalents(course: Course, section: Section) -> dict[tuple[str, str], str]:
    """Mutants that no test can tell from the reference, by exercise and change, with the reason.

    Raises:
        CourseError: the file is not as it should be.
    """
    path = course.hidden / section.id / "equivalent.toml"
    if not path.exists():
        return {}
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("mutant", [])
        return {(entry["exercise"], entry["change"]): entry["reason"] for entry in entries}
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise CourseError(f"{path}: each [[mutant]] has exercise, change and reason ({error!r})") from None


def _submissions(findings: Findings) -> dict[str, tuple[str, int]]:
    """Name -> (script, seed) of everything to grade."""
    section = findings.section
    released = {c.grade_id: strip_solution(c.source) for c in section.cells if c.role == "solution"}
    found = {f"reference.{seed:04d}": (script(section, {}), seed) for seed in range(findings.seeds)}
    found["release"] = (script(section, released), 0)
    for variant in findings.right:
        for seed in range(SEEDS_OF_VARIANTS):
            found[f"right.{variant.name}.{seed}"] = (script(section, variant.definitions), seed)
    for variant in findings.wrong:
        found[f"wrong.{variant.name}"] = (script(section, variant.definitions), 0)
    for mutant in findings.mutants:
        found[f"mutant.{mutant.name}"] = (script(section, {mutant.exercise: mutant.source}), 0)
    return found


def _grade(
    course: Course, section_id: str, submissions: dict[str, tuple[str, int]], jobs: int, *, progress: bool = True
) -> dict:
    from autograder import data
    from autograder.reports.terminal import Progress
    from autograder.sandbox.client import Sandbox
    from autograder.submission import find_submissions

    dataset = data.dataset_setting(course)
    with scratch_folder() as folder:
        for name, (text, _) in submissions.items():
            (folder / f"{name}.py").write_text(text, encoding="utf-8")
        with Sandbox(data=course.data, dataset=dataset) as sandbox:
            from autograder.grading.pool import Plan, grade

            plan = Plan(course, dataset, None, seeds={name: seed for name, (_, seed) in submissions.items()})
            founds, unread = find_submissions([folder], section_id, course.section_ids())
            if unread:
                raise CourseError(f"{unread[0].path}: {unread[0].reason}")
            results = {}
            with Progress(len(founds)) if progress else nullcontext() as bar:
                for result in grade(plan, founds, sandbox, jobs):
                    results[result.student] = result
                    if bar is not None:
                        bar.advance(None)
    return results


def _lost(verdict: object) -> dict[str, float]:
    """Points lost by exercise; everything, where a score is withheld."""
    return {
        exercise.name: exercise.points - (exercise.score or 0.0)
        for exercise in verdict.exercises
        if exercise.score is None or exercise.score < exercise.points
    }


def _first_failure(verdict: object, exercise: str | None = None) -> str:
    for result in verdict.exercises:
        for test in result.tests:
            if test.outcome != "passed" and exercise in (None, result.name):
                return f"{result.name}.{test.name} {test.outcome}: {test.message}"
    return verdict.reason or "?"


def _judge_reference(findings: Findings, results: dict) -> None:
    for seed in range(findings.seeds):
        verdict = results[f"reference.{seed:04d}"]
        if _lost(verdict):
            findings.faults.append(f"the reference loses marks with seed {seed}: {_first_failure(verdict)}")
        else:
            findings.full += 1
        for exercise in verdict.exercises:
            findings.tests[exercise.name] = len(exercise.tests)


def _judge_release(findings: Findings, results: dict) -> None:
    verdict = results["release"]
    for exercise in verdict.exercises:
        for test in exercise.tests:
            if test.outcome in ("passed", "ungraded"):
                findings.faults.append(f"the untouched release: {exercise.name}.{test.name} {test.outcome}")


def _judge_right(findings: Findings, results: dict) -> None:
    for variant in findings.right:
        for seed in range(SEEDS_OF_VARIANTS):
            verdict = results[f"right.{variant.name}.{seed}"]
            if _lost(verdict):
                findings.faults.append(f"right/{variant.name}.py loses marks (seed {seed}): {_first_failure(verdict)}")


def _judge_wrong(findings: Findings, results: dict) -> None:
    for variant in findings.wrong:
        verdict = results[f"wrong.{variant.name}"]
        lost = findings.lost[variant.name] = _lost(verdict)
        own = variant.exercises[0]
        if verdict.score is None:
            findings.faults.append(f"wrong/{variant.name}.py is not graded: {verdict.reason}")
        if own not in lost:
            findings.faults.append(f"wrong/{variant.name}.py keeps all its marks in {own}")
        for other in sorted(set(lost) - {own}):
            reason = _first_failure(verdict, other)
            findings.faults.append(f"wrong/{variant.name}.py loses marks in {other} as well: {reason}")


def _judge_mutants(findings: Findings, results: dict) -> None:
    unused = dict(findings.equivalents)
    for mutant in findings.mutants:
        verdict = results[f"mutant.{mutant.name}"]
        alive = mutant.exercise not in _lost(verdict)
        excused = unused.pop((mutant.exercise, mutant.change), None)
        if alive and excused is None:
            findings.survivors.append(mutant)
            findings.faults.append(f"a mutant of {mutant.exercise} survives ({mutant.operator}): {mutant.change}")
        if not alive and excused is not None:
            findings.faults.append(f"equivalent.toml excuses a mutant of {mutant.exercise} that is killed: {mutant.change}")
    if findings.mutants:
        for exercise, change in unused:
            findings.faults.append(f"equivalent.toml: there is no such mutant of {exercise}: {change}")


def _judge_counts(findings: Findings) -> None:
    for exercise in findings.section.exercises:
        right = sum(exercise.name in variant.exercises for variant in findings.right)
        wrong = sum(exercise.name in variant.exercises for variant in findings.wrong)
        if right < RIGHT_AT_LEAST:
            findings.faults.append(f"{exercise.name} has {right} right variants, not {RIGHT_AT_LEAST}")
        if wrong < WRONG_AT_LEAST:
            findings.faults.append(f"{exercise.name} has {wrong} wrong variants, not {WRONG_AT_LEAST}")


# ---- reports ------------------------------------------------------------------------------------------------------


def summary(findings: Findings) -> str:
    """One line for the terminal."""
    killed = len(findings.mutants) - len(findings.survivors) - _excused(findings)
    return (
        f"{findings.section.id}: reference full marks {findings.full}/{findings.seeds}, "
        f"{len(findings.right)} right and {len(findings.wrong)} wrong variants, "
        f"mutants killed {killed}/{len(findings.mutants)} ({_excused(findings)} equivalent), "
        f"{len(findings.faults)} faults"
    )


def _excused(findings: Findings, exercise: str | None = None) -> int:
    return sum(
        (mutant.exercise, mutant.change) in findings.equivalents
        for mutant in findings.mutants
        if exercise in (None, mutant.exercise)
    )


def write_report(course: Course, all_findings: list[Findings]) -> None:
    """Put these sections' parts into docs/GRADERS.md, and leave those of the course's other sections as they are."""
    path = course.root / "docs" / "GRADERS.md"
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    parts = dict(re.findall(r"^(## [^\n]+)\n(.*?)(?=^## |\Z)", written, re.MULTILINE | re.DOTALL))
    for findings in all_findings:
        head, *lines = _section_report(course, findings)
        parts[head] = "\n".join([*lines, ""])
    heads = [f"## {read_section(course.section_path(section_id)).title}" for section_id in course.section_ids()]
    body = [f"{head}\n{parts[head]}" for head in heads if head in parts]
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(INTRODUCTION) + "".join(body), encoding="utf-8")
    print("docs/GRADERS.md: written")


def _section_report(course: Course, findings: Findings) -> list[str]:
    digest = grader_digest(findings.section, course.hidden / findings.section.id).removeprefix("sha256:")
    lines = [f"## {findings.section.title}", "",
             f"Reference: full marks with {findings.full} of {findings.seeds} seeds. Untouched release: no test passes. "
             f"Measured {datetime.date.today().isoformat()} on {platform.machine()}, Python {platform.python_version()}, "
             f"with graders `{digest[:12]}`.", "",
             "| exercise | points | tests | right accepted | wrong caught | mutants killed | equivalent |",
             "|---|--:|--:|--:|--:|--:|--:|"]  # fmt: skip
    for exercise in findings.section.exercises:
        name = exercise.name
        right = sum(name in variant.exercises for variant in findings.right)
        wrong = [variant for variant in findings.wrong if name in variant.exercises]
        caught = sum(name in findings.lost[variant.name] for variant in wrong)
        made = sum(mutant.exercise == name for mutant in findings.mutants)
        excused = _excused(findings, name)
        killed = made - excused - sum(mutant.exercise == name for mutant in findings.survivors)
        lines.append(
            f"| `{name}` | {exercise.points:g} | {findings.tests[name]} | {right}/{right} | {caught}/{len(wrong)} "
            f"| {killed}/{made - excused} | {excused} |"
        )
    lines += ["", "### Where each wrong variant loses marks", "", _matrix(findings), ""]
    if findings.equivalents:
        lines += ["### Equivalent mutants", "", "| exercise | change | why no test can tell |", "|---|---|---|"]
        for (exercise, change), reason in findings.equivalents.items():
            lines.append(f"| `{exercise}` | `{change.replace('|', chr(92) + '|')}` | {reason} |")
        lines.append("")
    return lines


def _matrix(findings: Findings) -> str:
    names = [exercise.name for exercise in findings.section.exercises]
    rows = [f"| misconception | {' | '.join(f'`{name}`' for name in names)} |", f"|---|{'--:|' * len(names)}"]
    for variant in findings.wrong:
        lost = findings.lost[variant.name]
        cells = [f"-{lost[name]:.2f}".rstrip("0").rstrip(".") if name in lost else "" for name in names]
        rows.append(f"| {variant.idea} | {' | '.join(cells)} |")
    return "\n".join(rows)
