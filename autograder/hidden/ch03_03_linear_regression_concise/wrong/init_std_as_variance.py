"""Takes the root, as if std were a variance."""
# loses: init_net


def init_net(net, std=0.01):
    net[0].weight.data.normal_(0, std**0.5)
    net[0].bias.data.fill_(0)
