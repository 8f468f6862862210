"""What a hidden grader writes with; everything else in this package is the engine's own.

Names are resolved on first use: importing a verdict or a report must not cost an import of torch.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOME = {
    "exercise": "marks",
    "limits": "marks",
    "weight": "marks",
    "assert_close": "compare",
    "assert_unchanged": "compare",
    "check": "compare",
    "shaped": "compare",
    "mapped": "student",
    "Opaque": "student",
    "StudentRaised": "outcomes",
}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(name)
    return getattr(import_module(f"autograder.grading.{_HOME[name]}"), name)
