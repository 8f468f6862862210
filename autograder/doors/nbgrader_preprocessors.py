"""The engine inside `nbgrader autograde`: one step that makes a submission fit to be shown, and one that grades it.

The engine reads what was submitted, in a process of its own; nothing of torch or of a student's code is imported here.
"""

from __future__ import annotations

import ast
import html
import re
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.doors.nbgrader_verdicts import Ungraded, VerdictSource
from autograder.grading.verdict import ExerciseResult, Verdict
from autograder.reports.text import OUTCOME_WORDS, clean, points

IMAGES = ("image/png", "image/jpeg", "image/gif")
MISSING = "# This cell is missing from the submission."
SOURCE = VerdictSource()


class Normalise(NbGraderPreprocessor):
    """Give each of the course's cells its own metadata back, once, and take the life out of what a student added.

    A duplicated, missing, retyped or future-schema cell stops nobody. Markdown of the course is shown as the course
    wrote it; Markdown of the student as plain text, because the pages it is shown on are the instructor's.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Normalise a notebook."""
        release = _release_of(Path(resources["metadata"]["path"]), resources["nbgrader"]["assignment"], self.parent)
        course_cells = {_grade_id(cell): cell for cell in release.cells if _grade_id(cell)}
        markdown = {cell.source: cell for cell in release.cells if cell.cell_type == "markdown"}
        by_id = {cell.get("id"): cell for cell in release.cells if cell.cell_type == "markdown"}
        owners = _owners(nb, course_cells)
        cells = []
        for index, cell in enumerate(nb.cells):
            if cell.cell_type == "code":
                name = owners.get(index)
                cells.append(_restored(cell, course_cells[name]) if name else _plain_code(cell))
            elif cell.cell_type == "markdown":
                original = by_id.get(cell.get("id")) or markdown.get(cell.source)
                cells.append(nbformat.from_dict(original) if original else _escaped(cell))
        present = set(owners.values())
        cells += [_missing(cell) for name, cell in course_cells.items() if name not in present]
        nb.cells = cells
        nb.metadata = nbformat.from_dict({"kernelspec": release.metadata.get("kernelspec", {})})
        nb.nbformat, nb.nbformat_minor = 4, 5
        _make_ids_unique(nb)
        return nb, resources


def _release_of(_submitted: Path, assignment: str, converter: Any) -> NotebookNode:
    coursedir = converter.coursedir if hasattr(converter, "coursedir") else converter.parent.coursedir
    folder = Path(coursedir.format_path(coursedir.release_directory, ".", assignment))
    return nbformat.read(folder / f"{assignment}.ipynb", as_version=4)


def _grade_id(cell: NotebookNode) -> str | None:
    meta = cell.get("metadata", {}).get("nbgrader", {})
    name = meta.get("grade_id") if isinstance(meta, dict) else None
    return name if isinstance(name, str) else None


def _owners(nb: NotebookNode, course_cells: dict[str, NotebookNode]) -> dict[int, str]:
    """Which cell stands for which of the course's: by what it defines, else by its metadata; the last one counts."""
    last: dict[str, int] = {}
    for index, cell in enumerate(nb.cells):
        if cell.cell_type != "code":
            continue
        defined = [name for name in _defined(cell.source) if name in course_cells]
        name = defined[0] if len(defined) == 1 else _grade_id(cell)
        if name in course_cells:
            last[name] = index
    return {index: name for name, index in last.items()}


def _defined(source: str) -> list[str]:
    try:
        tree = ast.parse(re.sub(r"^(\s*)[%!].*$", r"\1pass", source, flags=re.MULTILINE))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return re.findall(r"^(?:async\s+)?(?:def|class)\s+(\w+)", source, re.MULTILINE)
    return [node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]


def _restored(cell: NotebookNode, original: NotebookNode) -> NotebookNode:
    copy = nbformat.from_dict(original)
    if not original.metadata["nbgrader"].get("locked"):
        copy.source = cell.source
    copy.outputs, copy.execution_count = [], None
    return copy


def _plain_code(cell: NotebookNode) -> NotebookNode:
    tags = cell.get("metadata", {}).get("tags", [])
    kept = [tag for tag in tags if tag == "demo"] if isinstance(tags, list) else []
    plain = nbformat.v4.new_code_cell(cell.source, metadata={"tags": kept} if kept else {})
    del plain["id"]
    return plain


