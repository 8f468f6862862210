"""Cuts the scores from the parameters."""
# loses: make_softmax_net


class Net(nn.Module):
    def __init__(self, d, q):
        super().__init__()
        self.linear = nn.Linear(d, q)

    def forward(self, X):
        return X.flatten(1) @ self.linear.weight.data.T + self.linear.bias


def make_softmax_net(num_inputs=784, num_outputs=10):
    return Net(num_inputs, num_outputs)
