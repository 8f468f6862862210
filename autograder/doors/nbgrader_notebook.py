"""A submission made fit to be shown: read whatever it holds, give the course's cells back, show the verdict.

Pure functions on notebooks. The pages that these end up on are the instructor's own, so nothing of a student's is
interpreted there: Markdown becomes text, HTML is escaped, what cannot be shown is left out.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.grading.verdict import ExerciseResult, TestResult, Verdict
from autograder.reports.text import OUTCOME_WORDS, clean, points
from autograder.submission import defined_names

MISSING = "# This cell is missing from the submission."
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
LONGEST_TEXT = 20_000
LONGEST_MESSAGE = 300


@dataclass(frozen=True)
class CourseNotebook:
    """What the course knows of an assignment's notebook: the release, with the gradebook's sources and points in it."""

    release: NotebookNode

    @property
    def cells(self) -> dict[str, NotebookNode]:
        """The cells that nbgrader knows, by grade_id, in order."""
        return {name: cell for cell in self.release.cells if (name := grade_id(cell))}


def read_leniently(content: bytes) -> NotebookNode:
    """A notebook of what can be shown of the submission's cells: sources, grade_ids, tags and ids, and nothing else.

    Anything that the engine was able to read, this can read; what nbformat would stumble over is left out.
    """
    raw = json.loads(content.decode("utf-8-sig"))
    cells: list[NotebookNode] = []
    seen: set[str] = set()
    for number, cell in enumerate(raw["cells"]):
        if not isinstance(cell, dict):
            continue
        source = cell.get("source", "")
        if isinstance(source, list):
            source = "".join(part for part in source if isinstance(part, str))
        if not isinstance(source, str):
            continue
        make = nbformat.v4.new_code_cell if cell.get("cell_type") == "code" else nbformat.v4.new_markdown_cell
        kept = make(source.encode("utf-8", "replace").decode("utf-8"), metadata=_metadata(cell.get("metadata")))
        if cell.get("cell_type") not in ("code", "markdown"):
            kept.metadata["raw"] = True
        given = cell.get("id")
        usable = isinstance(given, str) and CELL_ID.fullmatch(given) and given not in seen
        kept["id"] = given if usable else f"cell-at-{number}"
        seen.add(kept["id"])
        cells.append(kept)
    return nbformat.v4.new_notebook(cells=cells)


def _metadata(metadata: Any) -> dict[str, Any]:
    if not isinstance(metadata, dict):
        return {}
    nbgrader, tags = metadata.get("nbgrader"), metadata.get("tags")
    kept: dict[str, Any] = {}
    if isinstance(nbgrader, dict) and isinstance(nbgrader.get("grade_id"), str):
        kept["nbgrader"] = {"grade_id": nbgrader["grade_id"]}
    if isinstance(tags, list) and "demo" in tags:
        kept["tags"] = ["demo"]
    return kept


def grade_id(cell: NotebookNode) -> str | None:
    """The name nbgrader knows a cell by, if it has one."""
    meta = cell.get("metadata", {}).get("nbgrader", {})
    name = meta.get("grade_id") if isinstance(meta, dict) else None
    return name if isinstance(name, str) else None


# ---- the course's cells -------------------------------------------------------------------------------------------


def normalise(nb: NotebookNode, course: CourseNotebook) -> NotebookNode:
    """Give each of the course's cells its own metadata back, once; show the rest as text.

    Of duplicates the last one counts, as it does when the cells run. What is missing is put back in its place.
    """
    release, known = course.release, course.cells
    by_source = {cell.source: cell for cell in release.cells if cell.cell_type == "markdown"}
    by_id = {cell.id: cell for cell in release.cells if cell.cell_type == "markdown"}
    owners = _owners(nb, known)
    cells = []
    for index, cell in enumerate(nb.cells):
        if cell.cell_type == "code":
            name = owners.get(index)
            cells.append(_restored(cell, known[name]) if name else _plain(cell))
        elif original := by_id.get(cell.id) or by_source.get(cell.source):
            cells.append(nbformat.from_dict(original))
        elif not cell.metadata.get("raw") or grade_id(cell) in known:  # an answer turned into a raw cell is still shown
            cells.append(_as_text(cell))
    _put_back(cells, known)
    _make_ids_unique(cells)  # before nbformat sees them: it would give a second cell of one id a random one
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": release.metadata.get("kernelspec", {})})


def _owners(nb: NotebookNode, known: dict[str, NotebookNode]) -> dict[int, str]:
    """Which cell stands for which of the course's: by what it defines, else by its metadata."""
    last: dict[str, int] = {}
    for index, cell in enumerate(nb.cells):
        if cell.cell_type == "code":
            defined = defined_names(cell.source) & known.keys()
            name = next(iter(defined)) if len(defined) == 1 else grade_id(cell)
            if name in known:
                last[name] = index
    return {index: name for name, index in last.items()}


def _restored(cell: NotebookNode, original: NotebookNode) -> NotebookNode:
    copy = nbformat.from_dict(original)
    if not _is_locked(original):
        copy.source = cell.source
    copy.outputs, copy.execution_count = [], None
    return copy


