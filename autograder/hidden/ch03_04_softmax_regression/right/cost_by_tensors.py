"""Counts tensors that take no memory."""
# covers: dense_cost


def dense_cost(d, q, n=1, bias=True):
    if d % n != 0 or q % n != 0:
        raise ValueError("n must divide d and q")
    if n == 1:
        parts = [torch.empty(d, q, device="meta")]
    else:
        parts = [torch.empty(n, n, n, device="meta"), torch.empty(n, d // n, q // n, device="meta")]
    if bias:
        parts.append(torch.empty(q, device="meta"))
    return sum(part.numel() for part in parts)
