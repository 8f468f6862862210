"""Returns the forward function instead of the module."""
# loses: make_net


def make_net(num_features):
    layer = nn.Linear(num_features, 1)
    return lambda X: layer(X)
