"""Comparison in the judge: strict, in float64, and with messages that give nothing away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import torch

from autograder.grading.outcomes import GraderError, Mismatch, StudentRaised
from autograder.sandbox.wire import Opaque

#: relative and absolute tolerance by the student's dtype; the absolute one is scaled by the largest expected value
TOLERANCES = {
    torch.float64: (1e-10, 1e-12),
    torch.float32: (1e-5, 1e-6),  # exp/log chains differ by a few float32 ulps between honest forms
    torch.float16: (5e-3, 1e-3),
    torch.bfloat16: (2e-2, 1e-2),
}


class Expected(torch.Tensor):
    """A tensor computed from the reference. Whatever is computed from it is one too, and none may be sent to a student."""


def plain(tensor: torch.Tensor) -> torch.Tensor:
    """The tensor without graph and without the mark of where it came from."""
    return tensor.detach().as_subclass(torch.Tensor)


class _Check:
    def __call__(self, condition: Any, sentence: str) -> None:
        """Fail with the sentence unless the condition holds.

        Raises:
            Mismatch: it does not.
        """
        if not bool(condition):
            raise Mismatch(sentence)

    def raises(self, exception: type[BaseException], function: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Fail unless the student's code says that it raised this exception. Compare what it left behind as well.

        Raises:
            Mismatch: it returned, or said that it raised another one.
        """
        try:
            function(*args, **kwargs)
        except StudentRaised as raised:
            if raised.type_name == exception.__name__:
                return
            raise Mismatch(f"expected {exception.__name__}, but it raised {raised}") from None
        raise Mismatch(f"expected {exception.__name__}, but nothing was raised")


check = _Check()


def assert_close(
    actual: Any,
    expected: Any,
    rtol: float | None = None,
    atol: float | None = None,
    dtype: torch.dtype | None = None,
    what: str = "the result",
    slips: Iterable[tuple[torch.Tensor | float, str]] = (),
) -> None:
    """Compare a student's value with the expected one: kind, shape, dtype where asked, and every element.

    Args:
        actual: tensor, array, number, or a (nested) list, tuple or dict of them, as decoded from the wire.
        expected: the same structure. A tensor where the student may return a number of the same value, and back.
        rtol: relative tolerance; by default from `TOLERANCES` for the less exact of the two dtypes; integers are exact.
        atol: absolute tolerance; the default is scaled by max(1, largest expected value).
        dtype: dtype the result must have.
        what: what the value is, as the message calls it.
        slips: values that well-known slips give, each with the sentence to say instead when the result is that value.

    Raises:
        Mismatch: they differ; the text gives shapes, dtypes, the first offending index and the student's value there.
    """
    try:
        _compare(actual, expected, rtol, atol, dtype, what)
    except Mismatch:
        for value, sentence in slips:
            if looks_like(actual, value) and not looks_like(actual, expected):  # a near miss is no slip
                raise Mismatch(sentence) from None
        raise


def looks_like(actual: Any, value: Any) -> bool:
    """Whether a student's number or tensor is this value to about three digits, in this shape."""
    numeric = (int, float, np.generic, torch.Tensor)
    if isinstance(actual, bool) or not (isinstance(actual, numeric) and isinstance(value, numeric)):
        return False
    found, value = torch.as_tensor(actual).detach().double(), torch.as_tensor(value).detach().double()
    return found.shape == value.shape and torch.allclose(found, value, rtol=1e-3, atol=1e-6)


def assert_unchanged(after: Any, before: torch.Tensor, what: str) -> None:
    """An argument, after a call that has no business with it, is what it was, bit for bit.

    Raises:
        Mismatch: it is not.
    """
    same = isinstance(after, torch.Tensor) and after.dtype == before.dtype and torch.equal(plain(after), plain(before))
    check(same, f"{what} was changed by the call: make a new tensor instead of writing into the one passed in")


def _compare(actual: Any, expected: Any, rtol: Any, atol: Any, dtype: Any, what: str) -> None:
    if isinstance(expected, dict):
        _compare_mappings(actual, expected, rtol, atol, dtype, what)
    elif isinstance(expected, (list, tuple)):
        _compare_sequences(actual, expected, rtol, atol, dtype, what)
    elif expected is None or isinstance(expected, str):
        if type(actual) is not type(expected) or actual != expected:
            raise Mismatch(f"{what} is {show(actual)}, which is not right")
    else:
        _compare_numbers(actual, _as_tensor(expected), rtol, atol, dtype, what)


def shaped(value: Any, *shape: int, what: str) -> torch.Tensor:
    """A student's tensor in float64, without its graph, once it has this shape and no NaN in it.

    Raises:
        Mismatch: it is no tensor of numbers, has another shape, or has a NaN.
    """
    assert_close(value, torch.zeros(shape), atol=float("inf"), what=what)
    return torch.as_tensor(value).detach().double()


def _compare_mappings(actual: Any, expected: dict, rtol: Any, atol: Any, dtype: Any, what: str) -> None:
    if not isinstance(actual, dict):
        raise Mismatch(f"{what} should be a dictionary, not {kind(actual)}")
    for key, value in expected.items():
        if key not in actual:
            raise Mismatch(f"{what} has no key {key!r}")
        _compare(actual[key], value, rtol, atol, dtype, f"{what}[{key!r}]")


