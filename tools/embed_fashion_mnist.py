"""Make the embedded samples of Fashion-MNIST from a folder with the four official files.

    python tools/embed_fashion_mnist.py FOLDER

Writes `data/FashionMNIST/raw/` (6,000 training and 1,000 test images that students see, the same number of each class)
and `autograder/hidden/_data/fashion_mnist_held_out.safetensors` (2,000 other test images for the judge alone), and the
manifests that are checked whenever the files are read. The same folder gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

from autograder.data import FASHION_MNIST_FILES, HELD_OUT_FILE, read_official, sha256_of

ROOT = Path(__file__).resolve().parent.parent
SEED = 2017  # the year of the dataset
TRAIN_PER_CLASS, TEST_PER_CLASS, HELD_OUT_PER_CLASS = 600, 100, 200


def main(folder: Path) -> None:
    train_images, train_labels, test_images, test_labels = (read_official(folder, name) for name in FASHION_MNIST_FILES)
    rng = np.random.default_rng(SEED)
    train = balanced(train_labels, TRAIN_PER_CLASS, rng)
    test_and_held_out = balanced(test_labels, TEST_PER_CLASS + HELD_OUT_PER_CLASS, rng)
    held = balanced(test_labels[test_and_held_out], HELD_OUT_PER_CLASS, rng)
    held_out = test_and_held_out[held]
    test = np.setdiff1d(test_and_held_out, held_out)
    raw = ROOT / "data" / "FashionMNIST" / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    parts = (train_images[train], train_labels[train], test_images[test], test_labels[test])
    for name, array in zip(FASHION_MNIST_FILES, parts, strict=True):
        write_idx(raw / name, array)
    write_manifest(raw.parent / "manifest.json", [raw / name for name in FASHION_MNIST_FILES])
    target = ROOT / "autograder" / "hidden" / "_data" / HELD_OUT_FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    tensors = {
        "images": torch.from_numpy(test_images[held_out]),
        "labels": torch.from_numpy(test_labels[held_out]),
        "indices": torch.from_numpy(held_out.astype(np.int64)),  # in the official test set, for the full setting
    }
    save_file(tensors, target)
    write_manifest(target.with_name("manifest.json"), [target])


def balanced(labels: np.ndarray, per_class: int, rng: np.random.Generator) -> np.ndarray:
    """Sorted positions of `per_class` random examples of each class."""
    chosen = [rng.choice(np.flatnonzero(labels == c), per_class, replace=False) for c in range(10)]
    return np.sort(np.concatenate(chosen))


def write_idx(path: Path, array: np.ndarray) -> None:
    """An unsigned-byte array in the IDX format."""
    header = bytes([0, 0, 8, array.ndim]) + b"".join(size.to_bytes(4, "big") for size in array.shape)
    path.write_bytes(header + array.astype(np.uint8).tobytes())


def write_manifest(path: Path, files: list[Path]) -> None:
    entries = {file.name: {"bytes": file.stat().st_size, "sha256": sha256_of(file)} for file in files}
    path.write_text(json.dumps(entries, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
