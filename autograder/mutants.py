"""Mutants of a reference solution, made by cosmic-ray's operators: small slips that a grader must notice."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.section import MARKERS, Section

MOST_OF_ONE_OPERATOR = 100


@dataclass(frozen=True)
class Mutant:
    """One changed place in one exercise's solution."""

    exercise: str
    number: int
    operator: str
    change: str  # "old line -> new line"
    source: str

    @property
    def name(self) -> str:
        """A name that is unique in its section."""
        return f"{self.exercise}-{self.number:03d}"


def make_mutants(section: Section) -> list[Mutant]:
    """Every mutant of every exercise, once, in a fixed order."""
    mutants = []
    for cell in section.cells:
        if cell.role == "solution":
            lines = [line for line in cell.source.splitlines() if line.strip() not in MARKERS]
            source = "\n".join(lines) + "\n"
            for number, (operator, mutated) in enumerate(_distinct(source), 1):
                mutants.append(Mutant(cell.grade_id, number, operator, _change(source, mutated), mutated))
    return mutants


def _distinct(source: str) -> Iterator[tuple[str, str]]:
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator, operator_names

    seen = {ast.dump(ast.parse(source))}
    for name in sorted(operator_names()):
        kind = get_operator(name)
        if kind.arguments():
            continue  # needs to be told what to change
        operator = kind()
        for occurrence in range(MOST_OF_ONE_OPERATOR):
            mutated = mutate_code(source.encode(), operator, occurrence)
            if mutated is None:
                break
            text = mutated.decode() if isinstance(mutated, bytes) else mutated
            try:
                meaning = ast.dump(ast.parse(text))
            except SyntaxError:
                continue  # not a program, so not a slip that anybody could hand in
            if meaning not in seen:
                seen.add(meaning)
                yield name.removeprefix("core/"), text


def _change(before: str, after: str) -> str:
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))[2:]
    gone = " / ".join(line[1:].strip() for line in lines if line.startswith("-"))
    come = " / ".join(line[1:].strip() for line in lines if line.startswith("+"))
    return f"{gone} -> {come or '(nothing)'}"
