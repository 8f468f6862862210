"""A draw for each weight in a loop."""
# covers: init_net


def init_net(net, std=0.01):
    weight = net[0].weight.data
    for j in range(weight.shape[1]):
        weight[0, j] = float(torch.randn(1)) * std
    net[0].bias.data *= 0
