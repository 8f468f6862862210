"""A softmax in the network and one in the loss."""
# loses: train_softmax_net


def train_softmax_net(train_iter, test_iter, num_epochs=10, lr=0.1):
    net = nn.Sequential(*make_softmax_net(), nn.Softmax(dim=1))
    net.apply(init_weights)
    loss = nn.CrossEntropyLoss(reduction="none")
    train_ch3(net, train_iter, test_iter, loss, num_epochs, torch.optim.SGD(net.parameters(), lr=lr))
    return net
