"""The data-only wire between the judge and a worker: what may cross, and how it is checked.

A frame is two lengths, a msgpack structure and a safetensors blob. Structures hold scalars and tagged arrays only, no
maps, extensions or byte strings; tensors travel beside them and are named by their index. Everything about a frame is
checked before it is decoded, and every shape and dtype before any arithmetic. Nothing is ever unpickled.
"""

from __future__ import annotations

import json
import math
import socket
import struct
import time
from dataclasses import dataclass
from typing import Any

import msgpack
import numpy as np
import torch
from safetensors.torch import load as load_tensors
from safetensors.torch import save as save_tensors

HEADER = struct.Struct("!II")
MAX_STRUCTURE = 256 * 1024  # bytes; 1 MB of empty containers would cost 120 ms and 60 MB to decode
MAX_TENSOR_BYTES = 64 * 1024 * 1024
MAX_TENSOR_HEADER = 64 * 1024
FIRST_READ = 256 * 1024  # bytes of room for a frame's first part; it doubles as they come
MAX_TENSORS = 64
MAX_RANK = 8
MAX_DEPTH = 16
MAX_ITEMS = 20_000
MAX_KEYS = 2_000  # of one set or mapping: keys made to hash alike are compared each with each
MAX_TEXT = 4_000  # characters of a string that crosses
MAX_DIGITS = 1_000
SCALARS = (bool, int, float, str, type(None))
PLAIN = {int: int.__int__, float: float.__float__, str: str.__str__}
DTYPES = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
    "I64": torch.int64,
    "I32": torch.int32,
    "I16": torch.int16,
    "I8": torch.int8,
    "U8": torch.uint8,
    "BOOL": torch.bool,
}
SENDABLE = frozenset(DTYPES.values())


class WireError(Exception):
    """A frame that is not a well-formed message: too large, malformed, or of a kind that may not cross."""


class Closed(WireError):
    """The other end is gone."""


class Late(WireError):
    """No whole frame arrived in time."""


@dataclass(frozen=True)
class Opaque:
    """A value that cannot cross: only the name of its type and the start of its repr did."""

    type_name: str
    repr: str


@dataclass(frozen=True)
class Mapped:
    """A dataset split that lies in the worker's memory already; only its name crosses."""

    name: str
    split: str


# ---- encoding -----------------------------------------------------------------------------------------------------


def encode(message: list[Any]) -> tuple[bytes, bytes]:
    """A message as (structure, tensors).

    Raises:
        WireError: the message is larger than what may cross.
    """
    encoder = _Encoder()
    structure = msgpack.packb([encoder.value(part, 0) for part in message])
    if len(structure) > MAX_STRUCTURE:
        raise WireError("more data than may cross at once")
    tensors = save_tensors({str(i): tensor for i, tensor in enumerate(encoder.tensors)}) if encoder.tensors else b""
    return structure, tensors


class _Encoder:
    def __init__(self) -> None:
        self.tensors: list[torch.Tensor] = []
        self.tensor_bytes = 0
        self.items = 0

    def value(self, value: Any, depth: int) -> Any:
        self.items += 1
        if self.items > MAX_ITEMS:
            raise WireError(f"more than {MAX_ITEMS} values")
        kind = type(value)
        if kind in (bool, type(None), float):
            return value
        if kind is int:
            return value if -(2**63) <= value < 2**63 else self._big(value)
        if kind is str:
            return value[:MAX_TEXT].encode("utf-8", "replace").decode("utf-8")
        if depth >= MAX_DEPTH:
            return _opaque(value)
        if isinstance(value, torch.Tensor):
            return self._tensor(value)
        if isinstance(value, np.generic):
            return self._array("N", value)
        if isinstance(value, np.ndarray):
            return self._array("A", value)
        if isinstance(value, tuple):  # torch.Size and named tuples too
            return ["u", [self.value(item, depth + 1) for item in value]]
        if isinstance(value, list):
            return ["l", [self.value(item, depth + 1) for item in value]]
        if isinstance(value, (set, frozenset, dict)) and len(value) > MAX_KEYS:
            raise WireError(f"more than {MAX_KEYS} keys")
        if isinstance(value, (set, frozenset)):
            return ["s", [self.value(item, depth + 1) for item in value]]
        if isinstance(value, dict):
            pairs = [[self.value(key, depth + 1), self.value(item, depth + 1)] for key, item in value.items()]
            return ["d", pairs]
        if isinstance(value, Mapped):
            return ["m", value.name, value.split]
        if isinstance(value, Opaque):
            return ["o", value.type_name, value.repr]
        for base, plain in PLAIN.items():  # subclasses: an IntEnum, a str with methods of its own
            if isinstance(value, base):
                return self.value(plain(value), depth + 1)
        return _opaque(value)

    def _big(self, value: int) -> Any:
        if value.bit_length() > 3 * MAX_DIGITS:
            return _opaque_named("int", f"an integer of {value.bit_length()} bits")
        return ["i", str(value)]

    def _tensor(self, tensor: torch.Tensor) -> Any:
        if tensor.dtype not in SENDABLE or tensor.layout is not torch.strided or tensor.device.type != "cpu":
            return _opaque_named("Tensor", f"{tensor.dtype}, {tensor.layout}, on {tensor.device}")
        if tensor.dim() > MAX_RANK:
            return _opaque_named("Tensor", f"a tensor with {tensor.dim()} axes")
        flag = bool(tensor.requires_grad)
        return ["T", self._store(tensor.detach()), flag, isinstance(tensor, torch.nn.Parameter)]

    def _array(self, tag: str, array: Any) -> Any:
        try:
            tensor = torch.from_numpy(np.array(array, copy=True, order="C"))
        except TypeError:  # objects, strings, dates
            return _opaque(array)
        if tensor.dtype not in SENDABLE or tensor.dim() > MAX_RANK:
            return _opaque(array)
        return [tag, self._store(tensor)]

    def _store(self, tensor: torch.Tensor) -> int:
        # An expanded view is counted as what it would become: 8 bytes of storage can claim petabytes.
        self.tensor_bytes += tensor.numel() * tensor.element_size()
        if self.tensor_bytes > MAX_TENSOR_BYTES or len(self.tensors) >= MAX_TENSORS:
            raise WireError("more tensor data than may cross at once")
        plain = tensor.as_subclass(torch.Tensor) if type(tensor) is not torch.Tensor else tensor
        self.tensors.append(plain.clone(memory_format=torch.contiguous_format))
        return len(self.tensors) - 1


