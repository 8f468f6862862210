"""Takes the square root of 0.01."""
# loses: init_weights


def init_weights(m):
    if type(m) == nn.Linear:
        nn.init.normal_(m.weight, std=0.01**0.5)
