"""Builds and initialises the network itself."""
# covers: train_softmax_net


import functools


def train_softmax_net(train_iter, test_iter, num_epochs=10, lr=0.1):
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))
    nn.init.normal_(net[1].weight, 0, 0.01)
    nn.init.zeros_(net[1].bias)
    loss = functools.partial(cross_entropy_logits, reduction="none")
    train_ch3(net, train_iter, test_iter, loss, num_epochs, torch.optim.SGD([net[1].weight, net[1].bias], lr=lr))
    return net
