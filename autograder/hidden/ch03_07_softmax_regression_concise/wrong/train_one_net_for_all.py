"""A network made when the notebook was read."""
# loses: train_softmax_net


NET = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))


def train_softmax_net(train_iter, test_iter, num_epochs=10, lr=0.1):
    NET.apply(init_weights)
    loss = nn.CrossEntropyLoss(reduction="none")
    train_ch3(NET, train_iter, test_iter, loss, num_epochs, torch.optim.SGD(NET.parameters(), lr=lr))
    return NET
