"""Reads files below /proc of processes whose numbers it knows, without listing anything."""
# ends: full marks
# without namespaces, view, landlock: gets further


def double(x):
    import os

    for pid in (*PLACES["pids"], os.getppid()):
        for part in ("cmdline", "environ", "maps", "mem", "syscall", "stack", "auxv"):
            text = refused(lambda pid=pid, part=part: open(f"/proc/{pid}/{part}", "rb").read(4096))
            if text and pid != os.getppid():
                got(pid, part, text)
        for number in range(8):
            text = refused(lambda pid=pid, number=number: open(f"/proc/{pid}/fd/{number}", "rb").read(100))
            if text and has_canary(text):
                got(pid, number, text)
    return 2 * x
