"""Reaches for the weight of whatever module comes."""
# loses: init_weights


def init_weights(m):
    nn.init.normal_(m.weight, std=0.01)
