"""Returns the figures of all epochs."""
# covers: train_ch3


def train_ch3(net, train_iter, test_iter, loss, num_epochs, updater):
    animator = Animator(xlabel="epoch", xlim=[1, num_epochs], ylim=[0.3, 0.9], legend=["train loss", "train acc", "test acc"])
    history = []
    for epoch in range(1, num_epochs + 1):
        metrics = tuple(train_epoch_ch3(net, train_iter, loss, updater)) + (evaluate_accuracy(net, test_iter),)
        animator.add(epoch, metrics)
        history.append(metrics)
    train_loss, train_acc, test_acc = history[-1]
    assert train_loss < 0.5, f"loss {train_loss}"
    assert 0.7 < train_acc <= 1, f"train accuracy {train_acc}"
    assert 0.7 < test_acc <= 1, f"test accuracy {test_acc}"
    return history
