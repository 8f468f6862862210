"""One world for all of these tests, and the corpus graded in it once at each level."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.hostile.runs import AFTER, CASES, WALLS, WHOLE, Run, grade, student
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
def python(world):
    """Level -> an interpreter with which that level can be had on this machine."""
    own = readable_python(world.folder / "python") if os.geteuid() == 0 else None
    return {3: Path(sys.executable), 2: Path(sys.executable), 1: own}


@pytest.fixture(scope="session")
def graded(world, python):
    """graded(level): the whole corpus graded at a level, each sample with an honest submission after it."""

    @cache
    def run(level: int) -> Run:
        if level > WHOLE:
            pytest.skip("no cgroup of our own on this machine")
        if level == 1 and python[1] is None:
            pytest.skip("level 1 needs root, and a Python that other users can read")
        folder = world.folder / f"handed-in-{level}"
        folder.mkdir()
        for sample in (sample for sample, at in CASES if at == level):
            sample.hand_in(folder, student(sample), world.release, world.tools)
            (folder / f"{student(sample)}{AFTER}.ipynb").write_text(notebook(world.release, HONEST, ""))
        return grade(world, python[level], WALLS[level], [folder], "--jobs", "1")

    return run


@pytest.fixture(scope="session")
def alone(world):
    """The verdict on the honest submission, graded on its own."""
    only = world.folder / "alone" / "ada.ipynb"
    only.parent.mkdir()
    only.write_text(notebook(world.release, HONEST, ""))
    return grade(world, Path(sys.executable), (), [only.parent]).verdicts["ada"]
