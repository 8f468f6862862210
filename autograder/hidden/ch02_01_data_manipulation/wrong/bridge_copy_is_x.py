"""The same tensor by another name."""
# loses: bridge


def bridge(x):
    return x.detach().numpy(), x, x.item() if x.numel() == 1 else None
