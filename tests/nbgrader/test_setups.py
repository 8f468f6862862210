"""Broken set-ups: each gets a sentence that says what to do, and loses nothing; `autograder doctor` finds them first."""

import hashlib
import os
import shutil
import sqlite3
import subprocess

import pytest

from autograder.doors import nbgrader_setup
from autograder.errors import CourseError
from tests.conftest import ID, run
from tests.nbgrader.test_autograde import scores, submit


@pytest.fixture
def course(tiny):
    (tiny.root / "data").mkdir(exist_ok=True)
    return tiny


def said(done):
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return " ".join((done.stdout + done.stderr).split())


def other_nbgrader(folder, version):
    """As if another version were installed."""
    place = folder / f"nbgrader-{version}.dist-info"
    place.mkdir(parents=True)
    (place / "METADATA").write_text(f"Metadata-Version: 2.1\nName: nbgrader\nVersion: {version}\n")
    return {"PYTHONPATH": os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))}


def test_wrong_nbgrader_is_named_before_anything_is_graded(course, perfect, tmp_path):
    submit(course, "ada", perfect)
    other = other_nbgrader(tmp_path / "other", "0.8.5")
    for command in (("autograder", "grade", "grading/submitted", "--gradebook", "."), ("nbgrader", "autograde", ID)):
        done = run(course, *command, **other)
        assert done.returncode in (1, 2)
        assert (
            'nbgrader 0.8.5 is not one that this course works with; install one that is: pip install "nbgrader==0.9.*"'
            in said(done)
        )
    assert scores(course) == {} and not (course.root / "grading" / "autograded").exists()


def test_nbgrader_autograde_of_a_locked_gradebook_says_so_and_loses_nothing(course, perfect):
    submit(course, "ada", perfect)
    assert run(course, "autograder", "grade", "grading/submitted", "--gradebook", ".").returncode == 0
    database = course.root / "grading" / "gradebook.db"
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    made = course.root / "grading" / "autograded" / "ada" / ID / f"{ID}.ipynb"
    holder = sqlite3.connect(database)
    holder.execute("begin immediate")
    done = run(course, "nbgrader", "autograde", ID, "--force")
    holder.rollback()
    holder.close()
    assert done.returncode == 1 and "cannot be written (database is locked)" in said(done)
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before and made.is_file()


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 24 MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "none", place], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("needs the right to mount a small file system")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def fill(disk, left_mib):
    with open(disk / "ballast", "wb") as file:
        file.write(b"\0" * (shutil.disk_usage(disk).free - left_mib * 2**20))


def test_full_disk_is_noticed_before_anything_is_written(built, perfect, small_disk):
    course = type(built)(small_disk / "course")
    shutil.copytree(built.root, course.root, symlinks=True, ignore=shutil.ignore_patterns("grading"))
    (course.root / "data").mkdir(exist_ok=True)
    submit(course, "ada", perfect)
    assert run(course, "autograder", "grade", "grading/submitted", "--gradebook", ".").returncode == 0
    database = course.root / "grading" / "gradebook.db"
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    fill(small_disk, 1)
    done = run(course, "autograder", "grade", "grading/submitted", "--gradebook", ".", "--regrade", "--yes")
    assert done.returncode == 2 and "MiB needed; make room and run it again. Nothing was written" in said(done)
    fill(small_disk, 0)
    with pytest.raises(CourseError, match=r"could not be backed up .* Nothing was written"):
        nbgrader_setup.back_up(database)
    assert list(database.parent.glob("backups/*")) == []
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before
    assert scores(course) == {"ada": (2.0, 3.0)}


def test_check_writable_damaged_gradebook_is_refused(tmp_path):
    (tmp_path / "gradebook.db").write_text("not a database at all, but long enough to be read as a header" * 20)
    with pytest.raises(CourseError, match="cannot be written"):
        nbgrader_setup.check_writable(tmp_path / "gradebook.db")


def test_check_nbgrader_missing_is_a_sentence(monkeypatch):
    monkeypatch.setattr("sys.path", [])
    with pytest.raises(CourseError, match="nbgrader is not installed; install"):
        nbgrader_setup.check_nbgrader()


# ---- the doctor ---------------------------------------------------------------------------------------------------


def test_doctor_of_a_good_course_finds_nothing(course):
    done = run(course, "autograder", "doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    names = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("ok")]
    assert names == ["isolation:", "data:", "nbgrader:", "configuration:", "gradebook:", "assignments:", "exchange:", "disk:"]
    assert "nothing to mend" in done.stdout and "isolation: level" in done.stdout


def test_doctor_names_everything_that_is_broken_and_what_mends_it(course, tmp_path):
    config = course.root / "nbgrader_config.py"
    run(course, "python", "-c", "from autograder.doors.nbgrader_setup import load_config as l, Path; l(Path('.'))")
    (course.root / "grading" / "nbgrader_config.py").write_text(
        "c = get_config()\nc.Autograde.autograde_preprocessors = ['nbgrader.preprocessors.SaveAutoGrades']\n"
        f"c.Exchange.root = {str(tmp_path / 'nowhere')!r}\n"
    )
    database = sqlite3.connect(course.root / "grading" / "gradebook.db")
    database.execute("update grade_cells set max_score = 1 where max_score = 2")
    database.execute("update alembic_version set version_num = 'older'")
    database.commit()
    database.close()
    done = run(course, "autograder", "doctor", **other_nbgrader(tmp_path / "other", "0.8.5"))
    assert done.returncode == 1, said(done)
    mend = {line.split()[1]: line for line in done.stdout.splitlines() if line.startswith("MEND")}
    assert mend.keys() == {"nbgrader:", "configuration:", "gradebook:", "assignments:", "exchange:"}, done.stdout
    assert "nbgrader 0.8.5 is not one" in mend["nbgrader:"]
    assert "nbgrader would not grade with the engine; restore it" in mend["configuration:"]
    assert "run nbgrader db upgrade" in mend["gradebook:"] and "exercises or points differ" in mend["assignments:"]
    assert "Exchange.root" in mend["exchange:"]
    assert "5 to mend" in done.stdout and config.is_file()
