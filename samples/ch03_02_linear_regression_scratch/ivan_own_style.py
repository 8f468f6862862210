"""notebook: magics, helper cells and lost metadata; all of it right."""


def linreg(X, w, b):
    return X @ w + b
