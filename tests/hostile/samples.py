"""The corpus as data: what each sample tries, what it replaces or hands in, and how it must end.

`python -m tests.hostile.samples` writes the table of README.md.
"""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).resolve().parent
COURSE = HERE / "course"
ID = "ch00_02_three_functions"
HONEST = {
    "double": "def double(x):\n    return x + x",
    "softmax": "def softmax(X):\n    powers = torch.exp(X - X.amax(1, keepdim=True))\n    return powers / powers.sum(1, keepdim=True)",
    "mean_of": "def mean_of(values):\n    return sum(values) / len(values)",
}
OUTCOMES = {"failed", "raised", "timeout", "killed", "full marks"}
HEADERS = ("ends", "at level 1", "at level 2", "without", "says", "doors", "student", "known limit")
BEGIN = "<!-- the table below is written by python -m tests.hostile.samples -->\n"


@dataclass(frozen=True)
class End:
    """How a submission must end: not read for a reason, or the outcomes of some exercises, all others being whole."""

    text: str

    @property
    def not_read(self) -> str | None:
        """The words of the reason, where it is not to be graded at all."""
        return self.text.removeprefix("not read: ") if self.text.startswith("not read: ") else None

    @cached_property
    def exercises(self) -> dict[str, set[str]]:
        """Exercise -> the outcomes that are allowed for what of it does not pass."""
        if self.text == "full marks":
            return {}
        words, _, names = self.text.partition(" in ")
        outcomes, found = set(words.split(" or ")), names.split(", ")
        assert outcomes <= OUTCOMES and set(found) <= set(HONEST), f"no such end: {self.text}"
        return dict.fromkeys(found, outcomes)

    def complaints(self, verdict: dict[str, Any]) -> list[str]:
        """What of a verdict is not as declared."""
        found = []
        if verdict["score"] is None:
            found.append(f"not graded: {verdict['reason']}")
        for exercise in verdict["exercises"]:
            outcomes = {test["outcome"] for test in exercise["tests"] if test["outcome"] != "passed"}
            allowed = self.exercises.get(exercise["name"], set())
            if not outcomes and not allowed <= {"full marks"} and "full marks" not in allowed:
                found.append(f"{exercise['name']} has full marks")
            if outcomes - allowed - {"skipped"}:
                said = [test["message"] for test in exercise["tests"] if test["message"]]
                found.append(f"{exercise['name']} ended as {sorted(outcomes)}: {said}")
        return found

    def score_complaints(self, scores: dict[str, tuple[float, float]]) -> list[str]:
        """What of the exercises' scores, each with its points, is not as declared."""
        found = [] if set(scores) == set(HONEST) else [f"the exercises are {sorted(scores)}"]
        for name, (score, points) in scores.items():
            allowed = self.exercises.get(name, {"full marks"})
            if score == points and "full marks" not in allowed:
                found.append(f"{name} has full marks")
            if score < points and allowed == {"full marks"}:
                found.append(f"{name} has {score} of {points}")
        return found


@dataclass(frozen=True)
class Sample:
    """One file of the corpus."""

    path: Path

    @property
    def name(self) -> str:
        """family/sample."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tries(self) -> str:
        """What it tries, in a sentence."""
        return ast.get_docstring(ast.parse(self.text))

    @cached_property
    def headers(self) -> dict[str, str]:
        found = dict(re.findall(rf"^# ({'|'.join(HEADERS)}): (.+)$", self.text, re.MULTILINE))
        assert "ends" in found, f"{self.name} does not say how it ends"
        return found

    @cached_property
    def is_file(self) -> bool:
        """Whether the file itself is the attack: it is read before there are any walls, the same way at every level."""
        return re.search(r"^def hand_in\(", self.text, re.MULTILINE) is not None

    def end(self, level: int) -> End:
        """How it must end at a level of isolation."""
        return End(self.headers.get(f"at level {level}", self.headers["ends"]))

    @property
    def without(self) -> tuple[str, ...]:
        """The walls without which it gets further."""
        walls = self.headers.get("without", "").removesuffix(": gets further")
        return tuple(walls.split(", ")) if walls else ()

    def hand_in(self, folder: Path, student: str, release: str, tools: str) -> None:
        """Put the submission into a folder, under a student's name."""
        module = ModuleType(self.path.stem)
        tree = ast.parse(self.text)
        if self.is_file:
            exec(compile(tree, str(self.path), "exec"), module.__dict__)
            module.hand_in(folder, student, notebook(release, HONEST, tools))
        else:
            (folder / f"{student}.ipynb").write_text(notebook(release, {**HONEST, **self._answers(tree)}, tools))

    def _answers(self, tree: ast.Module) -> dict[str, str]:
        """The exercises it defines, each as a cell; what stands outside of them, in its order, goes with the first."""
        parts: dict[str, list[str]] = {}
        first = next(node.name for node in tree.body if getattr(node, "name", None) in HONEST)
        for node in tree.body[1:]:
            name = getattr(node, "name", None)
            parts.setdefault(name if name in HONEST else first, []).append(ast.get_source_segment(self.text, node))
        return {name: "\n\n".join(sources) for name, sources in parts.items()}


def corpus() -> list[Sample]:
    """Every sample, by name."""
    return [Sample(path) for path in sorted((HERE / "corpus").glob("*/*.py"))]


def notebook(release: str, answers: dict[str, str], tools: str) -> str:
    """The released notebook with these answers, and the attacker's tools in a cell before them."""
    node = json.loads(release)
    for cell in node["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name in answers:
            cell["source"] = answers[name]
    if tools:
        at = next(i for i, cell in enumerate(node["cells"]) if cell["cell_type"] == "code") + 1
        cell = {"cell_type": "code", "id": "tools", "metadata": {}, "outputs": [], "execution_count": None, "source": tools}
        node["cells"].insert(at, cell)
    return json.dumps(node)


def table() -> str:
    """The corpus as a table in Markdown."""
    rows = ["| family | sample | tries | ends as |", "|---|---|---|---|"]
    for sample in corpus():
        family, _, name = sample.name.partition("/")
        ends = [sample.headers["ends"]]
        ends += [
            f"{key}: {sample.headers[key]}"
            for key in ("at level 2", "at level 1", "without", "known limit")
            if key in sample.headers
        ]
        rows.append(f"| {family} | `{name}` | {_cell(sample.tries)} | {_cell('; '.join(ends))} |")
    return "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    page = HERE / "README.md"
    page.write_text(page.read_text(encoding="utf-8").partition(BEGIN)[0] + BEGIN + table(), encoding="utf-8")
