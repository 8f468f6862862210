"""Makes device files of its own for the machine's disk and memory."""
# ends: full marks
# without landlock: gets further


def double(x):
    import os
    import stat

    for number in (os.makedev(0, 0), os.makedev(1, 1), os.makedev(8, 0)):
        try:
            os.mknod("device", 0o666 | stat.S_IFCHR, number)
        except OSError:
            continue
        got("made", number)
    return 2 * x
