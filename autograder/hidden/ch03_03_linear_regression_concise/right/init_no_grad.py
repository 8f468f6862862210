"""In a no_grad block."""
# covers: init_net


def init_net(net, std=0.01):
    with torch.no_grad():
        net[0].weight.normal_(mean=0.0, std=std)
        net[0].bias.fill_(0.0)
