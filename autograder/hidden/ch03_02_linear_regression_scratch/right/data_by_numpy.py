"""Drawn in numpy."""
# covers: synthetic_data

import numpy


def synthetic_data(w, b, num_examples):
    rng = numpy.random.default_rng()
    X = rng.standard_normal((num_examples, len(w)))
    y = X @ w.flatten().numpy() + b + rng.normal(scale=0.01, size=num_examples)
    return torch.tensor(X, dtype=torch.float32), torch.tensor(y, dtype=torch.float32).unsqueeze(1)
