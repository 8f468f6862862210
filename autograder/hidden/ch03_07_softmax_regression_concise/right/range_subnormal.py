"""The lower end counts the subnormal numbers."""
# covers: exp_safe_range


def exp_safe_range(dtype):
    info = torch.finfo(dtype)
    return math.log(info.tiny * info.eps), math.log(info.max)
