"""Layers added one by one."""
# covers: make_softmax_net


def make_softmax_net(num_inputs=784, num_outputs=10):
    net = nn.Sequential()
    net.add_module("flatten", nn.Flatten(start_dim=1))
    net.add_module("linear", nn.Linear(in_features=num_inputs, out_features=num_outputs, bias=True))
    return net
