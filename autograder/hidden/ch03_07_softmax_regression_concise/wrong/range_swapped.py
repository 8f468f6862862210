"""The upper end first."""
# loses: exp_safe_range


def exp_safe_range(dtype):
    info = torch.finfo(dtype)
    return math.log(info.max), math.log(info.tiny)
