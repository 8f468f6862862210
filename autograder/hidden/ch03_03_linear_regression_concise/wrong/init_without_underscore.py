"""Computes new values and drops them."""
# loses: init_net


def init_net(net, std=0.01):
    torch.normal(0, std, net[0].weight.shape)
    torch.zeros_like(net[0].bias)
