"""copy_ into the data."""
# covers: add_into


def add_into(Z, X, Y):
    with torch.no_grad():
        Z.data.copy_(X.add(Y))
