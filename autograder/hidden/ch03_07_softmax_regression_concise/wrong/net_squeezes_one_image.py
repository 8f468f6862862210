"""Squeezes the scores: a batch of one loses its axis."""
# loses: make_softmax_net


class Net(nn.Module):
    def __init__(self, d, q):
        super().__init__()
        self.linear = nn.Linear(d, q)

    def forward(self, X):
        return self.linear(X.flatten(1)).squeeze()


def make_softmax_net(num_inputs=784, num_outputs=10):
    return Net(num_inputs, num_outputs)
