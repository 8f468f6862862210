"""Writes into the targets."""
# loses: softmax_ce_grad


def softmax_ce_grad(O, Y):
    G = torch.softmax(O, 1) - Y
    Y.copy_(G)
    return G
