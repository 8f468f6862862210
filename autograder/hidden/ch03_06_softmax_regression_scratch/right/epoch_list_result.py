"""The results as a list, the sums from per-batch means."""
# covers: train_epoch_ch3


def train_epoch_ch3(net, train_iter, loss, updater):
    if hasattr(net, "train"):
        net.train()
    metric = Accumulator(3)
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        custom = not isinstance(updater, torch.optim.Optimizer)
        if not custom:
            updater.zero_grad()
        (l.sum() if custom else l.mean()).backward()
        metric.add(l.detach().mean() * len(y), accuracy(y_hat.detach(), y), len(y))
        updater(y.shape[0]) if custom else updater.step()
    return [metric[0] / metric[2], metric[1] / metric[2]]
