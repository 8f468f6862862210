"""The line of the notes, made a function."""
# covers: sample_counts

from torch.distributions import multinomial


def sample_counts(probs, n):
    fair_probs = probs
    return multinomial.Multinomial(n, fair_probs).sample() # 多个样本
