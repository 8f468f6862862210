"""vstack and hstack."""
# covers: stack_blocks


def stack_blocks(X, Y):
    return torch.vstack((X, Y)), torch.hstack((X, Y))
