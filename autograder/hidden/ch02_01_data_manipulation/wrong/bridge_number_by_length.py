"""len instead of numel, which a number does not have."""
# loses: bridge


def bridge(x):
    return x.detach().numpy(), x.detach().clone(), x.item() if len(x) == 1 and x.numel() == 1 else None
