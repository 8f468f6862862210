"""Text that may come from a student, made fit for a place where it is shown."""

from __future__ import annotations

import unicodedata

OUTCOME_WORDS = {
    "passed": "passed",
    "failed": "failed",
    "raised": "stopped with an error",
    "timeout": "ran too long",
    "killed": "ended the process",
    "skipped": "not run",
    "ungraded": "not graded",
}


def clean(text: str, limit: int = 2000) -> str:
    """Printable text: control characters, escape sequences and direction overrides become a visible sign."""
    kept = [c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn") else "\N{REPLACEMENT CHARACTER}"
            for c in text[:limit]]  # fmt: skip
    return "".join(kept) + ("…" if len(text) > limit else "")


def one_line(text: str) -> str:
    """Printable text that makes up no lines of its own."""
    return " ".join(clean(text).split())


def points(value: float | None) -> str:
    """A score as people write it, or a dash when it is withheld."""
    return "–" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")
