# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: nbgrader,tags
#     formats: ipynb,py:percent
#     notebook_metadata_filter: kernelspec,jupytext,-jupytext.text_representation.jupytext_version
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 3.5 The image dataset / 图像分类数据集
#
# A model is only as good as what it is fed, and most of the trouble in practice sits before the model: a file read with its bytes in the wrong order, labels that have slipped by one, pixels from 0 to 255 where the code expects 0 to 1, a training set that comes sorted. None of these stops the training; it only gets worse, and nobody knows why. In this section you open the files of a well-known set of pictures yourself, look at what is in them, and build the reader that the rest of the course uses. About 60 minutes, 20 points.
#
# **You learn** to parse a binary file, to look at images and their labels, to read them in shuffled minibatches that a model can take, and to summarise a dataset in a single pass.
#
# **You need** sections 2.1 (tensors) and 3.3 (linear regression with torch's own parts).
#
# **What you get back.** Each function is graded on its own, so a mistake in one of them costs you only that one; the checks in the notebook may call your other functions too. Run the check below each exercise before you go on; the graders look further, at other files, image sizes, types and batch sizes.
#
# | function | question it answers |
# |---|---|
# | `read_idx` | which numbers are in this file? |
# | `get_fashion_mnist_labels` | what do the labels mean? |
# | `show_images` | what do the images look like? |
# | `get_dataloader_workers` | how many processes read them? |
# | `load_data_fashion_mnist` | how does a model get them, batch by batch? |
# | `class_means` | what does a class look like on average? |

# %% [markdown]
# ## The data
#
# Fashion-MNIST shows ten kinds of clothing, from a shop's catalogue, in grey pictures of 28 by 28 pixels. The original has 60,000 pictures to train on and 10,000 to test with. With this notebook comes a sample, 600 training and 100 test pictures of each class, in the same files and the same layout as the original, so that nothing needs to be downloaded and a pass takes a second or less.
#
# The cell below imports what the section uses and finds the folder with the data. It also lets code that says `d2l.plt` find `plt`. Nothing in it is an exercise.

# %%
import gzip
import math
import os
import struct
import tempfile
import time
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import torch
import torchvision
from matplotlib_inline import backend_inline
from torch.utils import data
from torchvision import transforms


def data_root():
    """The folder that holds FashionMNIST/: $D2L_DATA, or the nearest folder called data."""
    here = Path.cwd()
    places = [Path(os.environ["D2L_DATA"])] if "D2L_DATA" in os.environ else []
    places += [folder / "data" for folder in (here, *here.parents)]
    return next((place for place in places if (place / "FashionMNIST").is_dir()), Path("../data"))


def use_svg_display():
    """Draw the figures that follow as vector graphics."""
    backend_inline.set_matplotlib_formats("svg")


class Earlier:
    """What the notes call d2l: here, the names that this notebook has itself."""

    def __getattr__(self, name):
        if name in globals():
            return globals()[name]
        raise AttributeError(f"d2l.{name} is not in this notebook")


d2l = Earlier()

# %% tags=["demo"]
for file in sorted((data_root() / "FashionMNIST" / "raw").iterdir()):
    print(f"{file.stat().st_size:>9,} bytes  {file.name}")


