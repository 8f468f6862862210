"""Datasets: which one a grading uses, and reading it with every fault named.

Students see a balanced sample of Fashion-MNIST, on disk and in memory. Accuracies that count are measured on images
that only the judge has. One setting, `dataset`, chooses what training runs on: `sample`, `full`, or a folder with the
four official files.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import struct
import tomllib
import zlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import CourseError

if TYPE_CHECKING:
    import numpy as np
    import torch

    from autograder.course import Course

    Split = tuple[torch.Tensor, torch.Tensor]

#: file name -> sha256 of the official content, uncompressed: distributions pack it anew. Train before test.
FASHION_MNIST_FILES = {
    "train-images-idx3-ubyte": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    "train-labels-idx1-ubyte": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    "t10k-images-idx3-ubyte": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    "t10k-labels-idx1-ubyte": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
}
HELD_OUT_FILE = "fashion_mnist_held_out.safetensors"
INSTALLED = Path("/usr/share/datasets/fashion-mnist")  # where Debian's dataset-fashion-mnist puts the official files
CURE = 'restore it from the repository ("git checkout -- {path}")'


def dataset_setting(course: Course) -> str:
    """The dataset that training runs on: `AUTOGRADER_DATASET`, else `[tool.autograder] dataset`, else `sample`.

    Returns:
        "sample", or the absolute path of a folder with the official files ("full" is resolved to one).

    Raises:
        CourseError: the folder is not there, or "full" is nowhere to be had.
    """
    setting = os.environ.get("AUTOGRADER_DATASET") or _configured(course.root) or "sample"
    if setting == "sample":
        return setting
    if setting == "full":
        return str(_full(course))
    folder = Path(setting).expanduser().resolve()
    if not folder.is_dir():
        raise CourseError(f'dataset "{setting}": not "sample", not "full", and no such folder')
    return str(folder)


def _configured(root: Path) -> str | None:
    path = root / "pyproject.toml"
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return tomllib.load(file).get("tool", {}).get("autograder", {}).get("dataset")


def _full(course: Course) -> Path:
    own = course.grading / "datasets" / "FashionMNIST" / "raw"
    for folder in (own, INSTALLED):
        if all((folder / f"{name}.gz").is_file() for name in FASHION_MNIST_FILES):
            return folder
    import torchvision

    try:
        torchvision.datasets.FashionMNIST(str(course.grading / "datasets"), download=True)
    except Exception as error:  # urllib, ssl, OSError and RuntimeError, by version and by what fails
        raise CourseError(
            f'dataset "full": not installed in {INSTALLED} and the download failed ({error}); install Debian\'s '
            'dataset-fashion-mnist, give a folder with the four .gz files, or use "sample"'
        ) from None
    return own


def dataset_id(setting: str) -> str:
    """The dataset's name and the hash of its files, for the verdict."""
    if setting == "sample":
        return f"fashion-mnist-sample:{_sample_digest()}"
    return "fashion-mnist-full:" + hashlib.sha256("".join(FASHION_MNIST_FILES.values()).encode()).hexdigest()[:12]


@lru_cache(maxsize=1)
def _sample_digest() -> str:
    return sha256_of(_home() / "data" / "FashionMNIST" / "manifest.json")[:12]


def _home() -> Path:
    return Path(__file__).resolve().parent.parent


def load_mapped(dataset: str = "sample") -> dict[tuple[str, str], Split]:
    """The splits that lie in the sandbox's memory, by (name, split).

    Returns:
        For ("fashion_mnist", "train") and ("fashion_mnist", "test"): images, float32 (n, 1, 28, 28) in [0, 1], and
        labels, int64 (n,). No held-out image is in any of them.

    Raises:
        CourseError: a file is missing or damaged.
    """
    arrays = _sample() if dataset == "sample" else _official(Path(dataset))
    return {
        ("fashion_mnist", "train"): _tensors(arrays[0], arrays[1]),
        ("fashion_mnist", "test"): _tensors(arrays[2], arrays[3]),
    }


@lru_cache(maxsize=1)
def load_sample() -> dict[tuple[str, str], Split]:
    """The embedded sample, as `load_mapped("sample")` gives it, kept for the next call."""
    return load_mapped("sample")


