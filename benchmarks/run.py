"""`make bench`: this engine beside stock nbgrader and otter-grader, on the same submissions in the same run.

    python benchmarks/run.py [--quick]

The submissions are distinct: the reference with one or two right or wrong variants in it, function exercises only (the
tests with a time limit of their own, which train, are left out for everybody). Stock nbgrader and otter run the same tests
inside the student's kernel. Whole processes are timed, start included; CPU time and the peak of memory are those of the
whole machine meanwhile, so let nothing else run. Results go to benchmarks/RESULTS.md.
"""

from __future__ import annotations

import ast
import datetime
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from autograder.build.notebooks import notebook_text
from autograder.course import Course
from autograder.section import Section, read_section
from autograder.variants import hand_in, read_variants, solved

ROOT = Path(__file__).resolve().parent.parent
ID = "ch03_06_softmax_regression_scratch"
STOCK, OTTER, MANY = 24, 3, 400
SMALL, LARGE = 10, 50
STOCK_MORE = 4
QUICK = "--quick" in sys.argv


@dataclass
class Timing:
    """One way of grading, as a whole process."""

    name: str
    submissions: int
    wall_s: float
    cpu_s: float
    peak_mib: float

    @property
    def per_s(self) -> float:
        """Submissions per second."""
        return self.submissions / self.wall_s


