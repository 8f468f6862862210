"""A view instead of reshape."""
# covers: make_grid


def make_grid(rows, cols, dtype=torch.float32):
    return torch.arange(0, rows * cols, 1, dtype=dtype).view(rows, cols)
