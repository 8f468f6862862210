"""A slice, as if x were a list."""
# loses: bridge


def bridge(x):
    return x.detach().numpy(), x.detach()[...], x.item() if x.numel() == 1 else None