def main() -> None:
    """Run everything and write the results."""
    course = Course(ROOT)
    section = read_section(course.section_path(ID))
    stock_n, otter_n, many = (4, 1, 60) if QUICK else (STOCK, OTTER, MANY)
    with tempfile.TemporaryDirectory(prefix="autograder-bench-") as name:
        scratch = Path(name)
        bench = course_of(course, ID, scratch / "course")
        texts = class_of(course, section, many)
        timings = [
            Stock(bench, ID, scratch / "stock", texts[:stock_n]).autograde(stock_n),
            otter(section, scratch / "otter", texts, otter_n, bench),
            engine_through_nbgrader(bench, texts, stock_n),
            *(engine(bench, ID, scratch / f"class-{size}", texts, size) for size in (stock_n, many // 4, many)),
        ]
        figures = {
            "bare_calls_s": floor("calls", str(bench.root)),
            "warm_fork_s": floor("fork"),
            "training_bare_s": floor("training", str(course.root)),
            **warm(bench, scratch / "warm", texts, many),
        }
        entire = whole_course(course, scratch / "entire")
        ids = course.section_ids()[:2] if QUICK else course.section_ids()
        more = {section_id: one_more(course, section_id, scratch / section_id) for section_id in ids}
    write(timings, figures, entire, more)


def class_of(course: Course, section: Section, count: int) -> list[str]:
    """Distinct notebooks: the reference, then one variant each, then pairs of variants of different exercises."""
    release = course.assignments / section.id / f"{section.id}.ipynb"
    changes = [v.definitions for kind in ("right", "wrong") for v in read_variants(course, section, kind)]
    pairs = [{**a, **b} for gap in range(1, len(changes)) for a, b in zip(changes, changes[gap:]) if not set(a) & set(b)]
    return [hand_in(release, solved(section, change)) for change in [{}, *changes, *pairs][:count]]


def course_of(course: Course, section_id: str, root: Path) -> Course:
    """A copy of the course with one section, whose graders leave out the tests that train."""
    root.mkdir(parents=True, exist_ok=True)
    for name in ("nbgrader_config.py", "gradebook.db"):
        shutil.copy(course.root / name, root / name)
    for folder in ("source", "assignments", "autograder/hidden"):
        shutil.copytree(course.root / folder / section_id, root / folder / section_id)
    (root / "data").symlink_to(course.data)
    shutil.copy(course.hidden / "conftest.py", root / "autograder" / "hidden" / "conftest.py")
    path = root / "autograder" / "hidden" / section_id / f"test_{section_id}.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    lines = path.read_text(encoding="utf-8").splitlines()
    for cls in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        for test in (node for node in cls.body if isinstance(node, ast.FunctionDef)):
            if any(ast.unparse(decorator).startswith("limits(") for decorator in test.decorator_list):
                first = min(decorator.lineno for decorator in test.decorator_list)
                lines[first - 1 : test.end_lineno] = [""] * (test.end_lineno - first + 1)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Course(root)


def timed(name: str, submissions: int, command: list[str], cwd: Path, **environment: str) -> Timing:
    """Run a command to its end."""
    cpu_before, free_before = machine_cpu_s(), psutil.virtual_memory().available
    least_free = free_before
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, cwd=cwd, env={**os.environ, **environment}, stdout=said, stderr=said)
        while process.poll() is None:
            least_free = min(least_free, psutil.virtual_memory().available)
            time.sleep(0.02)
        wall, cpu = time.perf_counter() - began, machine_cpu_s() - cpu_before
        said.seek(0)
        if process.returncode not in (0, 1):
            raise SystemExit(f"{name} failed:\n{said.read()[-6000:]}")
    timing = Timing(name, submissions, wall, cpu, (free_before - least_free) / 2**20)
    print(
        f"{name}: {submissions} in {wall:.1f} s, {timing.per_s:.2f}/s, {1000 * cpu / submissions:.0f} ms CPU each, "
        f"{timing.peak_mib:.0f} MiB",
        flush=True,
    )
    return timing


def machine_cpu_s() -> float:
    """CPU seconds of everything that ever ran: not every process of a grader is one that its parent waits for."""
    times = psutil.cpu_times()
    return times.user + times.nice + times.system + times.irq + times.softirq


def tool(name: str) -> str:
    """A command of this environment."""
    return str(Path(sys.executable).parent / name)


def path_with_tools() -> str:
    """PATH with this environment's commands first."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def inline_tests(course: Course, section_id: str) -> str:
    """The source notebook of a stock course: the hidden tests are run inside the notebook."""
    notebook = json.loads(notebook_text(course.section_path(section_id)))
    cells = []
    for cell in notebook["cells"]:
        meta = cell["metadata"].get("nbgrader", {})
        if "demo" in cell["metadata"].get("tags", []):
            continue  # nobody's grading should pay for the reader's pictures
        if meta.get("grade"):
            name = meta["grade_id"].removeprefix("test_")
            cell["source"] = (
                "### BEGIN HIDDEN TESTS\nfrom shim import run_tests\n"
                f"assert run_tests({name!r}, globals()) > 0\n### END HIDDEN TESTS"
            )
        cells.append(cell)
    notebook["cells"] = cells
    return json.dumps(notebook)


class Stock:
    """A course of stock nbgrader: each notebook in a kernel, the same tests inside."""

    def __init__(self, bench: Course, section_id: str, root: Path, texts: list[str]) -> None:
        self.section_id, self.root = section_id, root
        source = root / "source" / section_id / f"{section_id}.ipynb"
        source.parent.mkdir(parents=True)
        source.write_text(inline_tests(bench, section_id), encoding="utf-8")
        room = bench.hidden / section_id / f"test_{section_id}.py"
        self.environment = {"PYTHONPATH": str(ROOT / "benchmarks"), "BENCH_ROOM": str(room), "D2L_DATA": str(bench.data),
                            "PATH": path_with_tools(), "OMP_NUM_THREADS": "1"}  # fmt: skip
        timed("stock: generate", 1, [tool("nbgrader"), "generate_assignment", section_id], root, **self.environment)
        for number, text in enumerate(texts):
            place = root / "submitted" / f"s{number:03d}" / section_id / f"{section_id}.ipynb"
            place.parent.mkdir(parents=True)
            notebook = json.loads(text)
            notebook["cells"] = [cell for cell in notebook["cells"] if "demo" not in cell["metadata"].get("tags", [])]
            place.write_text(json.dumps(notebook), encoding="utf-8")

    def autograde(self, count: int, *options: str) -> Timing:
        """`nbgrader autograde` of so many submissions."""
        command = [tool("nbgrader"), "autograde", self.section_id, "--force", *options]
        return timed("stock nbgrader autograde", count, command, self.root, **self.environment)


def otter(section: Section, root: Path, texts: list[str], count: int, bench: Course) -> Timing:
    """`otter run` for each notebook."""
    tests = root / "tests"
    tests.mkdir(parents=True)
    for exercise in section.exercises:
        code = f">>> from shim import run_tests\n>>> run_tests({exercise.name!r}, globals()) > 0\nTrue"
        case = {"code": code, "hidden": False, "locked": False}
        suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
        text = f"test = { ({'name': exercise.name, 'points': exercise.points, 'suites': [suite]})!r}\n"
        (tests / f"{exercise.name}.py").write_text(text, encoding="utf-8")
    room = bench.hidden / ID / f"test_{ID}.py"
    environment = {"PYTHONPATH": str(ROOT / "benchmarks"), "BENCH_ROOM": str(room), "D2L_DATA": str(bench.data),
                   "PATH": path_with_tools(), "OMP_NUM_THREADS": "1"}  # fmt: skip
    archive = root / "autograder.zip"
    timed("otter: generate", 1, [tool("otter"), "generate", "-t", "tests", "-o", str(archive)], root, **environment)
    runs = []
    for number, text in enumerate(texts[:count]):
        notebook = json.loads(text)
        kept = [c for c in notebook["cells"] if "demo" not in c["metadata"].get("tags", [])]
        notebook["cells"] = [c for c in kept if not c["metadata"].get("nbgrader", {}).get("grade")]
        place = root / f"s{number:03d}" / f"{ID}.ipynb"
        place.parent.mkdir()
        place.write_text(json.dumps(notebook), encoding="utf-8")
        command = [tool("otter"), "run", "-a", str(archive), "-o", str(place.parent), str(place)]
        runs.append(timed("otter run", 1, command, root, **environment))
    wall, cpu = sum(run.wall_s for run in runs), sum(run.cpu_s for run in runs)
    return Timing("otter run", count, wall, cpu, max(run.peak_mib for run in runs))


def engine_through_nbgrader(bench: Course, texts: list[str], count: int) -> Timing:
    """`nbgrader autograde` with this course's configuration."""
    for number, text in enumerate(texts[:count]):
        place = bench.grading / "submitted" / f"s{number:03d}" / ID / f"{ID}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_text(text, encoding="utf-8")
    return timed(
        "nbgrader autograde with this engine", count, [tool("nbgrader"), "autograde", ID], bench.root, PATH=path_with_tools()
    )


def engine(bench: Course, section_id: str, folder: Path, texts: list[str], count: int) -> Timing:
    """`autograder grade`."""
    write_class(folder, texts[:count])
    report = folder.with_suffix(".json")
    options = ["--assignment", section_id, "--no-cache", "--json", str(report)]
    command = [tool("autograder"), "grade", str(folder), *options]
    timing = timed("autograder grade", count, command, bench.root)
    verdicts = json.loads(report.read_text(encoding="utf-8"))
    if len(verdicts) != count or any(verdict["score"] is None for verdict in verdicts):
        raise SystemExit("autograder grade lost a submission")
    return timing


def one_more(course: Course, section_id: str, folder: Path) -> tuple[float, float]:
    """Seconds that one more submission of a section takes without training: stock nbgrader, and this engine."""
    bench = course_of(course, section_id, folder / "course")
    texts = class_of(course, read_section(course.section_path(section_id)), LARGE)
    stock = Stock(bench, section_id, folder / "stock", texts[:STOCK_MORE])
    one, all_of_them = stock.autograde(1, "--student", "s000"), stock.autograde(STOCK_MORE)
    few, large = (engine(bench, section_id, folder / f"class-{size}", texts, size) for size in (SMALL, LARGE))
    return (all_of_them.wall_s - one.wall_s) / (STOCK_MORE - 1), (large.wall_s - few.wall_s) / (LARGE - SMALL)


def write_class(folder: Path, texts: list[str]) -> None:
    """Notebooks in a folder, one for each student."""
    folder.mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / f"s{number:03d}.ipynb").write_text(text, encoding="utf-8")


