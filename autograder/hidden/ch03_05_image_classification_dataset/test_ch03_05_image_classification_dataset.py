"""Hidden graders of 3.5, the image dataset.

Nothing is judged by a statistic. An order is new if it differs from the last one: for the 50 images and more that are drawn
here, a right solution repeats an order with a probability under 1/50!, which is 1e-64. The loaders are tried on a small
dataset, drawn anew from the course's sample and laid where they look for data, so that whole passes are cheap.
"""

import gzip
import math
import os
import struct

import numpy as np
import torch

from autograder.data import load_sample
from autograder.grading import Opaque, StudentRaised, assert_close, check, exercise, shaped, weight


def kind_of(value):
    """What a student's value is, in words."""
    if value is None:
        return "None (is a return missing?)"
    name = value.type_name if isinstance(value, Opaque) else type(value).__name__
    return f"{'an' if name[0] in 'aeiouAEIOU' or name == 'ndarray' else 'a'} {name}"


# ---- read_idx -----------------------------------------------------------------------------------------------------


def idx(numbers, kind=8):
    """The bytes of an IDX file with these numbers, put together by hand."""
    return bytes([0, 0, kind, numbers.dim()]) + struct.pack(f">{numbers.dim()}I", *numbers.shape) + numbers.numpy().tobytes()


def drawn_bytes(rng, *shape):
    """Bytes of every size, the largest and the smallest among them."""
    numbers = rng.integers(0, 256, math.prod(shape)).to(torch.uint8)
    numbers[rng.permutation(len(numbers))[:4]] = torch.tensor([0, 127, 128, 255], dtype=torch.uint8)
    return numbers.reshape(shape)


def as_numbers(content):
    return torch.from_numpy(np.frombuffer(content, dtype=np.uint8).copy())


def read(student, content, name="numbers-ubyte"):
    """What read_idx makes of a file with this content."""
    try:
        result = student.run(reading_of_a_file, as_numbers(content), name)
    except StudentRaised as raised:
        refused_it = "a file with nothing wrong in it is refused; look at the sizes that you read from its header, and at gzip"
        check(raised.type_name != "ValueError", f"{refused_it}: {raised}")
        raise
    check(isinstance(result, torch.Tensor), f"read_idx should return a tensor, not {kind_of(result)}")
    return result


def same_numbers(result, numbers, what):
    """Compare shape, then values, and name what a slip in the header looks like."""
    more = result.numel() - numbers.numel()
    if result.dim() == 1 and 0 < more == 4 + 4 * numbers.dim():
        check(False, f"{what} has {more} numbers too many, as many as the header has bytes; the numbers begin after it")
    values = result.double() if result.shape == numbers.shape else None
    if values is not None and not torch.equal(values, numbers.double()):
        flat, right = values.flatten(), numbers.double().flatten()
        wrong = flat != right
        as_text = bool((right[wrong] == 13).all() and (flat[wrong] == 10).all())
        check(not as_text, f"{what} has 10 where the file has the byte 13 (0d): is it opened as text, not in binary mode?")
        signed = bool((flat == torch.where(right > 127, right - 256, right)).all())
        check(not signed, f"{what} has negative numbers; the bytes are unsigned, 0 to 255")
        scaled = torch.allclose(flat, right / 255, atol=1e-3)
        check(not scaled, f"{what} has its numbers divided by 255; read_idx returns them as they are in the file")
        order = "the last axis of the file runs fastest, with no axes exchanged and no header among the numbers"
        check(not torch.equal(flat.sort().values, right.sort().values), f"{what} has its numbers in another order: {order}")
    assert_close(result.double(), numbers.double(), what=what)


@exercise("read_idx")
class TestReadIdx:
    @weight(3)
    def test_images(self, student, rng):
        """A file with three axes comes as a tensor of its own sizes, with the numbers where they belong."""
        for shape in ((rng.integer(3, 9), 5, 7), (2, rng.integer(8, 12), 28)):
            numbers = drawn_bytes(rng, *shape)
            same_numbers(read(student, idx(numbers)), numbers, f"the tensor from a file of {shape[0]} images")

    @weight(2)
    def test_labels(self, student, rng):
        """A file with one axis comes as a tensor with one axis."""
        for n in (rng.integer(20, 60), 7):
            numbers = drawn_bytes(rng, n)
            same_numbers(read(student, idx(numbers)), numbers, f"the tensor from a file of {n} labels")

    @weight(2)
    def test_large_sizes(self, student, rng):
        """A size above 255 takes more than one of its four bytes, the most significant one first."""
        for shape in ((rng.integer(300, 500),), (2, 258, 3), (66_000,)):
            numbers = drawn_bytes(rng, *shape)
            same_numbers(read(student, idx(numbers)), numbers, f"the tensor from a file of sizes {shape}")

    def test_other_numbers_of_axes(self, student, rng):
        """Files with two and four axes are read as well, and files with a single image or label."""
        for shape in ((6, 5), (3, 2, 4, 5), (1, 4, 3)):
            numbers = drawn_bytes(rng, *shape)
            same_numbers(read(student, idx(numbers)), numbers, f"the tensor from a file of sizes {shape}")
        one = torch.tensor([rng.integer(1, 256)], dtype=torch.uint8)
        same_numbers(read(student, idx(one)), one, "the tensor from a file of one label")

    def test_type(self, student, rng):
        """The numbers stay unsigned bytes, uint8."""
        for shape in ((4, 3, 5), (9,)):
            kind = str(read(student, idx(drawn_bytes(rng, *shape))).dtype).removeprefix("torch.")
            check(
                kind == "uint8", f"the tensor has the type {kind}; the file holds unsigned bytes, and they stay what they are"
            )

    def test_bytes_that_look_like_text(self, student, rng):
        """Bytes that mean something in a text, such as the end of a line, are numbers like the others."""
        numbers = torch.tensor([[10, 13, 10, 26], [0, 32, 9, 13], [13, 10, 31, 139]], dtype=torch.uint8)[rng.permutation(3)]
        same_numbers(read(student, idx(numbers)), numbers, "the tensor from a file with the bytes 0d and 0a in it")

    @weight(2)
    def test_compressed(self, student, rng):
        """A file compressed by gzip, its name ending in .gz, gives the same tensor as the plain one."""
        for shape in ((rng.integer(4, 9), 6, 5), (300,)):
            numbers = drawn_bytes(rng, *shape)
            found = read(student, gzip.compress(idx(numbers)), "numbers-ubyte.gz")
            same_numbers(found, numbers, "the tensor from a compressed file")

    def test_name_as_text(self, student, rng):
        """The path may be a str as well as a pathlib.Path."""
        numbers = drawn_bytes(rng, 5, 4)
        plain, packed = student.run(reading_by_str, as_numbers(idx(numbers)), as_numbers(gzip.compress(idx(numbers))))
        for result, what in ((plain, "a file"), (packed, "a compressed file")):
            check(isinstance(result, torch.Tensor), f"read_idx should return a tensor, not {kind_of(result)}")
            same_numbers(result, numbers, f"the tensor from {what} whose path is a str")

    def test_files_of_the_course(self, student):
        """The course's own test images and labels are read rightly."""
        images, labels = load_sample()["fashion_mnist", "test"]
        found = student.run(reading_of_the_course, "t10k")
        for result, right, what in zip(found, (images[:, 0] * 255, labels), ("test images", "test labels")):
            check(isinstance(result, torch.Tensor), f"read_idx should return a tensor, not {kind_of(result)}")
            same_numbers(result, right.round().to(torch.uint8), f"the tensor of the {what}")

    def test_wrong_first_bytes(self, student, rng):
        """A file that does not begin with 00 00 08 raises a ValueError."""
        content = idx(drawn_bytes(rng, 5, 4))
        same_numbers(read(student, content), as_numbers(content)[12:].reshape(5, 4), "the tensor from a file of sizes (5, 4)")
        for first in (b"\xff\xff\x08", b"\x00\x00\x0d", b"\x00\x00\x07", b"\x00\x01\x08"):
            refused(student, first + content[3:], f"the file begins with the bytes {first.hex(' ')}")

    def test_wrong_amount_of_numbers(self, student, rng):
        """A file with fewer or more numbers than its header says raises a ValueError."""
        content = idx(drawn_bytes(rng, 5, 4))
        same_numbers(read(student, content), as_numbers(content)[12:].reshape(5, 4), "the tensor from a file of sizes (5, 4)")
        for cut in (1, 4, rng.integer(5, 12)):
            refused(student, content[:-cut], f"the last {cut} of the numbers are missing")
        for more in (1, 4, 20):
            refused(student, content + bytes(more), f"there are {more} bytes too many at the end")

    def test_header_cut_short(self, student, rng):
        """A file that ends before its header does raises an exception, of whatever type, and gives no tensor."""
        content = idx(drawn_bytes(rng, 3, 5, 4))
        same_numbers(read(student, content), as_numbers(content)[16:].reshape(3, 5, 4), "the tensor from a file of 3 images")
        for kept in (3, 4, 6, rng.integer(8, 12), 12, 15):
            raised = student.run(what_is_raised, as_numbers(content[:kept])) is not None
            cut = f"a file that ends after {kept} bytes, where the header takes 16, raises no exception"
            check(raised, f"{cut}: are bytes that are not there read as a size of 0?")


