"""One network for all calls of a size."""
# loses: make_softmax_net


NETS = {}


def make_softmax_net(num_inputs=784, num_outputs=10):
    key = num_inputs, num_outputs
    if key not in NETS:
        NETS[key] = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_outputs))
    return NETS[key]
