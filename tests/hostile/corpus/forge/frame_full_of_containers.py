"""Fills the largest frame that may cross with empty containers, which cost most to decode."""
# ends: failed in double


def double(x):
    import os

    body = b"\xdd\x00\x03\xff\xf0" + b"\x90" * 0x3FFF0
    os.write(3, len(body).to_bytes(4, "big") + bytes(4) + body)
    return 2 * x