def refused(student, content, why):
    """The call must raise ValueError."""
    said = student.run(what_is_raised, as_numbers(content))
    check(said is not None, f"no ValueError is raised, though {why}")
    check("ValueError" in said[1:], f"{said[0]} is raised where it should be a ValueError: {why}")


def reading_of_a_file(code, content, name):
    import pathlib
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / name
        path.write_bytes(content.numpy().tobytes())
        return code.read_idx(path)


def reading_by_str(code, plain, packed):
    import os
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        results = []
        for name, content in (("numbers", plain), ("numbers.gz", packed)):
            path = os.path.join(folder, name)
            with open(path, "wb") as file:
                file.write(content.numpy().tobytes())
            results.append(code.read_idx(path))
        return results


def reading_of_the_course(code, part):
    import pathlib

    raw = pathlib.Path("../data/FashionMNIST/raw")
    return [code.read_idx(raw / f"{part}-{name}-ubyte") for name in ("images-idx3", "labels-idx1")]


def what_is_raised(code, content):
    import pathlib
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "numbers"
        path.write_bytes(content.numpy().tobytes())
        try:
            code.read_idx(path)
        except Exception as error:
            return [type(error).__name__, *(base.__name__ for base in type(error).__mro__)]
        return None


# ---- get_fashion_mnist_labels -------------------------------------------------------------------------------------

NAMES = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]


def named(result, labels, what):
    """A list of names, one for each of the labels."""
    check(isinstance(result, (list, tuple)), f"{what} should be a list of strings, not {kind_of(result)}")
    check(len(result) == len(labels), f"{what} has {len(result)} names for {len(labels)} labels; there is one for each label")
    for i, (name, label) in enumerate(zip(result, labels)):
        check(isinstance(name, str), f"{what} holds {kind_of(name)} at [{i}]; it should be a string")
        check(
            name in NAMES, f"{what} holds the name {name!r:.40}, which is not in the table: the spelling is that of the table"
        )
        check(name == NAMES[label], f"{what} says {name!r} at [{i}]; that is the name of another label: compare with the table")


@exercise("get_fashion_mnist_labels")
class TestGetFashionMnistLabels:
    @weight(3)
    def test_names(self, student, rng):
        """Each label gets the name that the table gives it."""
        labels = rng.permutation(10)
        named(student.get_fashion_mnist_labels(labels), labels.tolist(), "the result for all ten labels in some order")

    @weight(2)
    def test_as_often_as_they_occur(self, student, rng):
        """The names come in the order of the labels, and a label that occurs again gets its name again."""
        labels = torch.cat([rng.integers(0, 10, 14), torch.tensor([3, 3, 8, 3])])
        named(student.get_fashion_mnist_labels(labels), labels.tolist(), "the result for labels that occur several times")

    @weight(2)
    def test_lists(self, student, rng):
        """The labels may be a list of numbers."""
        labels = rng.integers(0, 10, 9).tolist()
        named(student.get_fashion_mnist_labels(labels), labels, "the result for a list of numbers")

    def test_other_types(self, student, rng):
        """Labels of the types int32, uint8, float32 and float64 have the same names."""
        labels = rng.integers(0, 10, 8)
        for dtype in (torch.int32, torch.uint8, torch.float32, torch.float64):
            result = student.get_fashion_mnist_labels(labels.to(dtype))
            named(result, labels.tolist(), f"the result for labels of the type {str(dtype).removeprefix('torch.')}")
        result = student.get_fashion_mnist_labels([float(label) for label in labels])
        named(result, labels.tolist(), "the result for a list of floating-point numbers")

    def test_one_and_none(self, student, rng):
        """One label gives a list of one name, and no labels give an empty list."""
        label = rng.integers(0, 10, 1)
        named(student.get_fashion_mnist_labels(label), label.tolist(), "the result for a tensor of one label")
        named(student.get_fashion_mnist_labels([]), [], "the result for an empty list")
        named(student.get_fashion_mnist_labels(label[:0]), [], "the result for an empty tensor")

    def test_calls_do_not_add_up(self, student, rng):
        """A second call knows nothing of the first, and the labels passed in are not changed."""
        first, second = rng.integers(0, 10, 4), rng.integers(0, 10, 6)
        *results, after = student.run(labels_twice, first, second)
        named(results[0], first.tolist(), "the result of a first call")
        named(results[1], second.tolist(), "the result of a second call")
        check(torch.equal(torch.as_tensor(after), second), "the labels passed in are changed by the call")


