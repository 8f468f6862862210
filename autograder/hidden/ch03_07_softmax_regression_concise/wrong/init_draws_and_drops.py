"""Draws new numbers and leaves them on the floor: normal has no underscore."""
# loses: init_weights


def init_weights(m):
    if type(m) == nn.Linear:
        torch.normal(0, 0.01, m.weight.shape)
