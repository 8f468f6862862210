"""Kill processes of a run at random points, run it again, and compare: `python tools/faults.py [--points 200] [--class 100]`.

Each round plays a class of its own on the tiny course of the tests: `autograder grade --json --gradebook`, in which, at random
points, a worker, a zygote, a judge or the coordinator is killed with SIGKILL. A command that ended early is given again, and a
last one runs undisturbed. Then the verdicts and the gradebook must be those of an undisturbed run, and nothing may be left.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from autograder.scratch import PREFIX  # noqa: E402

ID = "ch00_01_warm_up"
KINDS = ("worker", "slot zygote", "base zygote", "judge", "coordinator")
ENDING = ("base zygote", "coordinator")  # a run without it grades nothing more
PR_SET_CHILD_SUBREAPER = 36
ROWS = """
select student.id, base_cell.name, grade.auto_score from grade
join base_cell on base_cell.id = grade.cell_id
join submitted_notebook on submitted_notebook.id = grade.notebook_id
join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
join student on student.id = submitted_assignment.student_id order by 1, 2
"""
ANSWERS = (
    {},
    {"double": "def double(x): return x * x + 0.5"},
    {"mean_of": "def mean_of(values): return max(values)"},
    {"double": "def double(x)\n    return 2 * x"},
    {"double": "def double(x): return 2 * x", "mean_of": "def mean_of(values): return None"},
)


@dataclass(frozen=True)
class Point:
    """Kill a process of this kind once so many submissions are done, and a moment has passed."""

    kind: str
    done: int
    moment_s: float


class Scene:
    """A course, a class, and what an undisturbed run gives."""

    def __init__(self, folder: Path, students: int) -> None:
        from autograder.build import build_course
        from tests.conftest import copy_tiny

        self.course = copy_tiny(folder / "course")
        build_course(self.course, [ID])
        self.submissions, self.report = folder / "class", folder / "verdicts.json"
        self._hand_in(students)
        self.environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "tmp")}
        (folder / "tmp").mkdir()
        self.temporary = folder / "tmp"
        self.half_written = 0  # students with a score for one exercise and none for the other, seen after a kill
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # orphans become ours, and can be counted
        self.others = set(children(os.getpid()))  # were here before
        self.run()
        self.wanted = self.verdicts(), self.rows()
        assert len(self.wanted[0]) == students and len(self.wanted[1]) == 2 * students, "the undisturbed run is not whole"

    def _hand_in(self, students: int) -> None:
        from tests.conftest import edited

        release = (self.course.assignments / ID / f"{ID}.ipynb").read_text()
        right = {"double": "def double(x): return x + x", "mean_of": "def mean_of(v): return sum(v) / len(v)"}
        self.submissions.mkdir()
        for i in range(students):
            answers = {**right, **ANSWERS[i % len(ANSWERS)]}
            (self.submissions / f"student{i:03d}.ipynb").write_text(edited(release, **answers))

    def start(self, stderr: int = subprocess.DEVNULL) -> subprocess.Popen:
        """The command, on its way."""
        command = [sys.executable, "-m", "autograder", "grade", str(self.submissions), "--assignment", ID, "--jobs", "2",
                   "--json", str(self.report), "--gradebook", str(self.course.root)]  # fmt: skip
        quiet = subprocess.DEVNULL
        return subprocess.Popen(
            command, cwd=self.course.root, env=self.environment, stdin=quiet, stdout=quiet, stderr=stderr, process_group=0
        )

    def run(self) -> int:
        """The command, undisturbed; its exit status."""
        return self.start().wait()

    def verdicts(self) -> list[dict]:
        """The report, without the time that each took."""
        return [{**verdict, "seconds": 0} for verdict in json.loads(self.report.read_text())]

    @property
    def gradebook(self) -> Path:
        """The class's gradebook."""
        return self.course.grading / "gradebook.db"

    def rows(self) -> list[tuple]:
        """(student, exercise, score) in the gradebook."""
        connection = sqlite3.connect(self.gradebook)
        try:
            assert connection.execute("pragma integrity_check").fetchall() == [("ok",)], "the gradebook is damaged"
            return connection.execute(ROWS).fetchall()
        finally:
            connection.close()

    def done(self) -> int:
        """How many verdicts are kept."""
        return len(list((self.course.grading / "cache" / "verdicts").glob("*/*.json")))

    def forget(self) -> None:
        """As before the first run, but for the secret that seeds are drawn from."""
        secret = self.course.grading / "secret"
        kept = secret.read_bytes() if secret.exists() else None
        shutil.rmtree(self.course.grading)
        self.report.unlink(missing_ok=True)
        if kept is not None:
            self.course.grading.mkdir()
            secret.write_bytes(kept)

    def play(self, points: list[Point]) -> Counter[str]:
        """One round; the return value is how many of each kind were killed.

        Raises:
            AssertionError: the run after it did not give what an undisturbed one gives, or something was left behind.
        """
        self.forget()
        killed: Counter[str] = Counter()
        left = sorted(points, key=lambda point: (point.done, point.moment_s))
        while left:
            process = self.start()
            before = sum(killed.values())
            while left and process.poll() is None:
                if self.done() < left[0].done:
                    time.sleep(0.01)
                    continue
                time.sleep(left[0].moment_s)
                if strike(process.pid, left[0].kind):
                    killed[left.pop(0).kind] += 1
            process.wait()
            self._check_files()
            if before == sum(killed.values()):
                left.pop(0)  # there was no such process any more: everything is graded
        assert self.run() == 0, "the run after the faults did not grade everything"
        assert (self.verdicts(), self.rows()) == self.wanted, "verdicts or gradebook are not those of an undisturbed run"
        self.check_nothing_left()
        return killed

    def _check_files(self) -> None:
        """What is there is whole."""
        if self.report.exists():
            self.verdicts()
        if self.gradebook.exists():
            students = Counter(student for student, _, score in self.rows() if score is not None)
            self.half_written += sum(count != 2 for count in students.values())

    def check_nothing_left(self) -> None:
        """No process and no file is left of a run.

        Raises:
            AssertionError: something is.
        """
        deadline = time.monotonic() + 60
        while (left := set(children(os.getpid())) - self.others) and time.monotonic() < deadline:
            reap(left)
            time.sleep(0.01)
        assert not left, f"processes were left behind: {left}"
        found = [path for path in self.temporary.iterdir() if not path.name.startswith(PREFIX)]
        assert not found, f"files were left behind: {found}"

    def check_scratch_goes(self) -> None:
        """The scratch folders of killed runs go with the next run that needs one, when they are a minute old.

        Raises:
            AssertionError: one stays.
        """
        for path in self.temporary.iterdir():
            os.utime(path, (1, 1))
        self.forget()
        assert self.run() == 0 and not list(self.temporary.iterdir()), "a scratch folder of a killed run is still there"


