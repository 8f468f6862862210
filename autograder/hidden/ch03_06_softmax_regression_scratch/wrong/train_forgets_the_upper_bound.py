"""Accepts accuracies above 1."""
# loses: train_ch3


def train_ch3(net, train_iter, test_iter, loss, num_epochs, updater):
    for epoch in range(num_epochs):
        train_loss, train_acc = train_epoch_ch3(net, train_iter, loss, updater)
        test_acc = evaluate_accuracy(net, test_iter)
        pass
    assert train_loss < 0.5
    assert train_acc > 0.7
    assert test_acc > 0.7
