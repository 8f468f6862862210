"""The table has as many rows as there should be columns."""
# loses: make_grid


def make_grid(rows, cols, dtype=torch.float32):
    return torch.arange(rows * cols, dtype=dtype).reshape(cols, rows)
