"""Stops itself and everything that it started."""
# ends: timeout in double


def double(x):
    import os
    import signal

    if os.fork() == 0:
        os.kill(os.getpid(), signal.SIGSTOP)
    os.kill(os.getpid(), signal.SIGSTOP)
    while True:
        signal.pause()
