"""The number out of a list; empty_like and copy_."""
# covers: bridge


def bridge(x):
    x = x.detach()
    copy = torch.empty_like(x)
    copy.copy_(x)
    values = x.flatten().tolist()
    return x.numpy(), copy, values[0] if len(values) == 1 else None
