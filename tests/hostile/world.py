"""The world around a grading: a course with secrets planted in it, and witnesses of whatever gets out of the sandbox."""

from __future__ import annotations

import ctypes
import json
import os
import secrets
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from glob import glob
from pathlib import Path

from autograder.build import build_course
from autograder.course import Course
from tests.hostile.samples import COURSE, HERE, HONEST, ID, notebook

ROOT = HERE.parents[1]
SHM_OPEN = 0o1666  # made, and open to everybody
IPC_RMID = 0


@dataclass
class World:
    """A course in a folder that every user of the machine may read: nothing but the sandbox is in a reader's way."""

    folder: Path
    course: Course
    canaries: dict[str, str]
    places: dict[str, object]
    witnesses: list[socket.socket] = field(default_factory=list)

    @property
    def tools(self) -> str:
        """The attacker's tools, with everything they know filled in."""
        return (HERE / "tools.py").read_text(encoding="utf-8").replace("PLACES = {}", f"PLACES = {self.places!r}")

    @property
    def release(self) -> str:
        return (self.course.assignments / ID / f"{ID}.ipynb").read_text(encoding="utf-8")

    def visitors(self) -> list[str]:
        """Who came through to one of the listening sockets."""
        found = []
        for witness in self.witnesses:
            witness.setblocking(False)
            try:
                while True:
                    witness.recv(1) if witness.type == socket.SOCK_DGRAM else witness.accept()[0].close()
                    found.append(str(witness.getsockname()))
            except BlockingIOError:
                continue
        return found

    def left_behind(self) -> list[str]:
        """Files that carry the attackers' mark, anywhere that a worker might have written."""
        mark = self.places["mark"]
        places = [Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path("/run"), Path.home(), ROOT]
        found = [place / mark for place in places] + [Path("/tmp/hostile-unpickled"), Path("/tmp/evil.ipynb")]
        found += [*self.folder.rglob(mark), *self.folder.glob("*/shadowed")]
        found += map(Path, glob(f"/tmp/autograder-*/*/{mark}"))  # which does not mind that other runs' folders come and go
        return sorted({str(path) for path in found if path.exists()})

    def contents(self) -> dict[str, tuple[int, bytes]]:
        """Path -> rights and content of what no grading may change."""
        kept = [path for path in sorted(self.folder.rglob("*")) if path.is_file() and not path.is_symlink()]
        own = (self.course.grading / "cache", self.folder / "out")
        kept = [path for path in kept if not any(path.is_relative_to(part) for part in own)]
        return {str(path): (path.stat().st_mode, _content(path)) for path in kept}


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.stat().st_size < 1 << 20 else str(path.stat().st_mtime_ns).encode()


@contextmanager
def planted() -> Iterator[World]:
    """A world with a course built for real, secrets at every place, and witnesses listening."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="hostile-", dir="/var/tmp"))
        stack.callback(shutil.rmtree, folder)
        folder.chmod(0o755)
        world = World(folder, Course(folder / "course"), {}, {})
        _plant_course(world)
        _plant_files(world)
        _listen(world, stack)
        _plant_memory(world, stack)
        world.places["mark"] = f"mark-{secrets.token_hex(8)}"
        yield world


def planted_in(home: Path, seen_as: str, outer: World, stack: ExitStack) -> World:
    """A world for whoever has nothing but the folder `home`, which they see as `seen_as`: Gradescope's, unpacked."""
    folder = home / "world"
    folder.mkdir(mode=0o755)
    course = Course(home / "source")
    world = World(folder, course, dict(outer.canaries), {"mark": outer.places["mark"], "pids": [1], "shm_key": 1})
    world.canaries["secret"] = (course.grading / "secret").read_text()
    world.places.update(
        root=str(course.root), repository=str(course.root), hidden=str(course.hidden), submitted=str(home / "submission"),
        gradebook=str(home / "results" / "results.json"), other=str(home / "submission_metadata.json"),
        labels=str(course.hidden / "_data" / "fashion_mnist_held_out.safetensors"),
    )  # fmt: skip
    _plant_files(world)
    _listen(world, stack)
    world.places = json.loads(json.dumps(world.places).replace(str(home), seen_as))
    return world


