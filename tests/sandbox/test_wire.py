import json
import socket
import struct
import threading

import msgpack
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import save

from autograder.sandbox import wire
from autograder.sandbox.wire import Mapped, Opaque, WireError, decode, encode


def cross(value):
    return decode(*encode([value]))[0]


@pytest.mark.parametrize(
    "value",
    [None, True, -5, 2.5, "text", 2**70, -(2**70), [1, [2.0, "x"]], (1, 2), {"a": [1], 3: None}, frozenset({1, 2}),
     Mapped("fashion_mnist", "train"), Opaque("module", "<module>"), {}, [], ()],
)  # fmt: skip
def test_value_crosses_and_keeps_its_kind(value):
    there = cross(value)
    assert there == value and type(there) is type(value)


@pytest.mark.parametrize("dtype", sorted(wire.SENDABLE, key=str))
def test_tensor_crosses_bit_for_bit(dtype):
    tensor = (torch.arange(6).reshape(2, 3) % 2).to(dtype)
    there = cross(tensor)
    assert there.dtype is dtype and torch.equal(there, tensor)


def test_tensor_flags_cross():
    assert cross(torch.ones(2, requires_grad=True)).requires_grad
    assert isinstance(cross(torch.nn.Parameter(torch.ones(2))), torch.nn.Parameter)
    assert isinstance(cross(torch.nn.Parameter(torch.ones(2), requires_grad=False)), torch.nn.Parameter)


def test_arrays_and_numpy_scalars_cross():
    assert np.array_equal(cross(np.arange(3)), np.arange(3))
    there = cross(np.float32(1.5))
    assert isinstance(there, np.float32) and there == 1.5


def test_views_cross_as_what_they_show():
    base = torch.arange(12.0).reshape(3, 4)
    for view in (base.t(), base[:, 1:3], torch.ones(1).expand(5, 5), base[::2]):
        assert torch.equal(cross(view), view)


@pytest.mark.parametrize(
    "value",
    [object(), len, torch.ones(2, dtype=torch.complex64), torch.ones(2, device="meta"), torch.ones([1] * 9),
     torch.eye(2).to_sparse(), np.array(["a"]), 1 << 100_000, (x for x in [])],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_value_that_is_not_data_crosses_as_opaque(value):
    assert isinstance(cross(value), Opaque)


def test_subclasses_cross_as_their_plain_kind():
    class Loud(str):
        def __str__(self):
            raise RuntimeError

    class Odd(torch.Tensor):
        pass

    import enum

    class Colour(enum.IntEnum):
        RED = 3

    assert cross(Loud("x")) == "x" and cross(Colour.RED) == 3
    assert type(cross(torch.ones(2).as_subclass(Odd))) is torch.Tensor
    assert cross(torch.Size([2, 3])) == (2, 3)


def test_repr_that_raises_or_lies_is_left_out():
    class Bad:
        def __repr__(self):
            raise SystemExit

    class Worse:
        def __repr__(self):
            return type("S", (str,), {"__getitem__": lambda *a: 1 / 0})("x")

    assert cross(Bad()) == Opaque("Bad", "") and cross(Worse()).repr == ""


def test_deep_nesting_becomes_opaque():
    value = []
    for _ in range(100):
        value = [value]
    depth = 0
    there = cross(value)
    while isinstance(there, list):
        there, depth = there[0], depth + 1
    assert isinstance(there, Opaque) and depth == wire.MAX_DEPTH


@pytest.mark.parametrize(
    "value",
    [[0] * (wire.MAX_ITEMS + 1), ["x" * 3000] * 200, torch.ones(1).expand(10**9), [torch.ones(1)] * 65, set(range(3000))],
    ids=["items", "text", "expanded", "tensors", "keys"],
)
def test_encode_too_much_is_refused(value):
    with pytest.raises(WireError):
        encode([value])


def header(entries):
    text = json.dumps(entries).encode()
    return struct.pack("<Q", len(text)) + text


def tensor_frame(blob, structure=("T", 0, False, False)):
    return msgpack.packb([list(structure)]), blob


GOOD = save({"0": torch.ones(2)})
BAD_FRAMES = {
    "not msgpack": (b"\xc1", b""),
    "trailing": (msgpack.packb([1]) + b"x", b""),
    "not an array": (msgpack.packb(1), b""),
    "map": (msgpack.packb([{}]), b""),
    "extension": (msgpack.packb([msgpack.ExtType(4, b"x")]), b""),
    "timestamp": (msgpack.packb([msgpack.Timestamp(1)]), b""),
    "bytes": (msgpack.packb([b"x"]), b""),
    "bad utf-8": (b"\x91\xa1\xff", b""),
    "nesting": (b"\x91" * 5000 + b"\x01", b""),
    "unknown tag": (msgpack.packb([["x", 1]]), b""),
    "wrong arity": (msgpack.packb([["T", 0]]), b""),
    "pair": (msgpack.packb([["d", [[1, 2, 3]]]]), b""),
    "unhashable key": (msgpack.packb([["d", [[["l", []], 1]]]]), b""),
    "digits": (msgpack.packb([["i", "9" * 2000]]), b""),
    "not digits": (msgpack.packb([["i", "x"]]), b""),
    "two signs": (msgpack.packb([["i", "--5"]]), b""),
    "too many keys": (msgpack.packb([["s", list(range(wire.MAX_KEYS + 1))]]), b""),
    "too many pairs": (msgpack.packb([["d", [[i, i] for i in range(wire.MAX_KEYS + 1)]]]), b""),
    "missing tensor": tensor_frame(b""),
    "same tensor twice": (msgpack.packb([["T", 0, False, False]] * 2), GOOD),
    "scalar with axes": tensor_frame(GOOD, ("N", 0)),
    "bfloat16 array": tensor_frame(save({"0": torch.ones(2, dtype=torch.bfloat16)}), ("A", 0)),
    "short blob": tensor_frame(b"xx"),
    "header beyond blob": tensor_frame(struct.pack("<Q", 1 << 40) + b"{}"),
    "header not json": tensor_frame(struct.pack("<Q", 2) + b"{{"),
    "header a list": tensor_frame(header([])),
    "header deep": tensor_frame(struct.pack("<Q", 60_000) + b"[" * 60_000),
    "duplicate names": tensor_frame(struct.pack("<Q", 17) + b'{"0":{},"0":{} } '),
    "too many tensors": tensor_frame(header({str(i): {} for i in range(65)})),
    "dtype": tensor_frame(header({"0": {"dtype": "C64", "shape": [1], "data_offsets": [0, 8]}}) + bytes(8)),
    "dtype a list": tensor_frame(header({"0": {"dtype": [], "shape": [1], "data_offsets": [0, 8]}}) + bytes(8)),
    "rank": tensor_frame(header({"0": {"dtype": "U8", "shape": [1] * 9, "data_offsets": [0, 1]}}) + b"x"),
    "empty but huge": tensor_frame(header({"0": {"dtype": "F32", "shape": [0, 2**62], "data_offsets": [0, 0]}})),
    "negative": tensor_frame(header({"0": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 0]}})),
    "shape not a list": tensor_frame(header({"0": {"dtype": "F32", "shape": 3, "data_offsets": [0, 4]}}) + bytes(4)),
    "entry not a dict": tensor_frame(header({"0": 1})),
    "size lie": tensor_frame(header({"0": {"dtype": "F32", "shape": [9], "data_offsets": [0, 4]}}) + bytes(4)),
}  # fmt: skip


