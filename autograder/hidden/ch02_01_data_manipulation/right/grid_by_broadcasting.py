"""A column of row starts plus a row of columns."""
# covers: make_grid


def make_grid(rows, cols, dtype=torch.float32):
    i = torch.arange(rows).reshape(rows, 1)
    j = torch.arange(cols).reshape(1, cols)
    return (cols * i + j).to(dtype)
