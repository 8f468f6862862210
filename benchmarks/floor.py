"""What grading cannot cost less than, each measured in a process of its own; prints CPU seconds.

    python benchmarks/floor.py calls ROOT      the function exercises' tests of 3.6, called in one process, once
    python benchmarks/floor.py fork            one fork and exit of a process that has everything imported
    python benchmarks/floor.py training ROOT   the two training loops of 3.6's tests, alone

ROOT is a course.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path

from shim import Direct, load, run_tests

from autograder.course import Course
from autograder.sandbox.loader import Namespace, load_cells, new_module
from autograder.section import read_section, section_cells

ID = "ch03_06_softmax_regression_scratch"


def calls(course: Course) -> float:
    """CPU seconds of every test's calls on the reference."""
    section, module = _reference(course)
    room = str(course.hidden / ID / f"test_{ID}.py")

    def once() -> None:
        for exercise in section.exercises:
            run_tests(exercise.name, module.__dict__, room)

    once()
    return _cpu_s(once, 20)


def fork() -> float:
    """CPU seconds of a fork, the child's exit, and the wait for it."""
    from autograder.sandbox import jail, zygote

    zygote._import_everything(zygote.IMPORTS)
    gc.collect()
    gc.freeze()
    jail.collapse_memory()

    def once() -> None:
        pid = os.fork()
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)

    once()
    return _cpu_s(once, 50)


def training(course: Course) -> float:
    """CPU seconds of the training that the tests ask for, on the reference."""
    from autograder import data

    _, module = _reference(course)
    room = load(str(course.hidden / ID / f"test_{ID}.py"))
    code = Direct(Namespace(module))
    sets = data.load_mapped("sample")
    train, test = sets["fashion_mnist", "train"], sets["fashion_mnist", "test"]

    def once() -> None:
        code.run(room.train_on_images, train, test)
        code.run(room.three_epochs, train)

    return min(_cpu_s(once, 1) for _ in range(3))


def _reference(course: Course) -> tuple:
    section, module = read_section(course.section_path(ID)), new_module("bare")
    if errors := load_cells(section_cells(section), module, None):
        raise SystemExit(f"the reference does not load: {errors[0]}")
    return section, module


def _cpu_s(function: Callable[[], None], repeats: int) -> float:
    """Of this process and its children, for each call."""
    began = sum(os.times()[:4])
    for _ in range(repeats):
        function()
    return (sum(os.times()[:4]) - began) / repeats


if __name__ == "__main__":
    what, *rest = sys.argv[1:] or [""]
    measures = {"calls": calls, "fork": fork, "training": training}
    if what not in measures:
        raise SystemExit(__doc__)
    print(measures[what](*map(Course, map(Path, rest))))