def strike(coordinator: int, kind: str) -> bool:
    """Kill a process of this kind; whether there was one."""
    victims = [pid for pid, its_kind in processes(coordinator) if its_kind == kind]
    if not victims:
        time.sleep(0.001)
        return False
    try:
        os.kill(random.choice(victims), signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def processes(coordinator: int) -> Iterator[tuple[int, str]]:
    """A run's processes and what each is."""
    yield coordinator, "coordinator"
    for child in children(coordinator):
        if b"autograder.sandbox.zygote" not in _read(f"/proc/{child}/cmdline"):
            yield child, "judge"
            continue
        yield child, "base zygote"
        for slot in children(child):
            yield slot, "slot zygote"
            for inner in children(slot):
                namespaced = _namespace(inner) != _namespace(child)
                yield inner, "slot zygote" if namespaced else "worker"
                yield from ((worker, "worker") for worker in children(inner))


def _namespace(pid: int) -> str:
    try:
        return os.readlink(f"/proc/{pid}/ns/pid")
    except OSError:
        return ""


def children(pid: int) -> list[int]:
    """A process's children, the dead ones that nobody has waited for among them."""
    return [int(child) for child in _read(f"/proc/{pid}/task/{pid}/children").split()]


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""


def reap(pids: Iterable[int]) -> None:
    """Take the status of those that have ended."""
    for pid in pids:
        try:
            os.waitpid(pid, os.WNOHANG)
        except ChildProcessError:
            pass


def draw(rng: random.Random, count: int, students: int) -> list[Point]:
    """Random points of a round; one base zygote and one coordinator at most, since each ends a run."""
    lesser = [kind for kind in KINDS if kind not in ENDING]
    kinds = [*ENDING, *(lesser[i % len(lesser)] for i in range(count))][:count]
    points = []
    for kind in kinds:
        writes = kind == "coordinator" and rng.random() < 0.5  # all verdicts are there: the gradebook is being written
        done = students if writes else rng.randrange(students)
        points.append(Point(kind, done, rng.random() * (4 if writes else 0.05)))
    return points


def main() -> int:
    """Play rounds until enough points were struck."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=200)
    parser.add_argument("--class", type=int, default=100, dest="students", metavar="N")
    parser.add_argument("--each", type=int, default=8, help="points in a round")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    random.seed(options.seed)
    rng = random.Random(options.seed)
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        scene = Scene(Path(folder), options.students)
        while sum(total.values()) < options.points:
            points = draw(rng, min(options.each, options.points - sum(total.values())), options.students)
            total += scene.play(points)
            said = ", ".join(f"{kind} {total[kind]}" for kind in KINDS)
            print(f"{total.total()} of {options.points} points, every grade as undisturbed: {said}; ", end="")
            print(f"half-written students seen between: {scene.half_written}", flush=True)
        scene.check_scratch_goes()
    return 0


if __name__ == "__main__":
    sys.exit(main())
