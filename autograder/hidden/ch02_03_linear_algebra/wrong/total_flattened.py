"""Goes through the whole matrix row by row."""
# loses: running_total


def running_total(A, axis):
    return A.flatten().cumsum(0).reshape(A.shape)