def _compare_sequences(actual: Any, expected: Any, rtol: Any, atol: Any, dtype: Any, what: str) -> None:
    if isinstance(actual, (torch.Tensor, np.ndarray)) and all(isinstance(e, (int, float)) for e in expected):
        return _compare_numbers(actual, torch.tensor(expected), rtol, atol, dtype, what)
    if not isinstance(actual, (list, tuple)):
        raise Mismatch(f"{what} should be a sequence of {len(expected)} values, not {kind(actual)}")
    if len(actual) != len(expected):
        raise Mismatch(f"{what} has {len(actual)} values; it should have {len(expected)}")
    for i, (a, e) in enumerate(zip(actual, expected, strict=True)):
        _compare(a, e, rtol, atol, dtype, f"{what}[{i}]")
    return None


def _compare_numbers(actual: Any, expected: torch.Tensor, rtol: Any, atol: Any, dtype: Any, what: str) -> None:
    value = _numeric(actual, what)
    if value.shape != expected.shape:
        raise Mismatch(f"{what} has shape {tuple(value.shape)}; it should be {tuple(expected.shape)}")
    if dtype is not None and value.dtype != dtype:
        raise Mismatch(f"{what} has dtype {name(value.dtype)}; it should be {name(dtype)}")
    if not expected.numel():
        return
    default_rtol, default_atol = _tolerances(value.dtype, expected.dtype, is_python=isinstance(actual, (int, float)))
    e = expected.to(torch.float64)
    a = value.to(torch.float64)
    finite = e[torch.isfinite(e)]
    scale = max(1.0, float(finite.abs().max())) if finite.numel() else 1.0
    limit = (default_atol * scale if atol is None else atol) + (default_rtol if rtol is None else rtol) * e.abs()
    good = torch.where(torch.isfinite(e), (a - e).abs() <= limit, a == e)  # NaN never equals anything
    if not bool(good.all()):
        _fail_at(a, good, what, value.dtype)


def _fail_at(a: torch.Tensor, good: torch.Tensor, what: str, dtype: torch.dtype) -> None:
    wrong = int((~good).sum())
    if a.dim() == 0:
        raise Mismatch(f"{what} is {number(a, dtype)}, which is not right")
    index = tuple(int(i) for i in torch.nonzero(~good)[0])
    place = ", ".join(map(str, index))
    raise Mismatch(
        f"{what} is wrong in {wrong} of {good.numel()} places (shape {tuple(a.shape)}, {name(dtype)}), "
        f"first at [{place}], where yours is {number(a[index], dtype)}"
    )


def _tolerances(actual: torch.dtype, expected: torch.dtype, *, is_python: bool) -> tuple[float, float]:
    if not expected.is_floating_point and not actual.is_floating_point:
        return 0.0, 0.0
    dtypes = [d for d in (actual, expected) if d in TOLERANCES and not (is_python and d is actual)]
    pairs = [TOLERANCES[d] for d in dtypes] or [TOLERANCES[torch.float32]]
    return max(p[0] for p in pairs), max(p[1] for p in pairs)


def _numeric(actual: Any, what: str) -> torch.Tensor:
    if isinstance(actual, torch.Tensor):
        return plain(actual)
    if isinstance(actual, (np.ndarray, np.generic)):
        return torch.as_tensor(np.asarray(actual))
    if isinstance(actual, (bool, int, float)):
        try:
            return torch.tensor(actual, dtype=torch.float64 if isinstance(actual, float) else None)
        except (OverflowError, RuntimeError, ValueError):
            raise Mismatch(f"{what} is {show(actual)}, which is out of range") from None
    if isinstance(actual, (list, tuple)):
        try:
            return torch.stack([_numeric(item, what) for item in actual]) if actual else torch.empty(0)
        except RuntimeError:
            raise Mismatch(f"{what} is a ragged {kind(actual)}; its parts differ in shape or dtype") from None
    raise Mismatch(f"{what} should be a number or a tensor, not {kind(actual)}")


def _as_tensor(expected: Any) -> torch.Tensor:
    if isinstance(expected, torch.Tensor):
        return plain(expected)
    if isinstance(expected, (bool, int, float, np.ndarray, np.generic)):
        return torch.as_tensor(np.asarray(expected))
    raise GraderError(f"assert_close cannot compare with a {type(expected).__name__}")


def kind(value: Any) -> str:
    """What a student's value is, in words."""
    if value is None:
        return "None (is a return missing?)"
    if isinstance(value, Opaque):
        return f"a {value.type_name}"
    if isinstance(value, torch.Tensor):
        return f"a tensor of shape {tuple(value.shape)}"
    return f"a {type(value).__name__}"


def show(value: Any) -> str:
    """A student's value, short."""
    if isinstance(value, (torch.Tensor, Opaque)) or value is None:
        return kind(value)
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


def name(dtype: torch.dtype) -> str:
    """A dtype as students write it, without the module."""
    return str(dtype).removeprefix("torch.")


def number(value: torch.Tensor, dtype: torch.dtype) -> str:
    """One element of a student's result."""
    item = value.item()
    if dtype is torch.bool:
        return str(bool(item))
    return f"{item:.6g}" if dtype.is_floating_point else f"{item:.0f}"
