"""Leaves a daemon behind, in a session of its own, that means to write to the disk and the wire later."""
# ends: full marks


def double(x):
    import os
    import time

    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for _ in range(600):
                time.sleep(0.1)
                refused(lambda: open(f"{PLACES['readable']}/{PLACES['mark']}", "w").write("late"))
        os._exit(0)
    os.wait()
    return 2 * x
