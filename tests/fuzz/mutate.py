"""Nearly valid cases: a well-formed one is taken apart, changed in a place or two, and put together again.

Plain bytes seldom get past a JSON parser. Here the parts of a file (the cells of a notebook, the values of a frame, the
header of its tensors, the members of a zip file) are changed as data, so that what is tested is the reader behind it.
"""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from random import Random
from typing import Any

import msgpack

from autograder.sandbox.wire import HEADER
from tests.fuzz.seeds import WORDS, framed, packed

LONGEST = 64 * 1024  # bytes of a case
ODD: list[Any] = [
    None, True, False, 0, -1, 1, 2, 4, 64, 2**31, 2**53, 2**62, 2**63 - 1, -(2**63), 10**40, 10**400, 0.0, -0.0, 1e308, 5e-324,
    float("nan"), float("inf"), "", "0", "\ud800", "\0", "\u202e", "é" * 40, "x" * 5000, "=1+1", "<script>", "../..", [], {}, [[]],
    {"": {}},
]  # fmt: skip
Rewrite = Callable[[bytes], bytes]


def mutate(target: str, data: bytes, rng: Random, plain: Rewrite | None = None) -> bytes:
    """Another case made from one. `plain` changes bytes; where the parts cannot be told apart it is all that is done."""
    plain = plain or (lambda part: _bytes(part, WORDS[target], rng))
    if rng.random() < 0.2:
        return plain(data)[:LONGEST]
    try:
        return _PARTS[target](data, rng, plain)[:LONGEST]
    except Exception:  # not well-formed enough to take apart
        return plain(data)[:LONGEST]


def _json(data: bytes, rng: Random, words: list[str]) -> bytes:
    text = json.dumps(_tree(json.loads(data), rng, words), ensure_ascii=rng.random() < 0.9)
    if rng.random() < 0.03:  # a key twice
        text = text.replace("{", '{"cells": [], "schema": 1, ' if rng.random() < 0.5 else '{"source": 1, ', 1)
    return text.encode("utf-8", "surrogatepass")


def _notebook(data: bytes, rng: Random, plain: Rewrite) -> bytes:
    return _json(data, rng, WORDS["notebook"])


def _verdict(data: bytes, rng: Random, plain: Rewrite) -> bytes:
    return _json(data, rng, WORDS["verdict"])


def _script(data: bytes, rng: Random, plain: Rewrite) -> bytes:
    lines = data.decode().split("\n")
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(lines))
        match rng.randrange(5):
            case 0:
                lines.insert(at, rng.choice(WORDS["script"]) + rng.choice(lines))
            case 1:
                lines[at] = plain(lines[at].encode()).decode("utf-8", "replace")
            case 2:
                lines[at] = lines[at] + rng.choice(WORDS["script"]) * rng.choice((1, 2, 100, 1000))
            case 3:
                lines[at:at] = lines[at : at + rng.randint(1, 9)]
            case 4 if len(lines) > 1:
                del lines[at]
    return "\n".join(lines).encode()


def _wire(data: bytes, rng: Random, plain: Rewrite) -> bytes:
    structure_bytes, tensor_bytes = HEADER.unpack_from(data)
    structure, rest = data[8 : 8 + structure_bytes], data[8 + structure_bytes :]
    blob, rest = rest[:tensor_bytes], rest[tensor_bytes:]
    part = rng.randrange(5)
    if blob and part == 0:
        blob = _blob(blob, rng)
    elif part == 1:
        structure = plain(structure)
    elif blob and part == 2:
        blob = plain(blob)
    else:
        tree = _tree(msgpack.unpackb(structure, strict_map_key=False), rng, list("TANludsiom"))
        structure = msgpack.packb(tree, unicode_errors="surrogatepass", use_bin_type=True)
    return framed(structure, blob) + rest


