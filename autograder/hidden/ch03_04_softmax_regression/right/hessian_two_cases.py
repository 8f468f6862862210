"""The quotient rule in two cases, in a loop."""
# covers: softmax_hessian


def softmax_hessian(o):
    e = torch.exp(o)
    p = e / e.sum()
    H = torch.zeros(len(o), len(o), dtype=o.dtype)
    for j in range(len(o)):
        for k in range(len(o)):
            H[j, k] = p[j] * (1 - p[j]) if j == k else -p[j] * p[k]
    return H
