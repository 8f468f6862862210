"""Opens devices: memory, disks, consoles, virtual machines, tunnels, file systems in user space."""
# ends: full marks


def double(x):
    import os

    names = "mem kmem port kmsg sda vda nvme0n1 loop0 loop-control kvm fuse net/tun tty console ptmx input/event0 dri/card0 snd"
    for name in names.split():
        for flags in (os.O_RDONLY, os.O_WRONLY):
            if (descriptor := refused(os.open, f"/dev/{name}", flags | os.O_NONBLOCK)) is not None:
                os.close(descriptor)
                got("opened", name)
    return 2 * x
