"""Logarithms to base 2, the exponents themselves."""
# loses: exp_safe_range


def exp_safe_range(dtype):
    info = torch.finfo(dtype)
    return math.log2(info.tiny), math.log2(info.max)
