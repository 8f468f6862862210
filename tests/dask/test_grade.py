"""`autograder grade --dask` with a real scheduler and real workers: the verdicts of the local pool, whatever dies."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
import sys

import psutil
import pytest

from tests.conftest import ID, ROOT, edited, run
from tests.dask.cluster import cluster
from tests.engine.test_grade import CLASS

RIGHT = {
    "double": "def double(x):\n    return x + x",
    "mean_of": "def mean_of(values):\n    return sum(values) / len(values)",
}


@pytest.fixture(scope="module")
def submissions(built, tmp_path_factory):
    """A class with all kinds of mistakes, a script and a broken file among them, and the local pool's verdicts."""
    folder = tmp_path_factory.mktemp("class")
    release = (built.assignments / ID / f"{ID}.ipynb").read_text()
    for student, changed in CLASS.items():
        (folder / f"{student}.ipynb").write_text(edited(release, **{**RIGHT, **changed}))
    (folder / "script.py").write_text("\n".join(RIGHT.values()))
    (folder / "surrogate.ipynb").write_text(
        edited(release, **RIGHT | {"double": "def double(x):\n    raise ValueError('\\ud800')"})
    )
    (folder / "untouched.ipynb").write_text(release)
    (folder / "broken.ipynb").write_text(release[:200])
    done = run(built, "autograder", "grade", folder, "--assignment", ID, "--json", folder.parent / "local.json")
    assert done.returncode == 1, done.stderr
    return folder, without_seconds(folder.parent / "local.json")


def without_seconds(path):
    """The file's text with every `seconds` the same: all the rest is compared byte by byte."""
    return re.sub(r'"seconds": [-+.e\d]+', '"seconds": 0', path.read_text())


def grade(course, submissions, address, *options, **environment):
    return run(course, "autograder", "grade", *command(submissions, address), *options, **environment)


def command(submissions, address):
    folder = submissions[0]
    return [folder, "--assignment", ID, "--dask", address, "--no-cache", "--json", folder.parent / "dask.json"]


@pytest.fixture(scope="module")
def two(built, tmp_path_factory):
    """A cluster of two workers, whose course has neither the secret nor the course's working files."""
    folder = tmp_path_factory.mktemp("cluster")
    shutil.copytree(built.root, folder / "course", ignore=shutil.ignore_patterns("grading"))
    with cluster(folder) as made:
        for _ in range(2):
            made.worker(folder / "course", AUTOGRADER_SECRET="")
        yield made


def test_dask_verdicts_are_the_local_pools_byte_for_byte_and_so_once_more_from_warm_engines(built, submissions, two):
    for _ in range(2):
        done = grade(built, submissions, two.address)
        assert done.returncode == 1 and "not read: broken" in done.stdout, done.stderr
        assert without_seconds(submissions[0].parent / "dask.json") == submissions[1]


def test_dask_secret_and_names_stay_with_the_coordinator(built, submissions, two):
    assert grade(built, submissions, two.address).returncode == 1
    assert not (two.folder / "course" / "grading" / "secret").exists()
    names = ("blaise", "gustav", "untouched")
    for process in (*two.workers, two.scheduler):
        assert not any(name in line for line in process.log for name in names)
    for path in two.folder.rglob("*"):
        if path.is_file() and "source" not in path.parts:
            assert not any(name.encode() in path.read_bytes() for name in names), path


def test_dask_regrade_of_one_with_seed(built, submissions, two):
    done = run(built, "autograder", "grade", submissions[0] / "ada.ipynb", "--assignment", ID, "--dask", two.address,
               "--no-cache", "--seed", "7", "--json", "-")  # fmt: skip
    assert done.returncode == 0 and json.loads(done.stdout)[0]["seed"] == 7


def test_dask_two_runs_at_once_keep_their_own(built, submissions, two):
    tool = [sys.executable, "-P", "-m", "autograder", "grade", str(submissions[0]), "--assignment", ID, "--dask", two.address,
            "--no-cache"]  # fmt: skip
    runs = [
        subprocess.Popen([*tool, "--seed", str(seed), "--json", "-"], cwd=built.root, stdout=-1, stderr=-1) for seed in (1, 2)
    ]
    for seed, process in zip((1, 2), runs):
        said, complaints = process.communicate()
        assert process.returncode == 1, complaints
        verdicts = json.loads(said)
        assert len(verdicts) == len(CLASS) + 3 and {v["seed"] for v in verdicts} == {seed}
        assert all(v["score"] is not None for v in verdicts)


