"""Returns and raises things whose type's name and text are scripts, terminal escapes and log lines."""
# ends: failed in double


NAME = "<script>alert(1)</script>\x1b[2J\x1b]0;title\x07\u202e\nnot graded: ada: pwned\r"


def double(x):
    return type(NAME, (), {"__repr__": lambda self: NAME})()
