"""An int, which cuts off the fraction."""
# loses: bridge


def bridge(x):
    return x.detach().numpy(), x.detach().clone(), int(x) if x.numel() == 1 else None
