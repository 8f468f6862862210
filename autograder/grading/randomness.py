"""Seeds that nobody can predict or re-roll, and the inputs drawn from them."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch

from autograder.errors import CourseError

T = TypeVar("T")


def course_secret(grading: Path) -> bytes:
    """The secret behind the seeds: `AUTOGRADER_SECRET`, else `grading/secret`, made at first use.

    Raises:
        CourseError: the file cannot be read or made, or is too short to be a secret.
    """
    if value := os.environ.get("AUTOGRADER_SECRET"):
        return value.encode()
    path = grading / "secret"
    try:
        if not path.exists():
            grading.mkdir(parents=True, exist_ok=True)
            _create_once(path, secrets.token_hex(32).encode())
        secret = path.read_bytes()
    except OSError as error:
        raise CourseError(f"{path}: cannot read or make the course's secret ({error.strerror})") from None
    if len(secret) < 16:
        raise CourseError(f"{path}: too short to be a secret; delete it and a new one is made (seeds will change)")
    return secret


def _create_once(path: Path, content: bytes) -> None:
    part = path.with_name(f".secret-{os.getpid()}")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    try:
        os.link(part, path)  # whichever process comes first wins, whole
    except FileExistsError:
        pass
    finally:
        part.unlink()


def student_seed(secret: bytes, assignment: str, student: str) -> int:
    """The seed of one student's inputs in one assignment: the same at each attempt, 63 bits."""
    digest = hmac.digest(secret, f"{assignment}\0{student}".encode("utf-8", "surrogatepass"), "sha256")
    return int.from_bytes(digest[:8], "big") >> 1


def test_seed(seed: int, test: str) -> int:
    """The seed of one test under a submission's seed, 63 bits."""
    return int.from_bytes(hashlib.sha256(f"{seed}\0{test}".encode()).digest()[:8], "big") >> 1


test_seed.__test__ = False


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
