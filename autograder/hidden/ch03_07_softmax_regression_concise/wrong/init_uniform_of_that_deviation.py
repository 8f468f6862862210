"""Uniform, with the right standard deviation."""
# loses: init_weights


def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.uniform_(m.weight, -0.01 * 3**0.5, 0.01 * 3**0.5)