# %% [markdown]
# ## What is in a file
#
# The files are in the IDX format, which is about as simple as a format for tensors can be: a short header that says what follows, then the numbers, row by row.
#
# | bytes | content |
# |---|---|
# | 0 and 1 | always zero |
# | 2 | type of the numbers; `0x08` means unsigned bytes, 0 to 255 |
# | 3 | number of axes, $r$ |
# | 4 to $4 + 4r - 1$ | the $r$ sizes, four bytes each, **most significant byte first** |
# | from $4 + 4r$ | the numbers, one byte each, the last axis running fastest |
#
# An example that fits on paper. This file holds two pictures of two rows and three columns:
#
# $$\underbrace{\texttt{00 00}}_{\text{zero}}\ \underbrace{\texttt{08}}_{\text{type}}\ \underbrace{\texttt{03}}_{r = 3}\ \ \underbrace{\texttt{00 00 00 02}}_{2}\ \underbrace{\texttt{00 00 00 02}}_{2}\ \underbrace{\texttt{00 00 00 03}}_{3}\ \ \underbrace{\texttt{00 01 02\ \ 0a 0b 0c}}_{\text{first picture}}\ \underbrace{\texttt{64 65 66\ \ fd fe ff}}_{\text{second picture}}$$
#
# The header takes $4 + 4 \cdot 3 = 16$ bytes, $2 \cdot 2 \cdot 3 = 12$ numbers follow, and the file is 28 bytes long. So the size of a file can be checked: the test images above take $16 + 1000 \cdot 28 \cdot 28 = 784{,}016$ bytes, and their labels, with one axis, $8 + 1000 = 1{,}008$.
#
# The order of the bytes in a size matters. `00 00 00 02` is 2 with the most significant byte first ("big-endian"). Read the other way round, as most processors do by themselves, the same four bytes are $2 \cdot 256^3 = 33{,}554{,}432$.
#
# **Exercise (4 points).** Write `read_idx`. It reads any file of unsigned bytes, with any number of axes and any sizes, both from 1 up.
#
# * Open the file in binary mode. `content[3]` of a `bytes` object is an integer. `struct.unpack`, `int.from_bytes` and `np.frombuffer` (with a dtype that names the order of the bytes) all can read the sizes.
# * The files are often kept compressed by gzip; then the name ends in `.gz`, and the content begins with the bytes `1f 8b`. Go by the one or the other, as you like. The module `gzip` does the rest.
# * Keep the numbers as they are, `uint8`. Conversion to floating point comes later, batch by batch: it makes the data four times as large.
# * A damaged file must not become a damaged tensor. Raise a `ValueError` if the first three bytes are not `00 00 08`, or if the number of bytes after the header is not the product of the sizes. A file that ends before its header does may raise any exception, but gives no tensor: mind that `int.from_bytes` of no bytes is 0.

# %% nbgrader={"grade": false, "grade_id": "read_idx", "locked": false, "schema_version": 3, "solution": true, "task": false}
def read_idx(path):
    """The tensor in an IDX file of unsigned bytes.

    Args:
        path: the file, a str or a pathlib.Path; compressed by gzip if its name ends in .gz.

    Returns:
        The numbers, uint8, in the shape that the file's header gives: (n,) for labels, (n, 28, 28) for images.

    Raises:
        ValueError: the first three bytes are not 00 00 08, or there are more or fewer numbers than the sizes say.
        Any exception: the file ends before its header does.
    """
    ### BEGIN SOLUTION
    with open(path, "rb") as file:
        content = file.read()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    if content[:3] != b"\x00\x00\x08":
        raise ValueError(f"{path} is not an IDX file of unsigned bytes")
    rank = content[3]
    sizes = struct.unpack_from(f">{rank}I", content, 4)  # big-endian, four bytes each
    numbers = np.frombuffer(content, dtype=np.uint8, offset=4 + 4 * rank)
    if len(numbers) != math.prod(sizes):
        raise ValueError(f"{path} holds {len(numbers)} numbers, which is not the product of {sizes}")
    return torch.tensor(numbers).reshape(sizes)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_read_idx", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
two_pictures = bytes.fromhex("00000803 00000002 00000002 00000003 000102 0a0b0c 646566 fdfeff")
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "two_pictures-idx3-ubyte"
    path.write_bytes(two_pictures)
    pictures = read_idx(path)
assert pictures.shape == (2, 2, 3), "the header of this file says 2 pictures of 2 rows and 3 columns"
assert pictures.dtype == torch.uint8, "the numbers stay unsigned bytes, uint8"
assert pictures[0, 0].tolist() == [0, 1, 2] and int(pictures[1, 1, 2]) == 255, "the numbers begin after the header, row by row"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Now the four files. Every class occurs equally often, in training and in test, so a model that always says the same is right one time in ten. That is the number to compare every accuracy with.

