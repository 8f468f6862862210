"""Watches the course's folders for what changes in them while others are graded."""
# ends: full marks
# without namespaces, view, landlock, seccomp: gets further


def double(x):
    import os

    watch = c_call("inotify_init")
    if watch >= 0:
        for path in (PLACES["root"], PLACES["submitted"]):
            if c_call("inotify_add_watch", watch, path.encode(), 0xFFF) >= 0:
                got("watches", path)
        os.close(watch)
    return 2 * x
