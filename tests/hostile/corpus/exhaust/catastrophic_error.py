"""Raises errors whose text raises, exits, or is no text, of a type that has no name."""
# ends: raised or killed in double, softmax, mean_of


class Nameless(type):
    @property
    def __name__(cls):
        raise SystemExit


class Odd(Exception, metaclass=Nameless):
    pass


class Exits(Exception):
    def __str__(self):
        raise SystemExit(0)


class Subclassed(Exception):
    def __str__(self):
        return type("Text", (str,), {"__getitem__": lambda self, key: 7, "encode": None})("text")


def double(x):
    raise Odd


def softmax(X):
    raise Exits


def mean_of(values):
    raise Subclassed
