"""The range of the numbers, not of the scores."""
# loses: exp_safe_range


def exp_safe_range(dtype):
    info = torch.finfo(dtype)
    return info.tiny, info.max
