"""What a class costs: a prediction from measured figures, and the same prediction against runs on a cluster.

    python benchmarks/model.py [--workers N] [--price P] [--submissions N ...]
    python benchmarks/model.py --measure [--class-size N] [--counts 1 2 4]

The seconds of each section are those of benchmarks/RESULTS.md (`make bench`). `--measure` starts Dask's scheduler and
workers on this machine and grades a made class with 1, 2 and 4 of them; let nothing else run meanwhile.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECTION = "ch03_06_softmax_regression_scratch"
ROW = re.compile(r"^\| (ch\d\d_\d\d_\w+) \| ([\d.]+) \|", re.MULTILINE)
WRITE_S = 0.0065  # a submission's rows, one open gradebook: 6 to 7 ms
PAGE_S = 0.060  # CPU of a feedback page
PAGE_KB = 130  # most of it CSS
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Prediction:
    """Cost of grading a number of submissions, from seconds on one warm worker."""

    submissions: int
    each_s: float
    workers: int
    stored_kb: float

    @property
    def worker_hours(self) -> float:
        """Of judging, whatever the number of workers."""
        return self.submissions * self.each_s / 3600

    @property
    def hours(self) -> float:
        """From the first to the last verdict."""
        return self.worker_hours / self.workers

    @property
    def write_hours(self) -> float:
        """Of the gradebook's one writer, the coordinator."""
        return self.submissions * WRITE_S / 3600

    @property
    def page_hours(self) -> float:
        """CPU hours of feedback pages, which share the coordinator's processors."""
        return self.submissions * PAGE_S / 3600

    @property
    def stored_gb(self) -> float:
        """What was handed in, its autograded copy and the feedback page."""
        return self.submissions * self.stored_kb / 1e6


def section_seconds() -> dict[str, float]:
    """Seconds of a perfect submission of each section on a warm engine."""
    text = (ROOT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
    return {section: float(seconds) for section, seconds in ROW.findall(text)}


def stored_kb() -> float:
    """Kilobytes that a submission leaves behind: twice a release's notebook, and a page."""
    sizes = [path.stat().st_size for path in (ROOT / "assignments").glob("*/*.ipynb")]
    return 2 * sum(sizes) / len(sizes) / 1000 + PAGE_KB


def main() -> None:
    """Print the prediction, or measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="workers, one processor each (default: 2)")
    parser.add_argument("--price", type=float, metavar="P", help="of one worker for one hour, in any currency")
    parser.add_argument("--each", type=float, metavar="SECONDS", help="of one submission (default: the mean of RESULTS.md)")
    parser.add_argument("--submissions", type=int, nargs="+", default=[500, 100_000, 1_300_000, 4_500_000], metavar="N")
    parser.add_argument("--measure", action="store_true", help="grade a made class on 1, 2 and 4 workers")
    parser.add_argument("--class-size", type=int, default=48, metavar="N", help="of the made class (default: 48)")
    parser.add_argument("--counts", type=int, nargs="+", default=[1, 2, 4], metavar="N", help="workers to measure with")
    options = parser.parse_args()
    if options.measure:
        measure(options.class_size, options.counts)
    else:
        predict(options)


def predict(options: argparse.Namespace) -> None:
    """The table for numbers of submissions."""
    seconds = section_seconds()
    mean_s = sum(seconds.values()) / len(seconds)
    print(f"{len(seconds)} sections, {min(seconds.values()):.2f} to {max(seconds.values()):.2f} s, mean {mean_s:.2f} s\n")
    each_s = options.each or mean_s
    hours = f"hours with {options.workers} workers"
    print(f"| submissions | worker-hours | {hours} | money | gradebook h | pages, CPU h | stored, GB |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for count in options.submissions:
        p = Prediction(count, each_s, options.workers, stored_kb())
        money = f"{p.worker_hours:.2f} x price" if options.price is None else f"{p.worker_hours * options.price:.2f}"
        print(f"| {count} | {p.worker_hours:.2f} | {p.hours:.2f} | {money} | {p.write_hours:.2f} | {p.page_hours:.2f} "
              f"| {p.stored_gb:.2f} |")  # fmt: skip


def measure(size: int, counts: list[int]) -> None:
    """Grade the same class with each number of workers, engines warm, and compare with the first."""
    load = os.getloadavg()[0]
    machine = f"{platform.machine()}, {os.cpu_count()} processors, {datetime.date.today()}, load before: {load:.1f}"
    print(f"{machine}; {size} of {SECTION}\n")
    print("| workers | seconds | predicted from the first | of the coordinator's start |\n|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory(prefix="autograder-model-") as name:
        folder = Path(name)
        subprocess.run(
            [sys.executable, str(ROOT / "tools" / "make_class.py"), SECTION, str(size), str(folder / "class")],
            cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        first: float | None = None
        for count in counts:
            seconds, start_s = one_run(folder, count, size)
            first = first or (seconds - start_s) * count
            print(f"| {count} | {seconds:.1f} | {start_s + first / count:.1f} | {start_s:.1f} |", flush=True)


def one_run(folder: Path, count: int, size: int) -> tuple[float, float]:
    """Seconds of a run on so many warm workers, and of the same command with one submission."""
    processes: list[subprocess.Popen[bytes]] = []
    place = folder / f"scheduler-{count}.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": ROOT}
    try:
        command = [str(BIN / "dask"), "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        processes.append(subprocess.Popen([*command, "--scheduler-file", str(place)], **quiet))
        worker = [str(BIN / "dask"), "worker", "--scheduler-file", str(place), "--nthreads", "1", "--no-nanny",
                  "--no-dashboard", "--local-directory", str(folder)]  # fmt: skip
        processes += [subprocess.Popen(worker, **quiet) for _ in range(count)]
        address = wait_for(place, count)
        grade(folder / "class", address, size)  # starts the engines
        took = grade(folder / "class", address, size)
        single = folder / "single"
        single.mkdir(exist_ok=True)
        first = min((folder / "class").glob("*.ipynb"))
        (single / first.name).write_bytes(first.read_bytes())
        grade(single, address, 1)
        return took, grade(single, address, 1)
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()


def wait_for(place: Path, count: int) -> str:
    """The scheduler's address, when all workers are there."""
    import distributed

    while not place.is_file():
        time.sleep(0.2)
    address = json.loads(place.read_text())["address"]
    with distributed.Client(address, set_as_default=False) as client:
        client.wait_for_workers(count)
    return address


def grade(submissions: Path, address: str, size: int) -> float:
    """Seconds of a whole command."""
    began = time.perf_counter()
    command = [str(BIN / "autograder"), "grade", str(submissions), "--assignment", SECTION, "--no-cache", "--dask", address,
               "--json", "-"]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    took = time.perf_counter() - began
    verdicts = json.loads(done.stdout or "[]")
    if len(verdicts) != size or any(verdict["score"] is None for verdict in verdicts):
        raise SystemExit(f"a submission was lost:\n{done.stderr[-2000:]}")
    return took


if __name__ == "__main__":
    main()
