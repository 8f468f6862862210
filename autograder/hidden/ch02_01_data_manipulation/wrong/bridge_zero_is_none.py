"""Takes 0 for nothing."""
# loses: bridge


def bridge(x):
    return x.detach().numpy(), x.detach().clone(), (x.item() or None) if x.numel() == 1 else None
