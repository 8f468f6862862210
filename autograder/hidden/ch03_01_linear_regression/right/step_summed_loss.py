"""The gradient of the summed loss, divided by the batch size as in 3.2."""
# covers: minibatch_step


def minibatch_step(X, y, w, b, idx, lr):
    w, b = w.clone().requires_grad_(), b.clone().requires_grad_()
    l = ((X.index_select(0, idx) @ w + b - y.index_select(0, idx).flatten()) ** 2 / 2).sum()
    grad_w, grad_b = torch.autograd.grad(l, [w, b])
    return w.detach() - lr * grad_w / idx.numel(), b.detach() - lr * grad_b / idx.numel()
