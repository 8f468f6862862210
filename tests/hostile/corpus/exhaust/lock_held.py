"""Holds the interpreter's locks, so that nothing of ours in the process goes on."""
# ends: timeout in double


def double(x):
    import threading

    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
