"""Adds dropout to be safe."""
# loses: make_net


def make_net(num_features):
    return nn.Sequential(nn.Dropout(0.5), nn.Linear(num_features, 1))
