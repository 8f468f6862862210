"""Only where the target is not zero."""
# loses: softmax_ce_grad


def softmax_ce_grad(O, Y):
    return (torch.softmax(O, 1) - Y) * (Y > 0)
