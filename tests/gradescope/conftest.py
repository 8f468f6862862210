"""Gradescope's folders, as its documentation lays them out, on this machine or in a stand-in for its container."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from autograder.course import Course
from autograder.doors.gradescope import pack

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ID = "ch00_01_warm_up"
SCHEMA = json.loads((HERE / "results.schema.json").read_text())
ADA = {"users": [{"email": "ada@example.org", "id": 1234, "name": "Ada"}], "assignment": {"total_points": "5.0"}}
in_container = pytest.mark.skipif(os.geteuid() != 0, reason="a container without user namespaces can only be made by root")


def valid(results: dict[str, Any]) -> dict[str, Any]:
    """The results, which are as Gradescope documents them."""
    jsonschema.validate(results, SCHEMA)
    return results


@dataclass
class Place:
    """A folder laid out like Gradescope's /autograder."""

    root: Path

    def unpack(self, zipped: Path) -> None:
        """What Gradescope does with an autograder's zip."""
        with zipfile.ZipFile(zipped) as archive:
            for entry in archive.infolist():
                path = Path(archive.extract(entry, self.root / "source"))
                path.chmod(entry.external_attr >> 16 & 0o777)
        shutil.copy(self.root / "source" / "run_autograder", self.root)
        for name in ("submission", "results"):
            (self.root / name).mkdir(exist_ok=True)

    def submit(self, files: dict[str, str], metadata: Any = ADA) -> None:
        """What Gradescope's harness does with a submission."""
        shutil.rmtree(self.root / "submission")
        (self.root / "submission").mkdir()
        for name, text in files.items():
            path = self.root / "submission" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        (self.root / "submission_metadata.json").write_text(json.dumps(metadata))

    def run(self, **environment: str) -> subprocess.CompletedProcess[str]:
        """run_autograder, on this machine as it is."""
        environment = {"AUTOGRADER_ROOT": str(self.root), "AUTOGRADER_VENV": sys.prefix, **environment}
        return _call([str(self.root / "run_autograder")], environment)

    def enter(self, *command: str, without: str = "", before: Any = None) -> subprocess.CompletedProcess[str]:
        """A command in a container with this folder as /autograder.

        Args:
            without: system calls that the kernel is to lack.
            before: called in the container's first process.
        """
        root = self.root.with_name(f"{self.root.name}-container")
        root.mkdir(exist_ok=True)
        script = ["sh", str(HERE / "container.sh"), str(root), str(self.root), sys.prefix, sys.base_prefix, without]
        spaces = ["unshare", "--mount", "--pid", "--ipc", "--uts", "--fork", "--kill-child"]
        return _call([*spaces, *script, *command], {"ENTER": (HERE / "enter.py").read_text()}, before)

    @property
    def results(self) -> dict[str, Any] | None:
        """results.json, checked against the documentation; None if there is none."""
        path = self.root / "results" / "results.json"
        return valid(json.loads(path.read_text())) if path.exists() else None


def _call(command: list[str], environment: dict[str, str], before: Any = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL, preexec_fn=before,
    )  # fmt: skip


@pytest.fixture(scope="session")
def tiny_zip(built: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny course's zip."""
    path = tmp_path_factory.mktemp("gradescope") / "tiny.zip"
    pack(built, ID, path)
    return path


@pytest.fixture
def place(tiny_zip: Path, tmp_path: Path) -> Place:
    """The tiny course's graders, unpacked."""
    place = Place(tmp_path / "autograder")
    place.unpack(tiny_zip)
    return place
