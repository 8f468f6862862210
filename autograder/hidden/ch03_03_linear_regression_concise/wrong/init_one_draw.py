"""Fills all weights with a single draw."""
# loses: init_net


def init_net(net, std=0.01):
    net[0].weight.data.fill_(float(torch.randn(1)) * std)
    net[0].bias.data.fill_(0)
