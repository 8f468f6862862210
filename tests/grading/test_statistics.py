"""Statistics: right draws are far under the limit, wrong ones far above, and p-values are those of a table."""

import pytest
import torch

from autograder.grading.statistics import (
    LIMIT,
    p_of_counts,
    standardised,
    z_of_bell_curve,
    z_of_mean,
    z_of_share,
    z_of_variance,
)

N = 20_000


@pytest.fixture
def normal():
    return torch.randn(N, generator=torch.Generator().manual_seed(1), dtype=torch.float64)


def test_z_normal_draws_are_under_the_limit(normal):
    for z in (z_of_mean(normal), z_of_variance(normal), z_of_bell_curve(normal)):
        assert z < LIMIT / 2


@pytest.mark.parametrize("z", [z_of_mean, z_of_variance, z_of_bell_curve])
def test_z_shifted_and_scaled_draws_are_over_the_limit(normal, z):
    assert z(1.1 * normal + 0.1) > LIMIT


def test_z_of_bell_curve_uniform_draws_are_over_the_limit():
    uniform = torch.rand(N, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    assert z_of_bell_curve(standardised(uniform)) > 5 * LIMIT


def test_z_of_share_is_the_distance_in_standard_deviations():
    assert z_of_share(60, 100, 0.5) == pytest.approx(2)


def test_p_of_counts_agrees_with_the_closed_form_of_two_degrees():
    counts, expected = torch.tensor([30.0, 40.0, 20.0]), 30
    statistic = float(((counts - expected) ** 2 / expected).sum())
    assert p_of_counts(counts, [1 / 3] * 3) == pytest.approx(torch.exp(torch.tensor(-statistic / 2)).item(), rel=1e-6)


def test_standardised_has_mean_zero_and_variance_one(normal):
    values = standardised(3 * normal.reshape(-1, 2) + 5)
    assert values.mean(0).abs().max() < 1e-12 and values.var(0) == pytest.approx(torch.ones(2).double())
