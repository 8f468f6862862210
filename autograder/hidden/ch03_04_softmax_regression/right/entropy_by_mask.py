"""Sums where p is positive, one distribution after the other."""
# covers: entropy


def entropy(p, base=math.e):
    flat = p.reshape(-1, p.shape[-1])
    values = [-(row[row > 0] * row[row > 0].log()).sum() / math.log(base) for row in flat]
    return torch.stack(values).reshape(p.shape[:-1]) if values else p.new_zeros(p.shape[:-1])