def _sample() -> list[np.ndarray]:
    folder = _home() / "data" / "FashionMNIST"
    manifest = _read_manifest(folder / "manifest.json")
    arrays = []
    for name in FASHION_MNIST_FILES:
        path = folder / "raw" / name
        arrays.append(read_idx(_checked(path, manifest), path))
    return arrays


def _official(folder: Path) -> list[np.ndarray]:
    import numpy as np

    arrays = [read_official(folder, name) for name in FASHION_MNIST_FILES]
    keep = np.ones(len(arrays[3]), dtype=bool)
    keep[_held_out_file()["indices"].numpy()] = False  # what the judge measures on is never trained or tested on
    return [arrays[0], arrays[1], arrays[2][keep], arrays[3][keep]]


@lru_cache(maxsize=1)
def held_out(name: str = "fashion_mnist") -> Split:
    """The judge's own split: images, float32 (2000, 1, 28, 28) in [0, 1], and labels, int64 (2000,).

    Raises:
        CourseError: the file is missing or damaged, or there is no such dataset.
    """
    if name != "fashion_mnist":
        raise CourseError(f"{name}: no held-out data of this name")
    tensors = _held_out_file()
    return tensors["images"].unsqueeze(1).float() / 255, tensors["labels"].long()


def _held_out_file() -> dict[str, torch.Tensor]:
    from safetensors.torch import load

    folder = _home() / "autograder" / "hidden" / "_data"
    manifest = _read_manifest(folder / "manifest.json")
    return load(_checked(folder / HELD_OUT_FILE, manifest))


def read_official(folder: Path, name: str) -> np.ndarray:
    """One official file, from its .gz form, checked.

    Raises:
        CourseError: it is missing, damaged, or another file.
    """
    path = folder / f"{name}.gz"
    cure = "fetch it again, or give a folder with the four official .gz files"
    try:
        content = gzip.decompress(_read(path, cure))
    except (OSError, EOFError, zlib.error):
        raise CourseError(f"{path}: damaged (it cannot be unpacked); {cure}") from None
    if hashlib.sha256(content).hexdigest() != FASHION_MNIST_FILES[name]:
        raise CourseError(f"{path}: not the official file (its sha256 sum differs); {cure}")
    return read_idx(content, path)


def read_idx(content: bytes, path: Path) -> np.ndarray:
    """The unsigned-byte array in an IDX file.

    Raises:
        CourseError: the header or the size is wrong.
    """
    import numpy as np

    if len(content) < 4 or content[:3] != b"\0\0\x08" or len(content) < 4 + 4 * content[3]:
        raise CourseError(f"{path}: not an IDX file of bytes; {CURE.format(path=path)}")
    shape = struct.unpack_from(f">{content[3]}I", content, 4)
    body = np.frombuffer(content, np.uint8, offset=4 + 4 * content[3])
    if body.size != np.prod(shape, dtype=np.int64):
        raise CourseError(f"{path}: truncated ({body.size} bytes for shape {shape}); {CURE.format(path=path)}")
    return body.reshape(shape)


def sha256_of(path: Path) -> str:
    """Hex digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _tensors(images: np.ndarray, labels: np.ndarray) -> Split:
    import torch

    return torch.tensor(images).unsqueeze(1).float().div_(255), torch.tensor(labels).long()


def _read_manifest(path: Path) -> dict[str, dict]:
    content = _read(path, CURE.format(path=path))
    try:
        return json.loads(content)
    except ValueError:
        raise CourseError(f"{path}: damaged; {CURE.format(path=path)}") from None


def _checked(path: Path, manifest: dict[str, dict]) -> bytes:
    content = _read(path, CURE.format(path=path))
    if hashlib.sha256(content).hexdigest() != manifest.get(path.name, {}).get("sha256"):
        raise CourseError(f"{path}: damaged (its sha256 sum is not the recorded one); {CURE.format(path=path)}")
    return content


def _read(path: Path, cure: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise CourseError(f"{path}: missing; {cure}") from None
    except OSError as error:
        raise CourseError(f"{path}: cannot be read ({error.strerror}); {cure}") from None
