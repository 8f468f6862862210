"""The section's own solution, run in the judge by the loader that runs a submission in its worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from autograder.errors import CourseError
from autograder.grading.compare import Expected
from autograder.grading.outcomes import StudentRaised
from autograder.grading.probe import read_probe
from autograder.sandbox import loader, wire
from autograder.sandbox.wire import Mapped


class ReferenceModule:
    """A loaded reference solution, shared by all tests of its section."""

    def __init__(self, label: str, cells: list[tuple[str, str]], load_mapped: Callable[[Mapped], Any]) -> None:
        self.module = loader.new_module(f"reference_{label}")
        if errors := loader.load_cells(cells, self.module, None):
            first = errors[0]
            raise CourseError(f"{label}: the reference's cell {first.cell} stopped with {first.type_name}: {first.text}")
        self.state = loader.State(self.module)
        self.load_mapped = load_mapped


class Reference:
    """The same face as `Student`, for one test; tensors it returns are marked, so that they cannot be sent out.

    As the stand-in for a student (`marked=False`) it tells a grader's own fault from a student's odd value.
    """

    def __init__(self, loaded: ReferenceModule, seed: int, *, marked: bool = True) -> None:
        self._loaded = loaded
        self._seed: int | None = seed
        self._marked = marked

    def run(self, probe: Callable[..., Any], *args: Any) -> Any:
        """Run a probe on the reference, with copies of the arguments."""
        read = read_probe(probe)
        code = loader.Namespace(self._loaded.module)
        return self._evaluate(lambda: loader.run_probe(read.source, read.name, code, [self._copy(arg) for arg in args]))

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)

        def call(*args: Any, **kwargs: Any) -> Any:
            copies = {key: self._copy(value) for key, value in kwargs.items()}
            function = getattr(loader.Namespace(self._loaded.module), name)
            return self._evaluate(lambda: function(*(self._copy(arg) for arg in args), **copies))

        return call

    def _evaluate(self, function: Callable[[], Any]) -> Any:
        if self._seed is not None:
            self._loaded.state.reset(self._seed)
            self._seed = None
        try:
            value = function()
        except Exception as error:
            found = loader.describe(error)
            raise StudentRaised(found.type_name, found.text) from error
        (value,) = wire.decode(*wire.encode([value]))  # the same kinds as a student's value has after crossing
        return _mark(value) if self._marked else value

    def _copy(self, value: Any) -> Any:
        if isinstance(value, Mapped):
            return self._loaded.load_mapped(value)
        if isinstance(value, torch.Tensor):
            copy = value.detach().as_subclass(torch.Tensor).clone()
            return copy.requires_grad_() if value.requires_grad else copy
        if isinstance(value, (list, tuple)):
            return type(value)(self._copy(item) for item in value)
        if isinstance(value, dict):
            return {key: self._copy(item) for key, item in value.items()}
        return value.copy() if hasattr(value, "copy") else value


def _mark(value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return value.detach().as_subclass(Expected)
    if isinstance(value, (list, tuple)) and type(value) in (list, tuple):
        return type(value)(_mark(item) for item in value)
    if isinstance(value, dict):
        return {key: _mark(item) for key, item in value.items()}
    return value
