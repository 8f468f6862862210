"""Ignores every signal that can be ignored, then loops."""
# ends: timeout in double


def double(x):
    import signal

    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        pass
