"""net.apply with a function for each module."""
# covers: init_net


def init_net(net, std=0.01):
    def init(module):
        if type(module) == nn.Linear:
            nn.init.normal_(module.weight, mean=0, std=std)
            nn.init.constant_(module.bias, 0)

    net.apply(init)
