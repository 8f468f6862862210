"""A PostgreSQL server of a test's own, on a socket in its folder: no port, no password, and nothing left afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """Where PostgreSQL's programs are; Debian keeps them off the path."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


@contextmanager
def server() -> Iterator[str]:
    """Start a server; gives the address of an empty database as nbgrader takes it."""
    programs = binaries()
    user = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name  # PostgreSQL refuses to run as root
    with tempfile.TemporaryDirectory(prefix="pg-") as name:  # a socket's path is short
        folder = Path(name)
        shutil.chown(folder, user)

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [str(programs / program), *arguments],
                user=user,
                cwd=folder,
                check=True,
                capture_output=True,
                env={"LC_ALL": "C"},
            )

        run("initdb", "-D", "data", "-U", "course", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", options, "start")
        try:
            run("createdb", "-h", str(folder), "-U", "course", "gradebook")
            yield f"postgresql://course@/gradebook?host={folder}"
        finally:
            run("pg_ctl", "-D", "data", "-m", "immediate", "stop")
