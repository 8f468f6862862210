"""Asks which pages of the hidden tests are in memory, to learn what is read while it is graded."""
# ends: full marks
# without view, landlock: gets further


def double(x):
    import mmap
    import os

    for path in PLACES["secrets"]:
        descriptor = refused(os.open, path, os.O_RDONLY)
        if descriptor is not None:
            pages = mmap.mmap(descriptor, 0, prot=mmap.PROT_READ)
            got("mapped", path, len(pages))
    return 2 * x
