import math

import numpy as np
import pytest
import torch

from autograder.grading.compare import Expected, assert_close, assert_unchanged, check, kind, show
from autograder.grading.outcomes import GraderError, Mismatch, StudentRaised
from autograder.sandbox.wire import Opaque


def refused(actual, expected, **options):
    with pytest.raises(Mismatch) as caught:
        assert_close(actual, expected, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (torch.ones(2, 3), torch.ones(2, 3)),
        (torch.tensor(3.0), 3.0),
        (3, torch.tensor(3.0)),
        (np.float64(2.5), 2.5),
        (np.ones(2), torch.ones(2)),
        ([1.0, 2.0], (1.0, 2.0)),
        (torch.tensor([1.0, 2.0]), [1.0, 2.0]),
        ([torch.ones(2), 3], [torch.ones(2), 3]),
        ({"a": 1, "extra": 2}, {"a": 1}),
        ("cat", "cat"),
        (None, None),
        (torch.empty(0, 3), torch.empty(0, 3)),
        (torch.tensor([math.inf]), torch.tensor([math.inf])),
        (True, torch.tensor(True)),
    ],
)
def test_assert_close_equal_values_pass(actual, expected):
    assert_close(actual, expected)


def test_assert_close_within_float32_rounding_passes():
    x = torch.linspace(-5, 5, 100)
    assert_close(x.exp() / x.exp().sum(), torch.softmax(x.double(), 0))


def test_assert_close_float64_result_is_held_to_float64_accuracy_against_float64():
    x = torch.rand(5, dtype=torch.float64) + 1
    assert "wrong in 5 of 5" in refused(x * (1 + 1e-8), x)


def test_assert_close_wrong_value_names_place_and_students_value_only():
    text = refused(torch.tensor([[1.0, 2.0], [3.0, 4.5]]), torch.tensor([[1.0, 2.0], [3.0, 4.25]]))
    assert "[1, 1]" in text and "4.5" in text and "4.25" not in text


def test_assert_close_nan_never_equals_nan():
    assert "wrong" in refused(torch.tensor([math.nan]), torch.tensor([math.nan]))


def test_assert_close_broadcastable_shape_is_refused():
    assert "(2, 2)" in refused(torch.ones(2, 2), torch.ones(2, 1))


def test_assert_close_shape_1_for_a_scalar_is_refused():
    assert "shape (1,)" in refused(torch.ones(1), torch.tensor(1.0))


def test_assert_close_other_dtype_than_asked_is_refused():
    assert "float64" in refused(torch.ones(2, dtype=torch.float64), torch.ones(2), dtype=torch.float32)


def test_assert_close_integers_are_exact():
    assert "wrong" in refused(torch.tensor([10**9 + 1]), torch.tensor([10**9]))


@pytest.mark.parametrize(
    ("actual", "words"),
    [
        (None, "is a return missing"),
        (Opaque("generator", "<generator>"), "generator"),
        ("text", "str"),
        ({"a": 1}, "dict"),
        ([[1, 2], [3]], "ragged"),
        (10**400, "out of range"),
    ],
)
def test_assert_close_value_of_another_kind_is_named(actual, words):
    assert words in refused(actual, torch.ones(2))


def test_assert_close_sequence_of_other_length_is_refused():
    assert "has 2 values" in refused([1, 2], [1, 2, 3])


def test_assert_close_not_a_sequence_is_refused():
    assert "sequence" in refused(3, ["a", "b"])


def test_assert_close_dictionary_without_key_is_refused():
    assert "no key 'b'" in refused({"a": 1}, {"b": 1})


def test_assert_close_not_a_dictionary_is_refused():
    assert "dictionary" in refused([1], {"b": 1})


def test_assert_close_other_text_is_refused():
    assert "'dog'" in refused("dog", "cat")


def test_assert_close_expected_of_a_strange_kind_is_the_graders_fault():
    with pytest.raises(GraderError):
        assert_close(1, object())


def test_assert_close_loose_tolerance_is_used():
    assert_close(torch.tensor([1.05]), torch.tensor([1.0]), atol=0.1)


def test_check_false_condition_fails_with_the_sentence():
    with pytest.raises(Mismatch, match="a sentence"):
        check(False, "a sentence")


def test_check_raises_other_outcomes_fail():
    def boom():
        raise StudentRaised("ValueError", "no")

    check.raises(ValueError, boom)
    with pytest.raises(Mismatch, match="but it raised ValueError"):
        check.raises(KeyError, boom)
    with pytest.raises(Mismatch, match="nothing was raised"):
        check.raises(KeyError, lambda: None)


def test_expected_what_is_computed_from_it_is_marked():
    x = torch.ones(3).as_subclass(Expected)
    assert isinstance(x * 2 + 1, Expected) and isinstance(torch.stack([x, x]).sum(), Expected)


def test_show_long_values_are_cut():
    assert len(show("x" * 500)) == 80 and kind(torch.ones(2)) == "a tensor of shape (2,)"


SLIPS = [(torch.tensor([2.0, 4.0]), "this is twice the mean"), (torch.tensor(3.0), "this is the sum")]


@pytest.mark.parametrize(("actual", "words"), [
    (torch.tensor([2.0, 4.0001]), "this is twice the mean"),
    (3, "this is the sum"),
    (torch.tensor([9.0, 2.0]), "is wrong in 1 of 2 places"),
    (torch.tensor([[2.0, 4.0]]), r"has shape \(1, 2\)"),
    (True, "has shape"),
    ("3", "should be a number or a tensor"),
])  # fmt: skip
def test_assert_close_names_the_slip_that_a_wrong_value_comes_from(actual, words):
    with pytest.raises(Mismatch, match=words):
        assert_close(actual, torch.tensor([1.0, 2.0]), slips=SLIPS)


def test_assert_close_right_value_that_is_also_a_slips_passes():
    assert_close(torch.tensor([2.0, 4.0]), torch.tensor([2.0, 4.0]), slips=SLIPS)


@pytest.mark.parametrize("after", [torch.tensor([1.0, 3.0]), torch.tensor([1, 2]), torch.tensor([[1.0, 2.0]]), None])
def test_assert_unchanged_other_value_dtype_shape_or_kind_fails(after):
    with pytest.raises(Mismatch, match="X was changed by the call"):
        assert_unchanged(after, torch.tensor([1.0, 2.0]), "X")
    assert_unchanged(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.0]), "X")


@pytest.mark.parametrize("actual", [[1.0, 1.0], (1.0,), [[1.0]], torch.ones(1)])
def test_assert_close_several_values_are_no_number(actual):
    with pytest.raises(Mismatch, match="has shape"):
        assert_close(actual, 1.0)
