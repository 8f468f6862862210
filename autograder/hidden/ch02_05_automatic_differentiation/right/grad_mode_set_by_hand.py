"""Switches recording on and puts it back in a finally."""
# covers: grad_of


def grad_of(f, x):
    before = torch.is_grad_enabled()
    torch.set_grad_enabled(True)
    try:
        copy = torch.clone(x).detach().requires_grad_()
        f(copy).backward()
    finally:
        torch.set_grad_enabled(before)
    return copy.grad
