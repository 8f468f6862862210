"""Runs of `autograder grade` over the corpus, with everything that each of them said."""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from autograder.sandbox import cgroup
from tests.hostile.samples import HERE, ID, Sample, corpus
from tests.hostile.world import ROOT, World

SAMPLES = corpus()
WALLS = {3: (), 2: ("cgroup",), 1: ("namespaces", "view")}
WHOLE = 3 if cgroup.find_hierarchy() else 2  # the level that this machine has with every wall
CASES = [(sample, level) for level in WALLS for sample in SAMPLES if level == WHOLE or not sample.is_file]
THROUGH_DOORS = [sample for sample in SAMPLES if "doors" not in sample.headers]
AFTER = "_then_honest"
LEVELS = [pytest.param(level, marks=[] if level == WHOLE else pytest.mark.slow) for level in WALLS]
PR_SET_CHILD_SUBREAPER = 36
SECRET = "canary-secret-0123456789abcdef"


@dataclass
class Run:
    """One `autograder grade` and everything that it said."""

    verdicts: dict[str, dict]
    problems: dict[str, str]
    said: dict[str, str]  # where -> text
    pages: list[str]
    processes: list[str]
    visitors: list[str]
    left_behind: list[str]


def student(sample: Sample) -> str:
    return f"{SAMPLES.index(sample):03}-{sample.name.replace('/', '-')}"


def grade(world: World, python: Path, walls: tuple[str, ...], paths: list[Path], *options: str) -> Run:
    """Grade with some walls away; what the run says goes to every kind of report."""
    out = world.folder / "out"
    out.mkdir(exist_ok=True)
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # who loses a parent becomes ours
    before, contents = processes(), world.contents()
    world.canaries["secret"] = SECRET
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "AUTOGRADER_SECRET": SECRET}
    command = [str(python), str(HERE / "grade.py"), ",".join(walls), "grade", *map(str, paths), "--assignment", ID, "--seed", "7",
               "--no-cache", "--json", str(out / "v.json"), "--junit", str(out / "j.xml"), "--html", str(out / "html"), *options]  # fmt: skip
    done = subprocess.run(
        command, cwd=world.course.root, env=environment, capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    stdout, stderr = (text.decode("utf-8", "replace") for text in (done.stdout, done.stderr))
    assert done.returncode in (0, 1), stderr[-3000:]
    assert world.contents() == contents, "a file outside of the sandbox was changed"
    reports = {"stdout": stdout, "stderr": stderr, "JSON": (out / "v.json").read_text(), "JUnit": (out / "j.xml").read_text(),
               "CSV": (out / "html" / "feedback.csv").read_text()}  # fmt: skip
    pages = [path.read_text(encoding="utf-8") for path in sorted((out / "html").rglob("*.html"))]
    verdicts = {verdict["student"]: verdict for verdict in json.loads(reports["JSON"])}
    left = sorted(processes() - before), world.visitors(), world.left_behind()
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)
    return Run(verdicts, _problems(reports["JUnit"]), reports, pages, *left)


def _problems(junit: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for case in ET.fromstring(junit).iter("testcase"):
        if case.get("name") == "submission":
            name = case.get("classname")
            found[name] = f"{found.get(name, '')} {case.find('error').get('message')}"
    return found


def processes() -> set[str]:
    """Processes that this one has started, and theirs, however they have cut themselves loose."""
    found = set()
    for process in psutil.Process().children(recursive=True):
        try:
            if process.status() != psutil.STATUS_ZOMBIE:
                found.add(f"{process.pid}: {process.cmdline()}")
        except psutil.Error:
            continue
    return found
