"""The inputs drawn from a seed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import torch

T = TypeVar("T")


class Rng:
    """Fresh inputs for one test."""

    def __init__(self, seed: int) -> None:
        self.generator = np.random.default_rng(seed)

    def normal(self, *shape: int, mean: float = 0, std: float = 1, dtype: torch.dtype = torch.float32) -> torch.Tensor:
        """Gaussian draws."""
        return torch.as_tensor(self.generator.normal(mean, std, shape)).to(dtype)

    def uniform(self, *shape: int, low: float = 0, high: float = 1, dtype: torch.dtype = torch.float32) -> torch.Tensor:
        """Uniform draws from [low, high)."""
        return torch.as_tensor(self.generator.uniform(low, high, shape)).to(dtype)

    def integers(self, low: int, high: int, *shape: int) -> torch.Tensor:
        """Integers in [low, high), int64."""
        return torch.as_tensor(self.generator.integers(low, high, shape))

    def integer(self, low: int, high: int) -> int:
        """One integer in [low, high)."""
        return int(self.generator.integers(low, high))

    def choice(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.integer(0, len(options))]

    def permutation(self, n: int) -> torch.Tensor:
        """The numbers 0 to n-1 in random order, int64."""
        return torch.as_tensor(self.generator.permutation(n))

    def seed(self) -> int:
        """A seed for a generator of your own, 32 bits."""
        return self.integer(0, 2**32)
