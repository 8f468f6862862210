"""Freezes the parameters."""
# loses: make_net


def make_net(num_features):
    net = nn.Sequential(nn.Linear(num_features, 1))
    for p in net.parameters():
        p.requires_grad = False
    return net
