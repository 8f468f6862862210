"""Errors whose text drives a terminal: colours, title, clipboard, cursor, direction of writing."""
# ends: raised in double, mean_of


def double(x):
    raise ValueError("\x1b[31m\x1b]0;pwned\x07\x1b]52;c;cHduZWQ=\x07\x1b[2J\x1b[1;1H\x9b31m\r\x08\u202eevil\u2066")


def mean_of(values):
    raise type("\x1b[2JError", (Exception,), {})("\x00\x7f\x85\ud800\ufffe")
