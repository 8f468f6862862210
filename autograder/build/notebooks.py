"""A section's script and its notebook under source/, kept the same, whichever of the two was edited."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import jupytext
import nbformat

from autograder.errors import CourseError
from autograder.section import FORMAT, read_notebook, section_of


class Pairs:
    """Remembers what each pair was when it was last built, to know afterwards which of the two has changed.

    Modification times are no help: git sets them anew at every checkout.
    """

    def __init__(self, state_file: Path) -> None:
        self._file = state_file
        try:
            self._last = json.loads(state_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._last = {}

    def sync(self, script: Path) -> str | None:
        """Bring an edit of the notebook back into the script; returns what was done, if anything.

        Raises:
            CourseError: both have changed since the last build.
        """
        notebook = script.with_suffix(".ipynb")
        if not notebook.exists():
            return None
        text = script.read_text(encoding="utf-8")
        edited = script_of(notebook)
        if edited == text:
            return None
        last = self._last.get(script.stem)
        if last == _digest(text):
            nbformat_check(edited, script)
            script.write_text(edited, encoding="utf-8")
            return f"{script.name}: took the edit made in {notebook.name}"
        if last == _digest(edited):
            return None  # the script was edited; the notebook is about to be written from it
        raise CourseError(
            f"{script} and {notebook.name} were both edited since the last build: delete the notebook to keep the "
            f"script, or copy your edit over, then run autograder build {script.stem}"
        )

    def built(self, script: Path) -> None:
        """Remember the script as it is now."""
        self._last[script.stem] = _digest(script.read_text(encoding="utf-8"))
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(json.dumps(self._last, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def nbformat_check(text: str, script: Path) -> None:
    """Refuse an edited notebook that breaks the rules of a section, before it replaces the script."""
    section_of(jupytext.reads(text, fmt=FORMAT), script)


def script_of(notebook: Path) -> str:
    """The script that belongs to a notebook.

    Raises:
        CourseError: the notebook cannot be read.
    """
    try:
        node = nbformat.read(notebook, as_version=4)
    except Exception as error:  # nbformat passes on json's, its own and jsonschema's errors
        raise CourseError(f"{notebook}: not a readable notebook ({error}); delete it and build again") from None
    for cell in node.cells:
        cell.metadata.pop("lines_to_next_cell", None)
        nbgrader = cell.metadata.get("nbgrader")
        if nbgrader:
            cell.metadata["nbgrader"] = {key: nbgrader[key] for key in sorted(nbgrader) if key not in ("cell_type", "checksum")}
    node.metadata = {"jupytext": JUPYTEXT, "kernelspec": KERNELSPEC}
    return jupytext.writes(node, fmt=FORMAT)


JUPYTEXT = {
    "cell_metadata_filter": "nbgrader,tags",
    "formats": "ipynb,py:percent",
    "notebook_metadata_filter": "kernelspec,jupytext,-jupytext.text_representation.jupytext_version",
}
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def canonical(script: Path) -> str:
    """The script as jupytext writes it."""
    return jupytext.writes(read_notebook(script), fmt=FORMAT)


def notebook_text(script: Path) -> str:
    """The notebook of a script: the same bytes for the same script."""
    node = read_notebook(script)
    section_of(node, script)
    seen: dict[str, int] = {}
    for cell in node.cells:
        cell["id"] = _cell_id(cell, seen)
    node.metadata["autograder"] = {"assignment": script.stem}  # so that a renamed file still says what it is
    node.metadata.setdefault("language_info", {"name": "python"})
    node.nbformat, node.nbformat_minor = 4, 5
    return nbformat.writes(node) + "\n"


def _cell_id(cell: nbformat.NotebookNode, seen: dict[str, int]) -> str:
    """The grade_id, or a hash of the content and how often it came before."""
    grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
    if grade_id:
        return re.sub(r"[^A-Za-z0-9_-]", "-", grade_id)
    key = hashlib.sha256(f"{cell.cell_type}\0{cell.source}".encode()).hexdigest()[:12]
    seen[key] = seen.get(key, 0) + 1
    return key if seen[key] == 1 else f"{key}-{seen[key]}"
