"""No drawing at all, ifs instead of asserts."""
# covers: train_ch3


def train_ch3(net, train_iter, test_iter, loss, num_epochs, updater):
    for _ in range(num_epochs):
        train_loss, train_acc = train_epoch_ch3(net, train_iter, loss, updater)
        test_acc = evaluate_accuracy(net, test_iter)
    if not (train_loss < 0.5 and 0.7 < train_acc <= 1 and 0.7 < test_acc <= 1):
        raise AssertionError("the model has not learned enough")
