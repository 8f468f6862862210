"""Numpy logarithms."""
# covers: exp_safe_range


import numpy as np


def exp_safe_range(dtype):
    info = torch.finfo(dtype)
    return np.log(info.tiny), np.log(info.max)
