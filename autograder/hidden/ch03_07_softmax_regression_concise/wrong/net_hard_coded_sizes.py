"""Ignores its arguments."""
# loses: make_softmax_net


def make_softmax_net(num_inputs=784, num_outputs=10):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 10))
