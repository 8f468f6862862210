"""A tensor without axes instead of a number."""
# loses: bridge


def bridge(x):
    return x.detach().numpy(), x.detach().clone(), x.detach().reshape(()) if x.numel() == 1 else None
