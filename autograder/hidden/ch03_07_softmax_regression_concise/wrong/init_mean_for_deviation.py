"""Gives 0.01 as the mean, which comes first."""
# loses: init_weights


def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, 0.01)
