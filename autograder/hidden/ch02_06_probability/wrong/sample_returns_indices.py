"""Returns the draws, not how often each value came."""
# loses: sample_counts


def sample_counts(probs, n):
    return torch.multinomial(probs, n, replacement=True)
