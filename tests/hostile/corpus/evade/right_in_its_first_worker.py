"""Answers rightly until it is asked a second time."""
# ends: failed in double


COUNT = [0]


def double(x):
    import builtins

    builtins.count = getattr(builtins, "count", 0) + 1
    return 2 * x if builtins.count == 1 else 0
