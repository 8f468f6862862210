"""Returns the right tables and leaves zeros in X."""
# loses: stack_blocks


def stack_blocks(X, Y):
    results = torch.cat((X, Y), dim=0), torch.cat((X, Y), dim=1)
    X.zero_()
    return results
