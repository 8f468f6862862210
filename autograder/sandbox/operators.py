"""Which of torch's operators a call reaches, whatever name it is reached by.

The record is kept below Python: a rename, `getattr`, `eval` or a call into `torch.ops` ends at the same operator. It is
kept in the student's own process, so it shows an honest student the rule and is no wall against an attack.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode


class _Functions(TorchFunctionMode):
    """Notes torch's functions and tensor methods as they are called from Python: `matmul`, `numpy`, `tolist`."""

    def __init__(self, names: set[str]) -> None:
        super().__init__()
        self._names = names

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self._names.add(getattr(func, "__name__", ""))
        return func(*args, **(kwargs or {}))


class _Operators(TorchDispatchMode):
    """Notes the operators that the functions end at: `mm`, `_softmax`, `logsumexp`."""

    def __init__(self, names: set[str]) -> None:
        super().__init__()
        self._names = names

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self._names.add(func.overloadpacket.__name__)
        return func(*args, **(kwargs or {}))


@contextmanager
def operators_used() -> Iterator[set[str]]:
    """The names of what is called inside the block: functions, tensor methods, and the operators that they end at."""
    names: set[str] = set()
    with _Functions(names), _Operators(names):
        yield names
