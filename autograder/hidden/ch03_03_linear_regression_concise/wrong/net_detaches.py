"""Cuts the graph."""
# loses: make_net


class Net(nn.Sequential):
    def forward(self, X):
        return super().forward(X).detach()


def make_net(num_features):
    return Net(nn.Linear(num_features, 1))
