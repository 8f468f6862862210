"""Takes the network and goes through its layers itself."""
# loses: init_weights


def init_weights(m):
    for layer in m:
        if type(layer) == nn.Linear:
            nn.init.normal_(layer.weight, std=0.01)
