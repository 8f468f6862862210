"""A class made of the right and wrong variants: `python tools/make_class.py ID COUNT DIR [--copies N] [--seed N]`.

Every student has an ability, habits of style and, for each exercise, an idea of their own: the notes' code, a right
variant, or a wrong one. With --copies some hand in another's work in disguise; DIR/copies.csv says who, from whom and how.
"""

from __future__ import annotations

import argparse
import ast
import csv
import random
import sys
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Course
from autograder.section import Section, read_section
from autograder.variants import hand_in, read_variants, solved

NAMES = ("ada", "blaise", "carl", "dora", "emil", "frida", "gustav", "hilda", "ivan", "jana", "kofi", "lena", "mei", "nils",
         "olga", "priya", "quentin", "rosa", "sven", "tove", "umar", "vera", "wanda", "xenia", "yuki", "zoe")  # fmt: skip
REMARKS = ("as in the notes", "see the formula above", "check the shape", "one row per example", "careful with the axis",
           "first attempt was wrong", "works now", "broadcasting", "ask about this", "do it in one step")  # fmt: skip
#: what a copier does to the work of another. Halves: every other exercise is their own.
DISGUISES = ("none", "renamed", "renamed and reordered", "reworded", "half")


@dataclass
class Habits:
    """How somebody writes."""

    names: int
    remarks: float
    names_results: float
    annotates: bool
    says_what: bool

    @classmethod
    def drawn(cls, rng: random.Random) -> Habits:
        """Somebody's habits."""
        return cls(
            rng.randrange(4), rng.choice((0.0, 0.1, 0.3)), rng.choice((0.0, 0.0, 0.5)), rng.random() < 0.2, rng.random() < 0.6
        )


def make_class(
    course: Course, section_id: str, count: int, folder: Path, copies: int = 0, seed: int = 0
) -> list[tuple[str, ...]]:
    """Write the class's notebooks; the return value is who copied, from whom, and how."""
    rng = random.Random(f"{section_id} {seed}")
    section = read_section(course.section_path(section_id))
    release = course.assignments / section_id / f"{section_id}.ipynb"
    ideas = _ideas(course, section)
    folder.mkdir(parents=True, exist_ok=True)
    students = [f"{NAMES[i % len(NAMES)]}{i:03d}" for i in range(count)]
    work = {student: _own_work(section, ideas, rng) for student in students}
    copiers = rng.sample(students, copies)
    honest = [student for student in students if student not in copiers]
    copied = []
    for i, copier in enumerate(copiers):
        original, disguise = rng.choice(honest), DISGUISES[i % len(DISGUISES)]
        work[copier] = _disguised(work[original], work[copier], disguise, rng)
        copied.append((copier, original, disguise))
    reordered = {copier for copier, _, disguise in copied if disguise == "renamed and reordered"}
    for student in students:
        answers = dict(work[student])
        if student in reordered:  # all in the first cell, in another order
            names = list(answers)
            text = "\n\n\n".join(answers[name] for name in rng.sample(names, len(names)))
            answers = {name: text if name == names[0] else "# above" for name in names}
        (folder / f"{student}.ipynb").write_text(hand_in(release, answers), encoding="utf-8")
    with open(folder / "copies.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("copier", "original", "disguise"), *copied])
    return copied


def _ideas(course: Course, section: Section) -> dict[str, dict[str, list[str]]]:
    """For each exercise, its right and its wrong forms."""
    found = {exercise.name: {"notes": [source], "right": [], "wrong": []}
             for exercise in section.exercises for source in [solved(section, {})[exercise.name]]}  # fmt: skip
    for kind in ("right", "wrong"):
        for variant in read_variants(course, section, kind):
            if len(variant.definitions) == 1:
                ((name, source),) = variant.definitions.items()
                found[name][kind].append(source)
    return found


def _own_work(section: Section, ideas: dict[str, dict[str, list[str]]], rng: random.Random) -> dict[str, str]:
    ability, habits = rng.betavariate(4, 1.6), Habits.drawn(rng)
    work = {}
    for exercise in section.exercises:
        forms = ideas[exercise.name]
        kind = "wrong" if rng.random() > ability else rng.choice(("notes", "notes", "right"))
        if rng.random() > ability + 0.65:
            continue  # handed in as it was given out
        # the first of several wrong or right forms is the commonest, as in any class
        choice = forms[kind] or forms["notes"]
        source = choice[min(int(rng.expovariate(0.35)), len(choice) - 1)]
        work[exercise.name] = restyled(source, habits, rng)
    return work


def _disguised(original: dict[str, str], own: dict[str, str], disguise: str, rng: random.Random) -> dict[str, str]:
    if disguise == "none":
        return dict(original)
    habits = Habits.drawn(rng)
    habits.names_results = 0.3 if disguise == "reworded" else 0.0
    copied = {name: restyled(source, habits, rng) for name, source in original.items()}
    if disguise == "half":
        copied = {name: source if i % 2 else own.get(name, source) for i, (name, source) in enumerate(copied.items())}
    return copied


def restyled(source: str, habits: Habits, rng: random.Random) -> str:
    """The same code as somebody of these habits would write it: their names, their remarks, their lay-out."""
    tree = ast.parse(source)
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        if not habits.says_what and len(function.body) > 1 and ast.get_docstring(function):
            del function.body[0]
        _rename(function, habits.names)
        if habits.annotates and function.name != "__init__":
            function.returns = ast.Name("float")
        last = function.body[-1]
        if isinstance(last, ast.Return) and last.value is not None and rng.random() < habits.names_results:
            result = rng.choice(("result", "out", "value", "answer"))
            function.body[-1:] = [ast.Assign([ast.Name(result, ast.Store())], last.value), ast.Return(ast.Name(result))]
    lines = ast.unparse(ast.fix_missing_locations(tree)).splitlines()
    return "\n".join(line + (f"  # {rng.choice(REMARKS)}" if rng.random() < habits.remarks and line.strip() else "")
                     for line in lines)  # fmt: skip


def _rename(function: ast.FunctionDef, style: int) -> None:
    """Other names for what the function assigns, but for its parameters, which callers may name."""
    fixed = {
        arg.arg for node in ast.walk(function) if isinstance(node, ast.arguments) for arg in (*node.args, *node.kwonlyargs)
    }
    for node in ast.walk(function):
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            fixed |= set(node.names)
    local = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)} - fixed
    new = {name: _name(name, style, i) for i, name in enumerate(sorted(local)) if not name.startswith("_")}
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            node.id = new.get(node.id, node.id)


def _name(name: str, style: int, i: int) -> str:
    first, *others = name.split("_")
    return (name, first + "".join(map(str.capitalize, others)) + "Val", f"my_{name}", f"v{i + 1}")[style]


def main() -> int:
    """Run the tool; the return value is the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("id")
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--copies", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    copied = make_class(Course.find(), options.id, options.count, options.folder, options.copies, options.seed)
    print(f"{options.count} submissions in {options.folder}, {len(copied)} of them copied (copies.csv)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
