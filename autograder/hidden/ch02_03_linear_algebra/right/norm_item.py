"""Returns a Python number, computed in the type of the tensor."""
# covers: lp_norm


def lp_norm(x, p=2.0):
    size = x.abs()
    if p == float("inf"):
        return size.max().item()
    m = size.max()
    return (m * (size / m).pow(p).sum().pow(1 / p)).item() if m else 0.0
