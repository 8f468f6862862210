"""Asks nn.Linear for the ordinary layer."""
# covers: dense_cost


def dense_cost(d, q, n=1, bias=True):
    if d % n or q % n:
        raise ValueError(f"n={n}")
    if n > 1:
        return n * n * n + n * (d // n) * (q // n) + (q if bias else 0)
    return sum(p.numel() for p in torch.nn.Linear(d, q, bias=bias, device="meta").parameters())
