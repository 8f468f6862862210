"""Searches for both ends with exp itself."""
# covers: exp_safe_range


def exp_safe_range(dtype):
    def search(inside, outside, good):
        for _ in range(60):
            middle = (inside + outside) / 2
            if good(torch.exp(torch.tensor(middle, dtype=dtype))):
                inside = middle
            else:
                outside = middle
        return inside

    return search(0.0, -2000.0, lambda e: float(e) > 0), search(0.0, 2000.0, lambda e: bool(torch.isfinite(e)))
