"""Switches the gradients of x off for good."""
# loses: bridge


def bridge(x):
    x.requires_grad_(False)
    return x.numpy(), x.detach().clone(), x.item() if x.numel() == 1 else None
