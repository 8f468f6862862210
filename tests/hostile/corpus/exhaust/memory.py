"""Asks for more and more memory."""
# ends: killed or timeout in double
# at level 2: raised or timeout in double


def double(x):
    kept = []
    while True:
        kept.append(bytearray(64 << 20))
