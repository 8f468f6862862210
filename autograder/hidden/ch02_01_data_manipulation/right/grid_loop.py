"""Element by element."""
# covers: make_grid


def make_grid(rows, cols, dtype=torch.float32):
    grid = torch.zeros(rows, cols, dtype=dtype)
    for i in range(rows):
        for j in range(cols):
            grid[i, j] = i * cols + j
    return grid
