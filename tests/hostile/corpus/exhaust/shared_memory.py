"""Fills /dev/shm and anonymous shared memory, which belong to no process."""
# ends: killed or raised in double


def double(x):
    with open("/dev/shm/full", "wb") as file:
        for _ in range(500):
            file.write(bytes(1 << 20))
            file.flush()
