"""The gradient of half the squared difference of the probabilities."""
# loses: softmax_ce_grad


def softmax_ce_grad(O, Y):
    P = torch.softmax(O, 1)
    G = P - Y
    return P * (G - (G * P).sum(1, keepdim=True))
