"""Opens the solution, the hidden tests, the gradebook, the course's secret and another student's work by their paths."""
# ends: full marks
# without view, landlock: gets further


def double(x):
    for path in PLACES["secrets"]:
        with_secret = refused(lambda path=path: open(path, "rb").read())
        if with_secret is not None:
            got(path, with_secret)
    return 2 * x
