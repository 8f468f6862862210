"""A section as an otter master: the notebook that `otter assign` makes everything else from."""

from __future__ import annotations

import ast
import builtins
import symtable
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from textwrap import indent

import nbformat
import yaml
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from autograder.errors import CourseError
from autograder.section import MARKERS, Section, SectionCell, public_checks

PLUGIN = "autograder.doors.otter_plugin.EnginePlugin"
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
#: what a section's markers become. The stub is nbgrader's: otter's own, `...`, lets a function return None, and what
#: asks for nothing to be changed would earn marks for it
OTTER_MARKERS = {
    MARKERS[0]: ("# BEGIN SOLUTION NO PROMPT",),
    MARKERS[1]: (
        "# END SOLUTION",
        '""" # BEGIN PROMPT',
        "# YOUR CODE HERE",
        "raise NotImplementedError()",
        '"""; # END PROMPT',
    ),
}


def master_notebook(section: Section) -> nbformat.NotebookNode:
    """The otter master of a section; the same each time.

    Raises:
        CourseError: otter has no form for a cell of it.
    """
    cells = [new_raw_cell("# ASSIGNMENT CONFIG\n" + yaml.safe_dump(_config(section)))]
    points = {exercise.name: exercise.points for exercise in section.exercises}
    opened: str | None = None
    for cell in section.cells:
        if cell.role == "solution":
            if opened:
                raise CourseError(f"{section.id}: otter needs the check of {opened} before the exercise {cell.grade_id}")
            opened = cell.grade_id
            cells += _question(opened, points[opened])
            cells += _block("SOLUTION", new_code_cell(_solution(cell.source)))
        elif cell.role == "grade":
            cells += _block("TESTS", new_code_cell(test_function(section, opened, public_checks(cell.source))))
            cells.append(new_raw_cell("# END QUESTION"))
            opened = None
        else:
            cells.append(_other(cell))
    for cell in cells:
        del cell["id"]  # random, and otter draws new ones for cells of its own; version 4.4 has none
    metadata = {"kernelspec": KERNELSPEC, "language_info": {"name": "python"}, "autograder": {"assignment": section.id}}
    return new_notebook(cells=cells, metadata=metadata, nbformat_minor=4)


def _config(section: Section) -> dict:
    return {
        "export_cell": False,
        "generate": {"show_all_public": True},
        "plugins": [{PLUGIN: {"assignment": section.id}}],
        "python_version": f"{sys.version_info.major}.{sys.version_info.minor}",
        "requirements": _requirements(),
        "tests": {"files": True, "ok_format": False},
    }


def _requirements() -> list[str]:
    """What the engine needs in otter's own image, beside otter."""
    try:
        lines = requires("d2l-autograder") or []
    except PackageNotFoundError:
        return []
    return sorted(line for line in lines if "extra ==" not in line and not line.startswith("otter-grader"))


def _question(name: str, points: float) -> list[nbformat.NotebookNode]:
    return [new_raw_cell(f"# BEGIN QUESTION\nname: {name}\npoints: {points:g}")]


def _block(kind: str, cell: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [new_raw_cell(f"# BEGIN {kind}"), cell, new_raw_cell(f"# END {kind}")]


def _other(cell: SectionCell) -> nbformat.NotebookNode:
    make = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}[cell.kind]
    tags = [*cell.tags, *(["otter_ignore"] if "demo" in cell.tags else [])]  # otter's word for what grading skips
    return make(cell.source, metadata={"tags": tags} if tags else {})


def _solution(source: str) -> str:
    lines: list[str] = []
    for line in source.splitlines():
        margin = line[: len(line) - len(line.lstrip())]
        lines += [margin + text for text in OTTER_MARKERS[line.strip()]] if line.strip() in OTTER_MARKERS else [line]
    return "\n".join(lines)


def test_function(section: Section, exercise: str, check: str) -> str:
    """A public check as otter's exception-based test: a function that gets by name what it uses of the notebook.

    Raises:
        CourseError: the check is more than plain Python.
    """
    try:
        body = ast.unparse(ast.parse(check))
        names = ", ".join(sorted(set(_free_names(check))))
    except SyntaxError as error:
        raise CourseError(f"{section.id}: cell test_{exercise}: otter takes plain Python only ({error.msg})") from None
    return f"def test_{exercise}({names}):\n{indent(body, '    ')}\n\ntest_{exercise}({names})"


test_function.__test__ = False  # not a test, whatever pytest makes of the name


def _free_names(source: str) -> Iterator[str]:
    top = symtable.symtable(source, "check", "exec")
    known = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    known |= {symbol.get_name() for symbol in top.get_symbols() if symbol.is_namespace()} | set(dir(builtins))

    def used(table: symtable.SymbolTable) -> Iterator[str]:
        for symbol in table.get_symbols():
            if symbol.is_referenced() and (table is top or symbol.is_global()):
                yield symbol.get_name()
        for inner in table.get_children():
            yield from used(inner)

    yield from (name for name in used(top) if name not in known)
