"""`autograder build`: section files to notebooks, assignments, solutions and the gradebook."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

from autograder.course import Course
from autograder.desk.stubs import FILE as STUBS
from autograder.desk.stubs import stubs_text, write_stubs
from autograder.scratch import scratch_folder


def main(course: Course, ids: list[str], check: bool) -> int:
    """Build or check the course; the return value is the exit status."""
    for section_id in ids:
        course.section_path(section_id)
    os.environ["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", "")])
    if check:
        findings = check_course(course, ids or course.section_ids())
        for finding in findings:
            print(finding, file=sys.stderr)
        print(f"build --check: {len(findings) or 'nothing'} to mend")
        return 1 if findings else 0
    build_course(course, ids or course.section_ids())
    return 0


def build_course(course: Course, ids: list[str]) -> None:
    """Bring everything that is generated up to date with the section files."""
    from autograder.build.notebooks import Pairs, canonical, notebook_text
    from autograder.build.overview import overview
    from autograder.build.release import swap_in

    pairs = Pairs(course.grading / "cache" / "build.json")
    for section_id in ids:
        script = course.section_path(section_id)
        if done := pairs.sync(script):
            print(done)
        if _write_if_other(script, canonical(script)):
            print(f"{script.name}: spaced as jupytext spaces it")
        _write_if_other(script.with_suffix(".ipynb"), notebook_text(script))
        pairs.built(script)
    for section_id in ids:
        if proof_input(course, section_id) not in (None, _recorded(course, section_id, "proven_with")):
            prove(course, section_id)
    with scratch_folder() as scratch:
        make_releases(course, scratch)
        for section_id in ids:
            if _files(scratch / "assignments" / section_id) != _files(course.assignments / section_id):
                swap_in(scratch / "assignments" / section_id, course.assignments / section_id)
                print(f"assignments/{section_id}: written")
            if solution_input(course, section_id) != _recorded(course, section_id, "made_from"):
                print(f"solutions/{section_id}: running it", flush=True)
                make_solution(course, scratch, section_id)
                swap_in(scratch / "solutions" / section_id, course.solutions / section_id)
            _record(course, section_id)
        _place_gradebook(scratch / "gradebook.db", course.root / "gradebook.db")
    if _write_if_other(course.assignments / "README.md", overview(course)):
        print("assignments/README.md: written")
    if write_stubs(course.assignments):
        print(f"assignments/{STUBS}: written")
    _link_data(course)
    print(f"up to date: {', '.join(ids)}")


def prove(course: Course, section_id: str) -> None:
    """Have the graders judge a section's reference and its untouched release.

    Raises:
        CourseError: the reference loses marks, or the release passes a test; says which.
    """
    from autograder.errors import CourseError
    from autograder.verify import faults_of_grader

    print(f"autograder/hidden/{section_id}: judging the reference and the release", flush=True)
    if faults := faults_of_grader(course, section_id):
        raise CourseError("\n".join(f"{section_id} cannot be built: {fault}" for fault in faults))


def make_releases(course: Course, scratch: Path) -> None:
    """Every section's release, with its hints beside it, and the gradebook of them all, in a scratch tree.

    Raises:
        CourseError: a section or its hints break a rule; says which.
    """
    from autograder.build.notebooks import notebook_text
    from autograder.build.release import deterministic_ids, generate, scratch_config
    from autograder.hints import FILE as HINTS
    from autograder.hints import hints_of
    from autograder.section import cached_section

    for section_id in course.section_ids():
        script = course.section_path(section_id)
        target = scratch / "source" / section_id / f"{section_id}.ipynb"
        target.parent.mkdir(parents=True)
        target.write_text(notebook_text(script), encoding="utf-8")
        if script.with_name(HINTS).exists():
            hints_of(cached_section(script, course.grading / "cache" / "sections"))
            shutil.copyfile(script.with_name(HINTS), target.with_name(HINTS))
    config = scratch_config(course, scratch)
    with deterministic_ids():
        for section_id in course.section_ids():
            generate(config, section_id, "assignment")


def make_solution(course: Course, scratch: Path, section_id: str) -> None:
    """A section's solution, executed, in the scratch tree of its release."""
    from autograder.build.release import environment, generate, scratch_config
    from autograder.hints import FILE as HINTS

    (scratch / "source" / section_id / HINTS).unlink(missing_ok=True)  # whoever has the solution needs no hint
    with environment(D2L_DATA=str(course.data), PYTHONHASHSEED="0", OMP_NUM_THREADS="1"):
        generate(scratch_config(course, scratch), section_id, "solution")


