"""Starts other programs that might be allowed more: a shell, cat, another Python."""
# ends: full marks


def double(x):
    import subprocess
    import sys

    path = PLACES["secrets"][0]
    for command in (["/bin/sh", "-c", f"cat {path}"], ["/bin/cat", path], ["/usr/bin/sudo", "-n", "cat", path]):
        if done := refused(lambda command=command: subprocess.run(command, capture_output=True, check=False)):
            if has_canary(done.stdout):
                got(done.stdout)
    code = f"print(open({path!r}).read())"
    done = refused(lambda: subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, check=False, timeout=5))
    if done and has_canary(done.stdout):
        got(done.stdout)
    return 2 * x
