"""Draws indices and counts them."""
# covers: sample_counts


def sample_counts(probs, n):
    return torch.bincount(torch.multinomial(probs, n, replacement=True), minlength=len(probs))
