"""arange without a dtype counts in integers."""
# loses: make_grid


def make_grid(rows, cols, dtype=torch.float32):
    return torch.arange(rows * cols).reshape(rows, cols)
