"""Includes the end."""
# loses: overwrite_region


def overwrite_region(X, rows, cols, value):
    def longer(s):
        return slice(s.start, None if s.stop in (None, -1) else s.stop + 1, s.step)

    X[longer(rows), longer(cols)] = value
    return X
