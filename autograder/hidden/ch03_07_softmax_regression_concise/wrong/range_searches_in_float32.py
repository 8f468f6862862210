"""Searches, but exp is computed in float32."""
# loses: exp_safe_range


def exp_safe_range(dtype):
    low = high = 0.0
    while torch.exp(torch.tensor(high + 0.25)) != float("inf"):
        high += 0.25
    while torch.exp(torch.tensor(low - 0.25)) > 0:
        low -= 0.25
    return low, high
