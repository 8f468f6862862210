"""Changes rights, times and attributes of files it may not read; none of these opens a file."""
# ends: full marks


def double(x):
    import os

    for path in (PLACES["gradebook"], PLACES["other"], PLACES["root"], f"{PLACES['readable']}/note.txt"):
        for action in (
            lambda path=path: os.chmod(path, 0o777) or True,
            lambda path=path: os.utime(path, (0, 0)) or True,
            lambda path=path: os.truncate(path, 0) or True,
            lambda path=path: os.setxattr(path, "user.mine", b"x") or True,
            lambda path=path: os.remove(path) or True,
            lambda path=path: os.rename(path, path + ".old") or True,
        ):
            if refused(action):
                got("changed", path)
    return 2 * x
