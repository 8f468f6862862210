"""Makes and removes files in /dev/shm without end, while others' leftovers are looked for there."""
# ends: timeout in double


def double(x):
    import os

    while True:
        for number in range(100):
            open(f"/dev/shm/{number}", "w").close()
        for number in range(100):
            os.unlink(f"/dev/shm/{number}")
