"""Every row counts from 0."""
# loses: make_grid


def make_grid(rows, cols, dtype=torch.float32):
    return torch.arange(cols, dtype=dtype).expand(rows, cols).clone()
