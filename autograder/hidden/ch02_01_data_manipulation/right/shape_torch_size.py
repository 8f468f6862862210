"""A torch.Size, filled from the right."""
# covers: broadcast_shape


def broadcast_shape(a, b):
    shape = list(a if len(a) > len(b) else b)
    for i in range(1, min(len(a), len(b)) + 1):
        if a[-i] == b[-i] or b[-i] == 1:
            shape[-i] = a[-i]
        elif a[-i] == 1:
            shape[-i] = b[-i]
        else:
            raise ValueError("shapes do not match")
    return torch.Size(shape)
