"""Never ends."""
# loses: mean_of


def mean_of(values):
    while True:
        pass
