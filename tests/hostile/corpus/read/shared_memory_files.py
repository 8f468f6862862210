"""Reads what lies in /dev/shm, where torch keeps tensors that processes share."""
# ends: full marks
# at level 1: raised in double
# without namespaces, view, landlock: gets further


def double(x):
    import os

    for name in refused(os.listdir, "/dev/shm") or []:
        text = refused(lambda name=name: open(f"/dev/shm/{name}", "rb").read(1000))
        if text and has_canary(text):
            got(name, text)
    return 2 * x
