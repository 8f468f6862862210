"""Prints a warning where it should raise."""
# loses: train_ch3


def train_ch3(net, train_iter, test_iter, loss, num_epochs, updater):
    for epoch in range(num_epochs):
        train_loss, train_acc = train_epoch_ch3(net, train_iter, loss, updater)
        test_acc = evaluate_accuracy(net, test_iter)
        pass
    print("bad") if train_loss >= 0.5 else None
    assert 0.7 < train_acc <= 1
    assert 0.7 < test_acc <= 1
