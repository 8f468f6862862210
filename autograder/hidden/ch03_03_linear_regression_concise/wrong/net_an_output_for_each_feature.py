"""Has as many outputs as inputs."""
# loses: make_net


def make_net(num_features):
    return nn.Sequential(nn.Linear(num_features, num_features))
