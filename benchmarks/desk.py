"""How long a student waits: from saving a notebook to the printed verdict of `autograder check --watch`.

    python benchmarks/desk.py [--saves N] [--pause SECONDS] [ID ...]

Saves a finished notebook N times, each time with one line changed, and waits between two saves as a student thinks.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = ("ch02_01_data_manipulation", "ch03_02_linear_regression_scratch", "ch03_06_softmax_regression_scratch")


def main() -> None:
    """Measure, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ids", nargs="*", default=DEFAULT, metavar="ID")
    parser.add_argument("--saves", type=int, default=20, metavar="N")
    parser.add_argument("--pause", type=float, default=6.0, metavar="SECONDS", help="between a verdict and the next save")
    options = parser.parse_args()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{datetime.date.today()}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors{load}, "
          f"Python {platform.python_version()}; {options.saves} saves, {options.pause:g} s apart\n")  # fmt: skip
    print("| assignment | median s | p95 s | slowest s |\n|---|--:|--:|--:|")
    for section_id in options.ids:
        waits = sorted(measure(section_id, options.saves, options.pause))
        p95 = waits[min(len(waits) - 1, round(0.95 * (len(waits) - 1)))]
        print(f"| {section_id} | {statistics.median(waits):.2f} | {p95:.2f} | {waits[-1]:.2f} |", flush=True)


def measure(section_id: str, saves: int, pause_s: float) -> list[float]:
    """Seconds from each save to its verdict."""
    with tempfile.TemporaryDirectory(prefix="autograder-desk-") as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "assignments" / section_id, root / "assignments" / section_id)
        shutil.copy(ROOT / "assignments" / ".stubs.json", root / "assignments")
        notebook = root / "assignments" / section_id / f"{section_id}.ipynb"
        finish(notebook, section_id)
        command = [sys.executable, "-m", "autograder.desk", "check", "--watch", str(notebook)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "D2L_DATA": str(ROOT / "data")}
        desk = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, encoding="utf-8")
        try:
            wait_for_verdict(desk)
            waits = []
            for number in range(saves):
                time.sleep(pause_s)
                waits.append(save_and_wait(desk, notebook, number))
            return waits
        finally:
            desk.terminate()
            desk.wait()


def finish(notebook: Path, section_id: str) -> None:
    """Put the solution's answers into the release."""
    solution = json.loads((ROOT / "solutions" / section_id / f"{section_id}.ipynb").read_text(encoding="utf-8"))
    answers = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell["source"] for cell in solution["cells"]}
    node = json.loads(notebook.read_text(encoding="utf-8"))
    for cell in node["cells"]:
        meta = cell["metadata"].get("nbgrader", {})
        if meta.get("solution"):
            cell["source"] = answers[meta["grade_id"]]
    notebook.write_text(json.dumps(node), encoding="utf-8")


def save_and_wait(desk: subprocess.Popen[str], notebook: Path, number: int) -> float:
    """Save with another first line in the first code cell; seconds until the verdict is printed."""
    node = json.loads(notebook.read_text(encoding="utf-8"))
    cell = next(cell for cell in node["cells"] if cell["cell_type"] == "code")
    source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
    cell["source"] = f"# {number}\n{source}"
    part = notebook.with_suffix(".part")
    part.write_text(json.dumps(node), encoding="utf-8")
    saved = time.perf_counter()
    os.replace(part, notebook)
    wait_for_verdict(desk)
    return time.perf_counter() - saved


def wait_for_verdict(desk: subprocess.Popen[str]) -> None:
    """Read up to the line with the points, which must be all of them."""
    assert desk.stdout is not None
    for line in desk.stdout:
        if "points by the public checks" in line:
            earned, _, rest = line.partition(" of ")
            assert rest.startswith(f"{earned} points"), f"the finished notebook does not pass: {line}"
            return
    raise SystemExit("the watch has ended")


if __name__ == "__main__":
    main()
