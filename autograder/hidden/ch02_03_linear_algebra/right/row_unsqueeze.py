"""Makes a column of the sums with unsqueeze."""
# covers: row_normalize


def row_normalize(A):
    return torch.div(A, A.sum(-1).unsqueeze(-1))
