"""The argument out."""
# covers: add_into


def add_into(Z, X, Y):
    torch.add(X, Y, out=Z)
