"""Asks for its rights back: capabilities, dumpable, no new privileges, a filter of its own in front."""
# ends: full marks


def double(x):
    import os

    if c_call("prctl", 38, 0, 0, 0, 0) == 0:
        got("no_new_privs is off")
    if c_call("prctl", 24, 21, 0, 0, 0) == 0 and os.geteuid() == 0:
        got("bounding set")
    for capability in range(41):
        if c_call("prctl", 47, 2, capability, 0, 0) == 0:
            got("ambient capability", capability)
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard + 1, hard + 1))
    except (ValueError, OSError):
        return 2 * x
    got("limits raised")
