"""Starts threads until none can be started."""
# ends: raised in double


def double(x):
    import threading

    stop = threading.Event()
    try:
        while True:
            threading.Thread(target=stop.wait, daemon=True).start()
    finally:
        stop.set()
