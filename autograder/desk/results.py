"""What became of an exercise, and the one sentence a student reads about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MAX_SENTENCE = 400
MAX_CODE = 80
#: outcomes of an exercise, and whether it counts as begun
BEGUN = {"passed": True, "failed": True, "slow": True, "ended": True, "waits": True, "not begun": False}


@dataclass(frozen=True)
class Result:
    """An exercise: `outcome` is one of BEGUN; `printed` is what its check printed."""

    name: str
    points: float
    outcome: str
    sentence: str = ""
    printed: str = ""


@dataclass(frozen=True)
class Trouble:
    """A cell that belongs to no exercise and did not run to its end."""

    cell: str
    first_line: str
    sentence: str


def sentence(error: Mapping[str, Any], own_cell: str, names: Mapping[str, str]) -> str:
    """What went wrong, in a sentence, for the exercise that is written in `own_cell`.

    An assertion's own message stands alone, as in the notebook. Anything else is named, with the student's line.

    Args:
        error: as `worker.describe` gives it.
        names: the exercise in each cell that holds one.
    """
    kind, text = error["type"], " ".join(error["text"].split())[:MAX_SENTENCE]
    in_check = str(error["cell"]).startswith("test_")
    if kind == "AssertionError" and text and in_check:
        return text
    where = _where(error, own_cell, names)
    if kind == "AssertionError" and not text:
        return f"this is not true: {error['code'][:MAX_CODE]} ({where.partition(':')[0]})" if where else "an assertion failed"
    if kind == "NotImplementedError" and error["cell"] == own_cell and not text:
        return f"a part is still to be written ({where})"
    said = text if kind == "AssertionError" else f"{kind}: {text}" if text else kind
    if in_check and "'NoneType'" in text:
        said += ": is a return missing?"
    return f"{said} ({where})" if where else said


def _where(error: Mapping[str, Any], own_cell: str, names: Mapping[str, str]) -> str:
    cell, line, code = error["cell"], error["line"], error["code"][:MAX_CODE]
    if cell is None or line is None:
        return ""
    if cell == own_cell:
        place = f"line {line}"
    elif cell.startswith("test_"):
        place = f"line {line} of the check"
    else:
        place = f"line {line} of {names.get(cell, cell)}"
    return f"{place}: {code}" if code else place
