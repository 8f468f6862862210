"""Takes eps for the smallest number."""
# loses: exp_safe_range


def exp_safe_range(dtype):
    info = torch.finfo(dtype)
    return math.log(info.eps), math.log(info.max)
