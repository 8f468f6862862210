"""Attaches to a shared memory segment and a message queue that stand open to everybody."""
# ends: full marks
# without namespaces, view, landlock, seccomp: gets further


def double(x):
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    segment = libc.shmget(PLACES["shm_key"], 0, 0)
    if segment >= 0:
        libc.shmat.restype = ctypes.c_void_p
        address = libc.shmat(segment, None, 0o10000)
        got(ctypes.string_at(address, 64) if address not in (None, ctypes.c_void_p(-1).value) else "a segment")
    return 2 * x
