"""Takes memory in several processes at once, each of them within the limit."""
# ends: killed or full marks in double
# at level 2: full marks


def double(x):
    import os

    children = []
    for _ in range(5):
        child = os.fork()
        if child == 0:
            kept = bytearray(90 << 20)
            os.close(3)
            os.pause() if hasattr(os, "pause") else __import__("signal").pause()
            os._exit(len(kept))
        children.append(child)
    __import__("time").sleep(0.3)
    for child in children:
        os.kill(child, 9)
        os.waitpid(child, 0)
    return 2 * x
