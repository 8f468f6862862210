"""Puts the module back in the mode it was in."""
# covers: evaluate_accuracy


def evaluate_accuracy(net, data_iter):
    is_module = isinstance(net, torch.nn.Module)
    was_training = is_module and net.training
    if is_module:
        net.eval()
    right = total = 0.0
    with torch.inference_mode():
        for X, y in data_iter:
            right += float(accuracy(net(X), y))
            total += y.numel()
    if was_training:
        net.train()
    return right / total
