"""A Module with its own Parameters, the weight as (d, q)."""
# covers: make_softmax_net, train_softmax_net


class Affine(nn.Module):
    def __init__(self, d, q):
        super().__init__()
        self.W = nn.Parameter(torch.randn(d, q) * 0.01)
        self.b = nn.Parameter(torch.zeros(q))

    def forward(self, X):
        return X.reshape(-1, self.W.shape[0]) @ self.W + self.b


def make_softmax_net(num_inputs=784, num_outputs=10):
    return Affine(num_inputs, num_outputs)


def train_softmax_net(train_iter, test_iter, num_epochs=10, lr=0.1):
    net = Affine(784, 10)
    updater = torch.optim.SGD(list(net.parameters()), lr)
    train_ch3(net, train_iter, test_iter, nn.CrossEntropyLoss(reduction="none"), num_epochs, updater)
    return net
