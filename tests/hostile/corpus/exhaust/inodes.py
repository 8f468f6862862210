"""Makes empty files until there is no inode left."""
# ends: raised in double
# at level 1: full marks or timeout in double


def double(x):
    import os

    for number in range(5000):
        os.mknod(str(number))
    return 2 * x
