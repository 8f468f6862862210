"""Sets two weights, as in the example."""
# loses: init_net


def init_net(net, std=0.01):
    net[0].weight.data[:, :2].normal_(0, std)
    net[0].bias.data.fill_(0)
