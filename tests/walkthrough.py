"""A page of docs/ as the script that it is: its ```sh blocks, run from top to bottom as a reader would type them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def script(page: Path, instead: Mapping[str, str]) -> str:
    """The page's commands as one script. `instead` replaces what a reader puts in: an address, a folder of their own.

    Every replacement must be on the page, so that page and test cannot drift apart.
    """
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    assert blocks, f"{page.name} has no ```sh block"
    text = "".join(blocks)
    for shown, real in instead.items():
        assert shown in text, f"{page.name}: no command has {shown!r} any more"
        text = text.replace(shown, real)
    return text


def walk(page: Path, cwd: Path, instead: Mapping[str, str], **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the page in a folder with this environment's commands on the path; it stops at the first that fails."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return subprocess.run(
        ["bash", "-euxo", "pipefail", "-c", script(page, instead)],
        cwd=cwd,
        env={**os.environ, "PATH": path, **environment},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
