"""The first element, however many there are."""
# loses: bridge


def bridge(x):
    return x.detach().numpy(), x.detach().clone(), x.flatten()[0].item() if x.numel() else None