def labels_twice(code, first, second):
    earlier = list(code.get_fashion_mnist_labels(first))
    return earlier, list(code.get_fashion_mnist_labels(second)), second


# ---- show_images --------------------------------------------------------------------------------------------------


class Cell:
    """What one cell of the grid contains."""

    def __init__(self, values):
        self.images, self.upright, self.titles, self.ticks = values


class Figure:
    """What show_images has drawn: the cells by their place in the grid, in reading order."""

    def __init__(self, drawn, rows, columns):
        figures, self.size, self.grid, cells, self.loose, self.returned = drawn
        check(figures > 0, "after the call there is no figure: none was made, or it is closed already")
        check(figures == 1, f"show_images has made {figures} figures; all images go into a single one")
        if cells:
            found = f"{self.grid[0]} row(s) and {self.grid[1]} column(s)"
            check(list(self.grid) == [rows, columns], f"a grid of {rows} row(s) and {columns} column(s) is drawn with {found}")
        self.cells = {place: Cell(values) for place, values in cells}

    def images(self):
        """The images that are shown, by their place."""
        for cell in self.cells.values():
            several = len(cell.images)
            check(several < 2, f"{several} images lie on top of each other in one cell; each has a cell of its own")
        return {place: cell.images[0] for place, cell in self.cells.items() if cell.images}

    def shows(self, expected):
        """The images, each in its place, up to brightness and contrast, which the colours decide."""
        found = self.images()
        check(len(found) > 0, "no image is drawn: the cells of the grid are empty")
        given = f"{len(expected)} images for {self.grid[0] * self.grid[1]} cells"
        check(len(found) == len(expected), f"of {given}, {len(found)} are shown")
        check(
            sorted(found) == list(range(len(expected))),
            "the images do not fill the cells in reading order, from the first one on",
        )
        for i, right in enumerate(expected):
            drawn, right = found[i].double(), right.double()
            sizes = f"image number {i} of shape {tuple(right.shape)} is drawn as one of shape {tuple(drawn.shape)}"
            check(drawn.shape == right.shape, sizes)
            other = next((j for j, e in enumerate(expected) if j != i and same_picture(drawn, e.double())), None)
            check(
                same_picture(drawn, right) or other is None,
                f"image number {other} is drawn in cell number {i}; the cells are filled row by row",
            )
            check(same_picture(drawn, right), f"what is drawn in cell number {i} is not image number {i}")
            check(self.cells[i].upright, f"image number {i} is drawn upside down")


def same_picture(drawn, right):
    """Whether two images differ by brightness and contrast only."""
    if drawn.shape != right.shape:
        return False
    levels = [(image - image.min()) / (image.max() - image.min()).clamp(min=1e-9) for image in (drawn, right)]
    return torch.allclose(*levels, atol=1e-4)


def draw(student, imgs, rows, columns, titles=None, scale=None, how="tensors"):
    return Figure(student.run(figure_with_images, imgs, rows, columns, titles, scale, how), rows, columns)


@exercise("show_images")
class TestShowImages:
    @weight(3)
    def test_images_in_reading_order(self, student, rng):
        """Each image is drawn in a cell of its own, upright, row by row."""
        images = list(rng.uniform(6, 5, 7))
        draw(student, images, 2, 3).shows(images)

    @weight(2)
    def test_size_of_the_figure(self, student, rng):
        """Each cell takes scale inches in width and in height; without scale, 1.5."""
        images = list(rng.uniform(2, 4, 4))
        for scale in (rng.choice([0.7, 0.9, 1.1]), None):
            width, height = draw(student, images, 1, 2, None, scale).size
            each = 1.5 if scale is None else scale
            given = "without a scale" if scale is None else f"with scale {scale}"
            wide = f"{given}, a grid of 1 row and 2 columns is {width:g} by {height:g} inches (width by height)"
            turned = abs(width - each) < 0.01 and abs(height - 2 * each) < 0.01
            check(not turned, f"{wide}: the width has to do with the columns, the height with the rows")
            check(abs(width - 2 * each) < 0.01, f"{wide}: the width is not that of two cells")
            check(abs(height - each) < 0.01, f"{wide}: the height is not that of one cell")

    @weight(2)
    def test_titles(self, student, rng):
        """Each image has its own title, and there are none if none are given."""
        images = list(rng.uniform(4, 4, 5))
        titles = [["bag", "coat", "dress", "ankle boot"][i] for i in rng.permutation(4)]
        figure = draw(student, images, 2, 2, titles)
        check(len(figure.images()) == 4, f"of 4 images with titles, {len(figure.images())} are shown")
        for i in range(4):
            found = figure.cells[i].titles
            check(len(found) > 0, f"cell number {i} has no title")
            check(found == [titles[i]], f"cell number {i} has the title {found[0]!r:.40}, which is not that of its image")
        figure = draw(student, images[:2], 2, 1)
        check(len(figure.images()) == 2, f"of 2 images without titles, {len(figure.images())} are shown")
        for i in range(2):
            found = figure.cells[i].titles
            check(not found, f"no titles are given, but cell number {i} has the title {found and found[0]!r:.40}")

    def test_no_ticks(self, student, rng):
        """The axes of the images have no ticks and no numbers."""
        for place, cell in draw(student, list(rng.uniform(2, 6, 6)), 2, 1).cells.items():
            for axis, marks in zip(("horizontal", "vertical"), cell.ticks):
                check(marks == "none", f"the {axis} axis of image number {place} still has its {marks}")

    @weight(2)
    def test_fewer_images_than_cells(self, student, rng):
        """Three images with three titles fit into four cells; one stays empty."""
        images = list(rng.uniform(3, 5, 4))
        figure = draw(student, images, 2, 2, ["a", "b", "c"])
        figure.shows(images)
        found = [figure.cells[i].titles for i in range(3)]
        check(found == [["a"], ["b"], ["c"]], "with fewer images than cells, the images do not have their own titles")

    def test_more_images_than_cells(self, student, rng):
        """Of more images than cells, as many are shown as there are cells."""
        images = list(rng.uniform(5, 4, 3))
        draw(student, images, 1, 2, list("abcde")).shows(images[:2])

    def test_one_row_and_one_column(self, student, rng):
        """A grid may have a single row or a single column."""
        images = list(rng.uniform(2, 4, 3))
        draw(student, images, 1, 2).shows(images)
        draw(student, images, 2, 1).shows(images)

    @weight(2)
    def test_kinds_of_images(self, student, rng):
        """One tensor of all images, arrays and PIL images are drawn as well, and so are images in colour."""
        images = list(rng.integers(0, 256, 2, 6, 4).to(torch.uint8))
        draw(student, images, 1, 2, None, None, "one tensor").shows(images)
        draw(student, images, 1, 2, None, None, "array and PIL image").shows(images)
        colours = list(rng.uniform(2, 5, 4, 3))
        draw(student, colours, 2, 1, None, None, "tensor and array").shows(colours)

    @weight(2)
    def test_returns_the_axes(self, student, rng):
        """The result is a flat array or list of the axes of all cells, in reading order, empty cells included."""
        figure = draw(student, list(rng.uniform(3, 4, 4)), 2, 2)
        kind, shape, places = figure.returned
        check(kind != "NoneType", "show_images returns None (is a return missing?)")
        check(kind in ("ndarray", "list", "tuple"), f"show_images should return an array or a list of axes, not a {kind}")
        check(len(shape) == 1, f"the array of axes has the shape {tuple(shape)}; it should be flat")
        check(
            shape[0] == 4,
            f"{shape[0]} axes are returned for a grid of 4 cells, one of them empty; it should be one for each cell",
        )
        check(places == [0, 1, 2, 3], "the returned axes are not those of the grid, in reading order")

    def test_images_are_left_alone(self, student, rng):
        """The images and the titles passed in are not changed."""
        images, titles = list(rng.uniform(2, 5, 3)), ["left", "right"]
        after_images, after_titles = student.run(images_then_arguments, images, titles)
        check(list(after_titles) == titles, "the list of titles is changed by the call")
        check(len(after_images) == 2, "the list of images is changed by the call")
        for now, was in zip(after_images, images):
            assert_close(now, was, rtol=0, atol=0, what="an image passed in, after the call,")


