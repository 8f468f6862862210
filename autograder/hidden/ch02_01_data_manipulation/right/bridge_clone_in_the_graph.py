"""A clone that remembers where it comes from."""
# covers: bridge


def bridge(x):
    return x.detach().numpy(), x.clone(), x.detach().sum().item() if x.numel() == 1 else None