def _opaque(value: Any) -> Any:
    try:
        text = repr(value)
        text = text if type(text) is str else ""
    except BaseException:  # a repr that raises, exits or recurses is the student's, and is not worth more than this
        text = ""
    return _opaque_named(type(value).__name__, text)


def _opaque_named(type_name: str, text: str) -> Any:
    def clean(part: str) -> str:
        return part[:200].encode("utf-8", "replace").decode("utf-8")

    return ["o", clean(type_name), clean(text)]


# ---- decoding -----------------------------------------------------------------------------------------------------


def decode(structure: bytes, tensors: bytes) -> list[Any]:
    """The message in a frame, rebuilt from data alone.

    Raises:
        WireError: the frame breaks any limit or rule.
    """
    if len(structure) > MAX_STRUCTURE or len(tensors) > MAX_TENSOR_BYTES + MAX_TENSOR_HEADER:
        raise WireError("a frame over the size limit")
    try:
        message = msgpack.unpackb(structure, raw=False, max_map_len=0, max_ext_len=0, max_bin_len=0, max_array_len=MAX_ITEMS)
    except Exception as error:  # msgpack raises ValueError, StackError, UnicodeDecodeError, ExtraData, ...
        raise WireError(f"malformed structure ({type(error).__name__})") from None
    if not isinstance(message, list):
        raise WireError("malformed structure (not an array)")
    decoder = _Decoder(_decode_tensors(tensors))
    try:
        return [decoder.value(part, 0) for part in message]
    except WireError:
        raise
    except Exception as error:  # whatever a frame holds, it is its sender's fault and not the reader's
        raise WireError(f"a malformed value ({type(error).__name__})") from None


class _Decoder:
    def __init__(self, tensors: dict[str, torch.Tensor]) -> None:
        self.tensors = tensors
        self.items = 0

    def value(self, value: Any, depth: int) -> Any:
        self.items += 1
        if self.items > MAX_ITEMS or depth > MAX_DEPTH:
            raise WireError("too many or too deeply nested values")
        if isinstance(value, SCALARS):
            return value
        match value:
            case ["T", int(index), bool(requires_grad), bool(is_parameter)]:
                tensor = self._take(index)
                if is_parameter and (tensor.is_floating_point() or not requires_grad):
                    return torch.nn.Parameter(tensor, requires_grad=requires_grad)
                return tensor.requires_grad_() if requires_grad and tensor.is_floating_point() else tensor
            case ["A", int(index)]:
                return self._numpy(index)
            case ["N", int(index)]:
                array = self._numpy(index)
                if array.ndim != 0:
                    raise WireError("a numpy scalar with axes")
                return array[()]
            case ["l", list(items)]:
                return [self.value(item, depth + 1) for item in items]
            case ["u", list(items)]:
                return tuple(self.value(item, depth + 1) for item in items)
            case ["s", list(items)] if len(items) <= MAX_KEYS:
                return frozenset(self._key(item, depth) for item in items)
            case ["d", list(pairs)] if len(pairs) <= MAX_KEYS:
                return dict(self._pair(pair, depth) for pair in pairs)
            case ["i", str(digits)] if len(digits) <= MAX_DIGITS and digits.removeprefix("-").isdecimal():
                return int(digits)
            case ["o", str(type_name), str(text)]:
                return Opaque(type_name[:200], text[:200])
            case ["m", str(name), str(split)]:
                return Mapped(name, split)
        raise WireError("a value of a kind that may not cross")

    def _take(self, index: int) -> torch.Tensor:
        try:
            return self.tensors.pop(str(index))  # each tensor is named once: two names for one would alias
        except KeyError:
            raise WireError("a tensor that is not in the frame") from None

    def _numpy(self, index: int) -> np.ndarray:
        tensor = self._take(index)
        if tensor.dtype is torch.bfloat16:
            raise WireError("an array of a dtype numpy does not have")
        return tensor.numpy()

    def _pair(self, pair: Any, depth: int) -> tuple[Any, Any]:
        if not isinstance(pair, list) or len(pair) != 2:
            raise WireError("malformed mapping")
        return self._key(pair[0], depth), self.value(pair[1], depth + 1)

    def _key(self, item: Any, depth: int) -> Any:
        key = self.value(item, depth + 1)
        try:
            hash(key)
        except TypeError:
            raise WireError("a key that cannot be one") from None
        return key


