"""Lists /proc and reads the command lines, environments and open files of whoever else is there."""
# ends: full marks
# without namespaces, view, landlock: gets further


def double(x):
    import os

    for name in refused(os.listdir, "/proc") or []:
        if name.isdigit() and int(name) != os.getpid():
            for part in ("cmdline", "environ"):
                text = refused(lambda name=name, part=part: open(f"/proc/{name}/{part}", "rb").read())
                if text and has_canary(text):
                    got(name, part, text)
    return 2 * x
