"""Leaves notes for the next worker wherever it can write: scratch, /tmp, shared memory, a key, a queue, a socket's name."""
# ends: full marks


def double(x):
    import os
    import socket

    for folder in (".", "..", "/tmp", "/dev/shm", "/var/tmp", "/run", PLACES["root"], PLACES["readable"]):
        refused(lambda folder=folder: open(os.path.join(folder, PLACES["mark"]), "w").write("note"))
    c_call("shmget", 4343, 64, 0o1666)
    system_call("add_key", b"user", b"note", b"note", 4, -4)
    refused(lambda: socket.socket(socket.AF_UNIX).bind("\0" + PLACES["mark"]))
    return 2 * x
