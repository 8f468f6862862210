"""Logarithms to base 10."""
# loses: exp_safe_range


def exp_safe_range(dtype):
    info = torch.finfo(dtype)
    return math.log10(info.tiny), math.log10(info.max)
