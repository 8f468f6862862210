"""Sends a datagram, for which no connection is needed."""
# ends: full marks


def double(x):
    import socket

    sock = refused(socket.socket, socket.AF_INET, socket.SOCK_DGRAM)
    if sock is not None and refused(sock.sendto, b"hello", ("127.0.0.1", PLACES["udp"])):
        got("sent")
    return 2 * x
