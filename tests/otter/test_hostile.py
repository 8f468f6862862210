"""A zip that attacks the grader: with the plugin nothing of it runs there; without, all of it does."""

from __future__ import annotations

import json
import zipfile

import dill
import pytest

from tests.otter.conftest import answered, otter_run, scores

pytestmark = pytest.mark.slow

#: a module that leaves its mark, and then hands over to the real one of its name
SHADOW = """
import pathlib, sys
pathlib.Path({marker!r}).touch()
here = str(pathlib.Path(__file__).resolve().parent)
name, path = __name__, sys.path[:]
sys.path[:] = [p for p in path if p and p != here]
del sys.modules[name]
__import__(name)
sys.path[:] = path
"""
#: code of a notebook that gives every exercise 99 points, in the kernel where otter counts them
FORGERY = """
import pathlib
try:
    pathlib.Path({marker!r}).touch()
except OSError:
    pass
from otter.execute import Checker
real = Checker.get_results
def forged():
    files = real()
    for file in files:
        file.update_score(99)
    return files
Checker.get_results = forged
"""
MODULES = (
    "otter.py",
    "nbformat.py",
    "pickle.py",
    "sitecustomize.py",
    "autograder/__init__.py",
    "course/autograder/__init__.py",
)


class Touch:
    """Makes a file when it is unpickled."""

    def __init__(self, marker) -> None:
        self.marker = marker

    def __reduce__(self):
        return exec, (f"import pathlib; pathlib.Path({str(self.marker)!r}).touch()",)


def attack(made, folder):
    """A zip of everything at once, and the folder where it leaves its marks."""
    marks = folder / "marks"
    marks.mkdir()
    notebook = json.loads(answered(made.student, double="def double(x):\n    return x * x"))
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    notebook["cells"].insert(0, {**cell, "source": FORGERY.format(marker=str(marks / "notebook"))})
    with zipfile.ZipFile(folder / "hilda.zip", "w") as archive:
        archive.writestr("hilda.ipynb", json.dumps(notebook))
        archive.writestr(".OTTER_LOG", dill.dumps(Touch(marks / "log")))
        archive.writestr("results.json", json.dumps({"score": 99, "tests": []}))
        archive.writestr("tests/double.py", SHADOW.format(marker=str(marks / "tests")))
        for name in MODULES:
            mark = str(marks / name.replace("/", "."))
            archive.writestr(name, SHADOW.format(marker=mark))
    return folder / "hilda.zip", marks


@pytest.fixture(scope="module")
def attacked(made, tmp_path_factory):
    """What the plugin makes of the attack: otter's output, its results, the marks."""
    folder = tmp_path_factory.mktemp("attacked")
    submission, marks = attack(made, folder)
    return *otter_run(made.course, made.archive, submission, folder / "out"), sorted(path.name for path in marks.iterdir())


def test_attack_runs_nowhere_in_the_grader(attacked):
    assert attacked[2] == []


def test_attack_changes_no_score(attacked):
    done, results, _ = attacked
    assert done.returncode == 0, done.stderr
    assert scores(results) == {"double": (0, 2), "mean_of": (0, 3)}
    assert "score" not in results


def test_attack_works_without_the_plugin(made, tmp_path):
    stock = tmp_path / "stock.zip"
    with zipfile.ZipFile(made.archive) as ours, zipfile.ZipFile(stock, "w") as archive:
        for name in ours.namelist():
            if not name.startswith("files/"):
                config = name == "otter_config.json"
                archive.writestr(name, json.dumps({"show_all_public": True}) if config else ours.read(name))
    submission, marks = attack(made, tmp_path)
    _, results = otter_run(made.course, stock, submission, tmp_path / "out")
    assert {"log", "notebook", "otter.py"} <= {path.name for path in marks.iterdir()}
    assert scores(results) == {"double": (99, 2), "mean_of": (99, 3)}
