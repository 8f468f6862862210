"""Switches gradients off and never on again."""
# loses: evaluate_accuracy


def evaluate_accuracy(net, data_iter):
    if isinstance(net, torch.nn.Module):
        net.eval()
    torch.set_grad_enabled(False)
    right = total = 0.0
    for X, y in data_iter:
        right += float(accuracy(net(X), y))
        total += len(y)
    return right / total
