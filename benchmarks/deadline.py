"""The hour before a deadline: students push to a git server with `autograder hook`; how long until their feedback is there.

    python benchmarks/deadline.py [--students 400] [--minutes 10] [--seed N]

Every student has a repository made by `autograder publish` and pushes once, at a random moment, a notebook of 3.6 of their own.
Feedback is there when the branch `feedback` of their repository has moved. Let nothing else run meanwhile.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
ID = "ch03_06_softmax_regression_scratch"
AUTOGRADER = str(Path(sys.executable).parent / "autograder")
PATIENCE_S = 600  # after the last push
SOMEBODY = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "student"), ("EMAIL", "student@example.org"))}  # fmt: skip


def main() -> int:
    """Measure, and print a Markdown list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=400, metavar="N")
    parser.add_argument("--minutes", type=float, default=10, metavar="M")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="autograder-deadline-") as name:
        scene = Scene(Path(name), options.students)
        rng = random.Random(options.seed)
        moments = sorted(rng.uniform(0, 60 * options.minutes) for _ in scene.students)
        pushed = scene.push(moments)
        told = scene.wait(pushed)
        lines = (scene.course / "grading" / "push.log").read_text(encoding="utf-8", errors="replace").splitlines()
    waits = sorted(told[student] - pushed[student] for student in told)
    collects = sum("repositories" in line and "new submissions" in line for line in lines)
    print(f"{datetime.date.today()}, {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, "
          f"load before: {load:.1f}\n")  # fmt: skip
    print(f"* {len(pushed)} pushes within {options.minutes:g} minutes: feedback for {len(told)}, by {collects} collects.")
    p95 = waits[min(len(waits) - 1, round(0.95 * (len(waits) - 1)))]
    print(f"* From push to feedback: median {statistics.median(waits):.1f} s, p95 {p95:.1f} s, maximum {waits[-1]:.1f} s.")
    print(f"* The last feedback came {max(told.values()) - max(pushed.values()):.1f} s after the last push.")
    return 0 if len(told) == len(pushed) else 1


class Scene:
    """A course, a server with a repository for each student, and one clone from which all of them push."""

    def __init__(self, folder: Path, count: int) -> None:
        self.course, self.server, self.home = folder / "course", folder / "server", folder / "home"
        run("git", "clone", "--quiet", str(ROOT), str(self.course))
        run(AUTOGRADER, "publish", str(folder / "students"), cwd=self.course)
        run("git", "clone", "--quiet", str(folder / "students"), str(self.home))
        self.students = [f"s{number:03d}" for number in range(count)]
        for student in self.students:
            run("git", "clone", "--quiet", "--bare", "--shared", str(folder / "students"), str(self.server / f"{student}.git"))
        self.commits = self._commits()
        roster = folder / "roster.csv"
        with roster.open("w", newline="", encoding="utf-8") as file:
            rows = [(student, str(self.server / f"{student}.git"), "main") for student in self.students]
            csv.writer(file).writerows([("student", "url", "branch"), *rows])
        run(AUTOGRADER, "hook", str(roster), cwd=self.course)

    def _commits(self) -> dict[str, str]:
        """Everybody's work, committed on top of the release."""
        from autograder.course import Course
        from tools.make_class import make_class

        made = self.home.parent / "made"
        make_class(Course(self.course), ID, len(self.students), made)
        commits = {}
        for student, path in zip(self.students, sorted(made.glob("*.ipynb")), strict=True):
            run("git", "checkout", "--quiet", "-B", student, "origin/HEAD", cwd=self.home)
            (self.home / "assignments" / ID / f"{ID}.ipynb").write_bytes(path.read_bytes())
            run("git", "commit", "--quiet", "--all", "--message", "3.6", cwd=self.home)
            commits[student] = run("git", "rev-parse", "HEAD", cwd=self.home).strip()
        return commits

    def push(self, moments: list[float]) -> dict[str, float]:
        """Push for one student after another, each at a moment; when each push was through."""
        began, pushed = time.time(), {}
        for student, moment in zip(self.students, moments):
            time.sleep(max(0.0, began + moment - time.time()))
            address = str(self.server / f"{student}.git")
            run("git", "push", "--quiet", address, f"{self.commits[student]}:refs/heads/main", cwd=self.home)
            pushed[student] = time.time()
        return pushed

    def wait(self, pushed: dict[str, float]) -> dict[str, float]:
        """When each student's feedback came."""
        told: dict[str, float] = {}
        deadline = time.time() + PATIENCE_S
        while len(told) < len(pushed) and time.time() < deadline:
            for student in pushed.keys() - told.keys():
                branch = self.server / f"{student}.git" / "refs" / "heads" / "feedback"
                if branch.exists():
                    told[student] = branch.stat().st_mtime
            time.sleep(1)
        return told


def run(*command: str, cwd: Path | None = None) -> str:
    """A command's output."""
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **SOMEBODY}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
