"""Keeps plain tensors, which parameters() does not find."""
# loses: make_net


class Net(nn.Module):
    def __init__(self, num_features):
        super().__init__()
        self.w = torch.zeros(num_features, 1, requires_grad=True)
        self.b = torch.zeros(1, requires_grad=True)

    def forward(self, X):
        return X @ self.w + self.b

    def __getitem__(self, i):
        return self


def make_net(num_features):
    return Net(num_features)
