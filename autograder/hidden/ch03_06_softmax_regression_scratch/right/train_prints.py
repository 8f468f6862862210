"""Prints the figures instead of drawing them."""
# covers: train_ch3


def train_ch3(net, train_iter, test_iter, loss, num_epochs, updater):
    epoch = 0
    while epoch < num_epochs:
        train_metrics = train_epoch_ch3(net, train_iter, loss, updater)
        test_acc = evaluate_accuracy(net, test_iter)
        epoch += 1
        print(epoch, train_metrics, test_acc)
    assert train_metrics[0] < 0.5
    for acc in (train_metrics[1], test_acc):
        assert acc <= 1 and acc > 0.7
