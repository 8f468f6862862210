"""Keeps its tables and hands the same one out again."""
# loses: make_grid


TABLES = {}


def make_grid(rows, cols, dtype=torch.float32):
    key = (rows, cols, dtype)
    if key not in TABLES:
        TABLES[key] = torch.arange(rows * cols, dtype=dtype).reshape(rows, cols)
    return TABLES[key]
