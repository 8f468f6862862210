"""Y on top and on the left."""
# loses: stack_blocks


def stack_blocks(X, Y):
    return torch.cat((Y, X), dim=0), torch.cat((Y, X), dim=1)
