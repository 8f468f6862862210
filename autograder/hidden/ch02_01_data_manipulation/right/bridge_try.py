"""Tries item."""
# covers: bridge


def bridge(x):
    try:
        number = x.item()
    except (RuntimeError, ValueError):
        number = None
    return x.numpy(force=True), torch.from_numpy(x.detach().numpy().copy()), number
