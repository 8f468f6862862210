"""Where fuzzing starts: real notebooks, real frames and real verdicts, small ones."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Iterator

import numpy as np
import torch

from autograder.grading.verdict import ExerciseResult, TestResult, Verdict
from autograder.reports.text import OUTCOME_WORDS
from autograder.sandbox import wire
from tests.conftest import ROOT
from tests.fuzz.targets import ID, SCRIPT

CORPUS = ROOT / "tests" / "fuzz" / "corpus"
#: what plain mutation seldom hits upon
WORDS = {
    "notebook": ["cells", "source", "metadata", "nbgrader", "grade_id", "tags", "demo", "cell_type", "code", "markdown", "raw",
                 "nbformat", "nbformat_minor", "id", "double", "mean_of", "test_double", "def double(x):", "assert ", "%%bash",
                 "# Initialize Otter", "cell-at-1", "autograder", ID],
    "script": ["# %% ", "# %% [markdown]", "nbgrader={", "tags=[", '"grade_id": "double"', "def double(x):", "class mean_of:",
               "double = ", "assert ", "async def ", "lambda: ", "match ", "\\N{", "f'{", '"""', "\ufeff", "%matplotlib"],
    "archive": ["PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "PK\x06\x06", "PK\x06\x07", ".ipynb", ".py", "../", "C:\\", ID],
    "wire": ["dtype", "shape", "data_offsets", "__metadata__", "F32", "BF16", "BOOL", "F8_E4M3", "C64"],
    "verdict": ["schema", "exercises", "tests", "outcome", "passed", "ungraded", "weight", "points", "score", "reason", "NaN",
                "Infinity", "1e999", "isolation", "max_score", "seconds", "seed", "level"],
}  # fmt: skip


def seeds(target: str) -> list[bytes]:
    """Well-formed cases, and every case that once failed."""
    kept = [path.read_bytes() for path in sorted((CORPUS / target).glob("*"))]
    made = {"notebook": _notebooks, "script": _scripts, "archive": _archives, "wire": _frames, "verdict": _verdicts}[target]()
    return [*made, *kept]


def _notebooks() -> Iterator[bytes]:
    yield _notebook(["def double(x):\n    return 2 * x", "%matplotlib inline\nmean_of = lambda v: sum(v) / len(v)"])
    for path in sorted((ROOT / "assignments").glob("*/*.ipynb")):
        node = json.loads(path.read_text(encoding="utf-8"))
        first = next(i for i, cell in enumerate(node["cells"]) if cell["metadata"].get("nbgrader", {}).get("solution"))
        yield json.dumps({**node, "cells": node["cells"][first : first + 2]}).encode()


def _notebook(sources: list[str]) -> bytes:
    cells = [
        {
            "cell_type": "code",
            "id": f"c{i}",
            "metadata": {"nbgrader": {"grade_id": "double"}, "tags": ["demo"]},
            "source": source,
        }
        for i, source in enumerate(sources)
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def _scripts() -> Iterator[bytes]:
    yield SCRIPT.read_bytes()
    yield b"def double(x):\n    return 2 * x\n\nmean_of = lambda values: sum(values) / len(values)\n"
    for path in sorted((ROOT / "autograder" / "hidden").glob("*/wrong/*.py"))[::40]:
        yield path.read_bytes()


def _archives() -> Iterator[bytes]:
    notebook = _notebook(["def double(x):\n    return 2 * x"])
    for members in (
        {"ada.ipynb": notebook},
        {"ada.py": b"def double(x): pass"},
        {f"ada/{ID}/{ID}.ipynb": notebook, "carl.ipynb": b"{"},
    ):
        for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield packed(list(members.items()), method)


def packed(members: list[tuple[str, bytes]], method: int) -> bytes:
    """A zip file."""
    memory = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(memory, "w") as archive:
        warnings.simplefilter("ignore")  # of two members with one name
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return memory.getvalue()


def _frames() -> Iterator[bytes]:
    for value in (
        [None, True, -5, 2.5, "text", 2**70], (1, (2, [3])), {"a": [1], 3: None}, frozenset({1, "b"}),
        wire.Mapped("fashion_mnist", "train"), wire.Opaque("module", "<module>"),
        torch.arange(6.0).reshape(2, 3), torch.nn.Parameter(torch.ones(2)), torch.tensor([True, False]),
        torch.ones(2, dtype=torch.bfloat16, requires_grad=True), np.arange(3), np.float32(1.5), np.ones((2, 0)),
        {"w": torch.zeros(2, 1), "b": [np.int8(3), torch.tensor(1)]},
    ):  # fmt: skip
        yield framed(*wire.encode(["id", value]))
    yield framed(*wire.encode(["one"])) + framed(*wire.encode(["two", torch.ones(1)]))


def framed(structure: bytes, tensors: bytes) -> bytes:
    """A frame as it goes over the socket."""
    return wire.HEADER.pack(len(structure), len(tensors)) + structure + tensors


def _verdicts() -> Iterator[bytes]:
    tests = [TestResult(f"test_{outcome}", "It holds.", outcome, "a 'message' <b>", 2.0) for outcome in OUTCOME_WORDS]
    for chosen in (tests[:1], tests[:-1], tests):
        exercises = (ExerciseResult("double", 2.0, tuple(chosen)), ExerciseResult("mean_of", 3.0, (tests[0],)))
        verdict = Verdict(
            assignment=ID, student="ada", submission="sha256:00", grader="sha256:11", seed=2**62, level=3,
            isolation=("namespaces", "seccomp"), engine="sha256:22", dataset="sample", platform="x86_64", exercises=exercises,
            seconds=0.31, problems=("double is defined in 2 cells; the last one counts",), max_points=5.0,
        )  # fmt: skip
        yield json.dumps(verdict.to_json()).encode()
