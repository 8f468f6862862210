"""Takes probabilities for logits."""
# loses: entropy


def entropy(p, base=math.e):
    p = torch.softmax(p, -1)
    return -(p * p.log()).sum(-1) / math.log(base)
