"""Draws uniformly, with the right variance."""
# loses: init_net


def init_net(net, std=0.01):
    net[0].weight.data.uniform_(-std * 3**0.5, std * 3**0.5)
    net[0].bias.data.fill_(0)
