"""`autograder publish`: the students' repository, written only when nothing secret is in it or in its history.

It is put together in a temporary folder and scanned there, together with every object that the students' repository
holds already. Then it becomes one commit on top of what is there, and git itself brings the work tree forward, which it
refuses where that would overwrite somebody's work.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import autograder
from autograder.course import Course
from autograder.doors.git_repository import DROPPED
from autograder.doors.git_scan import Leak, Scanner, Secrets, scan_files, scan_history
from autograder.errors import CourseError
from autograder.scratch import scratch_folder

TEMPLATES = Path(__file__).parent / "students"
OWNED = ("assignments", "autograder", "pyproject.toml", "README.md", "LICENSE", ".gitignore", ".github/workflows/check.yml")
BESIDE = ("hints.toml",)  # what an assignment's folder may hold besides its notebook
SHOWN = 20  # findings that are listed
ALWAYS = ("ipykernel", "jupyterlab", "rich")


def run(options: argparse.Namespace) -> int:
    """Publish; the return value is the exit status."""
    print(publish(Course.find(), options.folder))
    return 0


def publish(course: Course, folder: Path) -> str:
    """Write the students' repository, and say what was done.

    Raises:
        CourseError: something secret would be in it, or the folder is none that can be written.
    """
    folder = folder.resolve()
    exists = _is_repository(folder)
    with scratch_folder() as scratch:
        release = scratch / "release"
        assemble(course, release)
        scanner = Scanner(Secrets.of(course))
        leaks = scan_files(release, scanner) + (scan_history(folder, scanner) if exists else [])
        if leaks:
            raise CourseError(_refusal(folder, leaks))
        if not exists:
            folder.mkdir(parents=True, exist_ok=True)
            _git(folder, "init", "--quiet", "--initial-branch=main")
        return _commit(folder, release, scratch / "index")


def _refusal(folder: Path, leaks: list[Leak]) -> str:
    lines = [str(leak) for leak in leaks[:SHOWN]]
    if len(leaks) > SHOWN:
        lines.append(f"... and {len(leaks) - SHOWN} more")
    return f"{folder}: nothing was published, because this would give something away:\n" + "\n".join(
        f"  {line}" for line in lines
    )


# ---- what students get --------------------------------------------------------------------------------------------


def assemble(course: Course, release: Path) -> None:
    """Put together what students get, in a new folder.

    Raises:
        CourseError: an assignment has not been built.
    """
    from autograder.desk.stubs import write_stubs

    ids = course.section_ids()
    for name in ids:
        made = course.assignments / name
        if not (made / f"{name}.ipynb").is_file():
            raise CourseError(f"{made}: holds no {name}.ipynb; run autograder build {name}")
        for file in (f"{name}.ipynb", *BESIDE):
            if (made / file).exists():
                _copy(made / file, release / "assignments" / name / file)
    if (course.assignments / "README.md").is_file():
        _copy(course.assignments / "README.md", release / "assignments" / "README.md")
    write_stubs(release / "assignments")
    if course.data.is_dir():
        shutil.copytree(course.data, release / "assignments" / "data")
    package = Path(autograder.__file__).parent
    for file in (package / "__init__.py", package / "errors.py", *package.glob("desk/**/*.py")):
        _copy(file, release / "autograder" / file.relative_to(package))
    if (course.root / "LICENSE").is_file():
        _copy(course.root / "LICENSE", release / "LICENSE")
    needs = requirements(course, release / "assignments")
    places = {"README.md": "README.md", "gitignore": ".gitignore", "check.yml": ".github/workflows/check.yml"}
    for template, place in places.items():
        _copy(TEMPLATES / template, release / place)
    text = (TEMPLATES / "pyproject.toml.in").read_text(encoding="utf-8")
    text = text.replace("VERSION", autograder.__version__).replace(
        "DEPENDENCIES", "\n".join(f'    "{need}",' for need in needs)
    )
    (release / "pyproject.toml").write_text(text, encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def requirements(course: Course, assignments: Path) -> list[str]:
    """The packages that the notebooks import, bounded as the course bounds them, and those that open a notebook."""
    known = packages_distributions()
    modules = {module for path in assignments.glob("*/*.ipynb") for module in imported(path)}
    names = {known.get(module, [module])[0] for module in modules - sys.stdlib_module_names - {"matplotlib_inline"}}
    bounds = _bounds(course)
    return sorted(bounds.get(_plain(name), name) for name in names | set(ALWAYS))


def imported(notebook: Path) -> Iterator[str]:
    """The top-level modules that a notebook's cells import."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        source = re.sub(r"^(\s*)[%!].*$", r"\1pass", "".join(cell["source"]), flags=re.MULTILINE)
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                yield from (name.name.partition(".")[0] for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


def _bounds(course: Course) -> dict[str, str]:
    for root in (course.root, Path(autograder.__file__).parents[1]):
        if (root / "pyproject.toml").is_file():
            wanted = (
                tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8")).get("project", {}).get("dependencies", [])
            )
            return {_plain(re.match(r"[\w.-]+", need)[0]): need for need in wanted}
    return {}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


# ---- writing it ---------------------------------------------------------------------------------------------------


def _is_repository(folder: Path) -> bool:
    """Whether the folder is a repository's work tree.

    Raises:
        CourseError: it is something else that is not empty.
    """
    if (folder / ".git").exists():
        return True
    if folder.is_file():
        raise CourseError(f"{folder}: a file; name a folder for the students' repository")
    if folder.is_dir() and any(folder.iterdir()):
        bare = (folder / "HEAD").is_file() and (folder / "objects").is_dir()
        what = "a bare repository: clone it and publish into the clone" if bare else "not empty, and not a git repository"
        raise CourseError(f"{folder}: {what}")
    return False


def _commit(folder: Path, release: Path, index: Path) -> str:
    """One commit of the release on top of what is there; what publish does not own stays as it is."""
    head = _git(folder, "rev-parse", "--verify", "--quiet", "HEAD", check=False).stdout.strip()
    own = {"GIT_INDEX_FILE": str(index)}
    if head:
        _git(folder, "read-tree", "HEAD", **own)
        _git(folder, "rm", "-r", "-q", "--cached", "--ignore-unmatch", "--", *OWNED, **own)
    _git(folder, "--work-tree", str(release), "add", "--force", "--all", "--", *_present(release), **own)
    tree = _git(folder, "write-tree", **own).stdout.strip()
    if head and tree == _git(folder, "rev-parse", "HEAD^{tree}").stdout.strip():
        return f"{folder}: up to date"
    count = len(list((release / "assignments").glob("*/*.ipynb")))
    message = f"Publish {count} assignment{'s' if count != 1 else ''}"
    commit = _git(
        folder, "commit-tree", tree, *(["-p", head] if head else []), "-m", message, **_identity(folder)
    ).stdout.strip()
    merged = _git(folder, "merge", "--quiet", "--ff-only", commit, check=False)
    if merged.returncode:
        said = " ".join(merged.stderr.split())
        raise CourseError(
            f"{folder}: not published, because git would overwrite changes there; commit or drop them first: {said}"
        )
    return f"{folder}: nothing secret found; {count} assignments are in commit {commit[:12]}, for you to look at and push"


def _present(release: Path) -> list[str]:
    return [name for name in OWNED if (release / name).exists()]


def _identity(folder: Path) -> dict[str, str]:
    if _git(folder, "var", "GIT_COMMITTER_IDENT", check=False).returncode == 0:
        return {}
    people = ("AUTHOR", "COMMITTER")
    return {
        f"GIT_{who}_{what}": value
        for who in people
        for what, value in (("NAME", "autograder"), ("EMAIL", "autograder@localhost"))
    }


def _git(folder: Path, *arguments: str, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
    """Git in the students' repository, without its hooks, filters and our caller's settings."""
    inherited = {name: value for name, value in os.environ.items() if not DROPPED.fullmatch(name)}
    settings = ["-c", "core.hooksPath=/dev/null", "-c", "core.autocrlf=false", "-c", "core.attributesFile=/dev/null"]
    done = subprocess.run(
        ["git", "-C", str(folder), *settings, *arguments],
        env={**inherited, "LC_ALL": "C", **environment},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if check and done.returncode:
        said = done.stderr.strip().splitlines() or ["no reason given"]
        raise CourseError(f"{folder}: git {arguments[0]} failed: {said[-1]}")
    return done
