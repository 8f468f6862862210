"""torch.nn.functional.normalize, after scaling."""
# covers: grad_l2_norm


def grad_l2_norm(x):
    largest = float(x.abs().max())
    return torch.nn.functional.normalize(x / largest, dim=0) if largest > 0 else x.clone()
