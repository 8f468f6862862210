"""The dtype is ignored."""
# loses: make_grid


def make_grid(rows, cols, dtype=torch.float32):
    return torch.arange(rows * cols, dtype=torch.float32).reshape(rows, cols)
