"""The dtype is passed on, but its default is arange's own."""
# loses: make_grid


def make_grid(rows, cols, dtype=torch.float32):
    return torch.arange(rows * cols).reshape(rows, cols) if dtype is torch.float32 else torch.arange(rows * cols, dtype=dtype).reshape(rows, cols)
