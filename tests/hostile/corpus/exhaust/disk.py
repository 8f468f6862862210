"""Fills the disk, in many files and in one."""
# ends: raised in double
# at level 1: full marks


def double(x):
    for number in range(4):
        with open(f"{number}", "wb") as file:
            for _ in range(50):
                file.write(bytes(1 << 20))
    return 2 * x
