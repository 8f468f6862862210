"""Steps of a quarter until exp vanishes or overflows."""
# covers: exp_safe_range


def exp_safe_range(dtype):
    low = high = 0.0
    while torch.exp(torch.tensor(high + 0.25, dtype=dtype)) != float("inf"):
        high += 0.25
    while torch.exp(torch.tensor(low - 0.25, dtype=dtype)) > 0:
        low -= 0.25
    return low, high
