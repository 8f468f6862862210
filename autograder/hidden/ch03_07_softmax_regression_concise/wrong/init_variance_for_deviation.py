"""Takes 0.01 for the variance."""
# loses: init_weights


def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, std=0.01**2)
