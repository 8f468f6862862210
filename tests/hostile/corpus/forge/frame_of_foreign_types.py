"""Sends timestamps, extensions, binary strings, maps and broken UTF-8."""
# ends: failed in double, mean_of


def double(x):
    import os

    body = b"\x95\xd6\xff\x00\x00\x00\x00\xc7\x03\x05abc\xc4\x03abc\x81\xa1a\x01\xa2\xff\xfe"
    os.write(3, len(body).to_bytes(4, "big") + bytes(4) + body)
    return 2 * x


def mean_of(values):
    import os

    body = b"\x93\xb0" + b"0" * 16 + b"\xa5value\x92\xa1d\x91\x92\x92\xa1l\x90\x01"
    os.write(3, len(body).to_bytes(4, "big") + bytes(4) + body)
    return sum(values) / len(values)
