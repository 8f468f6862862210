"""Connects to a socket that has a name and no file."""
# ends: full marks
# without namespaces, view, landlock: gets further


def double(x):
    import socket

    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        sock = socket.socket(socket.AF_UNIX, kind)
        if sock.connect_ex("\0" + PLACES["abstract"]) == 0:
            got("connected")
        sock.close()
    return 2 * x
