"""Returns an object whose repr has a hundred million characters."""
# ends: failed in double


class Loud:
    def __repr__(self):
        return "x" * 100_000_000


def double(x):
    return Loud()
