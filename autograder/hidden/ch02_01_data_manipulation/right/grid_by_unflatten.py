"""A list of numbers, cut into rows."""
# covers: make_grid


def make_grid(rows, cols, dtype=torch.float32):
    return torch.tensor(list(range(rows * cols)), dtype=dtype).unflatten(0, (rows, cols))
