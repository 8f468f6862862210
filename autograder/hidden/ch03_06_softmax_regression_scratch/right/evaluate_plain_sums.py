"""Two plain sums, argmax inline."""
# covers: evaluate_accuracy


def evaluate_accuracy(net, data_iter):
    if isinstance(net, torch.nn.Module):
        net.eval()
    right, total = 0, 0
    with torch.no_grad():
        for X, y in data_iter:
            right += (net(X).argmax(1) == y).sum().item()
            total += len(y)
    return right / total
