"""Where a student's name is written, and that the commands of docs/privacy.md take it away again."""

import os
import secrets
from pathlib import Path

import pytest

from tests.conftest import ID, edited, run
from tests.walkthrough import walk

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "privacy.md"


@pytest.fixture
def name():
    return f"ada-{secrets.token_hex(8)}"


def naming(name: str, *folders: Path) -> list[Path]:
    """Files below the folders whose path or content has the name, in whatever encoding of it is usual."""
    marks = (name.encode(), name.encode("utf-16-le"))
    found = []
    for folder in folders:
        for parent, _, files in os.walk(folder):
            for path in (Path(parent, file) for file in files):
                if path.is_file() and (name in str(path) or any(mark in path.read_bytes() for mark in marks)):
                    found.append(path)
    return found


def test_name_is_in_the_documented_places_alone_and_can_be_deleted(tiny, perfect, name, tmp_path):
    home, reports = tmp_path / "home", tmp_path / "reports"
    for folder in (home, reports, tiny.root / "data", tmp_path / "temporary"):
        folder.mkdir(exist_ok=True)
    handed_in = tiny.root / "grading" / "submitted" / name / ID / f"{ID}.ipynb"
    handed_in.parent.mkdir(parents=True)
    environment = {"HOME": str(home), "TMPDIR": str(tmp_path / "temporary"), "JUPYTER_RUNTIME_DIR": str(home / "runtime")}
    for answer in ("def double(x): return 2 * x", "def double(x): return x"):  # the second replaces a grade
        handed_in.write_text(edited(perfect, double=answer))
        done = run(tiny, "autograder", "grade", "grading/submitted", "--assignment", ID, "--gradebook", ".", "--regrade", "--yes",
                   "--json", reports / "v.json", "--junit", reports / "j.xml", "--html", reports / "html", **environment)  # fmt: skip
        assert done.returncode == 0, done.stderr + done.stdout
    done = run(tiny, "nbgrader", "autograde", ID, "--force", **environment)
    assert done.returncode == 0, done.stderr
    places = ("submitted", "autograded", "feedback", "gradebook.db", "backups", "replaced", "exchange")
    documented = [tiny.root / "grading" / place for place in places] + [reports]
    assert all(f"grading/{place}" in PAGE.read_text() for place in places)
    written = naming(name, tmp_path)
    assert {tiny.root / "grading" / "gradebook.db", reports / "v.json"} <= set(written)
    assert [path for path in written if not any(path.is_relative_to(place) for place in documented)] == []

    done = walk(PAGE, tiny.root, {"STUDENT=ada": f"STUDENT={name}"}, **environment)
    assert done.returncode == 0, done.stderr
    assert [path for path in naming(name, tmp_path) if not path.is_relative_to(reports)] == []
