"""The process that runs a student's notebook. A script of its own: it imports nothing of the project.

It reads commands from standard input, one JSON object a line, and answers on standard output in the same way:

* `{"warm": [MODULE, ...]}` imports modules ahead of time -> `{"warmed": true}`
* `{"run": {"folder", "cells", "checks"}}` runs cells and then checks, tells of each when it starts and how it ended, and exits.

The student's code sees neither pipe: its input is empty, what it prints is kept apart and cut.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import importlib
import inspect
import io
import json
import linecache
import os
import re
import sys
import threading
import traceback
import types
from typing import Any, TextIO

MAX_TEXT = 600  # characters of an exception's text
MAX_PRINTED = 2_000  # characters of what a step prints
WORKER = os.getpid()
#: cell magics whose body is the cell's code; all others hold another language or write files
BODY_MAGICS = ("time", "timeit", "capture", "prun")


class Printed(io.TextIOBase):
    """Standard output of student code: the beginning of it."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._room = MAX_PRINTED

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self._room > 0:
            self._parts.append(text[: self._room])
            self._room -= len(text)
        return len(text)

    def take(self) -> str:
        """What was printed since the last call."""
        text = "".join(self._parts) + (" ..." if self._room < 0 else "")
        self._parts, self._room = [], MAX_PRINTED
        return text


def main() -> None:
    """Obey commands until there are no more."""
    commands, events = _take_pipes()
    printed = Printed()
    sys.stdout = sys.stderr = printed
    builtins.input = _no_input
    for line in commands:
        command = json.loads(line)
        if "warm" in command:
            _warm(command["warm"])
            _send(events, {"warmed": True})
        else:
            threading.Thread(target=_end_with_parent, args=(commands,), daemon=True).start()
            _run(command["run"], events, printed)
            os._exit(0)  # no thread, exit hook or destructor of a student's can hold us up


def _take_pipes() -> tuple[TextIO, TextIO]:
    """The two pipes under new descriptors; the standard ones lead nowhere from now on."""
    commands = os.fdopen(os.dup(0), encoding="utf-8")
    events = os.fdopen(os.dup(1), "w", encoding="utf-8")
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115
    return commands, events


def _end_with_parent(commands: TextIO) -> None:
    """The desk is gone when its pipe is closed: an endless loop must not outlive its terminal."""
    commands.read()
    os._exit(1)


def _no_input(*_: object) -> str:
    raise EOFError("there is nobody to answer input() in a check")


def _send(events: TextIO, event: dict[str, Any]) -> None:
    if os.getpid() != WORKER:  # a fork of the student's has come back from a cell
        os._exit(0)
    events.write(json.dumps(event) + "\n")
    events.flush()


def _warm(modules: list[str]) -> None:
    for name in modules:
        try:
            importlib.import_module(name)
        except BaseException:  # the notebook will say it better
            continue


def _run(job: dict[str, Any], events: TextIO, printed: Printed) -> None:
    os.chdir(job["folder"])
    sys.path.insert(0, job["folder"])
    known = set(sys.modules)
    module = _notebook_module()
    for cell in job["cells"]:
        _send(events, {"start": cell["label"]})
        _step(events, printed, cell, module)
    state = dict(module.__dict__)
    for check in job["checks"]:
        _send(events, {"start": check["label"]})
        _step(events, printed, check, module)
        module.__dict__.clear()  # a check's own names are no part of the notebook's
        module.__dict__.update(state)
    _send(events, {"end": True, "modules": [name for name in list(sys.modules) if name not in known]})


def _step(events: TextIO, printed: Printed, cell: dict[str, Any], module: types.ModuleType) -> None:
    error = None
    try:
        execute(cell["source"], cell["line"], f"<cell {cell['label']}>", module.__dict__)
    except BaseException as caught:  # sys.exit() and a Ctrl-C of the student's end a cell like anything else
        error = describe(caught)
    _send(events, {"done": cell["label"], "error": error, "printed": printed.take()})


def _notebook_module() -> types.ModuleType:
    """An empty `__main__`, as a notebook's code finds it, with what it finds beside the builtins."""
    module = types.ModuleType("__main__")
    shell = _Shell()
    module.__dict__.update(get_ipython=lambda: shell, display=lambda *_, **__: None)
    sys.modules["__main__"] = module
    return module


class _Shell:
    """What `get_ipython()` gives: every call on it does nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *_, **__: None


def execute(source: str, first_line: int, filename: str, namespace: dict[str, Any]) -> None:
    """Run a cell. `first_line` is the number its first line goes by in tracebacks."""
    source = "\n" * (first_line - 1) + source
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    code = _compiled(source, filename)
    if code.co_flags & inspect.CO_COROUTINE:
        asyncio.run(types.FunctionType(code, namespace)())
    else:
        exec(code, namespace)


def _compiled(source: str, filename: str) -> types.CodeType:
    """A cell's code. Lines for IPython alone are left out of what is not Python as it stands."""
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        return compile(source, filename, "exec", flags=flags, dont_inherit=True)
    except SyntaxError as error:
        plain = without_magics(source)
        if plain == source:
            raise
        try:
            return compile(plain, filename, "exec", flags=flags, dont_inherit=True)
        except SyntaxError as remaining:
            raise remaining from error


def without_magics(source: str) -> str:
    """The cell with as many lines, and nothing in the place of `%magic`, `!command`, `name = !command` and `name?`."""
    if magic := re.match(r"\s*%%(\w+)[^\n]*", source):
        if magic[1] not in BODY_MAGICS:
            return ""
        source = source[: magic.start(1) - 2] + source[magic.end() :]
    source = re.sub(r"^([ \t]*)(?:[%!?].*|[\w.]+\?{1,2}[ \t]*)$", r"\1pass", source, flags=re.MULTILINE)
    return re.sub(r"^([ \t]*[\w, ]+=[ \t]*)[%!].*$", r"\1None", source, flags=re.MULTILINE)


def describe(error: BaseException) -> dict[str, Any]:
    """An exception as data: type, text, and the last line of the notebook that it came through."""
    cell, line, code = None, None, None
    if isinstance(error, SyntaxError) and (error.filename or "").startswith("<cell "):
        cell, line, code = error.filename[6:-1], error.lineno, error.text
    else:
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename.startswith("<cell "):
                cell, line, code = frame.filename[6:-1], frame.lineno, frame.line
    return {"type": type(error).__name__, "text": _text(error), "cell": cell, "line": line, "code": (code or "").strip()}


def _text(error: BaseException) -> str:
    try:
        text = error.msg if isinstance(error, SyntaxError) else str(error)
        return text[:MAX_TEXT] if isinstance(text, str) else ""
    except BaseException:  # an exception whose text raises is the student's own doing
        return ""


if __name__ == "__main__":
    main()