def _decode_tensors(blob: bytes) -> dict[str, torch.Tensor]:
    if not blob:
        return {}
    _check_tensor_header(blob)
    try:
        tensors = load_tensors(blob)
    except Exception as error:
        raise WireError(f"malformed tensors ({type(error).__name__})") from None
    # A bool byte other than 0 or 1 is undefined behaviour in arithmetic: make it a truth value first.
    return {name: tensor.view(torch.uint8) != 0 if tensor.dtype is torch.bool else tensor for name, tensor in tensors.items()}


def _check_tensor_header(blob: bytes) -> None:
    if len(blob) < 8:
        raise WireError("malformed tensors (no header)")
    (length,) = struct.unpack_from("<Q", blob)
    if length > MAX_TENSOR_HEADER or 8 + length > len(blob):
        raise WireError("malformed tensors (header length)")
    try:
        header = json.loads(blob[8 : 8 + length], object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        raise WireError("malformed tensors (header)") from None
    if not isinstance(header, dict) or len(header) > MAX_TENSORS:
        raise WireError("malformed tensors (count)")
    for entry in header.values():
        _check_tensor_entry(entry)


def _check_tensor_entry(entry: Any) -> None:
    if not isinstance(entry, dict) or not isinstance(entry.get("dtype"), str) or entry["dtype"] not in DTYPES:
        raise WireError("a tensor of a dtype that may not cross")
    shape = entry.get("shape")
    if not isinstance(shape, list) or len(shape) > MAX_RANK:
        raise WireError("a tensor with too many axes")
    if not all(type(size) is int and size >= 0 for size in shape):
        raise WireError("a tensor with a malformed shape")
    # A shape [0, 2**62] holds no data, but summing over its first axis would ask for terabytes.
    if math.prod(max(size, 1) for size in shape) > MAX_TENSOR_BYTES:
        raise WireError("a tensor larger than what may cross")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        raise ValueError("duplicate keys")
    return mapping


# ---- frames on a socket -------------------------------------------------------------------------------------------


def send(sock: socket.socket, message: list[Any]) -> None:
    """Write one frame.

    Raises:
        WireError: the message may not cross.
        Closed: the other end is gone.
    """
    structure, tensors = encode(message)
    try:
        sock.sendall(HEADER.pack(len(structure), len(tensors)) + structure + tensors)
    except TimeoutError:
        raise Late("the other end does not read") from None
    except OSError:
        raise Closed("the other end is gone") from None


def receive(sock: socket.socket, wait: Waiter | None = None) -> list[Any]:
    """Read one frame.

    Args:
        wait: called before each read, with the socket; raises `Late` when the time is up.

    Raises:
        WireError: the frame is malformed.
        Closed: the other end is gone, perhaps in the middle of a frame.
        Late: from `wait`.
    """
    structure_bytes, tensor_bytes = HEADER.unpack(_read(sock, HEADER.size, wait))
    if structure_bytes > MAX_STRUCTURE or tensor_bytes > MAX_TENSOR_BYTES + MAX_TENSOR_HEADER:
        raise WireError("a frame over the size limit")
    return decode(bytes(_read(sock, structure_bytes, wait)), bytes(_read(sock, tensor_bytes, wait)))


class Waiter:
    """Waits for bytes until a wall-clock deadline; the judge's own waits on CPU time (see `autograder.grading`)."""

    def __init__(self, wall_s: float) -> None:
        self.deadline = time.monotonic() + wall_s

    def __call__(self, sock: socket.socket) -> None:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise Late("no whole frame in time")
        sock.settimeout(left)


def _read(sock: socket.socket, size: int, wait: Waiter | None) -> bytearray:
    buffer = bytearray()
    done = 0
    while done < size:
        if done == len(buffer):  # room for what comes, not for what was announced: saying 64 MiB costs its sender nothing
            buffer.extend(bytes(min(size - done, max(done, FIRST_READ))))
        if wait is not None:
            wait(sock)
        try:
            with memoryview(buffer) as view, view[done:] as rest:
                count = sock.recv_into(rest)
        except TimeoutError:
            continue  # `wait` decides whether the time is up
        except OSError:
            raise Closed("the other end is gone") from None
        if count == 0:
            raise Closed("the other end is gone")
        done += count
    return buffer
