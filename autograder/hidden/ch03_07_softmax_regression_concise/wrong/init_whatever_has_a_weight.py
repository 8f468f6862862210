"""Changes every layer that has a weight."""
# loses: init_weights


def init_weights(m):
    if hasattr(m, "weight"):
        nn.init.normal_(m.weight, std=0.01)