def images_then_arguments(code, imgs, titles):
    code.show_images(imgs, 1, 2, titles)
    return imgs, titles


def figure_with_images(code, imgs, rows, columns, titles, scale, how):
    """Call show_images and describe what its figure contains; nothing is rendered."""
    import matplotlib.pyplot as plt

    if how == "one tensor":
        imgs = torch.stack(imgs)
    elif how == "array and PIL image":
        from PIL import Image

        imgs = [imgs[0].numpy(), Image.fromarray(imgs[1].numpy())]
    elif how == "tensor and array":
        imgs = [imgs[0], imgs[1].numpy()]
    plt.close("all")
    rest = {} if scale is None else {"scale": scale}
    result = code.show_images(imgs, rows, columns, titles, **rest) if titles else code.show_images(imgs, rows, columns, **rest)

    def marks(ax, axis):
        if not ax.axison or not axis.get_visible() or len(axis.get_majorticklocs()) == 0:
            return "none"
        tick = axis.get_major_ticks(1)[0]
        labelled = tick.label1.get_visible() or tick.label2.get_visible()
        if labelled and any(axis.get_major_formatter().format_ticks(axis.get_majorticklocs())):
            return "numbers"
        return "ticks" if tick.tick1line.get_visible() or tick.tick2line.get_visible() else "none"

    figures = plt.get_fignums()
    if not figures:
        return 0, [0, 0], [0, 0], [], 0, ["", [0], []]
    figure = plt.figure(figures[-1])
    cells, grid, loose, places = [], [0, 0], 0, {}
    for ax in figure.axes:
        spec = ax.get_subplotspec()
        if spec is None:
            loose += 1
            continue
        height, width, place, _ = spec.get_geometry()
        grid, places[id(ax)] = [height, width], place
        pictures = [torch.from_numpy(np.array(np.ma.getdata(im.get_array()), dtype=np.float64)) for im in ax.images]
        written = [t for t in (ax.get_title(loc) for loc in ("center", "left", "right")) if t]
        cells.append([place, [pictures, bool(ax.yaxis_inverted()), written, [marks(ax, ax.xaxis), marks(ax, ax.yaxis)]]])
    shape = (
        list(result.shape) if isinstance(result, np.ndarray) else [len(result)] if isinstance(result, (list, tuple)) else [0]
    )
    flat = list(np.ravel(np.array(result, dtype=object))) if isinstance(result, (list, tuple, np.ndarray)) else []
    returned = [type(result).__name__, shape, [places.get(id(ax), -1) for ax in flat]]
    return len(figures), figure.get_size_inches().tolist(), grid, cells, loose, returned


# ---- get_dataloader_workers ---------------------------------------------------------------------------------------


def whole(number):
    """The number of workers, once it is one."""
    check(
        number is not None,
        "get_dataloader_workers returns None (is a return missing? a number that is printed is not returned)",
    )
    text = f"get_dataloader_workers returns {number!r:.40}"
    if isinstance(number, (torch.Tensor, np.ndarray, Opaque)):
        text = f"get_dataloader_workers returns {kind_of(number)}"
    check(type(number) is int, f"{text}; DataLoader takes an int")
    return number


@exercise("get_dataloader_workers")
class TestGetDataloaderWorkers:
    @weight(2)
    def test_whole_number(self, student):
        """The result is an int."""
        whole(student.get_dataloader_workers())

    def test_not_negative(self, student):
        """The number is not negative; 0 stands for no process besides the one that trains."""
        number = whole(student.get_dataloader_workers())
        check(number >= 0, f"{number} workers: a number of processes is not negative")

    @weight(2)
    def test_suits_the_machine(self, student, rng):
        """The number is at most 4, or at most that of the machine's cores."""
        for cores in (1, 2, rng.choice([16, 64])):
            number = whole(student.run(workers_of_a_machine, cores))
            check(number >= 0, f"on a machine with {cores} core(s) the number is {number}: it should not be negative")
            most = max(4, cores, os.cpu_count() or 1)  # whoever asks elsewhere than os.cpu_count sees the real machine
            check(number <= most, f"on a machine with {cores} core(s), {number} workers only stand in each other's way")


def workers_of_a_machine(code, cores):
    import os

    true = os.cpu_count
    os.cpu_count = lambda: cores
    try:
        return code.get_dataloader_workers()
    finally:
        os.cpu_count = true


# ---- load_data_fashion_mnist --------------------------------------------------------------------------------------


WORDS = {"train": "training", "test": "test"}


