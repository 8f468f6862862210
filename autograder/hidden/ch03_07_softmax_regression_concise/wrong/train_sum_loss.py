"""The losses of a batch summed."""
# loses: train_softmax_net


def train_softmax_net(train_iter, test_iter, num_epochs=10, lr=0.1):
    net = make_softmax_net()
    net.apply(init_weights)
    train_ch3(net, train_iter, test_iter, nn.CrossEntropyLoss(reduction="sum"), num_epochs, torch.optim.SGD(net.parameters(), lr=lr))
    return net
