"""Warns and logs without end, with line breaks and terminal escapes in it."""
# ends: full marks


def double(x):
    import logging
    import warnings

    for number in range(2000):
        logging.getLogger(f"logger{number}").error("\x1b[31mnot graded: ada\n%s", "x" * 1000)
        warnings.warn(f"{number}\r\n" + "x" * 1000, stacklevel=1)
    return 2 * x
