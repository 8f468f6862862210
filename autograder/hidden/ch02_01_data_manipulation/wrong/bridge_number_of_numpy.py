"""A numpy number."""
# loses: bridge


def bridge(x):
    return x.detach().numpy(), x.detach().clone(), x.detach().numpy().flatten()[0] if x.numel() == 1 else None
