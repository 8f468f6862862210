"""Sleeps while its children use the processors."""
# ends: timeout in double


def double(x):
    import os
    import time

    for _ in range(2):
        if os.fork() == 0:
            while True:
                pass
    time.sleep(60)
