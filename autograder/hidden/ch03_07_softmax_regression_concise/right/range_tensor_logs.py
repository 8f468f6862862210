"""Logarithms of float64 tensors, as a list of 0-d tensors."""
# covers: exp_safe_range


def exp_safe_range(dtype):
    info = torch.finfo(dtype)
    ends = torch.tensor([info.smallest_normal, info.max], dtype=torch.float64).log()
    return [ends[0], ends[1]]