def _escaped(cell: NotebookNode) -> NotebookNode:
    # indented as a code block, too: what looks like Markdown or mathematics inside stays what it looks like
    text = html.escape(clean(cell.source, 20_000), quote=True)
    shown = nbformat.v4.new_markdown_cell(f'<pre class="tex2jax_ignore mathjax_ignore">{_flat(text)}</pre>')
    del shown["id"]
    return shown


def _flat(text: str) -> str:
    """Without blank lines, which would end the HTML block, and without the signs that Markdown reads inside one."""
    entities = {"\n": "&#10;", "$": "&#36;", "*": "&#42;", "_": "&#95;", "`": "&#96;", "[": "&#91;", "\\": "&#92;"}
    return "".join(entities.get(character, character) for character in text)


def _missing(original: NotebookNode) -> NotebookNode:
    copy = nbformat.from_dict(original)
    if not original.metadata["nbgrader"].get("locked"):
        copy.source = MISSING
    return copy


def _make_ids_unique(nb: NotebookNode) -> None:
    """Ids of our own for what is not the course's: the same at each grading, and never steered by a student."""
    seen: set[str] = set()
    for number, cell in enumerate(nb.cells):
        if cell.get("id") in seen or not cell.get("id"):
            cell["id"] = f"added-{number}"
        seen.add(cell["id"])


class Grade(NbGraderPreprocessor):
    """Get the verdict, show it under the public checks, and write the gradebook's rows from it."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Grade a notebook.

        Raises:
            Ungraded: there is no score; nbgrader keeps the earlier grade, or none.
        """
        about = resources["nbgrader"]
        coursedir = self.parent.coursedir if hasattr(self.parent, "coursedir") else self.parent.parent.coursedir
        with Gradebook(about["db_url"]) as gradebook:
            try:
                verdict = SOURCE.verdict(coursedir, about["assignment"], about["student"])
            except Ungraded as error:
                forget_if_new(gradebook, about["assignment"], about["student"])
                self.log.error("%s is not graded: %s", about["student"], error)
                raise
            write_rows(gradebook, verdict, about["notebook"])
        show_verdict(nb, verdict)
        return nb, resources


def show_verdict(nb: NotebookNode, verdict: Verdict) -> None:
    """Put each exercise's results under its public checks."""
    exercises = {f"test_{exercise.name}": exercise for exercise in verdict.exercises}
    for cell in nb.cells:
        exercise = exercises.get(_grade_id(cell) or "")
        if exercise is not None and cell.cell_type == "code":
            data = {"text/html": result_table(exercise), "text/plain": repr(exercise.score)}
            cell.outputs = [nbformat.v4.new_output("execute_result", data=data, execution_count=1)]
            cell.execution_count = 1


def result_table(exercise: ExerciseResult) -> str:
    """An exercise's tests as HTML; every string that a student may have written is escaped."""
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
    return f"{head}<table><tbody>{''.join(rows)}</tbody></table>"


def comment_for(exercise: ExerciseResult) -> str | None:
    """The sentences of the tests that did not pass, as Markdown. nbgrader renders comments without sanitising, so only
    the course's own sentences go in; what the student wrote is in the table."""
    lost = [test for test in exercise.tests if test.outcome != "passed"]
    if not lost:
        return None
    return "\n".join(f"* {html.escape(test.says)} ({OUTCOME_WORDS[test.outcome]})" for test in lost)


def write_rows(gradebook: Gradebook, verdict: Verdict, notebook: str) -> None:
    """Write scores and comments. What a person gave by hand is never touched."""
    results = {exercise.name: exercise for exercise in verdict.exercises}
    submitted = gradebook.find_submission_notebook(notebook, verdict.assignment, verdict.student)
    for grade in submitted.grades:
        exercise = results.get(grade.name.removeprefix("test_"))
        if exercise is not None:
            grade.auto_score = min(exercise.score, grade.max_score_gradecell or exercise.score)
            grade.needs_manual_grade = grade.manual_score is not None
    for comment in submitted.comments:
        exercise = results.get(comment.name)
        if exercise is not None:
            comment.auto_comment = comment_for(exercise)
    gradebook.db.commit()


def forget_if_new(gradebook: Gradebook, assignment: str, student: str) -> None:
    """Remove a submission that no one has graded yet: left behind, it would read as a zero."""
    try:
        submission = gradebook.find_submission(assignment, student)
    except Exception:  # nbgrader's MissingEntry: there is nothing to forget
        return
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    if all(grade.auto_score is None and grade.manual_score is None for grade in grades):
        gradebook.remove_submission(assignment, student)
