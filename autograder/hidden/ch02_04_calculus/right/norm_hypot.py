"""The norm by math.hypot, in plain Python."""
# covers: grad_l2_norm


def grad_l2_norm(x):
    norm = math.hypot(*x.tolist())
    return torch.tensor([float(v) / norm if norm else 0.0 for v in x], dtype=x.dtype)
