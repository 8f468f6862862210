"""A list instead of an array."""
# loses: bridge


def bridge(x):
    return x.tolist(), x.detach().clone(), x.item() if x.numel() == 1 else None