class Dataset:
    """A few images of the course's sample, all different, in an order of their own: what the loader is to find."""

    def __init__(self, rng, n_train, n_test):
        self.parts = {}
        for part, n in (("train", n_train), ("test", n_test)):
            images, labels = load_sample()["fashion_mnist", part]
            rows, seen = [], set()
            for row in rng.permutation(len(labels)).tolist():
                key = (images[row] * 255).round().to(torch.uint8).numpy().tobytes()
                if key not in seen:
                    seen.add(key)
                    rows.append(row)
                if len(rows) == n:
                    break
            self.parts[part] = ((images[rows, 0] * 255).round().to(torch.uint8), labels[rows].to(torch.uint8))

    def files(self):
        """The content of the four files."""
        return [as_numbers(idx(tensor)) for part in ("train", "test") for tensor in self.parts[part]]

    def part(self, name, count):
        """Images in [0, 1] and labels of a part. Who keeps the course's data from an earlier call is judged by that."""
        whole_sample = load_sample()["fashion_mnist", name]
        if count == len(whole_sample[1]):
            return whole_sample
        images, labels = self.parts[name]
        return images.unsqueeze(1).float() / 255, labels.long()


class Pass:
    """One pass over an iterator: its batches, checked in kind, and glued together."""

    def __init__(self, described, size=28):
        kinds, runs, self.dtypes, X, y = described
        for kind in kinds:
            given = f"a batch is {kind}; it should be a pair, images and labels"
            check(kind == "pair", f"{given}, both of them tensors")
        check(len(kinds) > 0, "a pass over an iterator gives no batch at all (a generator is used up by its first pass)")
        self.sizes = []
        for X_shape, y_shape, times in runs:
            right = list(X_shape[1:]) == [1, size, size] and list(y_shape) == list(X_shape[:1])
            asked = "" if size == 28 else f"with resize={size}, "
            words = f"{asked}a batch has images of shape {tuple(X_shape)} and labels of shape {tuple(y_shape)}"
            check(right, f"{words}; with b examples they are (b, 1, {size}, {size}) and (b,)")
            self.sizes += [X_shape[0]] * times
        self.X = shaped(X, sum(self.sizes) * size * size, what="the pixels of all images").reshape(-1, 1, size, size)
        self.y = shaped(y, sum(self.sizes), what="the labels of a pass").round().long()

    def rows(self, images):
        """Which of these images came, in the order in which they came; None where an image is none of them.

        Images that differ from a right one by brightness and contrast count as that one: pixels have a test of their own.
        """
        places = {bytes_of(image): row for row, image in enumerate(images)}
        rows = [places.get(bytes_of(image)) for image in self.X]
        if None in rows:
            apart, nearest = torch.cdist(levelled(self.X), levelled(images)).min(1)
            rows = [row if near < 2 else None for row, near in zip(nearest.tolist(), apart.tolist())]
        return rows


def bytes_of(image):
    return (image * 255).round().clamp(0, 255).to(torch.uint8).numpy().tobytes()


def levelled(images):
    """Images as vectors with mean 0 and deviation 1; two that differ by rounding are less than 1 apart."""
    flat = images.flatten(1).double()
    return (flat - flat.mean(1, keepdim=True)) / flat.std(1, keepdim=True).clamp(min=1e-9)


class Loaded:
    """The two iterators, as they are seen from passes over them."""

    def __init__(self, student, data, batch_size, resize=None, train=1, test=1, size=28):
        self.data = data
        kind, lengths, passes = student.run(passes_over, data.files(), batch_size, resize, [train, test])
        check(kind != "NoneType", "load_data_fashion_mnist returns None (is a return missing?)")
        check(kind == "pair", f"load_data_fashion_mnist should return two iterators, not a {kind}")
        self.lengths, self.passes, self.size = lengths, passes, size

    def of(self, part):
        """The passes over a part."""
        return [Pass(described, self.size) for described in self.passes[("train", "test").index(part)]]

    def images_and_labels(self, part):
        """A pass over a part, the part's images and labels, and the pass again as their row numbers."""
        one, other = self.of(part)[0], "test" if part == "train" else "train"
        is_other = None not in one.rows(self.data.part(other, len(one.y))[0])
        place = "first" if part == "train" else "second"
        check(not is_other, f"the {place} iterator gives the {WORDS[other]} images; the {WORDS[part]} images belong there")
        images, labels = self.data.part(part, len(one.y))
        rows = one.rows(images)
        known = sum(row is not None for row in rows)
        word = WORDS[part]
        check(known == len(rows), f"{len(rows) - known} of {len(rows)} {word} images are none of the images in the file")
        return one, images, labels, rows


