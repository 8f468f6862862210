"""numpy's multinomial, with probabilities scaled in float64."""
# covers: sample_counts

import numpy


def sample_counts(probs, n):
    p = probs.double().numpy()
    return torch.from_numpy(numpy.random.default_rng().multinomial(n, p / p.sum()))
