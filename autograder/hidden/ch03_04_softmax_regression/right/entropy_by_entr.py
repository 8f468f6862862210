"""torch's own term -p log p."""
# covers: entropy


def entropy(p, base=math.e):
    return torch.special.entr(p).sum(dim=-1) / math.log(base)
