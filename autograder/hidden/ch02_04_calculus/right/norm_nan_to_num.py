"""Divides 0 by 0 and puts zeros in its place."""
# covers: grad_l2_norm


def grad_l2_norm(x):
    wide = x.to(torch.float64)
    return torch.nan_to_num(wide / wide.square().sum().sqrt(), nan=0.0).to(x.dtype)
