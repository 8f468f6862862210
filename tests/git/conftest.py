"""Real repositories: a bare one for each student, and a clone in which the student works."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ID, edited

NOTEBOOK = f"assignments/{ID}/{ID}.ipynb"
RIGHT = {
    "double": "def double(x):\n    return x + x",
    "mean_of": "def mean_of(values):\n    return sum(values) / len(values)",
}
BIG_FILE = b"".join(i.to_bytes(4, "big") for i in range(2 << 20))  # 8 MiB
SOMEBODY = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "s"), ("EMAIL", "s@s"))}


def git(folder: Path, *arguments: str, check: bool = True, **environment: str) -> str:
    """Run git as a user would; its output."""
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "GIT_ALLOW_PROTOCOL": "file", **SOMEBODY, **environment},
    )
    assert not check or done.returncode == 0, done.stderr
    return done.stdout.strip()


class Student:
    """A student with a repository on a server, and a clone at home."""

    def __init__(self, name: str, root: Path) -> None:
        self.name = name
        self.url = root / "server" / f"{name}.git"
        self.home = root / "home" / name
        self.url.parent.mkdir(parents=True, exist_ok=True)
        self.home.mkdir(parents=True)
        git(root, "init", "--quiet", "--bare", "--initial-branch=main", str(self.url))
        git(root, "init", "--quiet", "--initial-branch=main", str(self.home))

    def write(self, text: str | bytes, path: str = NOTEBOOK) -> None:
        """Write a file."""
        place = self.home / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())

    def push(self, *options: str, branch: str = "main") -> str:
        """Commit everything and push; the commit."""
        git(self.home, "add", "--all")
        git(self.home, "commit", "--quiet", "--allow-empty", "--message", "work", GIT_COMMITTER_DATE="2001-01-01T00:00:00Z")
        git(self.home, "push", "--quiet", *options, str(self.url), f"HEAD:refs/heads/{branch}")
        return git(self.home, "rev-parse", "HEAD")

    def feedback(self, path: str = "README.md") -> str:
        """A file of the feedback branch."""
        return git(self.url, "show", f"feedback:{path}")

    def has_feedback(self) -> bool:
        """Whether there is a feedback branch."""
        return bool(git(self.url, "branch", "--list", "feedback"))


@pytest.fixture
def new_student(tmp_path):
    """Makes a student."""
    return lambda name: Student(name, tmp_path)


def answered(release: str, **answers: str) -> str:
    """A notebook that is right but for these answers."""
    return edited(release, **{**RIGHT, **answers})


def roster_of(path: Path, *students: Student, more: str = "") -> Path:
    """A roster of students' repositories."""
    rows = "".join(f"{student.name},{student.url},main\n" for student in students)
    path.write_text("student,url,branch\n" + rows + more)
    return path
