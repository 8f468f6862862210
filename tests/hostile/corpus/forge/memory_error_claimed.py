"""Raises MemoryError, RecursionError and the like, for which an engine might blame itself."""
# ends: raised in double, softmax, mean_of


def double(x):
    raise MemoryError("the judge is out of memory")


def softmax(X):
    raise RecursionError


def mean_of(values):
    raise GeneratorExit
