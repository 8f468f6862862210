"""Makes hard links to the secrets, and renames them into its own folder."""
# ends: full marks


def double(x):
    import os

    for path in PLACES["secrets"]:
        for take in (os.link, os.rename):
            refused(take, path, "mine")
            if (text := refused(lambda: open("mine", "rb").read())) is not None:
                got(path, text)
    return 2 * x
