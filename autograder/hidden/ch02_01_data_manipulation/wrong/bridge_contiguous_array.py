"""Puts a transpose in order first, which copies it."""
# loses: bridge


def bridge(x):
    return x.detach().contiguous().numpy(), x.detach().clone(), x.item() if x.numel() == 1 else None
