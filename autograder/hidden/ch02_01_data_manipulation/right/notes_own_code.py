"""The lines of the notes, as they stand there."""
# covers: make_grid, stack_blocks


def make_grid(rows, cols, dtype=torch.float32):
    x = torch.arange(rows * cols)
    return x.reshape(rows, cols).to(dtype)


def stack_blocks(X, Y):
    return (
        torch.cat((X, Y), dim = 0), # 竖着加
        torch.cat((X, Y), dim = 1), # 横着加
    )
