"""Subtracts in place, from a copy."""
# covers: stable_softmax


def stable_softmax(X):
    Z = X.clone()
    Z -= X.detach().max(dim=1, keepdim=True)[0]
    e = torch.exp(Z)
    return e.div(e.sum(dim=1, keepdim=True))
