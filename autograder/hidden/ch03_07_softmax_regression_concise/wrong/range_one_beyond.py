"""The first scores that fail, in steps of one."""
# loses: exp_safe_range


def exp_safe_range(dtype):
    info = torch.finfo(dtype)
    return math.floor(math.log(info.tiny)) - 1.0, math.ceil(math.log(info.max)) + 1.0
