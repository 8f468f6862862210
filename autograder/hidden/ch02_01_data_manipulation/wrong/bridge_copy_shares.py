"""from_numpy shares memory."""
# loses: bridge


def bridge(x):
    array = x.detach().numpy()
    return array, torch.from_numpy(array), x.item() if x.numel() == 1 else None
