"""Goes through float32 tensors, in which a small step drowns."""
# loses: numerical_lim


def numerical_lim(f, x, h):
    x = torch.as_tensor(x, dtype=torch.float32)
    return (f(x + h) - f(x)) / h
