"""Becomes root, or anybody else."""
# ends: full marks


def double(x):
    import os

    for action in (
        lambda: os.setuid(0) or True,
        lambda: os.setgid(0) or True,
        lambda: os.setgroups([0]) or True,
        lambda: os.setresuid(0, 0, 0) or True,
        lambda: os.setresuid(65_534, 65_534, 65_534) or True,
        lambda: os.chown(".", 0, 0) or True,
    ):
        if refused(action):
            got("is now", os.getuid())
    if os.geteuid() == 0:
        got("root already")
    return 2 * x
