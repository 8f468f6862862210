"""A large class on one machine: throughput and memory from the first hundred to the last, Ctrl-C and resumption.

    python benchmarks/load.py [--submissions 5000] [--interrupt 0.4]

Makes so many submissions over all sections from the right and wrong variants (`tools/make_class.py`), grades them with one
command on a terminal, presses Ctrl-C on the way, gives the same command again, and then once more. Prints a Markdown list.
Let nothing else run meanwhile.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
BAR = re.compile(rb"(\d+)/(\d+) (\d+):(\d\d):(\d\d)")
ESCAPE = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")
BLOCK = 100  # submissions


@dataclass
class Watched:
    """One run of the command, as somebody at its terminal sees it."""

    status: int = 0
    seconds: float = 0.0
    text: bytes = b""
    bar: list[tuple[float, int, float]] = field(default_factory=list)  # (seconds since the start, done, seconds left)
    memory: list[tuple[float, float]] = field(default_factory=list)  # (seconds since the start, MiB)


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--submissions", type=int, default=5000, metavar="N")
    parser.add_argument("--interrupt", type=float, default=0.4, metavar="SHARE", help="Ctrl-C after this share (default: 0.4)")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="autograder-load-") as name:
        course = Path(name) / "course"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(course)], check=True)
        total = hand_in(course, options.submissions)
        command = [str(Path(sys.executable).parent / "autograder"), "grade", "grading/submitted", "--json", "report.json"]
        stop_at = int(options.interrupt * total)
        first = watch(command, course, lambda done: done >= stop_at)
        kept = cached(course)
        second = watch(command, course)
        kept_after = cached(course)
        third = watch(command, course)
        verdicts = json.loads((course / "report.json").read_text(encoding="utf-8"))
    print(f"{datetime.date.today()}, {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, "
          f"load before: {load:.1f}\n")  # fmt: skip
    whole = [verdict for verdict in verdicts if verdict["score"] is not None]
    print(f"* {total} submissions over {len({v['assignment'] for v in verdicts})} assignments: {len(verdicts)} verdicts, "
          f"{len(whole)} with a score.")  # fmt: skip
    print(f"* Ctrl-C after {first.seconds:.0f} s at {first.bar[-1][1]}: exit {first.status}, {len(kept)} verdicts kept; "
          f"\"{last_line(first.text)}\"")  # fmt: skip
    again = sum(kept[name] != kept_after[name] for name in kept)
    print(f"* The same command again: {second.seconds:.0f} s, exit {second.status}; {again} of the {len(kept)} graded again. "
          f"Once more: {third.seconds:.0f} s.")  # fmt: skip
    times = sorted(kept.values())
    rest = sorted(set(kept_after.values()) - set(times))
    for words, moments in (("first run", times), ("second run", rest)):
        print(f"* Submissions a second in the {words}: {rate(moments[:BLOCK]):.1f} in its first hundred, "
              f"{rate(moments[-BLOCK:]):.1f} in its last, {rate(moments):.1f} over all.")  # fmt: skip
    tenth = second.seconds / 10
    early = max(used for at, used in second.memory if at < 2 * tenth)
    late = max(used for at, used in second.memory if at > 9 * tenth)
    print(f"* Memory of all processes in the second run, what they share counted in each: at most {early:.0f} MiB in its "
          f"first fifth, {late:.0f} MiB in its last tenth.")  # fmt: skip
    for share in (0.25, 0.5, 0.75):
        at, _, left = min(second.bar, key=lambda seen: abs(seen[0] - share * second.seconds))
        print(f"* After {at:.0f} s the bar said {left:.0f} s more; it took {second.seconds - at:.0f} s.")
    return 0


def hand_in(course: Path, count: int) -> int:
    """Students' submissions of every section, in nbgrader's tree; how many there are."""
    from autograder.course import Course
    from tools.make_class import make_class

    ids = Course(course).section_ids()
    each = -(-count // len(ids))
    made = 0
    for section_id in ids:
        folder = course / "grading" / "made"
        make_class(Course(course), section_id, min(each, count - made), folder)
        for path in sorted(folder.glob("*.ipynb")):
            place = course / "grading" / "submitted" / path.stem / section_id / f"{section_id}.ipynb"
            place.parent.mkdir(parents=True)
            path.rename(place)
            made += 1
    return made


def watch(command: list[str], course: Path, is_enough: Callable[[int], bool] = lambda _: False) -> Watched:
    """Run a command on a terminal of its own; Ctrl-C when it is enough."""
    seen = Watched()
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=course, stdout=theirs, stderr=theirs, stdin=theirs, start_new_session=True)
    os.close(theirs)
    interrupted = False
    while True:
        if select.select([ours], [], [], 0.2)[0]:
            try:
                chunk = os.read(ours, 65536)
            except OSError:  # the last one has closed it
                break
            chunk = ESCAPE.sub(b"", chunk)
            seen.text = (seen.text + chunk)[-100_000:]
            for done, _, hours, minutes, seconds in BAR.findall(chunk):
                left = 3600 * int(hours) + 60 * int(minutes) + int(seconds)
                seen.bar.append((time.monotonic() - began, int(done), left))
        if not seen.memory or time.monotonic() - began > seen.memory[-1][0] + 2:
            seen.memory.append((time.monotonic() - began, resident_mib(process.pid)))
        if not interrupted and seen.bar and is_enough(seen.bar[-1][1]):
            interrupted = True
            process.send_signal(signal.SIGINT)
    seen.status = process.wait()
    seen.seconds = time.monotonic() - began
    return seen


def resident_mib(pid: int) -> float:
    """Of a process and those below it, what they share counted in each."""
    total = 0
    try:
        parent = psutil.Process(pid)
        for process in (parent, *parent.children(recursive=True)):
            total += process.memory_info().rss
    except psutil.Error:
        pass  # one has just ended
    return total / 2**20


def cached(course: Path) -> dict[str, float]:
    """When each verdict that is kept was written."""
    return {path.name: path.stat().st_mtime for path in (course / "grading" / "cache" / "verdicts").glob("*/*.json")}


def rate(moments: list[float]) -> float:
    """Per second."""
    return (len(moments) - 1) / (moments[-1] - moments[0]) if len(moments) > 1 else 0.0


def last_line(text: bytes) -> str:
    """Of what stands on a terminal."""
    return text.decode(errors="replace").strip().splitlines()[-1]


if __name__ == "__main__":
    sys.exit(main())
