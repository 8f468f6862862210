"""Raises a kind of ValueError and catches the division."""
# covers: bayes


def bayes(prior, likelihood):
    weights = (prior * likelihood).tolist()
    try:
        return torch.tensor([weight / sum(weights) for weight in weights], dtype=prior.dtype)
    except ZeroDivisionError:
        raise ValueError("the evidence is zero") from None
