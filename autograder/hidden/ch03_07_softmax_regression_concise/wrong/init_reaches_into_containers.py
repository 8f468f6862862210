"""Goes through all modules inside the one it is given."""
# loses: init_weights


def init_weights(m):
    for layer in m.modules():
        if type(layer) == nn.Linear:
            nn.init.normal_(layer.weight, std=0.01)
