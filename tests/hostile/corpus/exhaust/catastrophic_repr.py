"""Returns an object whose repr never ends."""
# ends: timeout in double


class Loud:
    def __repr__(self):
        while True:
            pass


def double(x):
    return Loud()
