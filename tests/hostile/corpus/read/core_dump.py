"""Raises its limit for core dumps and crashes, to leave the memory of the worker behind as a file."""
# ends: killed in double


def double(x):
    import os
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    except (ValueError, OSError):
        pass
    c_call("prctl", 4, 1, 0, 0, 0)
    os.abort()
