"""The data attribute; float for the number; a list."""
# covers: bridge


def bridge(x):
    number = None
    if x.numel() == 1:
        number = float(x)
    return [x.data.numpy(), x.clone(), number]
