"""Draws from a uniform distribution of that width."""
# loses: init_weights


def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.uniform_(m.weight, -0.01, 0.01)
