"""Opens sockets of families that reach the kernel: netlink, packets, virtual machines, crypto, Bluetooth."""
# ends: full marks
# without seccomp: gets further


def double(x):
    import socket

    for family in (socket.AF_NETLINK, socket.AF_PACKET, 40, 38, 31, 44, 2, 10):
        for kind in (socket.SOCK_RAW, socket.SOCK_DGRAM, socket.SOCK_STREAM):
            if sock := refused(socket.socket, family, kind):
                sock.close()
                got("family", family)
    return 2 * x
