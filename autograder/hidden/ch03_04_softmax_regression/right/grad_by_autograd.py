"""Lets autograd differentiate the summed loss."""
# covers: softmax_ce_grad


def softmax_ce_grad(O, Y):
    O = O.detach().clone().requires_grad_(True)
    loss = (torch.logsumexp(O, 1) - (Y * O).sum(1)).sum()
    loss.backward()
    return O.grad
