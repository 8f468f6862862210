"""The worker's serve loop: the only code of ours that runs beside a student's, inside the jail.

It holds no secret. Each request names itself with an id that the student cannot guess and gets exactly one reply;
whatever else a student writes on the socket ends the worker, not the judge.

Requests, as wire messages:
    [id, "load", [[label, source], ...], cell_cpu_s]
    [id, "call", seed | None, name, args, kwargs]
    [id, "run", seed | None, probe_source, probe_name, args]
Replies:
    [id, "loaded", [[cell, type, text, line, code], ...]]
    [id, "value", value]
    [id, "raised", cell, type, text, line, code]
A seed starts a new test: the state is reset and the random generators are seeded first.
"""

from __future__ import annotations

import os
import socket
import sys
from typing import Any

from autograder.sandbox import loader, wire

#: (name, split) -> tensors, put there by the zygote before it forks
MAPPED: dict[tuple[str, str], Any] = {}


def serve(sock: socket.socket) -> None:
    """Answer requests until the judge closes the socket; never returns."""
    sock.setblocking(True)
    worker = _Worker()
    while True:
        try:
            request = wire.receive(sock)
        except wire.WireError:
            os._exit(0)
        _reply(sock, request[0], worker.answer(request[1:]))


def _reply(sock: socket.socket, request_id: str, answer: list[Any]) -> None:
    try:
        wire.send(sock, [request_id, *answer])
    except wire.Closed:
        os._exit(0)
    except BaseException as error:  # a result too large, or one whose own methods raise while it is read
        wire.send(sock, [request_id, *_raised(error)])


class _Worker:
    def __init__(self) -> None:
        self.module = loader.new_module("__main__")
        self.state = loader.State(self.module)

    def answer(self, request: list[Any]) -> list[Any]:
        try:
            match request:
                case ["load", cells, cell_cpu_s]:
                    return self._load(cells, cell_cpu_s)
                case ["call", seed, name, args, kwargs]:
                    self._begin(seed)
                    function = getattr(loader.Namespace(self.module), name)
                    return ["value", function(*map(_resolve, args), **{k: _resolve(v) for k, v in kwargs.items()})]
                case ["run", seed, source, name, args]:
                    self._begin(seed)
                    code = loader.Namespace(self.module)
                    return ["value", loader.run_probe(source, name, code, [_resolve(arg) for arg in args])]
        except BaseException as error:  # the student's code may raise anything, SystemExit included
            return _raised(error)
        return _raised(RuntimeError("unknown request"))

    def _load(self, cells: list[list[str]], cell_cpu_s: float | None) -> list[Any]:
        sys.modules["__main__"] = self.module  # so that classes of the notebook can be pickled by torch.save
        loader.offer_as_d2l(self.module)
        errors = loader.load_cells([(label, source) for label, source in cells], self.module, cell_cpu_s)
        self.state = loader.State(self.module)
        return ["loaded", [[e.cell, e.type_name, e.text, e.line, e.code] for e in errors[:100]]]

    def _begin(self, seed: int | None) -> None:
        if seed is not None:
            self.state.reset(seed)


def _raised(error: BaseException) -> list[Any]:
    e = loader.describe(error)
    return ["raised", e.cell, e.type_name, e.text, e.line, e.code]


def _resolve(value: Any) -> Any:
    return MAPPED[value.name, value.split] if isinstance(value, wire.Mapped) else value
