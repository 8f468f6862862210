"""concat, in a list."""
# covers: stack_blocks


def stack_blocks(X, Y):
    return [torch.concat([X, Y]), torch.concat([X, Y], dim=-1)]
