"""Tries every value for l1; a quantile would do as well."""
# covers: best_constant


def best_constant(x, loss):
    if loss == "l2":
        return x.mean().item()
    sums = (x.reshape(-1, 1) - x).abs().sum(dim=0)
    return x[sums.argmin()].item()
