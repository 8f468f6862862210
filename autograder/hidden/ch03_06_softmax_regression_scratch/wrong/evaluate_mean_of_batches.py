"""Averages the batches' accuracies."""
# loses: evaluate_accuracy


def evaluate_accuracy(net, data_iter):
    if isinstance(net, torch.nn.Module):
        net.eval()
    shares = []
    with torch.no_grad():
        for X, y in data_iter:
            shares.append(float(accuracy(net(X), y)) / len(y))
    return sum(shares) / len(shares)
