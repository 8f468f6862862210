"""A number only if there are no axes."""
# loses: bridge


def bridge(x):
    return x.detach().numpy(), x.detach().clone(), x.item() if x.dim() == 0 else None
