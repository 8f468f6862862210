"""numpy() without detach."""
# loses: bridge


def bridge(x):
    return x.numpy(), x.detach().clone(), x.item() if x.numel() == 1 else None
