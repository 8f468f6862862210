"""np.asarray, and torch.tensor of the array."""
# covers: bridge


def bridge(x):
    array = np.asarray(x.detach())
    return array, torch.tensor(array), x.item() if x.numel() == 1 else None
