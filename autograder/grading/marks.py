"""Marks that a hidden grader puts on its classes and tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T", bound=Callable[..., Any])


def exercise(name: str) -> Callable[[type], type]:
    """Say which exercise a class of tests belongs to."""

    def mark(cls: type) -> type:
        cls.exercise_name = name
        return cls

    return mark


def limits(*, cpu_s: float) -> Callable[[T], T]:
    """Give each call of a test its own limit of CPU seconds."""

    def mark(test: T) -> T:
        test.cpu_s = cpu_s
        return test

    return mark


def weight(share: float) -> Callable[[T], T]:
    """Give a test a share of its exercise's points other than 1."""
    if not share > 0:
        raise ValueError(f"weight must be positive, not {share}")

    def mark(test: T) -> T:
        test.weight = float(share)
        return test

    return mark
