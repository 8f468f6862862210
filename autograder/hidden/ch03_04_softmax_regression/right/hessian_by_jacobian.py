"""The Jacobian of softmax."""
# covers: softmax_hessian


def softmax_hessian(o):
    return torch.autograd.functional.jacobian(lambda o: torch.softmax(o, dim=0), o)
