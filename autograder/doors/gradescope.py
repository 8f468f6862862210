"""The Gradescope door: one assignment's graders as the zip that Gradescope builds its container from.

The zip's root is a small course of one section with the engine beside it, so that what runs in the container is what
runs everywhere. Its members are sorted, undated and not compressed: the same course gives the same bytes.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from autograder.course import Course
from autograder.errors import CourseError

PACKAGE = Path(__file__).resolve().parents[1]
SETTINGS = "gradescope.json"
#: what grading imports, and what a notebook of the course may import
NEEDED = ("ipython", "landlockpy", "matplotlib", "matplotlib-inline", "msgpack", "numpy", "pandas", "pytest", "safetensors")
FOR_CPU = ("torch", "torchvision")  # from PyTorch's own index: the wheels without CUDA are a tenth of the size
ENGINE = ("*.py", "*.bpf", "*.html", "*.css", "*.sh")
DATA = re.compile(r"mnist|held_out|\bmapped\(", re.IGNORECASE)
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip file knows


def pack(course: Course, section_id: str, to: Path, visibility: str = "visible") -> None:
    """Write an assignment's zip for Gradescope, whole or not at all.

    Args:
        to: the zip file; it holds a secret and the hidden graders, so it is readable to its owner only.
        visibility: when students see scores and messages, in Gradescope's words: visible, after_due_date,
            after_published or hidden.

    Raises:
        CourseError: there is no such assignment or no graders of it, a file of the course is missing, or the
            zip cannot be written.
    """
    try:
        content = _zipped(dict(_members(course, section_id, visibility)))
    except OSError as error:
        raise CourseError(f"{error.filename}: cannot be read ({error.strerror}); is this a whole clone?") from None
    part = to.with_name(f".{to.name}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
        os.replace(part, to)
    except OSError as error:
        raise CourseError(f"{to}: cannot be written ({error.strerror})") from None


def _zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(members):
            archive.writestr(_entry(name), members[name])
    return buffer.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.create_system = 3  # Unix, wherever it is made: the modes below count
    mode = 0o755 if name in ("setup.sh", "run_autograder") else 0o600 if name == "grading/secret" else 0o644
    entry.external_attr = (0o100000 | mode) << 16
    return entry


def _members(course: Course, section_id: str, visibility: str) -> Iterator[tuple[str, bytes]]:
    section, room = course.section_path(section_id), course.hidden / section_id
    if not room.is_dir():
        raise CourseError(f"{room}: no hidden graders for {section_id}; there is nothing to grade it with")
    yield "setup.sh", (PACKAGE / "doors" / "gradescope_setup.sh").read_bytes()
    yield "run_autograder", (PACKAGE / "doors" / "gradescope_run.sh").read_bytes()
    for pattern in ENGINE:
        for path in PACKAGE.rglob(pattern):
            if not path.is_relative_to(PACKAGE / "hidden"):
                yield f"autograder/{path.relative_to(PACKAGE).as_posix()}", path.read_bytes()
    graders = [*sorted(room.glob("*.py")), *sorted(course.hidden.glob("*.py"))]
    for path in [section, *graders]:
        yield path.relative_to(course.root).as_posix(), path.read_bytes()
    needs_data = any(DATA.search(path.read_text(encoding="utf-8")) for path in [section, *room.glob("*.py")])
    yield from _data(needs_data)
    yield from _section_read(section)
    yield "grading/secret", _secret(course, section_id)
    yield from _requirements()
    settings = {"assignment": section_id, "data": needs_data, "visibility": visibility}
    yield SETTINGS, (json.dumps(settings, indent=1) + "\n").encode()


def _data(wanted: bool) -> Iterator[tuple[str, bytes]]:
    """The sample that students see and the judge's own split, or only the manifest, which a verdict names."""
    home = PACKAGE.parent
    shown = home / "data" / "FashionMNIST"
    paths = [shown / "manifest.json"]
    if wanted:
        paths += [path for folder in (shown, PACKAGE / "hidden" / "_data") for path in folder.rglob("*") if path.is_file()]
    for path in paths:
        yield path.relative_to(home).as_posix(), path.read_bytes()


def _section_read(section: Path) -> Iterator[tuple[str, bytes]]:
    """The section as it was read here: the container needs no jupytext then."""
    from autograder.section import cached_section

    with tempfile.TemporaryDirectory() as folder:
        cached_section(section, Path(folder))
        for path in Path(folder).iterdir():
            yield f"grading/cache/sections/{path.name}", path.read_bytes()


def _secret(course: Course, section_id: str) -> bytes:
    """A secret of this zip's own: Gradescope keeps it, and the course's secret cannot be computed from it."""
    from autograder.grading.seeds import course_secret

    return hmac.digest(course_secret(course.grading), f"gradescope\0{section_id}".encode(), hashlib.sha256).hex().encode()


def _requirements() -> Iterator[tuple[str, bytes]]:
    """What setup.sh installs: the tested versions of what is needed, and of what those need.

    Raises:
        CourseError: `requirements.lock` is missing, or does not pin something.
    """
    path = PACKAGE.parent / "requirements.lock"
    try:
        lock = path.read_text(encoding="utf-8")
    except OSError:
        raise CourseError(f"{path}: missing; it says which versions to install (git checkout -- {path.name})") from None
    versions = {name.lower().replace("_", "-"): version for name, version in re.findall(r"(?m)^([\w.-]+)==(\S+)$", lock)}
    if missing := [name for name in (*NEEDED, *FOR_CPU) if name not in versions]:
        raise CourseError(f"{path}: no version of {', '.join(missing)}; renew it with: make lock")
    lines = [f"{name}=={versions[name]}+cpu" for name in FOR_CPU] + [f"{name}=={versions[name]}" for name in NEEDED]
    yield "requirements.txt", ("\n".join(lines) + "\n").encode()
    yield "constraints.txt", lock.encode()
