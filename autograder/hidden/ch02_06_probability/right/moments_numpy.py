"""numpy's weighted average."""
# covers: expectation_variance

import numpy as np


def expectation_variance(x, p, f=None):
    values = (x if f is None else f(x)).double().numpy()
    mean = np.average(values, weights=p.double().numpy())
    return mean, np.average((values - mean) ** 2, weights=p.double().numpy())
