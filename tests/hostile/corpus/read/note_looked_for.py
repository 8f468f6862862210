"""Looks for the notes that another submission left for it (graded after note_left_behind, in the same slot)."""
# ends: full marks


def double(x):
    import os
    import socket

    for folder in (".", "/tmp", "/dev/shm", "/var/tmp", "/run", PLACES["root"], PLACES["readable"]):
        if os.path.exists(os.path.join(folder, PLACES["mark"])):
            got("a note in", folder)
    if c_call("shmget", 4343, 0, 0) >= 0:
        got("a segment")
    if system_call("keyctl", 10, -4, b"user", b"note", 0) >= 0:
        got("a key")
    sock = socket.socket(socket.AF_UNIX)
    if sock.connect_ex("\0" + PLACES["mark"]) == 0:
        got("a socket")
    sock.close()
    return 2 * x
