import stat

import pytest
import torch

from autograder.errors import CourseError
from autograder.grading.randomness import Rng
from autograder.grading.seeds import LENGTH, course_secret, student_seed
from autograder.grading.seeds import test_seed as seed_of_test


def test_course_secret_is_made_once_and_private(tmp_path, monkeypatch):
    monkeypatch.delenv("AUTOGRADER_SECRET", raising=False)
    first = course_secret(tmp_path / "grading")
    assert course_secret(tmp_path / "grading") == first and len(first) == LENGTH
    assert stat.S_IMODE((tmp_path / "grading" / "secret").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "grading").iterdir()] == ["secret"]


def test_course_secret_environment_wins(tmp_path, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_SECRET", "x" * 20)
    assert course_secret(tmp_path) == b"x" * 20


def test_course_secret_truncated_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.delenv("AUTOGRADER_SECRET", raising=False)
    (tmp_path / "secret").write_bytes(b"")
    with pytest.raises(CourseError, match="too short"):
        course_secret(tmp_path)


def test_course_secret_cut_off_anywhere_is_refused_and_never_another_secret(tmp_path, monkeypatch):
    monkeypatch.delenv("AUTOGRADER_SECRET", raising=False)
    whole = course_secret(tmp_path)
    for length in range(LENGTH):
        (tmp_path / "secret").write_bytes(whole[:length])
        with pytest.raises(CourseError, match=r"too short|cut off"):
            course_secret(tmp_path)
    (tmp_path / "secret").write_bytes(b"one of the instructor's own")
    assert course_secret(tmp_path) == b"one of the instructor's own"


def test_course_secret_unreadable_place_is_named(tmp_path, monkeypatch):
    monkeypatch.delenv("AUTOGRADER_SECRET", raising=False)
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match="cannot read or make"):
        course_secret(tmp_path / "file")


def test_student_seed_differs_by_student_assignment_and_secret():
    seeds = {student_seed(s, a, n) for s in (b"s" * 16, b"t" * 16) for a in ("x", "y") for n in ("ada", "blaise")}
    assert len(seeds) == 8 and all(0 <= seed < 2**63 for seed in seeds)
    assert student_seed(b"s" * 16, "x", "ada") == student_seed(b"s" * 16, "x", "ada")


def test_test_seed_differs_by_test():
    assert seed_of_test(1, "a") != seed_of_test(1, "b") != seed_of_test(2, "b")


def test_rng_same_seed_gives_the_same_inputs():
    def draw(seed):
        rng = Rng(seed)
        return [rng.normal(2, 3), rng.uniform(4), rng.integers(0, 9, 5), rng.permutation(7), rng.integer(0, 99)]

    for a, b in zip(draw(3), draw(3), strict=True):
        assert torch.equal(torch.as_tensor(a), torch.as_tensor(b))
    assert not torch.equal(draw(3)[0], draw(4)[0])


def test_rng_shapes_dtypes_and_ranges():
    rng = Rng(0)
    assert rng.normal(2, 3).dtype is torch.float32 and rng.normal().shape == ()
    assert rng.normal(5, dtype=torch.float64).dtype is torch.float64
    u = rng.uniform(100, low=2, high=3)
    assert u.min() >= 2 and u.max() < 3
    assert set(rng.integers(0, 3, 100).tolist()) == {0, 1, 2}
    assert rng.choice("abc") in "abc" and 0 <= rng.seed() < 2**32
