"""`autograder publish`, from outside: what students get, and what it refuses."""

import json
import os
import subprocess
import sys
import zipfile

import pytest

from autograder.course import Course
from autograder.doors.git_publish import publish
from autograder.doors.git_scan import Scanner, Secrets, scan_files, scan_history
from autograder.errors import CourseError
from tests.conftest import ID, ROOT, run
from tests.git.conftest import NOTEBOOK, SOMEBODY, git


@pytest.fixture
def course(tiny):
    raw = tiny.root / "data" / "FashionMNIST" / "raw"
    raw.mkdir(parents=True)
    (raw / "images").write_bytes(bytes(range(256)))
    return tiny


def published(folder):
    return git(folder, "log", "--format=%s").splitlines()


def test_real_course_publishes_clean_and_students_can_check_with_it(tmp_path):
    course = Course(ROOT)
    folder = tmp_path / "students"
    assert "nothing secret found; 13 assignments" in publish(course, folder)
    scanner = Scanner(Secrets.of(course))
    assert scan_files(folder, scanner) == [] and scan_history(folder, scanner) == []
    tracked = git(folder, "ls-files").splitlines()
    assert f"{NOTEBOOK.replace(ID, 'ch03_06_softmax_regression_scratch')}" in tracked
    assert "assignments/data/FashionMNIST/raw/train-images-idx3-ubyte" in tracked and "LICENSE" in tracked
    assert {name.split("/")[0] for name in tracked} == {
        ".github", ".gitignore", "LICENSE", "README.md", "assignments", "autograder", "pyproject.toml"}  # fmt: skip
    assert {name.split("/")[1] for name in tracked if name.startswith("autograder/")} == {"__init__.py", "errors.py", "desk"}
    needs = (folder / "pyproject.toml").read_text()
    assert '"torch>=2.6,<3"' in needs and '"pandas>=3,<4"' in needs and "nbgrader" not in needs
    assert "up to date" in publish(course, folder)
    assert len(published(folder)) == 1
    # the published command, on its own: the engine is not on its path
    command = [sys.executable, "-c", "import sys; sys.path[0] = '.'; from autograder.desk.cli import main; sys.exit(main())"]
    done = subprocess.run(
        [*command, "progress"], cwd=folder, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": "."}
    )
    assert done.returncode == 0, done.stderr
    assert "3.6" in done.stdout or "ch03_06" in done.stdout


def test_publish_updates_on_top_of_what_is_there(course, tmp_path):
    folder = tmp_path / "students"
    assert run(course, "autograder", "publish", folder).returncode == 0
    (folder / "NEWS.md").write_text("ours")
    (folder / "assignments" / "old.txt").write_text("from an earlier release")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "news")
    assert "up to date" not in run(course, "autograder", "publish", folder).stdout  # old.txt goes
    release = course.assignments / ID / f"{ID}.ipynb"
    release.write_text(release.read_text().replace("Two small functions", "Two little functions"))
    assert run(course, "autograder", "publish", folder).returncode == 0
    assert published(folder) == ["Publish 1 assignment", "Publish 1 assignment", "news", "Publish 1 assignment"]
    assert (folder / "NEWS.md").exists() and not (folder / "assignments" / "old.txt").exists()
    assert "little" in (folder / NOTEBOOK).read_text() and git(folder, "status", "--porcelain") == ""
    # work that nobody has committed is not overwritten
    (folder / NOTEBOOK).write_text("{}")
    release.write_text(release.read_text().replace("little", "tiny"))
    done = run(course, "autograder", "publish", folder)
    assert done.returncode == 2 and "commit or drop them first" in done.stderr
    assert (folder / NOTEBOOK).read_text() == "{}" and len(published(folder)) == 4


def in_a_file(release, secret):
    notebook = json.loads(release.read_text())
    notebook["cells"].insert(0, {"cell_type": "markdown", "id": "x", "metadata": {}, "source": [secret]})
    release.write_text(json.dumps(notebook))


