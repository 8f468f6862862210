"""Makes a float64 layer, which refuses float32 data."""
# loses: make_net


def make_net(num_features):
    return nn.Sequential(nn.Linear(num_features, 1).double())
