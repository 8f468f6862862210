"""Sends every signal to everybody: itself, its group, its parent, the grader, all."""
# ends: full marks


def double(x):
    import os
    import signal

    for target in (os.getppid() or 1, *PLACES["pids"], -1):
        if target != os.getpid():
            for number in (signal.SIGUSR1, signal.SIGTERM, signal.SIGSTOP, signal.SIGKILL, 0):
                if refused(lambda target=target, number=number: os.kill(target, number) or True) and target > 1:
                    got("signalled", target)
    return 2 * x
