"""Rounded to whole numbers, as tensors of integers."""
# loses: exp_safe_range


def exp_safe_range(dtype):
    info = torch.finfo(dtype)
    return torch.tensor(math.log(info.tiny)).long(), torch.tensor(math.log(info.max)).long()
