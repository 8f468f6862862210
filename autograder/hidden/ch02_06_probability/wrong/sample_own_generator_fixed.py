"""Draws from a generator of its own with a fixed seed."""
# loses: sample_counts


def sample_counts(probs, n):
    generator = torch.Generator().manual_seed(42)
    draws = torch.multinomial(probs, n, replacement=True, generator=generator)
    return torch.bincount(draws, minlength=len(probs))