def start(course, submissions, address):
    tool = [sys.executable, "-P", "-m", "autograder", "grade", *map(str, command(submissions, address))]
    return subprocess.Popen(tool, cwd=course.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.slow
@pytest.mark.parametrize("victim", ["worker", "engine"])
def test_dask_killed_in_the_middle_every_verdict_comes_all_the_same(built, submissions, tmp_path, victim):
    with cluster(tmp_path) as made:
        first, _ = made.worker(built.root), made.worker(built.root)
        process = start(built, submissions, made.address)
        engine = first.engine()  # it has been given work, and its engine only starts
        if victim == "worker":
            first.popen.send_signal(signal.SIGKILL)
        else:
            begun = engine.children(recursive=True)
            while not begun:
                begun = engine.children(recursive=True)
            engine.kill()
        _, said = process.communicate()
        assert process.returncode == 1, said
        assert without_seconds(submissions[0].parent / "dask.json") == submissions[1]
        psutil.wait_procs([engine])  # ends with its worker


@pytest.mark.slow
def test_dask_only_worker_killed_its_nanny_starts_another_and_the_run_goes_on(built, submissions, tmp_path):
    with cluster(tmp_path) as made:
        nanny = made.worker(built.root, options=["--nanny"])
        process = start(built, submissions, made.address)
        nanny.engine().parent().kill()
        _, said = process.communicate()
        assert process.returncode == 1, said
        assert without_seconds(submissions[0].parent / "dask.json") == submissions[1]


def test_dask_scheduler_gone_in_the_middle_is_said(built, submissions, tmp_path):
    with cluster(tmp_path) as made:
        worker = made.worker(built.root)
        process = start(built, submissions, made.address)
        worker.engine()
        made.scheduler.popen.kill()
        _, said = process.communicate()
        assert process.returncode == 2 and "the scheduler is gone" in said


@pytest.mark.slow
def test_dask_worker_that_would_grade_otherwise_is_refused_by_name_and_others_do_its_work(tiny, built, submissions, tmp_path):
    engine, bare = tmp_path / "engine", tmp_path / "bare"
    shutil.copytree(ROOT / "autograder", engine / "autograder", ignore=shutil.ignore_patterns("hidden", "__pycache__"))
    shutil.copytree(ROOT / "data", engine / "data")
    marks = engine / "autograder" / "grading" / "marks.py"
    marks.write_text(marks.read_text() + "\n# another engine\n")
    bare.mkdir()
    (bare / "autograder.py").touch()
    room = tiny.hidden / ID / f"test_{ID}.py"
    room.write_text(room.read_text() + "\n# another grader\n")
    with cluster(tmp_path) as made:
        done = grade(built, submissions, made.address)
        assert done.returncode == 2 and "no worker there; start some with dask worker tcp://" in done.stderr
        made.worker(built.root, PYTHONPATH=str(engine))
        made.worker(built.root, PYTHONPATH=str(bare))
        made.worker(tiny.root)
        made.worker(tmp_path)
        done = grade(built, submissions, made.address)
        assert done.returncode == 2 and "no worker there can grade this" in done.stderr, done.stderr
        assert re.search(r"tcp://\S+ is left out: its engine is \S+\+(\w{12}), this run's is \S+\+(?!\1)\w{12}", done.stderr)
        assert "is left out: it has not this version of autograder" in done.stderr
        assert re.search(rf"is left out: its graders of {ID} is (sha256:\w+), this run's is sha256:(?!\1)", done.stderr)
        assert "not inside a course repository" in done.stderr
        made.worker(built.root)
        done = grade(built, submissions, made.address)
        assert done.returncode == 1 and "can grade this" not in done.stderr, done.stderr
        assert without_seconds(submissions[0].parent / "dask.json") == submissions[1]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "nohost.invalid:8786", "carrier-pigeon://loft:1"])
def test_dask_address_without_a_scheduler_exits_two_before_anything_is_graded(built, submissions, address):
    done = grade(built, submissions, address)
    assert done.returncode == 2
    assert f"{address}: no Dask scheduler answers there" in done.stderr and "Traceback" not in done.stderr


def test_dask_something_else_at_the_address_is_said(built, submissions):
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = grade(built, submissions, f"tcp://127.0.0.1:{server.getsockname()[1]}")
    assert done.returncode == 2 and "no Dask scheduler answers there" in done.stderr and "Traceback" not in done.stderr


def test_dask_not_installed_is_said(built, submissions, tmp_path):
    (tmp_path / "distributed.py").write_text("raise ImportError('not installed')\n")
    done = grade(built, submissions, "tcp://127.0.0.1:1", PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert done.returncode == 2 and 'pip install "d2l-autograder[dask]"' in done.stderr


def test_dask_verdicts_are_kept_and_the_next_run_needs_no_cluster(tiny, submissions, tmp_path):
    shutil.rmtree(tiny.grading / "cache" / "verdicts", ignore_errors=True)
    command = ["autograder", "grade", submissions[0] / "ada.ipynb", "--assignment", ID, "--json", "-", "--dask"]
    with cluster(tmp_path) as made:
        made.worker(tiny.root)
        first = run(tiny, *command, made.address)
    again = run(tiny, *command, made.address)
    assert first.returncode == again.returncode == 0, first.stderr + again.stderr
    assert first.stdout == again.stdout
