"""The second by transposes of the first kind."""
# covers: stack_blocks


def stack_blocks(X, Y):
    vertical = torch.cat((X, Y))
    horizontal = torch.cat((X.t(), Y.t())).t()
    return vertical, horizontal
