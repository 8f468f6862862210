import hashlib
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.doors import gradescope
from autograder.doors.gradescope import pack
from autograder.errors import CourseError
from tests.conftest import ID, run

ROOT = Path(__file__).resolve().parents[2]
WITH_DATA = "ch03_06_softmax_regression_scratch"
WITHOUT_DATA = "ch03_02_linear_regression_scratch"


def members(path):
    with zipfile.ZipFile(path) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def modes(path):
    with zipfile.ZipFile(path) as archive:
        return {entry.filename: entry.external_attr >> 16 & 0o777 for entry in archive.infolist()}


def test_scripts_lie_in_the_root_and_can_be_executed(tiny_zip):
    found = members(tiny_zip)
    for name in ("setup.sh", "run_autograder"):
        assert found[name].startswith(b"#!/"), name
        assert modes(tiny_zip)[name] == 0o755


def test_same_course_gives_the_same_bytes_wherever_it_lies(built, tiny_zip, tmp_path):
    shutil.copytree(built.root, tmp_path / "elsewhere", symlinks=True)
    pack(Course(tmp_path / "elsewhere"), ID, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == tiny_zip.read_bytes()


def test_command_writes_the_zip_for_its_owner_only(tiny, tmp_path):
    done = run(tiny, "autograder", "gradescope", ID, "--to", str(tmp_path / "a.zip"), "--visibility", "after_published")
    assert done.returncode == 0, done.stderr
    assert "keep it from students" in done.stdout
    assert (tmp_path / "a.zip").stat().st_mode & 0o777 == 0o600
    assert json.loads(members(tmp_path / "a.zip")["gradescope.json"])["visibility"] == "after_published"


def test_unknown_assignment_is_refused_in_a_sentence(tiny, tmp_path):
    done = run(tiny, "autograder", "gradescope", "ch99_99_nothing", "--to", str(tmp_path / "a.zip"))
    assert done.returncode == 2 and f"known: {ID}" in done.stderr
    assert not (tmp_path / "a.zip").exists()


def test_zip_holds_this_assignments_graders_and_no_others(tmp_path):
    pack(Course(ROOT), WITH_DATA, tmp_path / "a.zip")
    names = set(members(tmp_path / "a.zip"))
    rooms = {name.split("/")[2] for name in names if name.startswith("autograder/hidden/") and name.count("/") > 2}
    assert rooms == {WITH_DATA, "_data"}
    assert f"autograder/hidden/{WITH_DATA}/test_{WITH_DATA}.py" in names
    assert {name for name in names if name.startswith("source/")} == {f"source/{WITH_DATA}/{WITH_DATA}.py"}
    assert not [name for name in names if "/right/" in name or "/wrong/" in name or name.endswith((".db", ".ipynb"))]
    assert "data/FashionMNIST/raw/train-images-idx3-ubyte" in names
    assert "autograder/hidden/_data/fashion_mnist_held_out.safetensors" in names


def test_assignment_without_data_is_small(tmp_path):
    pack(Course(ROOT), WITHOUT_DATA, tmp_path / "a.zip")
    found = members(tmp_path / "a.zip")
    assert not [name for name in found if "ubyte" in name or "held_out" in name]
    assert json.loads(found["gradescope.json"])["data"] is False
    assert (tmp_path / "a.zip").stat().st_size < 2_000_000


def test_secret_is_the_zips_own_and_says_nothing_of_the_courses(tiny, tmp_path, monkeypatch):
    monkeypatch.delenv("AUTOGRADER_SECRET")
    pack(tiny, ID, tmp_path / "a.zip")
    course_secret, own = (tiny.grading / "secret").read_bytes(), members(tmp_path / "a.zip")["grading/secret"]
    assert len(own) >= 32 and own != course_secret
    assert course_secret not in (tmp_path / "a.zip").read_bytes()
    assert gradescope._secret(tiny, "ch00_02_other") != own
    assert modes(tmp_path / "a.zip")["grading/secret"] == 0o600


def test_engine_is_this_one(tiny_zip):
    found = members(tiny_zip)
    package = ROOT / "autograder"
    for path in [*package.glob("grading/*.py"), *package.glob("sandbox/*"), package / "submission.py"]:
        if path.is_file():
            name = f"autograder/{path.relative_to(package).as_posix()}"
            assert hashlib.sha256(found[name]).digest() == hashlib.sha256(path.read_bytes()).digest()


def test_requirements_are_pinned_and_torch_is_the_one_without_cuda(tiny_zip):
    lines = members(tiny_zip)["requirements.txt"].decode().split()
    assert all("==" in line for line in lines)
    assert next(line for line in lines if line.startswith("torch==")).endswith("+cpu")
    lock = (ROOT / "requirements.lock").read_text()
    assert all(line.removesuffix("+cpu").lower() in lock.lower() for line in lines)
    assert members(tiny_zip)["constraints.txt"].decode() == lock


def test_room_without_graders_is_refused(tiny, tmp_path):
    shutil.rmtree(tiny.hidden / ID)
    with pytest.raises(CourseError, match="no hidden graders"):
        pack(tiny, ID, tmp_path / "a.zip")


def test_place_that_cannot_be_written_is_named(tiny, tmp_path):
    with pytest.raises(CourseError, match=r"nowhere/a\.zip: cannot be written \(No such file"):
        pack(tiny, ID, tmp_path / "nowhere" / "a.zip")


def test_file_of_the_course_that_is_missing_is_named(tiny, tmp_path, monkeypatch):
    monkeypatch.setattr(gradescope, "PACKAGE", tmp_path / "autograder")
    with pytest.raises(CourseError, match=r"gradescope_setup\.sh: cannot be read .*whole clone"):
        pack(tiny, ID, tmp_path / "a.zip")


@pytest.mark.parametrize(("text", "says"), [(None, "requirements.lock: missing"), ("numpy==2.0\n", "no version of ipython")])
def test_lock_that_does_not_say_the_versions_is_refused(tmp_path, monkeypatch, text, says):
    monkeypatch.setattr(gradescope, "PACKAGE", tmp_path / "autograder")
    if text:
        (tmp_path / "requirements.lock").write_text(text)
    with pytest.raises(CourseError, match=says):
        dict(gradescope._requirements())


@pytest.mark.parametrize("name", ["gradescope_setup.sh", "gradescope_run.sh"])
def test_script_is_good_shell(name):
    script = ROOT / "autograder" / "doors" / name
    shell = script.read_text().splitlines()[0].split()[-1].removeprefix("#!").split("/")[-1]
    assert subprocess.run([shell, "-n", script], check=False).returncode == 0
    checker = shutil.which("shellcheck", path=os.pathsep.join([str(Path(os.sys.executable).parent), os.environ["PATH"]]))
    if checker is None:
        pytest.skip("syntax is right; shellcheck is not installed")
    done = subprocess.run([checker, script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
