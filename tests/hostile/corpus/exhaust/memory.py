"""Asks for more and more memory."""
# ends: killed in double
# at level 2: raised in double


def double(x):
    kept = []
    while True:
        kept.append(bytearray(64 << 20))
