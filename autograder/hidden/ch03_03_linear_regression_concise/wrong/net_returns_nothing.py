"""Forgets the return."""
# loses: make_net


def make_net(num_features):
    net = nn.Sequential(nn.Linear(num_features, 1))
