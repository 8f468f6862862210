"""Forgets the copy."""
# loses: bridge


def bridge(x):
    return x.detach().numpy(), x.item() if x.numel() == 1 else None
