"""Connects to a socket in the file system that stands open to everybody."""
# ends: full marks
# at level 1: raised in double


def double(x):
    import socket

    sock = socket.socket(socket.AF_UNIX)
    if sock.connect_ex(PLACES["unix"]) == 0:
        got("connected")
    sock.close()
    return 2 * x
