"""Swaps inputs and outputs."""
# loses: make_net


def make_net(num_features):
    return nn.Sequential(nn.Linear(1, num_features))
