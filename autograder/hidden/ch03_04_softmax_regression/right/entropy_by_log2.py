"""Changes the base from 2."""
# covers: entropy


def entropy(p, base=math.e):
    terms = torch.where(p == 0, torch.zeros_like(p), -p * torch.log2(p))
    return terms.sum(-1) / math.log2(base)
