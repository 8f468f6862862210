"""Applies init_weights when training is over."""
# loses: train_softmax_net


def train_softmax_net(train_iter, test_iter, num_epochs=10, lr=0.1):
    net = make_softmax_net()
    loss = nn.CrossEntropyLoss(reduction="none")
    train_ch3(net, train_iter, test_iter, loss, num_epochs, torch.optim.SGD(net.parameters(), lr=lr))
    net.apply(init_weights)
    return net
