import gzip
import shutil
import sys

import pytest
import torch

from autograder import data
from autograder.course import Course
from autograder.errors import CourseError
from tests.conftest import ROOT


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A copy of the data, to be damaged."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "autograder" / "hidden" / "_data", tmp_path / "autograder" / "hidden" / "_data")
    monkeypatch.setattr(data, "_home", lambda: tmp_path)
    data.held_out.cache_clear()
    yield tmp_path
    data.held_out.cache_clear()


def test_load_mapped_sample_is_balanced_and_scaled():
    splits = data.load_mapped("sample")
    for split, n in (("train", 6000), ("test", 1000)):
        images, labels = splits["fashion_mnist", split]
        assert images.shape == (n, 1, 28, 28) and images.dtype is torch.float32 and 0 <= images.min() < images.max() <= 1
        assert labels.bincount().tolist() == [n // 10] * 10


def test_held_out_is_balanced_and_shares_no_image_with_the_sample():
    images, labels = data.held_out()
    assert images.shape == (2000, 1, 28, 28) and labels.bincount().tolist() == [200] * 10
    held = {bytes(image) for image in (images * 255).round().byte().numpy()}
    for split in data.load_sample().values():
        assert not held & {bytes(image) for image in (split[0] * 255).round().byte().numpy()}


def test_torchvision_reads_the_sample_without_a_network():
    torchvision = pytest.importorskip("torchvision")
    assert len(torchvision.datasets.FashionMNIST(root=str(ROOT / "data"), train=False, download=True)) == 1000


@pytest.mark.parametrize("name", [*data.FASHION_MNIST_FILES, "../manifest.json"])
def test_load_mapped_missing_file_is_named(home, name):
    (home / "data" / "FashionMNIST" / "raw" / name).unlink()
    with pytest.raises(CourseError, match="missing; restore it"):
        data.load_mapped("sample")


def test_load_mapped_damaged_file_is_named(home):
    path = home / "data" / "FashionMNIST" / "raw" / "train-labels-idx1-ubyte"
    path.write_bytes(path.read_bytes()[:-1] + b"\x01\x01")
    with pytest.raises(CourseError, match="damaged"):
        data.load_mapped("sample")
    (home / "data" / "FashionMNIST" / "manifest.json").write_text("{")
    with pytest.raises(CourseError, match=r"manifest.json: damaged"):
        data.load_mapped("sample")


def test_load_mapped_file_that_is_a_folder_is_named(home):
    path = home / "data" / "FashionMNIST" / "raw" / "train-labels-idx1-ubyte"
    path.unlink()
    path.mkdir()
    with pytest.raises(CourseError, match="cannot be read"):
        data.load_mapped("sample")


def test_held_out_damaged_or_unknown_is_named(home):
    (home / "autograder" / "hidden" / "_data" / data.HELD_OUT_FILE).write_bytes(b"")
    with pytest.raises(CourseError, match="damaged"):
        data.held_out()
    with pytest.raises(CourseError, match="no held-out data"):
        data.held_out("cifar")


@pytest.mark.parametrize("content", [b"", b"\0\0\x08\x01\0\0\0\x05abc", b"\0\0\x0d\x01\0\0\0\x01abcd"])
def test_read_idx_damaged_content_is_named(content):
    with pytest.raises(CourseError, match=r"not an IDX|truncated"):
        data.read_idx(content, ROOT)


def test_read_official_wrong_or_broken_file_is_named(tmp_path):
    name = "t10k-labels-idx1-ubyte"
    with pytest.raises(CourseError, match="missing"):
        data.read_official(tmp_path, name)
    (tmp_path / f"{name}.gz").write_bytes(b"no gzip")
    with pytest.raises(CourseError, match="cannot be unpacked"):
        data.read_official(tmp_path, name)
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(b"other"))
    with pytest.raises(CourseError, match="not the official file"):
        data.read_official(tmp_path, name)


@pytest.mark.skipif(not data.INSTALLED.is_dir(), reason="the full dataset is not installed here")
def test_load_mapped_full_leaves_the_held_out_images_out():
    splits = data.load_mapped(str(data.INSTALLED))
    assert len(splits["fashion_mnist", "train"][1]) == 60_000 and len(splits["fashion_mnist", "test"][1]) == 8_000
    assert data.dataset_id(str(data.INSTALLED)).startswith("fashion-mnist-full:")


def test_dataset_setting_environment_wins_over_the_file(tmp_path, monkeypatch):
    course = Course(tmp_path)
    assert data.dataset_setting(course) == "sample"
    (tmp_path / "pyproject.toml").write_text(f'[tool.autograder]\ndataset = "{tmp_path}"\n')
    assert data.dataset_setting(course) == str(tmp_path)
    monkeypatch.setenv("AUTOGRADER_DATASET", "sample")
    assert data.dataset_setting(course) == "sample"
    monkeypatch.setenv("AUTOGRADER_DATASET", "nowhere")
    with pytest.raises(CourseError, match="no such folder"):
        data.dataset_setting(course)


def test_dataset_full_nowhere_to_be_had_is_named(tmp_path, monkeypatch):
    class Offline:
        class datasets:
            @staticmethod
            def FashionMNIST(*_, **__):
                raise RuntimeError("no network")

    monkeypatch.setattr(data, "INSTALLED", tmp_path / "none")
    monkeypatch.setitem(sys.modules, "torchvision", Offline)
    monkeypatch.setenv("AUTOGRADER_DATASET", "full")
    with pytest.raises(CourseError, match="download failed"):
        data.dataset_setting(Course(tmp_path))