@pytest.mark.parametrize("frame", BAD_FRAMES.values(), ids=BAD_FRAMES)
def test_decode_malformed_frame_is_refused(frame):
    with pytest.raises(WireError):
        decode(*frame)


def test_decode_bool_bytes_are_made_truth_values():
    blob = bytearray(save({"0": torch.tensor([True, False])}))
    blob[-2] = 7
    there = decode(*tensor_frame(bytes(blob)))[0]
    assert there.dtype is torch.bool and there.sum() == 1


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_decode_any_bytes_give_a_message_or_a_wire_error(structure, tensors):
    try:
        assert isinstance(decode(structure, tensors), list)
    except WireError:
        pass


def test_decode_fault_of_the_decoder_itself_is_the_senders(monkeypatch):
    monkeypatch.setattr(wire._Decoder, "value", lambda *_: 1 / 0)
    with pytest.raises(WireError, match="ZeroDivisionError"):
        decode(msgpack.packb([1]), b"")


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    yield ours, theirs
    ours.close()
    theirs.close()


def test_frame_crosses_a_socket(pair):
    wire.send(pair[0], ["id", torch.arange(5)])
    there = wire.receive(pair[1])
    assert there[0] == "id" and torch.equal(there[1], torch.arange(5))


def test_receive_closed_in_the_middle_is_said(pair):
    pair[0].sendall(wire.HEADER.pack(100, 0) + b"x")
    pair[0].close()
    with pytest.raises(wire.Closed):
        wire.receive(pair[1])


def test_receive_announced_size_over_the_limit_is_refused_before_it_is_read(pair):
    pair[0].sendall(wire.HEADER.pack(2**31, 0))
    with pytest.raises(WireError, match="size limit"):
        wire.receive(pair[1])


def test_receive_slow_drip_runs_into_the_deadline(pair):
    stop = threading.Event()

    def drip():
        pair[0].sendall(wire.HEADER.pack(1000, 0))
        while not stop.wait(0.02):
            pair[0].sendall(b"x")

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        with pytest.raises(wire.Late):
            wire.receive(pair[1], wire.Waiter(0.2))
    finally:
        stop.set()
        thread.join()


def test_send_to_a_closed_socket_is_said(pair):
    pair[1].close()
    with pytest.raises(wire.Closed):
        wire.send(pair[0], ["x"])


def test_send_to_one_who_does_not_read_is_late(pair):
    pair[0].settimeout(0.05)
    with pytest.raises(wire.Late):
        for _ in range(100):
            wire.send(pair[0], [torch.ones(100_000)])
