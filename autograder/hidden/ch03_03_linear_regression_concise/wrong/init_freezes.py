"""Leaves the parameters without gradients."""
# loses: init_net


def init_net(net, std=0.01):
    net[0].weight.requires_grad_(False).normal_(0, std)
    net[0].bias.requires_grad_(False).fill_(0)
