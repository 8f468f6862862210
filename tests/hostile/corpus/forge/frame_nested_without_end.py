"""Nests arrays a hundred thousand levels deep."""
# ends: failed in double


def double(x):
    import os

    body = b"\x91" * 100_000 + b"\xc0"
    os.write(3, len(body).to_bytes(4, "big") + bytes(4) + body)
    return 2 * x
