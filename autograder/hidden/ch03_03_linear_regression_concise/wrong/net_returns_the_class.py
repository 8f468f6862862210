"""Returns the class without calling it."""
# loses: make_net


def make_net(num_features):
    return nn.Sequential