# %% tags=["demo"]
raw = data_root() / "FashionMNIST" / "raw"
parts = {
    part: (read_idx(raw / f"{name}-images-idx3-ubyte"), read_idx(raw / f"{name}-labels-idx1-ubyte"))
    for part, name in (("train", "train"), ("test", "t10k"))
}
for part, (images, labels) in parts.items():
    print(f"{part:5}  images {tuple(images.shape)}  labels {tuple(labels.shape)}")
    print(f"       of each class {labels.bincount().tolist()}")

# %% [markdown]
# A picture is a table of numbers. On the left the first training picture; on the right a part of it, with the numbers written in: 0 is the empty background, and 255 would be black. Look for the outline in the numbers.

# %% tags=["demo"]
image = parts["train"][0][0]
top, left = 6, 8
_, (whole, part) = plt.subplots(1, 2, figsize=(9, 4.2), layout="constrained")
whole.imshow(image, cmap="gray_r", vmin=0, vmax=255)
whole.add_patch(plt.Rectangle((left - 0.5, top - 0.5), 12, 12, fill=False, edgecolor="tab:red", linewidth=2))
whole.set(title="28 × 28 pixels", xlabel="column", ylabel="row")
part.imshow(image[top : top + 12, left : left + 12], cmap="gray_r", vmin=0, vmax=255, extent=(left - 0.5, left + 11.5, top + 11.5, top - 0.5))
for row in range(top, top + 12):
    for column in range(left, left + 12):
        value = int(image[row, column])
        part.text(column, row, value, ha="center", va="center", fontsize=7, color="white" if value > 127 else "black")
part.set(title="the red square", xlabel="column", ylabel="row")
plt.show()


# %% [markdown]
# ## What the labels mean
#
# The labels are numbers from 0 to 9, and which number stands for what is written nowhere in the files:
#
# | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 |
# |---|---|---|---|---|---|---|---|---|---|
# | t-shirt | trouser | pullover | dress | coat | sandal | shirt | sneaker | bag | ankle boot |
#
# **Exercise (2 points).** Write `get_fashion_mnist_labels`: a name for each label, in the order of the labels, as often as a label occurs, spelled as in the table. Labels come as a list of numbers or as a tensor, and predictions sometimes as floating-point numbers, 3.0 for 3. An element of a tensor is a tensor with no axes, and `int(...)` makes a plain number of either.

# %% nbgrader={"grade": false, "grade_id": "get_fashion_mnist_labels", "locked": false, "schema_version": 3, "solution": true, "task": false}
def get_fashion_mnist_labels(labels):
    """The names of numeric labels.

    Args:
        labels: labels from 0 to 9: a tensor (n,), integer or floating point, or a list of n numbers; n may be 0.

    Returns:
        A list of n strings.
    """
    ### BEGIN SOLUTION
    names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]
    return [names[int(label)] for label in labels]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_get_fashion_mnist_labels", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
assert list(get_fashion_mnist_labels([9, 0])) == ["ankle boot", "t-shirt"], "label 9 is an ankle boot and label 0 a t-shirt"
assert len(get_fashion_mnist_labels(torch.tensor([3, 3, 3]))) == 3, "a label that occurs three times gives three names"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Looking at images
#
# Look at the data before you train on it. A grid of pictures with their labels as titles shows in a second whether pictures and labels belong together, whether the pictures lie on their side, and how hard the task is.
#
# `plt.subplots(num_rows, num_cols, figsize=(width, height))` makes a figure and its axes. Two things to mind:
#
# * `figsize` is width first, then height, in inches, and a grid has its rows first. A grid of 2 rows and 9 columns is wide.
# * For several rows and columns the axes come as an array of two axes, for one row or one column as an array with one. `axes.flatten()` makes a flat array of either, in reading order: along the first row, then the second.
#
# **Exercise (3 points).** Write `show_images`. Each image goes into a cell of its own, in reading order, upright, without numbers or ticks on its axes. Each cell takes `scale` inches in both directions. If there are titles, each image gets its own. There may be fewer images than cells, and then no more titles than images (how the empty cells look is up to you); if there are more images than cells, those beyond the last cell are not shown. A grid of one single cell is not asked for. The images are tensors, arrays or PIL images, of any height and width: $(h, w)$ for grey ones, $(h, w, 3)$ for coloured ones. `ax.imshow` takes all of these. The colour map is up to you; `cmap="gray_r"` is that of the figures above.

