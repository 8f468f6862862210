"""Has two layers where one would do."""
# loses: make_net


def make_net(num_features):
    return nn.Sequential(nn.Linear(num_features, num_features), nn.Linear(num_features, 1))
