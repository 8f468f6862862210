"""Gradients cleared before the epoch and after each step."""
# covers: train_epoch_ch3


def train_epoch_ch3(net, train_iter, loss, updater):
    own = not isinstance(updater, torch.optim.Optimizer)
    if isinstance(net, torch.nn.Module):
        net.train(True)
    if not own:
        updater.zero_grad()
    sums = [0.0, 0.0, 0]
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        if own:
            torch.sum(l).backward()
            updater(X.shape[0])
        else:
            (l.sum() / l.numel()).backward()
            updater.step()
            updater.zero_grad()
        sums = [sums[0] + float(l.detach().sum()), sums[1] + accuracy(y_hat, y), sums[2] + y.numel()]
    return sums[0] / sums[2], sums[1] / sums[2]
