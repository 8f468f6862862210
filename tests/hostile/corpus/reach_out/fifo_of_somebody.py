"""Writes into pipes and files of others that stand open to everybody."""
# ends: full marks
# without view, landlock: gets further


def double(x):
    import os

    for name in ("fifo", "guest-book"):
        descriptor = refused(os.open, f"{PLACES['readable']}/{name}", os.O_WRONLY | os.O_NONBLOCK | os.O_APPEND)
        if descriptor is not None:
            os.close(descriptor)
            got("opened", name)
    return 2 * x
