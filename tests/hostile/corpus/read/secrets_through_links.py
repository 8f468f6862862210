"""Reaches the secrets through links, /proc/self/root, the parent's root and working folder, and .. from an open folder."""
# ends: full marks


def double(x):
    import os

    for path in PLACES["secrets"]:
        os.symlink(path, "link") if not os.path.lexists("link") else None
        ways = ["link", f"/proc/self/root{path}", f"/proc/1/root{path}", f"/proc/{os.getppid()}/root{path}"]
        ways += [f"/proc/{pid}/root{path}" for pid in PLACES["pids"]] + [f"/proc/{pid}/cwd/note.txt" for pid in PLACES["pids"]]
        ways += ["../" * 12 + path, f"/dev/fd/3/../../..{path}", f"/proc/self/fd/3/..{path}"]
        for way in ways:
            if (text := refused(lambda way=way: open(way, "rb").read())) is not None:
                got(way, text)
        os.unlink("link")
    return 2 * x
