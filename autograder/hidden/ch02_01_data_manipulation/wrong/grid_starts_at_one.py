"""Counts from 1."""
# loses: make_grid


def make_grid(rows, cols, dtype=torch.float32):
    return torch.arange(1, rows * cols + 1, dtype=dtype).reshape(rows, cols)
