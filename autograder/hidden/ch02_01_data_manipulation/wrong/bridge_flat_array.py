"""Flattens the array."""
# loses: bridge


def bridge(x):
    return x.detach().numpy().reshape(-1), x.detach().clone(), x.item() if x.numel() == 1 else None