def _canary(world: World, place: str) -> str:
    return world.canaries.setdefault(place, f"canary-{place}-{secrets.token_hex(8)}")


def _plant_course(world: World) -> None:
    course = world.course
    shutil.copytree(COURSE, course.root)
    shutil.copy(ROOT / "nbgrader_config.py", course.root)
    for path, word, place in ((course.section_path(ID), "CANARY_SOLUTION", "solution"),
                              (course.hidden / ID / f"test_{ID}.py", "CANARY_GRADER", "grader")):  # fmt: skip
        text = path.read_text(encoding="utf-8")
        assert word in text
        path.write_text(text.replace(word, _canary(world, place)), encoding="utf-8")
    build_course(course, [ID])
    (course.root / "data").mkdir(exist_ok=True)
    course.grading.mkdir(exist_ok=True)
    gradebook = course.grading / "gradebook.db"
    shutil.copy(course.root / "gradebook.db", gradebook)
    with sqlite3.connect(gradebook) as database:
        database.execute("insert into student (id) values (?)", [_canary(world, "gradebook")])
    database.close()
    other = course.grading / "submitted" / "ada" / ID / f"{ID}.ipynb"
    other.parent.mkdir(parents=True)
    node = json.loads(notebook(world.release, HONEST, ""))
    node["cells"][-1]["source"] = _canary(world, "other")
    other.write_text(json.dumps(node), encoding="utf-8")
    world.places.update(
        root=str(course.root), repository=str(ROOT), hidden=str(course.hidden), gradebook=str(gradebook), other=str(other),
        submitted=str(course.grading / "submitted"),
        labels=str(ROOT / "autograder" / "hidden" / "_data" / "fashion_mnist_held_out.safetensors"),
    )  # fmt: skip


def _plant_files(world: World) -> None:
    note = world.folder / "note.txt"
    note.write_text(_canary(world, "note"))
    (world.folder / "guest-book").write_text("")
    (world.folder / "guest-book").chmod(0o666)
    os.mkfifo(world.folder / "fifo")
    (world.folder / "fifo").chmod(0o666)
    world.places["readable"] = str(world.folder)
    course = world.course
    world.places["secrets"] = [str(note), *(str(world.places[name]) for name in ("gradebook", "other")),
                               str(course.section_path(ID)), str(course.hidden / ID / f"test_{ID}.py")]  # fmt: skip


def _listen(world: World, stack: ExitStack) -> None:
    tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
    udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
    udp.bind(("127.0.0.1", 0))
    unix, abstract = (stack.enter_context(socket.socket(socket.AF_UNIX)) for _ in range(2))
    unix.bind(str(world.folder / "socket"))
    (world.folder / "socket").chmod(0o777)
    name = f"hostile-{secrets.token_hex(8)}"
    abstract.bind(f"\0{name}")
    unix.listen(), abstract.listen()
    world.witnesses = [tcp, udp, unix, abstract]
    world.places.update(port=tcp.getsockname()[1], udp=udp.getsockname()[1], unix=str(world.folder / "socket"), abstract=name)


def _plant_memory(world: World, stack: ExitStack) -> None:
    """Another process with secrets in its arguments and environment, shared memory with secrets in it."""
    command = [sys.executable, "-S", "-c", "import sys; sys.stdin.read()", _canary(world, "arguments")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, cwd=world.folder, env={"SECRET": _canary(world, "process")})
    stack.callback(process.wait)
    stack.callback(process.stdin.close)
    world.places["pids"] = [process.pid]
    path = Path("/dev/shm") / f"hostile-{secrets.token_hex(8)}"
    stack.callback(path.unlink)
    path.write_text(_canary(world, "shm"))
    path.chmod(0o644)
    libc = ctypes.CDLL(None, use_errno=True)
    key = secrets.randbits(30) | 1  # two runs on one machine are none of each other's business
    segment = libc.shmget(key, 64, SHM_OPEN)
    assert segment >= 0
    stack.callback(libc.shmctl, segment, IPC_RMID, None)
    libc.shmat.restype = ctypes.c_void_p
    text = _canary(world, "segment").encode()
    address = libc.shmat(segment, None, 0)
    ctypes.memmove(address, text, len(text))
    libc.shmdt(ctypes.c_void_p(address))
    world.places["shm_key"] = key
