"""`autograder otter`: a section as an otter assignment, made by `otter assign` itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import nbformat

from autograder.build.release import swap_in
from autograder.course import Course
from autograder.doors.otter_master import master_notebook
from autograder.doors.otter_plugin import COURSE_ROOT, LUGGAGE
from autograder.errors import CourseError
from autograder.scratch import scratch_folder
from autograder.section import MARKER_LIKE, Section, read_section, solution_lines

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date a zip file can hold
PROGRAMS = ("run_autograder", "setup.sh")
#: before otter's own lines in run_otter.py, which its image runs: the plugin comes from the zip, and metadata are JSON
PRELUDE = f"""\
import os
import sys

sys.path.insert(0, "/autograder/source/files/{LUGGAGE}")
METADATA = "/autograder/submission_metadata.json"
if os.path.exists(METADATA) and not os.path.getsize(METADATA):
    with open(METADATA, "w") as file:
        file.write("{{}}")

"""


def make_all(course: Course, ids: list[str], to: Path) -> None:
    """Make otter assignments under a folder.

    Raises:
        CourseError: a section has no form in otter, `otter assign` refuses it, or it would leak.
    """
    for section_id in ids:
        course.section_path(section_id)
    for section_id in ids:
        make(course, section_id, to.resolve())
        print(f"{to / section_id}: master, student folder and autograder zip written")


def make(course: Course, section_id: str, to: Path) -> None:
    """Make one section's otter assignment; what was there before stays until the new one is whole."""
    section = read_section(course.section_path(section_id))
    with scratch_folder() as folder:
        made = folder / section_id
        master = made / "master" / f"{section_id}.ipynb"
        master.parent.mkdir(parents=True)
        nbformat.write(master_notebook(section), master)
        _assign(course, master, made)
        (archive,) = (made / "autograder").glob("*.zip")
        repack(archive, made / "autograder" / f"{section_id}-autograder.zip")
        archive.unlink()
        shutil.rmtree(made / "autograder" / LUGGAGE)
        if leaks := list(leaked(section, made / "student")):
            raise CourseError("\n".join(leaks))
        swap_in(made, to / section_id)
    os.chmod(to / section_id / "autograder", 0o700)  # its zip holds the secret behind the seeds


def _assign(course: Course, master: Path, to: Path) -> None:
    """Run `otter assign`, which ends by grading the solution with what it has built."""
    command = [sys.executable, "-m", "otter", "assign", str(master), str(to)]
    package = str(Path(__file__).resolve().parents[2])
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")])),
        COURSE_ROOT: str(course.root),
        "D2L_DATA": str(course.data),
        "MPLBACKEND": "Agg",
    }
    done = subprocess.run(
        command, cwd=master.parent, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        reason = said.rpartition("CourseError: ")[2] if "CourseError: " in said else said[-3000:]
        raise CourseError(f"{master.stem}: otter assign failed; what was there before is as it was:\n{reason}")


def repack(archive: Path, target: Path) -> None:
    """Write otter's autograder zip again, for its image too: the same bytes for the same content."""
    with zipfile.ZipFile(archive) as made, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(made.namelist()):
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = (0o100755 if name in PROGRAMS else 0o100644) << 16
            prelude = PRELUDE.encode() if name == "run_otter.py" else b""
            new.writestr(member, prelude + made.read(name))


def leaked(section: Section, folder: Path) -> Iterator[str]:
    """What lies in a student folder and must not."""
    secret = set(solution_lines(section))
    wanted = {f"{section.id}.ipynb", *(f"tests/{exercise.name}.py" for exercise in section.exercises)}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if name not in wanted:
            yield f"{section.id}: {name} does not belong in the student folder"
        elif path.suffix == ".ipynb":
            lines = [line for cell in nbformat.read(path, as_version=4).cells for line in cell.source.splitlines()]
            for line in lines:
                if line.strip() in secret or MARKER_LIKE.match(line):
                    yield f"{section.id}: {name} shows what is the solution's: {line.strip()[:60]!r}"
