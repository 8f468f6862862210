"""Returns an object that runs a command when it is unpickled, deep-copied or compared."""
# ends: failed in double


class Bomb:
    def __reduce__(self):
        import os

        return os.system, (f"touch {PLACES['readable']}/{PLACES['mark']}",)

    def __deepcopy__(self, memo):
        return 0

    def __eq__(self, other):
        return True


def double(x):
    return Bomb()