# %% nbgrader={"grade": false, "grade_id": "show_images", "locked": false, "schema_version": 3, "solution": true, "task": false}
def show_images(imgs, num_rows, num_cols, titles=None, scale=1.5):
    """Draw a grid of images.

    Args:
        imgs: a list of images, or a tensor (n, h, w); each image a tensor or an array, (h, w) or (h, w, 3), or a PIL image.
        num_rows: rows of the grid.
        num_cols: columns of the grid; there are two cells or more.
        titles: a string for each image, or None.
        scale: inches that a cell takes, in width and in height.

    Returns:
        All num_rows * num_cols axes in reading order, as a flat array or a list.
    """
    ### BEGIN SOLUTION
    _, axes = plt.subplots(num_rows, num_cols, figsize=(num_cols * scale, num_rows * scale))
    axes = np.ravel(axes)
    for i, (ax, img) in enumerate(zip(axes, imgs)):
        ax.imshow(img.numpy() if torch.is_tensor(img) else img, cmap="gray_r")
        ax.set_axis_off()
        if titles:
            ax.set_title(titles[i], fontsize=9)
    return axes
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_show_images", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
axes = show_images(torch.rand(5, 4, 6), 2, 3, titles=["a", "b", "c", "d", "e"], scale=0.8)
assert axes is not None and len(axes) == 6, "show_images returns the axes of all cells, in a flat array: 2 * 3 of them"
assert all(ax.images for ax in axes[:5]) and not axes[5].images, "five images fill the first five of six cells"
assert [ax.get_title() for ax in axes[:5]] == ["a", "b", "c", "d", "e"], "each image has its own title"
plt.close()
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Eighteen pictures of the test set. Some are easy. For others you will want to read the title: at this size, what makes a shirt, a pullover or a coat?

# %% tags=["demo"]
images, labels = parts["test"]
show_images(images[:18], 2, 9, titles=get_fashion_mnist_labels(labels[:18]))
plt.show()


# %% [markdown]
# ## Who reads the data
#
# A model that waits for its data learns nothing meanwhile. `DataLoader` can have other processes, its *workers*, read and prepare the next batches while the model is busy with this one: `num_workers=4` starts four of them at each pass. With `num_workers=0` the process that trains does the reading too.
#
# More is not always faster. Starting a process costs some hundredths of a second, and every batch has to be carried over from one process to another. Workers pay when preparing an example is slow (decoding large photographs), and as long as there are processor cores for them to run on.
#
# **Exercise (1 point).** Write `get_dataloader_workers`: how many workers the loaders of this course use. It is your choice, an `int` that makes sense: not negative, and not more than the machine can use. Anything from 0 to 4 is right everywhere, and so is anything up to the number of cores that `os.cpu_count()` gives.

