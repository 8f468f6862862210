"""A sigmoid for each class."""
# loses: softmax_ce_grad


def softmax_ce_grad(O, Y):
    return torch.sigmoid(O) - Y
