"""Has a hidden layer."""
# loses: make_net


def make_net(num_features):
    return nn.Sequential(nn.Linear(num_features, 8), nn.ReLU(), nn.Linear(8, 1))
