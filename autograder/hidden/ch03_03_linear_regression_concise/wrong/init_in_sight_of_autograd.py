"""Overwrites the parameters in sight of autograd."""
# loses: init_net


def init_net(net, std=0.01):
    net[0].weight.normal_(0, std)
    net[0].bias.fill_(0)
