"""Makes one file as large as it goes."""
# ends: raised in double


def double(x):
    with open("large", "wb") as file:
        file.truncate(1 << 40)
        file.write(b"x")
    return 2 * x