# %% nbgrader={"grade": false, "grade_id": "get_dataloader_workers", "locked": false, "schema_version": 3, "solution": true, "task": false}
def get_dataloader_workers():
    """How many processes read the data.

    Returns:
        An int from 0 to 4, or up to the number of the machine's cores if that is larger.
    """
    ### BEGIN SOLUTION
    return min(4, os.cpu_count())
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_get_dataloader_workers", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
assert isinstance(get_dataloader_workers(), int), "the number of processes is returned, not printed, and it is a whole number"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Minibatches of images
#
# A model wants batches of floating-point numbers of moderate size. So between the file and the model, each picture $\mathbf{P}$ of bytes becomes
#
# $$\mathbf{X} = \mathbf{P} / 255, \qquad 0 \le x_{ij} \le 1,$$
#
# with one more axis in front for the *channels*: a grey picture has one of them, a coloured one has three. A batch of $b$ pictures has the shape $(b, 1, 28, 28)$ and the type float32, and its labels $(b,)$ and int64.
#
# Much of this is in `torchvision`. `transforms.ToTensor()` turns a PIL image of bytes into a tensor $(1, h, w)$ in $[0, 1]$, division included. `transforms.Resize(k)` makes a square PIL image $k$ by $k$, interpolating between the pixels; later chapters need larger pictures. `transforms.Compose([...])` applies several in order. `torchvision.datasets.FashionMNIST(root=..., train=..., transform=..., download=...)` is a dataset of pairs, image and label; `root` is the folder that holds `FashionMNIST/`, which here is `data_root()`, and `train` says which of the two parts. With `download=True` it looks for the files first, and fetches nothing if they are there. And `data.DataLoader(dataset, batch_size, shuffle=..., num_workers=...)` makes batches of a dataset. Your own `read_idx` and the loader of section 3.3 do as well: what counts is what the iterators give.
#
# **Exercise (6 points).** Write `load_data_fashion_mnist`. It returns two iterators, first the one over the training images, then the one over the test images.
#
# * A pass over the training data comes in a new random order each time. The test data always comes in the order of its file: nothing is learned from it, and results can be compared picture by picture.
# * The last batch is whatever is left. None of the examples is dropped, in neither part.
# * Both can be gone through again and again, and `len(...)` gives the number of batches.
# * If `resize` is given, the images come as `resize` by `resize` pixels, interpolated.

# %% nbgrader={"grade": false, "grade_id": "load_data_fashion_mnist", "locked": false, "schema_version": 3, "solution": true, "task": false}
def load_data_fashion_mnist(batch_size, resize=None):
    """Minibatch iterators over the training and the test images.

    Args:
        batch_size: examples in a batch; the last one may be smaller.
        resize: height and width that the images are to have, an int; None leaves them at 28.

    Returns:
        The training iterator, shuffled, and the test iterator, in order. Each gives pairs of images, float32
        (b, 1, h, w) in [0, 1], and labels, int64 (b,), any number of times, and has as its length the number of batches.
    """
    ### BEGIN SOLUTION
    steps = [transforms.Resize(resize)] if resize else []
    trans = transforms.Compose([*steps, transforms.ToTensor()])
    root, workers = data_root(), get_dataloader_workers()
    train = torchvision.datasets.FashionMNIST(root=root, train=True, transform=trans, download=True)
    test = torchvision.datasets.FashionMNIST(root=root, train=False, transform=trans, download=True)
    return (
        data.DataLoader(train, batch_size, shuffle=True, num_workers=workers),
        data.DataLoader(test, batch_size, shuffle=False, num_workers=workers),
    )
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_load_data_fashion_mnist", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
train_iter, test_iter = load_data_fashion_mnist(64)
X, y = next(iter(test_iter))
assert X.shape == (64, 1, 28, 28) and y.shape == (64,), "a batch is images (b, 1, 28, 28) and labels (b,)"
assert X.dtype == torch.float32 and y.dtype == torch.int64, "the images are float32 and the labels int64"
assert X.min() >= 0 and 0.5 < X.max() <= 1, "the pixels lie between 0 and 1"
assert len(train_iter) > len(test_iter), "the training iterator comes first, then the one over the fewer test images"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# The same four pictures at three sizes. Seven by seven pixels are enough to tell a trouser from a boot, and 64 by 64 show nothing that was not there before: interpolation adds pixels, not information.

# %% tags=["demo"]
pictures, titles = [], []
for size in (7, 28, 64):
    X, y = next(iter(load_data_fashion_mnist(4, resize=size)[1]))
    pictures += list(X.reshape(4, size, size))
    titles += [f"{name}, {size}" for name in get_fashion_mnist_labels(y)]
