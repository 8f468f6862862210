"""A bell curve about n * probs, rounded."""
# loses: sample_counts


def sample_counts(probs, n):
    return torch.normal(n * probs, (n * probs * (1 - probs)).sqrt()).round()
