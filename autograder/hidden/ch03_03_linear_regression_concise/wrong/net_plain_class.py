"""Writes a class that is no module."""
# loses: make_net


class Net:
    def __init__(self, num_features):
        self.layer = nn.Linear(num_features, 1)

    def __call__(self, X):
        return self.layer(X)

    def parameters(self):
        return self.layer.parameters()

    def __getitem__(self, i):
        return self.layer


def make_net(num_features):
    return Net(num_features)
