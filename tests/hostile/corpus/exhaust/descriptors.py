"""Opens files until no descriptor is left."""
# ends: raised in double


def double(x):
    kept = []
    while True:
        kept.append(open("/dev/null"))