@exercise("load_data_fashion_mnist")
class TestLoadDataFashionMnist:
    @weight(2)
    def test_train_then_test(self, student, rng):
        """Two iterators come back: the first has all the training images, the second all the test images."""
        data = Dataset(rng, 60, 30)
        loaded = Loaded(student, data, 10)
        for part, word in WORDS.items():
            _, _, labels, rows = loaded.images_and_labels(part)
            n = len(labels)
            check(len(rows) == n, f"a pass over the {word} data gives {len(rows)} examples; the file has {n}")

    @weight(2)
    def test_batch_sizes(self, student, rng):
        """Batches have batch_size examples, and the last one what is left, in both parts."""
        loaded = Loaded(student, Dataset(rng, 53, 32), 10)
        for part in ("train", "test"):
            sizes = loaded.of(part)[0].sizes
            n = len(loaded.data.part(part, sum(sizes))[1])
            right = [10] * (n // 10) + [n % 10] * (n % 10 > 0)
            shown = f"{n} {part} examples in batches of 10 came as {sizes if len(sizes) < 12 else len(sizes)}"
            check(sum(sizes) == n, f"{shown}, which are {sum(sizes)} examples: none may be dropped or added")
            check(sizes == right, f"{shown}; only the last batch is smaller")

    def test_length(self, student, rng):
        """The length of each iterator is its number of batches."""
        loaded = Loaded(student, Dataset(rng, 52, 31), 8)
        for part, length in zip(("train", "test"), loaded.lengths):
            batches = len(loaded.of(part)[0].sizes)
            check(length is not None, f"the {part} iterator has no length: len(...) should give its number of batches")
            check(length == batches, f"the length of the {part} iterator is {length}, but a pass gives {batches} batches")

    @weight(2)
    def test_types(self, student, rng):
        """The images are float32 and the labels int64."""
        loaded = Loaded(student, Dataset(rng, 20, 10), 8)
        for part in ("train", "test"):
            for kind, types, right in zip(("images", "labels"), loaded.of(part)[0].dtypes, ("float32", "int64")):
                found = ", ".join(types)
                check(types == [right], f"the {part} {kind} have the type {found}; it should be {right}")

    def test_batches_of_one(self, student, rng):
        """A batch of one keeps its axes, and a batch_size beyond the data gives a single batch."""
        data = Dataset(rng, 7, 5)
        for batch_size in (1, 6, 100):  # 6 leaves a last batch of one training example
            loaded = Loaded(student, data, batch_size)
            for part in ("train", "test"):
                one = loaded.of(part)[0]
                n = len(data.part(part, len(one.y))[1])
                batches = -(-n // batch_size)
                words = f"{n} {part} examples in batches of at most {batch_size} came as"
                check(len(one.sizes) == batches, f"{words} {len(one.sizes)} batches, not {batches}")

    @weight(2)
    def test_pixels(self, student, rng):
        """A pixel is its byte divided by 255, so that it lies between 0 and 1."""
        loaded = Loaded(student, Dataset(rng, 20, 30), 8)
        for part, word in WORDS.items():
            one, images, _, rows = loaded.images_and_labels(part)
            low, high = float(one.X.min()), float(one.X.max())
            words = f"the pixels of the {word} images lie between {low:.3g} and {high:.3g}"
            check(low >= 0 and high <= 1, f"{words}, not between 0 and 1: divide the bytes by 255, once, and do nothing else")
            check(high > 0.1, f"{words}, which is hardly anything: are they divided by 255 twice?")
            near = torch.allclose(one.X * 256, images[rows].double() * 255, atol=1e-3)
            check(not near, f"the pixels of the {word} images are divided by 256; the largest byte is 255, and should become 1")
            assert_close(one.X, images[rows].double(), rtol=1e-5, atol=1e-6, what=f"a pass over the {word} images")

    @weight(2)
    def test_test_data_in_order(self, student, rng):
        """The test images come in the order of the file, in every pass, each with its own label."""
        loaded = Loaded(student, Dataset(rng, 20, 55), 8, test=2)
        _, _, labels, rows = loaded.images_and_labels("test")
        check(
            rows == list(range(len(rows))),
            "the test images do not come in the order of their file: the test data is not shuffled",
        )
        for one in loaded.of("test"):
            apart = int((one.y != labels[rows]).sum()) if len(one.y) == len(rows) else len(rows)
            check(
                apart == 0,
                f"{apart} of {len(rows)} test images came without their own label, or in another order the second time",
            )

    @weight(3)
    def test_every_training_image_once(self, student, rng):
        """A pass over the training data gives each image exactly once, with its own label."""
        loaded = Loaded(student, Dataset(rng, 61, 20), 8)
        one, _, labels, rows = loaded.images_and_labels("train")
        n = len(labels)
        check(len(rows) == n, f"a pass over {n} training images gave {len(rows)}")
        check(len(set(rows)) == n, f"a pass over {n} training images gave {len(set(rows))} different ones; others came again")
        apart = int((one.y != labels[rows]).sum())
        check(apart == 0, f"{apart} of {n} training images came with the label of another one")

    @weight(2)
    def test_training_order_is_new_each_time(self, student, rng):
        """Each pass over the training data has a new random order, and a new call has another one."""
        data = Dataset(rng, 57, 20)
        orders = []
        for loaded in (Loaded(student, data, 8, train=2), Loaded(student, data, 8)):
            images = data.part("train", len(loaded.of("train")[0].y))[0]
            orders += [one.rows(images) for one in loaded.of("train")]
        for order in orders:
            check(
                order != list(range(len(order))), "the training images come in the order of their file: they are to be shuffled"
            )
        again = "the second pass over the training data has the order of the first: shuffle anew in each pass"
        check(orders[0] != orders[1], again)
        check(orders[0] != orders[2], "two calls give the training data in the same order: is a seed set in the function?")

    def test_order_is_mixed(self, student, rng):
        """Any training image can come anywhere: not only the batches change places, and not only the images within one."""
        # within a batch of 8 images, one comes from 3.7 other batches at least; all of 20 batches whole have a chance of 1e-100
        loaded = Loaded(student, Dataset(rng, 160, 20), 8)
        rows = loaded.images_and_labels("train")[-1]
        whole_batches = sum(len({row // 8 for row in rows[i : i + 8]}) == 1 for i in range(0, len(rows), 8))
        check(
            whole_batches < 5,
            f"{whole_batches} batches hold the same images as in the order of the file: shuffle the images, not batches",
        )

    @weight(2)
    def test_several_passes(self, student, rng):
        """Both iterators can be gone through again, and the second pass is as complete as the first."""
        loaded = Loaded(student, Dataset(rng, 51, 21), 8, train=2, test=2)
        for part in ("train", "test"):
            first, second = (len(described[1]) for described in loaded.passes[part == "test"])
            used_up = f"a second pass over the {WORDS[part]} data gives nothing: is it a generator, used up by the first?"
            check(second > 0 or not first, used_up)
            first, second = loaded.of(part)
            words = f"a second pass over the {part} data gives {len(second.y)} examples, the first gave {len(first.y)}"
            check(len(first.y) == len(second.y), words)
            same = torch.equal(first.y.sort().values, second.y.sort().values)
            check(same, f"a second pass over the {part} data does not give the labels of the first")

    @weight(2)
    def test_resize_sizes(self, student, rng):
        """With resize=k, images of both parts come as k by k, larger or smaller than before."""
        data = Dataset(rng, 9, 6)
        for size in (rng.integer(33, 50), rng.integer(12, 20)):
            loaded = Loaded(student, data, 4, size, size=size)
            for part in ("train", "test"):
                types = loaded.of(part)[0].dtypes[0]
                check(types == ["float32"], f"with resize, the {part} images have the type {', '.join(types)}, not float32")

    @weight(2)
    def test_resize_keeps_the_picture(self, student, rng):
        """A resized image shows what it showed before, interpolated between the pixels, with its own label."""
        data, size = Dataset(rng, 6, 24), rng.integer(36, 50)
        one = Loaded(student, data, 8, size, size=size).of("test")[0]
        images, labels = data.part("test", len(one.y))
        check(torch.equal(one.y, labels[: len(one.y)]), "with resize, the test labels are not those of the file, in its order")
        low, high = float(one.X.min()), float(one.X.max())
        check(low > -0.05 and high < 1.05, f"with resize, the pixels lie between {low:.3g} and {high:.3g}, not between 0 and 1")
        check(high > 0.1, f"with resize, the pixels lie between {low:.3g} and {high:.3g}: are they divided by 255 twice?")
        right = torch.nn.functional.interpolate(images, size=(size, size), mode="bilinear", antialias=True).double()
        # bilinear forms are within 0.001, bicubic ones within 0.02; nearest pixels are 0.035 or more away, and padding more
        off = float((one.X - right[: len(one.X)]).abs().mean())
        words = "a resized image is not the picture in more pixels"
        check(
            off < 0.025,
            f"{words}: on average a pixel is {off:.2g} off; interpolate (no repeated pixels, no padding, no cutting)",
        )

    def test_data_of_the_course(self, student):
        """Beside the course's own data the function finds it, and reads what is there."""
        images, labels = load_sample()["fashion_mnist", "test"]
        kind, X, y = student.run(first_test_batch, 32)
        check(kind == "pair", f"load_data_fashion_mnist should return two iterators, not {kind}")
        assert_close(X, images[:32], rtol=1e-5, atol=1e-6, what="the first 32 test images of the course's data")
        assert_close(y, labels[:32], what="the first 32 test labels of the course's data")


def first_test_batch(code, batch_size):
    from torchvision.datasets.mnist import read_sn3_pascalvincent_tensor

    code.get_dataloader_workers = lambda: 0
    code.read_idx = read_sn3_pascalvincent_tensor
    pair = code.load_data_fashion_mnist(batch_size)
    if not isinstance(pair, (list, tuple)) or len(pair) != 2:
        return f"a {type(pair).__name__}" if pair is not None else "None (is a return missing?)", 0, 0
    for X, y in pair[1]:
        return "pair", X, y
    return "iterators that give nothing", 0, 0


def passes_over(code, files, batch_size, resize, times):
    """Passes over both iterators, beside a small dataset, with no other process and torchvision's own parser."""
    import os
    import pathlib
    import tempfile

    from torchvision.datasets.mnist import read_sn3_pascalvincent_tensor

    code.get_dataloader_workers = lambda: 0
    code.read_idx = read_sn3_pascalvincent_tensor

    def described(iterator):
        kinds, runs, Xs, ys = set(), [], [], []
        for batch in iterator:
            is_pair = isinstance(batch, (list, tuple)) and len(batch) == 2
            if not is_pair or not all(isinstance(part, torch.Tensor) for part in batch):
                names = " and ".join(type(part).__name__ for part in batch) if is_pair else type(batch).__name__
                kinds.add(f"a pair of {names}" if is_pair else f"a {names}")
                break
            kinds.add("pair")
            shapes = [list(part.shape) for part in batch]
            if runs and runs[-1][:2] == shapes:
                runs[-1][2] += 1
            else:
                runs.append([*shapes, 1])
            Xs.append(batch[0])
            ys.append(batch[1])
        dtypes = [sorted({str(part.dtype).removeprefix("torch.") for part in parts}) for parts in (Xs, ys)]
        glued = [torch.cat([part.flatten().float() for part in parts]) if parts else torch.zeros(0) for parts in (Xs, ys)]
        return [sorted(kinds), runs, dtypes, *glued]

    here, named = os.getcwd(), os.environ.get("D2L_DATA")
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve()
        raw, work = root / "data" / "FashionMNIST" / "raw", root / "work"
        raw.mkdir(parents=True)
        work.mkdir()
        names = [f"{part}-{kind}-ubyte" for part in ("train", "t10k") for kind in ("images-idx3", "labels-idx1")]
        for name, content in zip(names, files):
            (raw / name).write_bytes(content.numpy().tobytes())
        os.chdir(work)
        os.environ["D2L_DATA"] = str(root / "data")
        try:
            pair = code.load_data_fashion_mnist(batch_size, *([] if resize is None else [resize]))
            if not isinstance(pair, (list, tuple)) or len(pair) != 2:
                return type(pair).__name__, [], []
            lengths = [len(part) if hasattr(part, "__len__") else None for part in pair]
            return "pair", lengths, [[described(part) for _ in range(n)] for part, n in zip(pair, times)]
        finally:
            os.chdir(here)
            os.environ.pop("D2L_DATA") if named is None else os.environ.update(D2L_DATA=named)


# ---- class_means --------------------------------------------------------------------------------------------------


def grouped_means(images, labels, q):
    """The mean of each class's images, by numpy in float64, one class after the other."""
    images, labels = images[:, 0].double().numpy(), labels.numpy()
    means = [images[labels == k].mean(0) if (labels == k).any() else np.zeros(images.shape[1:]) for k in range(q)]
    return torch.from_numpy(np.stack(means))


def labelled(rng, n, q, h, w):
    """Images whose classes have means of their own; every class but the last two occurs once at least."""
    labels = torch.cat([torch.arange(q), rng.integers(0, q, n - q)])[rng.permutation(n)]
    images = rng.uniform(n, 1, h, w) + labels.reshape(n, 1, 1, 1) / 3
    return images, labels


def means_of(student, images, labels, sizes, q=None, form="list"):
    """The result of class_means for batches of these sizes, once it is a tensor of the right shape."""
    result = student.run(means_of_batches, images, labels, sizes, q, form)
    shape = (10 if q is None else q, *images.shape[2:])
    check(isinstance(result, torch.Tensor), f"class_means should return a tensor, not {kind_of(result)}")
    check(
        result.is_floating_point(),
        f"the means have the type {str(result.dtype).removeprefix('torch.')}; a mean is no whole number",
    )
    given = f"images of shape (b, 1, {shape[1]}, {shape[2]}) in {shape[0]} classes gave means of shape {tuple(result.shape)}"
    check(tuple(result.shape) == shape, f"{given}; it should be {shape}")
    return result


def same_means(result, images, labels, sizes, q, what):
    """Compare with the means of all images, and name the slip where the result is that of a known one."""
    right = grouped_means(images, labels, q)
    check(result.shape == right.shape, f"{what} has shape {tuple(result.shape)}; it should be {tuple(right.shape)}")
    broken = int((~torch.isfinite(result)).sum())
    check(broken == 0, f"{what}: {broken} numbers are infinite or not a number; is something divided by 0?")
    result = result.double()
    counts = torch.bincount(labels, minlength=q).double().reshape(q, 1, 1)
    batches = list(zip(images.split(sizes), labels.split(sizes)))
    of_batches = [grouped_means(X, y, q) for X, y in batches]
    seen = sum((torch.bincount(y, minlength=q) > 0).double() for _, y in batches).reshape(q, 1, 1)
    of_means = "this is the average of the means of the batches; keep the sums and the counts, and divide at the end"
    for slip, value in (
        ("these are the sums of the images; divide each by the number of its images", right * counts),
        ("each sum is divided by the number of all images, not by that of its class", right * counts / len(labels)),
        ("each sum is divided by one more than the number of its images", right * counts / (counts + 1)),
        (of_means, sum(of_batches) / seen.clamp(min=1)),
        (of_means, sum(of_batches) / len(batches)),
        ("these are the means of the first batch; is the return inside the loop?", of_batches[0]),
        ("these are the means of the last batch; do the sums start anew with each batch?", of_batches[-1]),
        ("the means are cut to whole numbers", right.floor()),
    ):
        near = torch.allclose(result, value, rtol=1e-4) and not torch.allclose(result, right, rtol=1e-4)
        check(not near, f"{what}: {slip}")
    # float32 sums of some hundred numbers differ by 1e-6 of their size; a mean of batch means is off by 1e-2 at least
    assert_close(result, right, rtol=1e-4, atol=1e-4, what=what)


@exercise("class_means")
class TestClassMeans:
    @weight(4)
    def test_matches_the_definition(self, student, rng):
        """The mean of a class is the sum of its images over their number, whatever the batches were."""
        q = rng.integer(3, 7)
        images, labels = labelled(rng, 61, q, 5, 3)
        same_means(
            means_of(student, images, labels, [16, 16, 16, 13], q),
            images,
            labels,
            [16, 16, 16, 13],
            q,
            "class_means(data_iter, q)",
        )

    @weight(2)
    def test_batches_of_different_sizes(self, student, rng):
        """Every image counts the same, whether its batch was large or small."""
        images, labels = labelled(rng, 40, 2, 3, 4)
        images[-1] += 5  # a last batch of one example, far from the others
        result = means_of(student, images, labels, [32, 7, 1], 2)
        what = "class_means over batches of 32, 7 and 1 examples"
        same_means(result, images, labels, [32, 7, 1], 2, what)

    @weight(2)
    def test_classes_missing_from_batches(self, student, rng):
        """A batch need not contain every class: data that comes sorted has the same means."""
        images, labels = labelled(rng, 45, 5, 4, 3)
        order = labels.argsort()
        result = means_of(student, images[order], labels[order], [9] * 5, 5)
        same_means(result, images[order], labels[order], [9] * 5, 5, "class_means over data sorted by class")

    @weight(2)
    def test_absent_classes(self, student, rng):
        """A class without any image has the mean zero, the last class too, and the others have theirs."""
        images, labels = labelled(rng, 24, 3, 3, 5)
        result = means_of(student, images, labels * 2 + 1, [10, 10, 4], 8)  # 1, 3 and 5 of 8
        same_means(result, images, labels * 2 + 1, [10, 10, 4], 8, "class_means with five of eight classes absent")

    def test_default_is_ten(self, student, rng):
        """Without num_classes there are ten classes, and images of 28 by 28 pixels are read like others."""
        images, labels = labelled(rng, 30, 9, 28, 28)
        same_means(means_of(student, images, labels, [16, 14]), images, labels, [16, 14], 10, "class_means(data_iter)")

    def test_one_class_and_one_image(self, student, rng):
        """A single class, a single image and images of a single pixel are no special case."""
        for n, q, h, w in ((5, 1, 2, 3), (1, 1, 3, 2), (9, 4, 1, 1)):
            images, labels = labelled(rng, n, q, h, w)
            what = f"class_means of {n} image(s) of {h} by {w} pixels in {q} class(es)"
            same_means(means_of(student, images, labels, [n], q), images, labels, [n], q, what)

    @weight(2)
    def test_images_of_bytes(self, student, rng):
        """Images of unsigned bytes have means too: the sums do not run over at 255, and are not cut to whole numbers."""
        images, labels = rng.integers(120, 256, 50, 1, 4, 3).to(torch.uint8), rng.integers(0, 3, 50)
        labels[:3] = torch.arange(3)
        same_means(
            means_of(student, images, labels, [20, 20, 10], 3), images, labels, [20, 20, 10], 3, "class_means of uint8 images"
        )

    def test_negative_pixels(self, student, rng):
        """Pixels may have any size and sign, and be float64."""
        images, labels = rng.normal(40, 1, 3, 4, std=50, dtype=torch.float64) - 20, rng.integers(0, 4, 40)
        labels[:4] = torch.arange(4)
        same_means(
            means_of(student, images, labels, [15, 15, 10], 4), images, labels, [15, 15, 10], 4, "class_means of float64 images"
        )

    @weight(2)
    def test_generator(self, student, rng):
        """The batches may come from a generator, which can be gone through only once."""
        images, labels = labelled(rng, 35, 3, 3, 2)
        result = means_of(student, images, labels, [12, 12, 11], 3, "generator")
        same_means(result, images, labels, [12, 12, 11], 3, "class_means of batches from a generator")

    @weight(2)
    def test_lets_go_of_the_batches(self, student, rng):
        """Earlier batches are not kept while later ones come: the data may be larger than memory."""
        images, labels = labelled(rng, 60, 3, 3, 2)
        kept, result = student.run(batches_alive, images, labels)
        check(isinstance(result, torch.Tensor), f"class_means should return a tensor, not {kind_of(result)}")
        words = f"{kept} of 12 batches are in memory at the same time; keep the sums and the counts, and let go of each batch"
        check(kept <= 3, words)

    def test_second_call(self, student, rng):
        """A second call knows nothing of the first, and the batches passed in are not changed."""
        images, labels = labelled(rng, 30, 3, 2, 3)
        first, second, X, y = student.run(means_twice, images, labels)
        for result in (first, second):
            check(isinstance(result, torch.Tensor), f"class_means should return a tensor, not {kind_of(result)}")
        assert_close(X, images, rtol=0, atol=0, what="the images passed in, after the call,")
        assert_close(y, labels, rtol=0, atol=0, what="the labels passed in, after the call,")
        same_means(second, images[:12], labels[:12], [12], 3, "class_means, called a second time,")


def means_of_batches(code, images, labels, sizes, q, form):
    batches = list(zip(images.split(sizes), labels.split(sizes)))
    data = (batch for batch in batches) if form == "generator" else [list(batch) for batch in batches]
    return code.class_means(data) if q is None else code.class_means(data, q)


def means_twice(code, images, labels):
    first = code.class_means([(images[:20], labels[:20]), (images[20:], labels[20:])], 3)
    return first, code.class_means([(images[:12], labels[:12])], 3), images, labels


def batches_alive(code, images, labels):
    """How many of 12 batches are in memory at most; a batch is there as long as the array under it is."""
    import weakref

    arrays, most = [], 0

    def batches():
        nonlocal most
        for X, y in zip(images.split(5), labels.split(5)):
            array = X.numpy().copy()
            arrays.append(weakref.ref(array))
            X = torch.from_numpy(array)
            del array
            most = max(most, sum(one() is not None for one in arrays))
            yield X, y
            del X

    result = code.class_means(batches(), 3)
    return most, result
