"""torch.func.grad of torch.func.grad, mapped by vmap."""
# covers: second_derivative


def second_derivative(f, xs):
    return torch.vmap(torch.func.grad(torch.func.grad(f)))(xs.detach())
