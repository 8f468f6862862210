"""Never comes back from a call in C, where no signal handler of Python's runs."""
# ends: timeout in double


def double(x):
    import re

    return re.match("(a+)+$", "a" * 60 + "b")