show_images(pictures, 3, 4, titles=titles, scale=2)
plt.show()


# %% [markdown]
# What does a pass cost? The cell below times four ways to go through the training images once, and shows the best of three passes: the first one of anything may have to wait for something else. In all of them the pictures are in memory: torchvision's `FashionMNIST` reads its files once, when it is made. But it keeps bytes, and the first two ways make a PIL image and then a tensor of each picture anew in every pass, alone or with workers. The last two have all pictures ready as one tensor of floats: the loader still collects each batch picture by picture, while plain indexing takes 256 rows at once, as `data_iter` of section 3.2 did. This dataset is so small that converting it once, beforehand, wins easily. Photographs that do not fit in memory are read and decoded in every pass as well, and there the workers are what is left. With the full 60,000 pictures everything takes ten times as long.

# %% tags=["demo"]
def rows_of_256(images, labels):
    for rows in torch.randperm(len(labels)).split(256):
        yield images[rows], labels[rows]


def seconds_of_a_pass(make_batches):
    seconds = []
    for _ in range(3):
        batches, start = make_batches(), time.perf_counter()
        for X, y in batches:
            continue
        seconds.append(time.perf_counter() - start)
    return min(seconds)


pictures = torchvision.datasets.FashionMNIST(root=data_root(), train=True, transform=transforms.ToTensor())
converted = parts["train"][0].unsqueeze(1).float() / 255, parts["train"][1].long()
ways = {
    "DataLoader, converting, no worker": lambda: data.DataLoader(pictures, 256, shuffle=True),
    "DataLoader, converting, your workers": lambda: load_data_fashion_mnist(256)[0],
    "DataLoader, converted before": lambda: data.DataLoader(data.TensorDataset(*converted), 256, shuffle=True),
    "rows of a tensor, converted before": lambda: rows_of_256(*converted),
}
for name, make_batches in ways.items():
    print(f"{seconds_of_a_pass(make_batches):7.3f} s  {name}")


# %% [markdown]
# ## What a class looks like on average
#
# The last exercise uses the reader, for a first summary of what is in it. The mean image of a class $k$ is
#
# $$\mathbf{M}_k = \frac{1}{n_k} \sum_{i\,:\,y^{(i)} = k} \mathbf{X}^{(i)}, \qquad n_k = \bigl|\{\,i : y^{(i)} = k\,\}\bigr|.$$
#
# The data comes in batches, and it may be larger than memory. So keep two things only, the sum of the images and their number for each class, and divide at the end. It is tempting to average the means of the batches instead, but that is another number: a batch with one coat would count as much as a batch with fifty.
#
# By hand, with pictures of a single pixel: the first batch has the pixels $2, 4, 9$ with labels $0, 0, 1$, the second batch one pixel, $9$, with label $0$. The sums are $2 + 4 + 9 = 15$ and $9$, the counts $3$ and $1$, the means $5$ and $9$. The means of class 0 in the two batches are $3$ and $9$, and their average is $6$, which is wrong.
#
# **Exercise (4 points).** Write `class_means`.
#
# * The images may have any height and width, and any type: sums of `uint8` numbers run over at 255, so add up in floating point.
# * A batch need not contain every class. A class that occurs in none of them has the mean zero everywhere, not $0/0$.
# * Go through `data_iter` once (it may be a generator, which cannot be gone through twice), and let go of each batch before the next: no list of batches, no `torch.cat` of all the images.

