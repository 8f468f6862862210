"""Adds up in plain Python."""
# covers: weighted_average


def weighted_average(v, w):
    total, weights = 0.0, 0.0
    for value, weight in zip(v.tolist(), w.tolist()):
        if weight < 0:
            raise ValueError(f"negative weight {weight}")
        total += value * weight
        weights += weight
    if weights == 0:
        raise ValueError("all weights are zero")
    return total / weights