def in_an_output(release, secret):
    notebook = json.loads(release.read_text())
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": [f"---> 4 {secret}\n"]}]
    release.write_text(json.dumps(notebook))


@pytest.mark.parametrize("plant", [in_a_file, in_an_output])
def test_publish_refuses_a_leak_and_writes_nothing(course, tmp_path, plant):
    plant(course.assignments / ID / f"{ID}.ipynb", "    secret_sum = x + x")
    done = run(course, "autograder", "publish", tmp_path / "students")
    assert done.returncode == 2 and not (tmp_path / "students").exists()
    assert f"{NOTEBOOK}: a line of the solution of {ID}: line" in done.stderr


def test_publish_refuses_a_leak_in_data_and_in_an_old_commit(course, tmp_path):
    folder = tmp_path / "students"
    assert run(course, "autograder", "publish", folder).returncode == 0
    with zipfile.ZipFile(folder / "extra.zip", "w") as archive:
        archive.write(course.hidden / ID / f"test_{ID}.py", "t.py")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "oops")
    git(folder, "rm", "--quiet", "extra.zip")
    git(folder, "commit", "--quiet", "--message", "gone")
    before = git(folder, "rev-parse", "HEAD")
    (course.root / "data" / "new.bin").write_bytes((course.root / "gradebook.db").read_bytes())
    done = run(course, "autograder", "publish", folder)
    assert done.returncode == 2
    assert "assignments/data/new.bin: a gradebook" in done.stderr
    assert "extra.zip (commit" in done.stderr and "a hidden test" in done.stderr
    assert git(folder, "rev-parse", "HEAD") == before and git(folder, "status", "--porcelain") == ""


def test_publish_refuses_folders_that_are_not_the_students_repository(course, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("x")
    (tmp_path / "file").write_text("x")
    git(tmp_path, "init", "--quiet", "--bare", "bare.git")
    for name, words in (("full", "not empty, and not a git repository"), ("file", "a file"), ("bare.git", "a bare repository")):
        with pytest.raises(CourseError, match=words):
            publish(course, tmp_path / name)
    (course.assignments / ID / f"{ID}.ipynb").unlink()
    with pytest.raises(CourseError, match="run autograder build"):
        publish(course, tmp_path / "students")
    assert not (tmp_path / "students").exists()


def test_publish_needs_no_identity_and_runs_no_hook(course, tmp_path, monkeypatch):
    folder = tmp_path / "students"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    hook = folder / ".git" / "hooks" / "post-merge"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    hook.chmod(0o755)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    for name in SOMEBODY:
        monkeypatch.delenv(name, raising=False)
    publish(course, folder)
    monkeypatch.delenv("GIT_DIR")
    assert published(folder) == ["Publish 1 assignment"] and not (tmp_path / "ran").exists()


def test_workflows_are_valid_and_the_students_one_asks_for_nothing():
    students = ROOT / "autograder" / "doors" / "students" / "check.yml"
    ours = ROOT / ".github" / "workflows" / "grade.yml"
    tool = [str(ROOT / ".venv" / "bin" / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows"]
    if os.path.exists(tool[0]):
        done = subprocess.run([*tool, str(students), str(ours)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
    for text in (students.read_text(), ours.read_text()):
        assert "permissions:\n  contents: read\n" in text and ": write" not in text and "persist-credentials: false" in text
        assert "pull_request" not in text and "client_payload" not in text and "github.event" not in text
    for path in ours.parent.glob("*.yml"):
        assert "pull_request_target" not in path.read_text() and "workflow_run" not in path.read_text()
    assert "secrets." not in students.read_text()
    for line in ours.read_text().splitlines():  # nothing is put into a script's text by the runner
        assert "${{" not in line or line.lstrip().split(":")[0] in {
            "repository", "ssh-key", "AUTOGRADER_SECRET", "STUDENTS_KEY", "GH_TOKEN", "REGRADE"}  # fmt: skip
