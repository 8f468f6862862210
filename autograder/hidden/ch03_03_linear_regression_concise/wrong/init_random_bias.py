"""Draws the bias too."""
# loses: init_net


def init_net(net, std=0.01):
    net[0].weight.data.normal_(0, std)
    net[0].bias.data.normal_(0, std)
