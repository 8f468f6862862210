"""Processes killed, runs interrupted, files cut off: after the command is given again, every grade is the one it would have been."""

import os
import random
import shutil
import signal
import subprocess
import time

import pytest

from tests.tool import load_tool

faults = load_tool("faults")
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """A course, a class of five, and what an undisturbed run gives."""
    return faults.Scene(tmp_path_factory.mktemp("faults"), 5)


def test_faults_killed_at_random_points_every_grade_is_as_undisturbed(scene):
    random.seed(2)
    points = faults.draw(random.Random(2), 5, 5)
    killed = scene.play(points)
    assert killed["coordinator"] == 1, killed  # which of the others still lived when its moment came is chance


def test_faults_interrupted_run_says_how_to_go_on_leaves_nothing_and_goes_on(scene):
    scene.forget()
    process = scene.start(stderr=subprocess.PIPE)
    while scene.done() < 2:
        time.sleep(0.002)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal sends it: to judges too
    said = process.stderr.read().decode()
    assert process.wait() == 130
    assert "of 5 graded; no report and no gradebook was written" in said and "the same command goes on from there" in said
    assert "Traceback" not in said and not scene.report.exists()
    scene.check_nothing_left()
    kept = scene.done()
    assert 2 <= kept < 5
    process = scene.start(stderr=subprocess.PIPE)
    said = process.stderr.read().decode()
    assert process.wait() == 0 and f"graded 5 of 5, {kept} of them in an earlier run" in said
    assert (scene.verdicts(), scene.rows()) == scene.wanted


def test_faults_second_run_is_the_first_ones_without_a_sandbox(scene):
    before = scene.report.read_text()
    process = scene.start(stderr=subprocess.PIPE)
    seen = set()
    while process.poll() is None:
        seen |= {kind for _, kind in faults.processes(process.pid)}
        time.sleep(0.002)
    assert process.returncode == 0 and b"5 of them in an earlier run" in process.stderr.read()
    assert scene.report.read_text() == before  # to the millisecond that each took
    assert "base zygote" not in seen


STEP = """
import time

wall, began = time.time, time.monotonic()
time.time = lambda: wall() - (86_400 if time.monotonic() - began > 1 else 0)  # a day back, a second after the start
time.time_ns = lambda: int(time.time() * 1e9)
"""


def test_faults_clock_set_back_in_the_middle_changes_nothing(scene, tmp_path, monkeypatch):
    """Of coordinator and judges, as their Python sees it; what tests have for time is not counted by this clock."""
    (tmp_path / "sitecustomize.py").write_text(STEP)
    monkeypatch.setitem(scene.environment, "PYTHONPATH", f"{tmp_path}{os.pathsep}{scene.environment['PYTHONPATH']}")
    scene.forget()
    assert scene.run() == 0
    assert (scene.verdicts(), scene.rows()) == scene.wanted


SLOW_DISK = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define SLOWLY(name) \
    int name(int file) { \
        int told = open(getenv("TOLD"), O_WRONLY | O_APPEND | O_CREAT, 0600); \
        if (told >= 0) { write(told, ".", 1); close(told); } \
        usleep(50 * 1000); \
        return ((int (*)(int))dlsym(RTLD_NEXT, #name))(file); \
    }
SLOWLY(fsync)
SLOWLY(fdatasync)
"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler to make a slow disk with")
def test_faults_slow_disk_costs_time_and_no_grade(scene, tmp_path, monkeypatch):
    """Whatever is to be safe on the disk, the gradebook above all, takes a twentieth of a second each time."""
    (tmp_path / "slow.c").write_text(SLOW_DISK)
    library, told = tmp_path / "slow.so", tmp_path / "told"
    subprocess.run(["cc", "-shared", "-fPIC", "-w", "-o", library, tmp_path / "slow.c"], check=True)
    monkeypatch.setitem(scene.environment, "LD_PRELOAD", str(library))
    monkeypatch.setitem(scene.environment, "TOLD", str(told))
    scene.forget()
    assert scene.run() == 0
    assert (scene.verdicts(), scene.rows()) == scene.wanted
    assert told.stat().st_size > 10  # it was slow, and more than once
