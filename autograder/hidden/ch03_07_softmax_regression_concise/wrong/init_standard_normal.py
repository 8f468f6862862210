"""Forgets the standard deviation."""
# loses: init_weights


def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight)
