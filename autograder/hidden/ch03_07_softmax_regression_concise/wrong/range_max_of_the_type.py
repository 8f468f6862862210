"""The lower end from finfo.min, the most negative number."""
# loses: exp_safe_range


def exp_safe_range(dtype):
    info = torch.finfo(dtype)
    return -math.log(-info.min), math.log(info.max)
