"""Sets a seed, so that all networks start the same."""
# loses: make_softmax_net


def make_softmax_net(num_inputs=784, num_outputs=10):
    torch.manual_seed(0)
    return nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_outputs))
