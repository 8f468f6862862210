"""Draws from a uniform distribution."""
# loses: init_net


def init_net(net, std=0.01):
    net[0].weight.data.uniform_(-std, std)
    net[0].bias.data.fill_(0)
