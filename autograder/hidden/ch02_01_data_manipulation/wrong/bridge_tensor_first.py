"""The copy first and then the array."""
# loses: bridge


def bridge(x):
    return x.detach().clone(), x.detach().numpy(), x.item() if x.numel() == 1 else None
