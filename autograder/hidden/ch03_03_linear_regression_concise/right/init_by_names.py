"""Goes through the named parameters."""
# covers: init_net


def init_net(net, std=0.01):
    for name, param in net.named_parameters():
        if "weight" in name:
            param.data.copy_(torch.randn(param.shape) * std)
        else:
            param.data.zero_()
    return net
