"""Steps of our own in nbgrader's converters."""

from __future__ import annotations

import re
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.errors import CourseError
from autograder.section import MARKERS

ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")


class TidySolution(NbGraderPreprocessor):
    """Take out of an executed solution the solution's markers, and what differs from one run to the next."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], _index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Tidy one cell.

        Raises:
            CourseError: the cell stopped with an exception; nbgrader's Execute goes on after one.
        """
        if cell.cell_type == "code":
            for output in cell.outputs:
                if output.output_type == "error":
                    raise CourseError(f"a cell stops with {output.ename}: {output.evalue}\n\n{cell.source}")
            lines = cell.source.split("\n")
            cell.source = "\n".join(line for line in lines if line.strip() not in MARKERS)
            cell.metadata.pop("execution", None)
            cell.outputs = [_tidy(output) for output in cell.outputs if output.get("name") != "stderr"]
        return cell, resources


def _tidy(output: NotebookNode) -> NotebookNode:
    if "text" in output:
        output.text = ADDRESS.sub("0x...", output.text)
    plain = output.get("data", {}).get("text/plain")
    if plain is not None:
        output.data["text/plain"] = ADDRESS.sub("0x...", plain)
    return output
