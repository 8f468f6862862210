"""An integer tensor of no axes."""
# covers: dense_cost


def dense_cost(d, q, n=1, bias=True):
    if d % n or q % n:
        raise ValueError("n must divide d and q")
    return torch.tensor((n**3 if n > 1 else 0) + n * (d // n) * (q // n) + (q if bias else 0))
