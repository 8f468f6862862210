"""The hidden tests of a section, run inside a student's own kernel: what graders in use today do."""

from __future__ import annotations

import copy
import importlib.util
import inspect
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from autograder.grading.outcomes import StudentRaised
from autograder.grading.randomness import Rng
from autograder.sandbox.loader import Namespace, describe, run_probe


def run_tests(exercise: str, namespace: dict[str, Any], room: str | None = None) -> int:
    """Run an exercise's tests on the definitions in `namespace`; raises what the first failing test raises."""
    module = load(room or os.environ["BENCH_ROOM"])
    code = Namespace(_Module(namespace))
    count = 0
    for cls in vars(module).values():
        if getattr(cls, "exercise_name", None) == exercise:
            for name, test in vars(cls).items():
                if name.startswith("test_"):
                    fixtures = {"student": Direct(code), "rng": Rng(count), "reference": Direct(code)}
                    test(cls(), **{key: fixtures[key] for key in list(inspect.signature(test).parameters)[1:]})
                    count += 1
    return count


class _Module:
    """Something with these globals."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.__dict__ = namespace


class Direct:
    """The student's functions, called where they are."""

    def __init__(self, code: Any) -> None:
        self._code = code

    def run(self, probe: Any, *args: Any) -> Any:
        """Run a probe from its source, as the sandbox does."""
        before = dict(self._code._globals)
        try:
            return _call(run_probe, inspect.getsource(probe), probe.__name__, self._code, copy.deepcopy(list(args)))
        finally:
            self._code._globals.clear()
            self._code._globals.update(before)

    def __getattr__(self, name: str) -> Any:
        return partial(_call, getattr(self._code, name))


def _call(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    try:
        return function(*args, **kwargs)
    except Exception as error:  # as a test sees it, which may expect it
        found = describe(error)
        raise StudentRaised(found.type_name, found.text) from error


_loaded: dict[str, Any] = {}


def load(path: str) -> Any:
    """A hidden grader as a module."""
    if path not in _loaded:
        spec = importlib.util.spec_from_file_location("bench_room", path)
        _loaded[path] = importlib.util.module_from_spec(spec)
        sys.modules["bench_room"] = _loaded[path]
        spec.loader.exec_module(_loaded[path])
    return _loaded[path]
