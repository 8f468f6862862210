"""One world for all of these tests, and the corpus graded in it once at each level."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

import pytest

from autograder.sandbox import cgroup
from tests.hostile.runs import AFTER, SAMPLES, WALLS, Run, grade, student
from tests.hostile.samples import HONEST, notebook
from tests.hostile.world import planted
from tests.sandbox.conftest import readable_python

collect_ignore = ["course", "corpus"]


@pytest.fixture(scope="session")
def world():
    """A course full of secrets."""
    with planted() as world:
        yield world


@pytest.fixture(scope="session")
def whole():
    """The level that this machine has with every wall."""
    return 3 if cgroup.find_hierarchy() else 2


@pytest.fixture(scope="session")
def python(world):
    """Level -> an interpreter with which that level can be had on this machine."""
    own = readable_python(world.folder / "python") if os.geteuid() == 0 else None
    return {3: Path(sys.executable), 2: Path(sys.executable), 1: own}


@pytest.fixture(scope="session")
def graded(world, python):
    """graded(level): the whole corpus graded at a level, each sample with an honest submission after it."""

    @cache
    def run(level: int) -> Run:
        if level == 3 and cgroup.find_hierarchy() is None:
            pytest.skip("no cgroup of our own on this machine")
        if level == 1 and python[1] is None:
            pytest.skip("level 1 needs root, and a Python that other users can read")
        folder = world.folder / "handed-in"
        folder.mkdir(exist_ok=True)
        if not any(folder.iterdir()):
            for sample in SAMPLES:
                sample.hand_in(folder, student(sample), world.release, world.tools)
                (folder / f"{student(sample)}{AFTER}.ipynb").write_text(notebook(world.release, HONEST, ""))
        return grade(world, python[level], WALLS[level], [folder], "--jobs", "1")

    return run


@pytest.fixture(scope="session")
def alone(world, python):
    """alone(level): the verdict on the honest submission, graded on its own."""

    @cache
    def run(level: int) -> dict:
        only = world.folder / "alone" / "ada.ipynb"
        only.parent.mkdir(exist_ok=True)
        only.write_text(notebook(world.release, HONEST, ""))
        return {**grade(world, python[level], WALLS[level], [only.parent]).verdicts["ada"], "seconds": 0}

    return run