def _blob(blob: bytes, rng: Random) -> bytes:
    """A safetensors blob with another header, whose length is right."""
    (length,) = struct.unpack_from("<Q", blob)
    header = _json(blob[8 : 8 + length], rng, WORDS["wire"])
    return struct.pack("<Q", len(header)) + header + blob[8 + length :]


def _archive(data: bytes, rng: Random, plain: Rewrite) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(info.filename, archive.open(info).read(LONGEST)) for info in archive.infolist()[:20]]
    at = rng.randrange(len(members))
    name, content = members[at]
    match rng.randrange(5):
        case 0:
            name = plain(name.encode()).decode("utf-8", "replace") or "x"
        case 1:
            name = rng.choice(["../", "a/", "/", "C:", "\\", ".", "ch00_01_warm_up/", "__MACOSX/"]) + name
        case 2:
            content = mutate("script" if name.endswith(".py") else "notebook", content, rng)
        case 3:
            content = content * rng.choice((2, 100))
        case 4:
            members.append((rng.choice(["b.ipynb", "b.py", "b.txt", name]), content))
    members[at] = (name, content)
    made = packed(members, rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)))
    return _directory(made, rng) if rng.random() < 0.5 else made


def _directory(data: bytes, rng: Random) -> bytes:
    """A zip file with another number somewhere in its directory."""
    changed = bytearray(data)
    start = data.rindex(b"PK\x01\x02") if rng.random() < 0.7 else data.rindex(b"PK\x05\x06")
    at = rng.randrange(start, len(changed))
    changed[at : at + 4] = rng.choice(
        (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", struct.pack("<I", zlib.crc32(data)))
    )
    return bytes(changed)


_PARTS: dict[str, Callable[[bytes, Random, Rewrite], bytes]] = {
    "notebook": _notebook, "script": _script, "archive": _archive, "wire": _wire, "verdict": _verdict,
}  # fmt: skip


# ---- trees --------------------------------------------------------------------------------------------------------


def _tree(root: Any, rng: Random, words: list[str]) -> Any:
    """A tree of lists and objects in which a place or two is different."""
    top = [root]
    for _ in range(rng.choice((1, 1, 2, 3))):
        places = list(_places(top))
        holder, key = rng.choice(places)
        match rng.randrange(8):
            case 0 | 1:
                holder[key] = rng.choice(ODD)
            case 2:
                holder[key] = rng.choice(words)
            case 3:
                other, place = rng.choice(places)
                holder[key] = json.loads(json.dumps(other[place]))
            case 4 if holder is not top:
                del holder[key]
            case 5:
                holder[key] = [holder[key]] * rng.choice((1, 2, 70))
            case 6 if isinstance(holder, dict):
                holder[rng.choice(words)] = holder.pop(key)
            case _:
                holder[key] = _changed(holder[key], rng, words)
    return top[0]


def _places(value: Any) -> Any:
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], (list, dict)):
            yield from _places(value[key])


def _changed(value: Any, rng: Random, words: list[str]) -> Any:
    if isinstance(value, str):
        at = rng.randint(0, len(value))
        return value[:at] + rng.choice((rng.choice(words), chr(rng.randrange(0x110000)), "")) + value[at + rng.randrange(3) :]
    if isinstance(value, (int, float)):
        return value + rng.choice((1, -1, 0.5, 2**31))
    for _ in range(rng.choice((1, 20, 100))):  # deeper
        value = [value] if rng.random() < 0.5 else {rng.choice(words): value}
    return value


def _bytes(data: bytes, words: list[str], rng: Random) -> bytes:
    """Bytes with a few changed: what libFuzzer does better, where it is not there."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at = rng.randint(0, len(changed))
        match rng.randrange(4):
            case 0:
                changed[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del changed[at : at + rng.randint(1, 16)]
            case 2:
                changed[at:at] = rng.choice(words).encode()
            case 3:
                changed[at:at] = changed[at : at + rng.randint(1, 64)]
    return bytes(changed)