def _is_locked(cell: NotebookNode) -> bool:
    meta = cell.metadata["nbgrader"]
    return bool(meta.get("locked") or (meta.get("grade") and not meta.get("solution")))


def _plain(cell: NotebookNode) -> NotebookNode:
    tags = cell.metadata.get("tags")
    copy = nbformat.v4.new_code_cell(cell.source, metadata={"tags": tags} if tags else {})
    copy["id"] = cell.id
    return copy


def _as_text(cell: NotebookNode) -> NotebookNode:
    text = html.escape(clean(cell.source, LONGEST_TEXT), quote=True)
    shown = nbformat.v4.new_markdown_cell(f'<pre class="tex2jax_ignore mathjax_ignore">{_inert(text)}</pre>')
    shown["id"] = cell.id
    return shown


def _inert(text: str) -> str:
    """Without blank lines, which would end the HTML block, and without the signs that Markdown reads inside one."""
    entities = {"\n": "&#10;", "$": "&#36;", "*": "&#42;", "_": "&#95;", "`": "&#96;", "[": "&#91;", "\\": "&#92;",
                ":": "&#58;", "~": "&#126;", "|": "&#124;"}  # fmt: skip
    return "".join(entities.get(character, character) for character in text)


def _put_back(cells: list[NotebookNode], known: dict[str, NotebookNode]) -> None:
    """Insert what is missing behind the cell it follows in the course."""
    after = 0
    for name, original in known.items():
        here = next((index for index, cell in enumerate(cells) if grade_id(cell) == name), None)
        if here is None:
            copy = nbformat.from_dict(original)
            if not _is_locked(original):
                copy.source = MISSING
            cells.insert(after, copy)
            here = after
        after = here + 1


def _make_ids_unique(cells: list[NotebookNode]) -> None:
    """Of cells with one id the course's keeps it. A student's choice never moves an id that is the course's."""
    seen = {cell.id for cell in cells if grade_id(cell)}
    for number, cell in enumerate(cells):
        if not grade_id(cell):
            if cell.id in seen:
                cell["id"] = f"added-{number}"
            seen.add(cell.id)


# ---- the verdict --------------------------------------------------------------------------------------------------


def show_verdict(nb: NotebookNode, verdict: Verdict) -> None:
    """Put each exercise's results under its public checks."""
    exercises = {f"test_{exercise.name}": exercise for exercise in verdict.exercises}
    for cell in nb.cells:
        exercise = exercises.get(grade_id(cell) or "")
        if exercise is not None and cell.cell_type == "code":
            data = {"text/html": result_table(exercise), "text/plain": repr(exercise.score)}
            cell.outputs = [nbformat.v4.new_output("execute_result", data=data, execution_count=1)]
            cell.execution_count = 1
    nb.metadata["autograder"] = {
        "submission": verdict.submission,
        "grader": verdict.grader,
        "seed": verdict.seed,
        "level": verdict.level,
        "dataset": verdict.dataset,
    }


def result_table(exercise: ExerciseResult) -> str:
    """An exercise's tests as HTML; every string that a student may have written is escaped, and no formula."""
    rows = []
    for test in exercise.tests:
        sign = "&#10003;" if test.outcome == "passed" else "&#10007;"
        said = html.escape(clean(test.says))
        if test.outcome != "passed":
            said += f" <i>({html.escape(OUTCOME_WORDS[test.outcome])})</i>"
            if test.message:
                said += f'<pre style="white-space: pre-wrap">{html.escape(clean(test.message), quote=True)}</pre>'
        rows.append(f'<tr><td>{sign}</td><td style="text-align: left">{said}</td></tr>')
    head = f"<b>{html.escape(exercise.name)}: {points(exercise.score)} of {points(exercise.points)} points</b>"
    return f'<div class="tex2jax_ignore mathjax_ignore">{head}<table><tbody>{"".join(rows)}</tbody></table></div>'


def comment_for(exercise: ExerciseResult) -> str | None:
    """A line for each test that did not pass, as Markdown, which nbgrader renders without sanitising."""
    lines = [_comment_line(test) for test in exercise.tests if test.outcome != "passed"]
    return "\n".join(lines) or None


def _comment_line(test: TestResult) -> str:
    line = f"* {_quiet(' '.join(clean(test.says).split()).rstrip('.'))} ({OUTCOME_WORDS[test.outcome]})"
    message = " ".join(clean(test.message or "", LONGEST_MESSAGE).split())
    return f"{line}: {_code_span(message)}" if message else line


def _quiet(sentence: str) -> str:
    """A sentence in which Markdown finds no HTML, link, image or formula; names and code spans stay as they are."""
    return re.sub(r"([\\<>\[\]$])", r"\\\1", sentence).replace("&", "&amp;").replace("://", ": //").replace("www.", "www .")


def _code_span(text: str) -> str:
    """Text that Markdown shows as it is. Dollars and backslashes go: nbgrader's Markdown looks for formulas first."""
    text = text.replace("`", "\N{MODIFIER LETTER GRAVE ACCENT}").replace("$", "\N{FULLWIDTH DOLLAR SIGN}")
    return f"`{text.replace(chr(92), chr(0xFF3C))}`"
