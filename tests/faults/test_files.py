"""Files that the engine writes: on a full disk, and cut off as a power cut leaves them."""

import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import pytest

from autograder.errors import CourseError
from autograder.grading.verdict import ExerciseResult, TestResult, Verdict
from autograder.reports.code import Code
from autograder.reports.csv_report import write_csv
from autograder.reports.html import write_html
from autograder.reports.json_report import write_json
from autograder.reports.junit import write_junit
from autograder.scratch import scratch_folder
from autograder.section import cached_section
from tests.conftest import ID

VERDICT = Verdict(ID, "ada", "sha256:1", "sha256:2", 1, 3, (), "e", "d", "p",
                  (ExerciseResult("double", 2.0, (TestResult("t", "Twice. " * 2000, "passed"),)),))  # fmt: skip
WRITERS = {
    "v.json": lambda path: write_json([VERDICT], str(path)),
    "v.xml": lambda path: write_junit([VERDICT], [], str(path)),
    "v.csv": lambda path: write_csv([VERDICT], f"moodle:{path}"),
    "index.html": lambda path: write_html([VERDICT], path.parent, [], b"s" * 32, lambda verdict: Code()),
}


@pytest.fixture
def full(tmp_path):
    """A small disk, and how to fill it."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", disk], capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")

    def fill():
        with pytest.raises(OSError, match="No space"), open(disk / "ballast", "ab", buffering=0) as file:
            while file.write(b"x" * 4096):
                pass

    yield disk, fill
    subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize("name", WRITERS)
def test_report_on_a_full_disk_is_named_and_the_earlier_one_stays_whole(full, name):
    disk, fill = full
    WRITERS[name](disk / name)
    before = (disk / name).read_bytes()
    fill()
    with pytest.raises(CourseError, match=r"cannot be written \(No space left on device"):
        WRITERS[name](disk / name)
    assert (disk / name).read_bytes() == before
    assert not list(disk.rglob("*.part"))


def test_kept_section_cut_off_anywhere_is_read_anew(built, tmp_path):
    path = built.section_path(ID)
    section = cached_section(path, tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    for length in range(0, len(whole), 97):
        kept.write_bytes(whole[:length])
        assert asdict(cached_section(path, tmp_path)) == asdict(section)
        assert kept.read_bytes() == whole


def test_scratch_folder_of_a_killed_run_goes_with_the_next_and_that_of_a_live_one_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    code = "from autograder.scratch import scratch_folder\nwith scratch_folder() as f:\n    print(f, flush=True); input()"
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    runs = [subprocess.Popen([sys.executable, "-c", code], env=environment, **pipes) for _ in range(2)]
    killed, live = [Path(run.stdout.readline().strip()) for run in runs]
    for folder in (killed, live):
        (folder / "work").mkdir()
        os.utime(folder, (1, 1))
    runs[0].kill()
    runs[0].wait()
    (tmp_path / "autograder-scratch-link").symlink_to(live)
    with scratch_folder() as ours:
        assert not killed.exists() and (live / "work").is_dir() and ours.is_dir()
    assert not ours.exists()
    runs[1].communicate("\n")
    assert runs[1].returncode == 0 and not live.exists()