def solution_input(course: Course, section_id: str) -> str:
    """Hash of what a solution is made from. A solution is run again when it changes; `--check` compares it alone."""
    return hashlib.sha256(course.section_path(section_id).read_bytes()).hexdigest()[:16]


def proof_input(course: Course, section_id: str) -> str | None:
    """Hash of what decides whether a section and its graders fit together; None as long as there are no graders."""
    graders = sorted((course.hidden / section_id).glob("*.py"))
    if not graders:
        return None
    parts = [course.section_path(section_id), *graders]
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()[:16]


def _solution(course: Course, section_id: str) -> Path:
    return course.solutions / section_id / f"{section_id}.ipynb"


def _record(course: Course, section_id: str) -> None:
    """Write into a solution what it was made from, and what its graders were when they agreed with it."""
    path = _solution(course, section_id)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"]["autograder"] = {
        "assignment": section_id,
        "made_from": solution_input(course, section_id),
        "proven_with": proof_input(course, section_id),
    }
    _write_if_other(path, json.dumps(notebook, indent=1, ensure_ascii=False) + "\n")


def _recorded(course: Course, section_id: str, key: str) -> str | None:
    try:
        notebook = json.loads(_solution(course, section_id).read_text(encoding="utf-8"))
        return notebook["metadata"]["autograder"][key]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def check_course(course: Course, ids: list[str]) -> list[str]:
    """Everything stale or leaking, each with what mends it. Writes nothing."""
    from autograder.build import check
    from autograder.build.notebooks import canonical
    from autograder.build.overview import disagreements, overview
    from autograder.build.release import dump
    from autograder.errors import CourseError
    from autograder.section import read_section

    findings = [*check.stray_assignments(course)]
    with scratch_folder() as scratch:
        try:
            make_releases(course, scratch)
        except CourseError as error:
            return [str(error)]
        for section_id in ids:
            cure = f'run "autograder build {section_id}"'
            script = course.section_path(section_id)
            if canonical(script) != script.read_text(encoding="utf-8"):
                findings.append(f"{script.name} is not spaced as jupytext writes it: {cure}")
            findings += check.stray_sources(course, section_id)
            findings += check.leaks(course, read_section(course.section_path(section_id)))
            if _files(scratch / "assignments" / section_id) != _files(course.assignments / section_id):
                findings.append(f"assignments/{section_id} is stale: {cure}")
            if solution_input(course, section_id) != _recorded(course, section_id, "made_from"):
                findings.append(f"solutions/{section_id} is stale: {cure}")
            if proof_input(course, section_id) is None:
                findings.append(f"autograder/hidden/{section_id}: there are no graders; write test_{section_id}.py")
            elif proof_input(course, section_id) != _recorded(course, section_id, "proven_with"):
                findings.append(f"autograder/hidden/{section_id} has changed since it was last judged: {cure}")
        gradebook = course.root / "gradebook.db"
        try:
            if dump(scratch / "gradebook.db") != dump(gradebook):
                findings.append("gradebook.db is stale: run autograder build")
            findings += check.students(gradebook)
        except CourseError as error:
            findings.append(str(error))
        findings += disagreements(course)
        if not _same_text(course.assignments / "README.md", overview(course)):
            findings.append("assignments/README.md is stale: run autograder build")
        findings += _stale_stubs(course)
    link = course.assignments / "data"
    if not (link / "FashionMNIST").is_dir() and (course.data / "FashionMNIST").is_dir():
        findings.append("assignments/data does not lead to data/: run autograder build")
    return findings


def _stale_stubs(course: Course) -> list[str]:
    from autograder.errors import CourseError

    try:
        fresh = _same_text(course.assignments / STUBS, stubs_text(course.assignments))
    except CourseError as error:  # a damaged assignment
        return [str(error)]
    return [] if fresh else [f"assignments/{STUBS} is stale: run autograder build"]


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _same_text(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def _write_if_other(path: Path, text: str) -> bool:
    if _same_text(path, text):
        return False
    path.write_text(text, encoding="utf-8")
    return True


def _place_gradebook(made: Path, place: Path) -> None:
    """Replace the seed gradebook when its content differs, and only then: its bytes depend on SQLite's version."""
    from autograder.build.release import dump

    if not place.exists() or dump(made) != dump(place):
        part = place.with_name(f".{place.name}.part")
        shutil.copyfile(made, part)
        os.replace(part, place)
        print("gradebook.db: written")


def _link_data(course: Course) -> None:
    """So that `root="../data"` works from a released notebook."""
    link = course.assignments / "data"
    if course.data.is_dir() and not link.exists():
        link.parent.mkdir(exist_ok=True)
        link.symlink_to("../data")