# %% nbgrader={"grade": false, "grade_id": "class_means", "locked": false, "schema_version": 3, "solution": true, "task": false}
def class_means(data_iter, num_classes=10):
    """The mean image of each class, in one pass.

    Args:
        data_iter: gives pairs of images, (b, 1, h, w) of any numeric type, and labels, int64 (b,), each from 0 to
            num_classes - 1; there is at least one batch. b may differ from batch to batch.
        num_classes: number of classes, q.

    Returns:
        Mean images, floating point (q, h, w); zeros for a class without images.
    """
    ### BEGIN SOLUTION
    sums, counts = 0, torch.zeros(num_classes)
    for X, y in data_iter:
        member = torch.nn.functional.one_hot(y, num_classes).float()  # (b, q)
        sums = sums + member.t() @ X.flatten(1).float()  # (q, h * w)
        counts += member.sum(0)
    means = sums / counts.clamp(min=1).reshape(-1, 1)
    return means.reshape(num_classes, *X.shape[2:])
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_class_means", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
batches = [
    (torch.tensor([2.0, 4.0, 9.0]).reshape(3, 1, 1, 1), torch.tensor([0, 0, 1])),
    (torch.tensor([9.0]).reshape(1, 1, 1, 1), torch.tensor([0])),
]
means = class_means(batches, 3)
assert means.shape == (3, 1, 1), "one mean image for each class, without the axis of the channel"
assert torch.allclose(means.flatten()[:2].float(), torch.tensor([5.0, 9.0])), "these are the pixels from the text: the means are 5 and 9"
assert means.flatten()[2] == 0, "a class without images has the mean zero"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# The ten means of the training images, and below each one a test picture of that class. A mean is a typical outline with everything else blurred away, and it is blurred most where the pictures of a class differ most: a sandal can look like anything, a trouser looks like a trouser.

# %% tags=["demo"]
train_iter, test_iter = load_data_fashion_mnist(256)
means = class_means(train_iter)
images, labels = parts["test"]
examples = [images[labels == k][0] for k in range(10)]
show_images([*means, *examples], 2, 10, titles=get_fashion_mnist_labels(list(range(10))) + [""] * 10, scale=1.2)
plt.show()

# %% [markdown]
# This is already a classifier, without any training: say for each test picture which mean image is nearest to it. The ten rows of the figure are the true classes, the columns are the answers. Whatever is trained in the next section has to beat this. Look where the mistakes are: among shirts, t-shirts, pullovers and coats, among the three kinds of shoes, and in the column of the sandal. Its mean is the palest of the ten, so that any pale picture comes near to it.

# %% tags=["demo"]
confusion = torch.zeros(10, 10, dtype=torch.int64)
for X, y in test_iter:
    nearest = torch.cdist(X.flatten(1), means.flatten(1)).argmin(1)
    confusion.index_put_((y, nearest), torch.tensor(1), accumulate=True)
print(f"accuracy {confusion.trace() / confusion.sum():.3f}")

_, ax = plt.subplots(figsize=(5.2, 4.6), layout="constrained")
ax.imshow(confusion, cmap="Blues")
names = get_fashion_mnist_labels(list(range(10)))
ax.set_xticks(range(10), names, rotation=60, ha="right")
ax.set_yticks(range(10), names)
ax.set(xlabel="nearest mean", ylabel="true class")
for i in range(10):
    for j in range(10):
        ax.text(j, i, int(confusion[i, j]), ha="center", va="center", fontsize=7, color="white" if confusion[i, j] > 50 else "black")
plt.show()

# %% [markdown]
# ## Look back
#
# * A file is bytes and a convention. Check what the convention lets you check, and refuse the rest.
# * Images are bytes on disk and floats in $[0, 1]$ in a batch, $(b, 1, h, w)$; the labels are int64.
# * Shuffle what you train on, keep the order of what you test on, and drop nothing.
# * Look at the data with its labels before you train. Many a bug shows in the first eighteen pictures.
# * Summaries over batches are sums and counts; a mean of means is something else.
#
# Try: `plt.subplots(1, 1)` returns no array: what does your `show_images` do with a grid of one cell, and how can it be taught to draw it? The standard deviation of each pixel in a class, in one pass: which sums does it need? Time a pass with 1, 2 and 4 workers and `resize=224`: when do they begin to pay?
#
# Next: [3.6 Softmax regression from scratch](../ch03_06_softmax_regression_scratch/ch03_06_softmax_regression_scratch.ipynb), which trains a classifier on these pictures.
