"""Writes a well-formed reply of its own on the wire before the real one."""
# ends: failed in double


def double(x):
    import os

    import msgpack

    body = msgpack.packb(["0000000000000000", "value", 2 * x])
    os.write(3, len(body).to_bytes(4, "big") + bytes(4) + body)
    return 0
