"""Connects to a server on the machine itself and to one outside."""
# ends: full marks
# without namespaces, view, landlock, seccomp: gets further


def double(x):
    import socket

    for address in (("127.0.0.1", PLACES["port"]), ("192.0.2.1", 80), ("169.254.169.254", 80)):
        sock = refused(socket.socket)
        if sock is not None:
            sock.settimeout(0.1)
            if sock.connect_ex(address) == 0:
                got("connected to", address)
            sock.close()
    return 2 * x
