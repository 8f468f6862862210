"""Autograd through torch's own loss."""
# covers: softmax_ce_grad


def softmax_ce_grad(O, Y):
    O = O.clone().detach().requires_grad_()
    total = torch.nn.functional.cross_entropy(O, Y, reduction="sum")
    return torch.autograd.grad(total, O)[0]
