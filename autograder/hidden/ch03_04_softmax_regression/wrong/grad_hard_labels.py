"""Takes the largest target for the label."""
# loses: softmax_ce_grad


def softmax_ce_grad(O, Y):
    hard = torch.nn.functional.one_hot(Y.argmax(1), Y.shape[1]) if len(O) else Y
    return torch.softmax(O, 1) - hard.to(O.dtype)
