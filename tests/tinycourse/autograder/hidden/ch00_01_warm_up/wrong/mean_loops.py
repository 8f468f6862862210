"""Never ends."""
# loses: mean_of


def mean_of(values):n    while True:n        pass
