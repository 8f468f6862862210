"""Two loops."""
# covers: chain_rule


def chain_rule(dy_du, du_dx):
    m, n = du_dx.shape
    result = torch.zeros(n, dtype=du_dx.dtype)
    for i in range(n):
        for j in range(m):
            result[i] += dy_du[j] * du_dx[j, i]
    return result
