"""torch's optimiser on copies of the parameters."""
# covers: minibatch_step


def minibatch_step(X, y, w, b, idx, lr):
    w, b = (p.detach().clone().requires_grad_() for p in (w, b))
    optimizer = torch.optim.SGD([w, b], lr=lr)
    (0.5 * torch.nn.functional.mse_loss(X[idx] @ w + b, y[idx].reshape(-1))).backward()
    optimizer.step()
    return w.detach(), b.detach()
