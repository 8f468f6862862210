"""Probes: small functions of a hidden grader that run beside the student's code.

A probe travels as source text. It may use its parameters, what it imports itself, builtins, torch, numpy, math and
random, and `operators_used`. One that leans on anything else of its module is refused when the grader is loaded,
because what it would capture could be a secret.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import symtable
import textwrap
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from autograder.grading.outcomes import GraderError

PROVIDED = frozenset({"torch", "np", "numpy", "math", "random", "operators_used"})


@dataclass(frozen=True)
class Probe:
    """A probe as it is shipped."""

    name: str
    source: str
    stands_in_for: frozenset[str]


@cache
def read_probe(function: Callable[..., Any]) -> Probe:
    """The probe behind a function of a grader.

    Raises:
        GraderError: it is not a plain module-level function, or uses a name that it may not.
    """
    where = f"probe {getattr(function, '__qualname__', function)!s}"
    if not inspect.isfunction(function) or "<locals>" in function.__qualname__ or "." in function.__qualname__:
        raise GraderError(f"{where}: a probe is a function at the top level of its module")
    if function.__closure__:
        raise GraderError(f"{where}: a probe captures nothing")
    source = textwrap.dedent(inspect.getsource(function))
    definition = ast.parse(source).body[0]
    if definition.decorator_list:
        raise GraderError(f"{where}: a probe has no decorators")
    if foreign := _free_names(source) - PROVIDED - set(dir(builtins)) - {function.__name__}:
        raise GraderError(f"{where}: uses {', '.join(sorted(foreign))}, which does not travel with it; import it inside")
    return Probe(function.__name__, source, frozenset(_assigned(definition)))


def _free_names(source: str) -> set[str]:
    """Names that the source looks up outside itself."""
    names: set[str] = set()

    def visit(table: symtable.SymbolTable) -> None:
        for symbol in table.get_symbols():
            local = symbol.is_local() and symbol.is_assigned()
            if symbol.is_referenced() and not (local or symbol.is_parameter() or symbol.is_free() or symbol.is_imported()):
                names.add(symbol.get_name())
        for child in table.get_children():
            visit(child)

    visit(symtable.symtable(source, "<probe>", "exec"))
    return names


def _assigned(definition: ast.FunctionDef) -> set[str]:
    """Attributes of the first parameter that the probe assigns: names it puts a stand-in under."""
    first = definition.args.args[0].arg if definition.args.args else None
    found = {
        node.attr
        for node in ast.walk(definition)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == first
    }
    if any(isinstance(node, ast.Name) and node.id == "setattr" for node in ast.walk(definition)):
        raise GraderError(f"probe {definition.name}: write code.name = stand_in, not setattr, so that it can be checked")
    return found


def check_stand_ins(probes: Collection[Probe], exercise: str, later: Collection[str]) -> None:
    """A stand-in for an exercise may enter a worker only after that exercise has been judged.

    Raises:
        GraderError: a probe of `exercise` stands in for itself or for one of the `later` exercises.
    """
    for probe in probes:
        if early := probe.stands_in_for & (set(later) | {exercise}):
            raise GraderError(
                f"probe {probe.name} of {exercise}: stands in for {', '.join(sorted(early))}, judged later: "
                "move that exercise's tests above, or the student's code could keep the stand-in"
            )
