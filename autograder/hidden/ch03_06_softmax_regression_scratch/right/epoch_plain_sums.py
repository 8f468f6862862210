"""Plain sums instead of an Accumulator."""
# covers: train_epoch_ch3


def train_epoch_ch3(net, train_iter, loss, updater):
    if isinstance(net, torch.nn.Module):
        net.train()
    loss_sum = right = n = 0.0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        with torch.no_grad():
            loss_sum += losses.sum().item()
            right += (y_hat.argmax(1) == y).sum().item()
            n += len(y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(set_to_none=True)
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(y))
    return loss_sum / n, right / n
