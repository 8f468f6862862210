"""Gradients switched off by a decorator."""
# covers: evaluate_accuracy


@torch.no_grad()
def evaluate_accuracy(net, data_iter):
    if hasattr(net, "eval"):
        net.eval()
    counts = [(float(accuracy(net(X), y)), y.numel()) for X, y in data_iter]
    return sum(c for c, _ in counts) / sum(n for _, n in counts)
