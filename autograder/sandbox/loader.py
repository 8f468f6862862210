"""Run a notebook's cells, one by one, and keep what they leave behind.

The same code loads a submission in its worker and the reference solution in the judge.
"""

from __future__ import annotations

import ast
import asyncio
import inspect
import linecache
import signal
import sys
import traceback
import types
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager

MAX_REPORT = 500  # characters of an exception's text


@dataclass(frozen=True)
class CellError:
    """Why a cell stopped: which one, what was raised, and the line, as far as it is known."""

    cell: str
    type_name: str
    text: str
    line: int | None
    code: str | None


class TooSlow(BaseException):
    """Raised in a cell that has used up its CPU seconds; not an Exception, so that a bare handler lets it through."""


class Shell:
    """What `get_ipython()` gives: magics and shell commands do nothing, cell magics that time or capture run the cell."""

    def __init__(self, run: Callable[[str], None]) -> None:
        self._run = run

    def run_cell_magic(self, name: str, line: str, body: str) -> None:
        if name in ("time", "timeit", "capture", "prun"):
            self._run(body)

    def getoutput(self, *_: Any, **__: Any) -> list[str]:
        return []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_, **__: None


def new_module(name: str) -> types.ModuleType:
    """An empty module with what a notebook's cells find beside the builtins."""
    module = types.ModuleType(name)
    namespace = module.__dict__
    shell = Shell(lambda source: _execute(source, "<cell magic>", namespace))
    namespace["get_ipython"] = lambda: shell
    namespace["display"] = lambda *_, **__: None
    return module


def offer_as_d2l(module: types.ModuleType) -> None:
    """Let `from d2l import torch as d2l` name the notebook itself.

    The notes write `d2l.sgd` for what an earlier section defined; a notebook of this course supplies such names itself.
    The look-up is made at each use, so a name that a test replaces is replaced here too.
    """

    def look_up(name: str) -> Any:
        try:
            return module.__dict__[name]
        except KeyError:
            raise AttributeError(f"d2l.{name} is not defined in this notebook") from None

    package, names = types.ModuleType("d2l"), types.ModuleType("d2l.torch")
    package.torch, names.__getattr__ = names, look_up
    sys.modules.update({"d2l": package, "d2l.torch": names})


def load_cells(cells: list[tuple[str, str]], module: types.ModuleType, cell_cpu_s: float | None) -> list[CellError]:
    """Run (label, source) cells in order in `module`; an error in one costs that cell only.

    Args:
        cell_cpu_s: CPU seconds after which a cell is cut short; None for no limit.
    """
    errors = []
    for label, source in cells:
        try:
            with _cut_short_after(cell_cpu_s):
                _execute(source, f"<cell {label}>", module.__dict__)
        except BaseException as error:  # SystemExit and KeyboardInterrupt end a cell like any other
            errors.append(describe(error, label))
    return errors


def describe(error: BaseException, label: str = "") -> CellError:
    """An exception as data: its type, its text, and the last line of the notebook that it came through."""
    line, code = None, None
    if isinstance(error, SyntaxError):
        line, code = error.lineno, (error.text or "").strip()
    else:
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename.startswith("<cell "):
                label, line, code = frame.filename[6:-1], frame.lineno, frame.line
    text = "cut short: it used up its time limit" if isinstance(error, TooSlow) else _text(error)
    return CellError(label, type(error).__name__[:100], text, line, (code or "")[:200] or None)


def _text(error: BaseException) -> str:
    try:
        text = error.msg if isinstance(error, SyntaxError) else str(error)
        return text[:MAX_REPORT] if type(text) is str else ""
    except BaseException:  # an exception whose text raises is the student's own doing
        return ""


def _execute(source: str, filename: str, namespace: dict[str, Any]) -> None:
    try:
        code = _compile(source, filename)
    except SyntaxError:  # it has magics, or it is wrong
        source = TransformerManager().transform_cell(source)
        code = _compile(source, filename)
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    if code.co_flags & inspect.CO_COROUTINE:
        asyncio.run(types.FunctionType(code, namespace)())
    else:
        exec(code, namespace)


def _compile(source: str, filename: str) -> types.CodeType:
    return compile(source, filename, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)


@contextmanager
def _cut_short_after(cpu_s: float | None) -> Iterator[None]:
    if cpu_s is None:
        yield
        return

    def interrupt(*_: Any) -> None:
        raise TooSlow

    previous = signal.signal(signal.SIGPROF, interrupt)
    signal.setitimer(signal.ITIMER_PROF, cpu_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)


def run_probe(source: str, name: str, code: Any, arguments: list[Any]) -> Any:
    """Compile a probe from its source and call it with the namespace `code` and the arguments."""
    namespace = dict(_probe_globals())
    filename = f"<probe {name}>"
    exec(compile(source, filename, "exec", dont_inherit=True), namespace)
    return namespace[name](code, *arguments)


def _probe_globals() -> dict[str, Any]:
    import math
    import random

    import numpy
    import torch

    provided = {"torch": torch, "np": numpy, "numpy": numpy, "math": math, "random": random}
    return {**provided, "operators_used": _operators_used, "__name__": "probe"}


def _operators_used() -> AbstractContextManager[set[str]]:
    from autograder.sandbox.operators import operators_used  # with torch: imported by the zygote, or not at all

    return operators_used()


class Namespace:
    """A module's globals as attributes: `code.softmax(X)`, `code.accuracy = stand_in`."""

    def __init__(self, module: types.ModuleType) -> None:
        object.__setattr__(self, "_globals", module.__dict__)

    def __getattr__(self, name: str) -> Any:
        try:
            return self._globals[name]
        except KeyError:
            raise NameError(f"{name} is not defined") from None

    def __setattr__(self, name: str, value: Any) -> None:
        self._globals[name] = value


class State:
    """What a test may not leave behind: the module's globals, random generators, torch's modes, open figures."""

    def __init__(self, module: types.ModuleType) -> None:
        self._module = module
        self._globals = dict(module.__dict__)

    def reset(self, seed: int) -> None:
        """Back to how loading left things, with every random generator seeded."""
        import random

        import numpy
        import torch

        namespace = self._module.__dict__
        namespace.clear()
        namespace.update(self._globals)
        torch.default_generator.manual_seed(seed)
        numpy.random.seed(seed % 2**32)
        random.seed(seed)
        torch.set_grad_enabled(True)
        torch.set_default_dtype(torch.float32)
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is not None:
            pyplot.close("all")
