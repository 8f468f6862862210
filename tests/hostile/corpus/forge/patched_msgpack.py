"""Has msgpack write something else than it was given."""
# ends: failed in double


def double(x):
    import msgpack

    msgpack.packb = lambda *args, **kwargs: b"\x93\xa8passed\xc3\xc0"
    return 0
