"""reshape gives a view."""
# loses: bridge


def bridge(x):
    return x.detach().numpy(), x.detach().reshape(x.shape), x.item() if x.numel() == 1 else None
