"""np.array copies."""
# loses: bridge


def bridge(x):
    return np.array(x.detach()), x.detach().clone(), x.item() if x.numel() == 1 else None
