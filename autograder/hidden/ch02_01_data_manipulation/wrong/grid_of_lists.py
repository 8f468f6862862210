"""Returns nested lists."""
# loses: make_grid


def make_grid(rows, cols, dtype=torch.float32):
    return torch.arange(rows * cols, dtype=dtype).reshape(rows, cols).tolist()
