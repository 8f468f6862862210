"""Folds logaddexp over the last axis."""
# covers: real_softmax


def real_softmax(a, lam=1.0):
    total = lam * a[..., 0]
    for j in range(1, a.shape[-1]):
        total = torch.logaddexp(total, lam * a[..., j])
    return total / lam
