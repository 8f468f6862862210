"""The lower end is minus the upper one."""
# loses: exp_safe_range


def exp_safe_range(dtype):
    top = math.log(torch.finfo(dtype).max)
    return -top, top
