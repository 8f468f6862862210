"""The array is a view of the copy."""
# loses: bridge


def bridge(x):
    copy = x.detach().clone()
    return copy.numpy(), copy, x.item() if x.numel() == 1 else None