def floor(what: str, *arguments: str) -> float:
    """A figure of benchmarks/floor.py, measured in a process of its own."""
    command = [sys.executable, str(ROOT / "benchmarks" / "floor.py"), what, *arguments]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MPLBACKEND": "Agg"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"floor {what} failed:\n{done.stderr[-4000:]}")
    return float(done.stdout.split()[-1])


def warm(bench: Course, folder: Path, texts: list[str], many: int) -> dict:
    """A warm engine: the second submission, and memory over many."""
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MPLBACKEND="Agg")
    from autograder.grading.pool import Plan, grade
    from autograder.sandbox.client import Sandbox
    from autograder.submission import find_submissions

    write_class(folder, texts)
    founds, _ = find_submissions([folder], ID, [ID])
    me = psutil.Process()
    peaks, seconds, lost = [], [], 0
    with Sandbox(data=bench.data, dataset="sample") as sandbox:
        for verdict in grade(Plan(bench, "sample", None), founds, sandbox, 2):
            peaks.append(sum(rss(process) for process in [me, *me.children(recursive=True)]))
            seconds.append(verdict.seconds)
            lost += verdict.score is None
        course = Course(ROOT)
        each = {section_id: verdict_seconds(course, sandbox, section_id) for section_id in course.section_ids()}
    quarter = max(1, many // 4)
    functions = sorted(seconds[2:])[len(seconds) // 2]
    return {
        "second_s": seconds[2],
        "functions_s": functions,
        "with_training_s": each[ID],
        "lost": lost,
        "many": many,
        "memory_first_mib": max(peaks[:quarter]) / 2**20,
        "memory_last_mib": max(peaks[-quarter:]) / 2**20,
        "each": each,
    }


def verdict_seconds(course: Course, sandbox: object, section_id: str) -> float:
    """Seconds of a perfect submission, everything that its graders ask included; the best of three on a warm engine."""
    from autograder.grading.pool import Plan, grade
    from autograder.submission import find_submissions

    founds, _ = find_submissions([course.solutions / section_id], section_id, [section_id])
    verdicts = [next(iter(grade(Plan(course, "sample", seed), founds, sandbox, 1))) for seed in range(3)]
    if any(verdict.score != verdict.max_points for verdict in verdicts):
        raise SystemExit(f"{section_id}: the solution is not worth full marks")
    return min(verdict.seconds for verdict in verdicts)


def whole_course(course: Course, root: Path) -> Timing:
    """One student's perfect submissions of every section, as one command."""
    for section_id in course.section_ids():
        place = root / "ada" / section_id / f"{section_id}.ipynb"
        place.parent.mkdir(parents=True)
        section = read_section(course.section_path(section_id))
        place.write_text(hand_in(course.assignments / section_id / place.name, solved(section, {})), encoding="utf-8")
    command = [tool("autograder"), "grade", "--no-cache", str(root)]
    return timed("the whole course", len(course.section_ids()), command, course.root)


def rss(process: psutil.Process) -> int:
    """Memory of a process, 0 when it has just ended."""
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0


def write(timings: list[Timing], figures: dict, entire: Timing, more: dict[str, tuple[float, float]]) -> None:
    """benchmarks/RESULTS.md."""
    stock, otter_timing, through, few, _, ours = timings
    floor_s = figures["warm_fork_s"] + figures["bare_calls_s"]
    cpu_each = (ours.cpu_s - few.cpu_s) / (ours.submissions - few.submissions)
    extra = figures["with_training_s"] - figures["functions_s"]
    machine = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    ms = {name[:-2]: 1000 * value for name, value in figures.items() if name.endswith("_s")}
    lines = [
        "# Benchmark results",
        "",
        f"Written by `make bench` on {datetime.date.today().isoformat()}: {machine}.",
        "Distinct submissions of 3.6, function exercises; whole processes, start included; CPU and memory of the machine.",
        "",
        "| | submissions | seconds | per second | times stock | times otter | CPU ms each | peak MiB |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
        *(
            f"| {t.name} | {t.submissions} | {t.wall_s:.1f} | {t.per_s:.2f} | {t.per_s / stock.per_s:.1f} "
            f"| {t.per_s / otter_timing.per_s:.1f} | {1000 * t.cpu_s / t.submissions:.0f} | {t.peak_mib:.0f} |"
            for t in timings
        ),
        "",
        f"* `autograder grade` has **{ours.per_s / stock.per_s:.0f} times** the throughput of stock `nbgrader autograde` and "
        f"**{ours.per_s / otter_timing.per_s:.0f} times** that of `otter run` in a class of {ours.submissions}. Its start, "
        "importing torch, is the same few seconds for any class, and weighs more in a small one.",
        f"* `nbgrader autograde` with this engine: {through.per_s / stock.per_s:.0f} times stock.",
        f"* CPU for one more submission: {1000 * cpu_each:.0f} ms. The floor, one warm fork ({ms['warm_fork']:.1f} ms) and the "
        f"bare calls ({ms['bare_calls']:.1f} ms), is {1000 * floor_s:.0f} ms: {cpu_each / floor_s:.1f} times.",
        f"* A second submission to a warm engine: {figures['second_s']:.2f} s (median of all {figures['functions_s']:.2f} s).",
        f"* The tests that train add {extra:.2f} s; the same loops alone take {figures['training_bare_s']:.2f} s: "
        f"{extra / figures['training_bare_s']:.2f} times.",
        f"* {figures['many']:.0f} submissions in one run: {figures['lost']:.0f} lost; memory of all processes at most "
        f"{figures['memory_first_mib']:.0f} MiB in the first quarter, {figures['memory_last_mib']:.0f} MiB in the last.",
        f"* One perfect submission of each of the {entire.submissions} sections, graded by one command, start included: "
        f"{entire.wall_s:.1f} s.",
        "",
        "Seconds for each section: of a perfect submission on a warm engine, training included; and of one more in a class of "
        "distinct ones, function exercises only, for stock nbgrader, which starts a kernel and torch for it, and for this "
        "engine on all processors. Both make the tests' calls, so the more of its time a section's code takes, the smaller "
        "the ratio.",
        "",
        "| section | perfect, warm | one more, stock | one more, engine | times |",
        "|---|--:|--:|--:|--:|",
        *(
            f"| {name} | {figures['each'][name]:.2f} | {slow:.2f} | {quick:.3f} | {slow / quick:.0f} |"
            for name, (slow, quick) in more.items()
        ),
        "",
    ]
    text = "\n".join(lines)
    if not QUICK:
        (ROOT / "benchmarks" / "RESULTS.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
