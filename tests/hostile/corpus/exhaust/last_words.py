"""Has code wait for the end of the process, of an object and of the interpreter."""
# ends: full marks


class Last:
    def __del__(self):
        import time

        time.sleep(60)


def double(x):
    import atexit
    import sys
    import threading
    import time

    atexit.register(time.sleep, 60)
    sys.modules[f"last{time.monotonic_ns()}"] = Last()
    threading.Thread(target=time.sleep, args=(60,)).start()
    return 2 * x
