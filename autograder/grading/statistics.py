"""Statistics of random draws, for tests that say how often they are wrong.

A test compares a z-score with `LIMIT`. For draws that are bounded or have light tails, a right solution exceeds it with a
probability under 5e-9. `p_of_counts` is for categories; compare it with a level such as 1e-9.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch

LIMIT = 6.0  # sigma


def z_of_mean(values: torch.Tensor, std: float = 1.0) -> float:
    """How far the mean is from zero, for independent draws of a known standard deviation."""
    return abs(float(values.mean())) / (std / math.sqrt(values.numel()))


def z_of_variance(values: torch.Tensor) -> float:
    """How far the mean square is from 1, for independent draws from N(0, 1)."""
    return abs(float(values.square().mean()) - 1) / math.sqrt(2 / values.numel())


def z_of_bell_curve(values: torch.Tensor, t: float = 2.0) -> float:
    """Distance of the characteristic function at t from that of N(0, 1).

    Of 20,000 draws, uniform ones are 47 sigma off and Laplace ones 40.
    """
    n = values.numel()
    even = abs(float((t * values).cos().mean()) - math.exp(-t * t / 2))
    odd = abs(float((t * values).sin().mean()))
    variance_even = (1 + math.exp(-2 * t * t)) / 2 - math.exp(-t * t)
    return max(even / math.sqrt(variance_even / n), odd / math.sqrt((1 - math.exp(-2 * t * t)) / 2 / n))


def z_of_share(hits: float, n: int, p: float) -> float:
    """How far a count of hits in n independent trials is from n * p."""
    return abs(hits - n * p) / math.sqrt(n * p * (1 - p))


def p_of_counts(counts: Sequence[float] | torch.Tensor, probabilities: Sequence[float] | torch.Tensor) -> float:
    """Pearson's chi-square: the chance that counts drawn with these probabilities lie at least so far from them."""
    counts = torch.as_tensor(counts, dtype=torch.float64).flatten()
    expected = torch.as_tensor(probabilities, dtype=torch.float64).flatten() * counts.sum()
    statistic = ((counts - expected).square() / expected).sum()
    freedom = torch.tensor((len(counts) - 1) / 2, dtype=torch.float64)
    return float(torch.special.gammaincc(freedom, statistic / 2))


def standardised(values: torch.Tensor) -> torch.Tensor:
    """Shifted and scaled to mean 0 and variance 1 along the first axis; the estimation makes z-scores smaller, if anything."""
    return (values - values.mean(0)) / values.std(0)
