"""Builds the whole Jacobian, with a backward pass for each row."""
# loses: derivative_curve


def derivative_curve(f, xs):
    return torch.autograd.functional.jacobian(f, xs.detach()).diagonal()
