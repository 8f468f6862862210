"""The command line: what each command takes, and nothing of how it works."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import autograder
from autograder.errors import CourseError

OK, SOME_UNGRADED, USAGE, UNDER, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the return value is the exit status."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except CourseError as error:
        print(f"autograder: {error}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print("autograder: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # `autograder grade ... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="autograder", description=autograder.__doc__)
    parser.add_argument("--version", action="version", version=f"autograder {autograder.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="section files -> notebooks, assignments, solutions, gradebook")
    build.add_argument("ids", nargs="*", metavar="ID", help="assignments (default: all)")
    build.add_argument("--check", action="store_true", help="change nothing; fail when something is stale or leaks")
    build.set_defaults(run=_build)

    grade = commands.add_parser("grade", help="grade submissions", fromfile_prefix_chars="@")
    grade.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="notebook, .py, .zip, folder or submitted/ (@FILE: a list of them)",
    )
    grade.add_argument("--assignment", metavar="ID", help="which assignment, where the submissions do not say")
    grade.add_argument("--json", metavar="FILE", help="write the verdicts, one array (- for standard output)")
    grade.add_argument("--junit", metavar="FILE", help="write JUnit XML (- for standard output)")
    grade.add_argument("--html", metavar="DIR", type=Path, help="write the class page and feedback pages")
    grade.add_argument(
        "--csv",
        metavar="FORMAT:FILE",
        action="append",
        default=[],
        help="write the scores for an import: canvas:FILE or moodle:FILE",
    )
    grade.add_argument("--gradebook", metavar="COURSE_ROOT", type=Path, help="write the scores to nbgrader's gradebook")
    grade.add_argument("--jobs", type=int, metavar="N", help="submissions at once (default: the processors)")
    grade.add_argument("--dask", metavar="ADDRESS", help="grade on the workers of a Dask scheduler, such as tcp://host:8786")
    grade.add_argument("--seed", type=int, metavar="N", help="the same inputs for everybody (default: a seed each)")
    grade.add_argument("--regrade", action="store_true", help="grade again what the gradebook has; shows what changes first")
    grade.add_argument("--no-cache", action="store_true", help="use and keep no verdicts of unchanged submissions")
    grade.add_argument("--yes", action="store_true", help="with --regrade: write what changes without asking")
    grade.add_argument("--fail-under", type=float, metavar="PERCENT", help="exit 3 when a score is lower")
    grade.add_argument("--unsafe", action="store_true", help="grade even where submissions cannot be isolated")
    grade.set_defaults(run=_grade)

    verify = commands.add_parser("verify", help="measure the graders: reference, variants, mutants")
    verify.add_argument("ids", nargs="*", metavar="ID", help="assignments (default: all)")
    verify.add_argument("--seeds", type=int, default=200, metavar="N", help="seeds for the reference (default: 200)")
    verify.add_argument("--no-mutants", action="store_true", help="leave the mutants out")
    verify.add_argument("--write", action="store_true", help="write docs/GRADERS.md")
    verify.add_argument("--jobs", type=int, metavar="N", help="submissions at once (default: the processors)")
    verify.set_defaults(run=_verify)
    _add_desk(commands)
    _add_git(commands)
    _add_gradescope(commands)
    _add_otter(commands)
    _add_similar(commands)
    _add_doctor(commands)
    return parser


def _add_gradescope(commands: argparse._SubParsersAction) -> None:
    gradescope = commands.add_parser("gradescope", help="an assignment's graders as a zip for Gradescope")
    gradescope.add_argument("id", metavar="ID", help="the assignment")
    gradescope.add_argument("--to", type=Path, required=True, metavar="FILE", help="the zip file to write")
    gradescope.add_argument(
        "--visibility",
        choices=("visible", "after_due_date", "after_published", "hidden"),
        default="visible",
        help="when students see scores and messages (default: visible, at once)",
    )
    gradescope.set_defaults(run=_gradescope)


def _add_desk(commands: Any) -> None:
    """The student's commands: check, hint, progress, reset."""
    from autograder.desk.cli import add_commands

    add_commands(commands)


def _add_git(commands: argparse._SubParsersAction) -> None:
    publish = commands.add_parser("publish", help="the students' repository: assignments, public checks, nothing secret")
    publish.add_argument("folder", type=Path, metavar="DIR", help="the students' repository; made if it is not there")
    publish.set_defaults(run=_publish)

    collect = commands.add_parser("collect", help="fetch students' repositories, grade what is new, send feedback back")
    collect.add_argument("roster", type=Path, metavar="ROSTER", help="CSV with a header: student, url, branch")
    collect.add_argument(
        "--feedback",
        choices=("branch", "status", "issue", "none"),
        default="none",
        help="push it to the branch feedback, or write a commit status or an issue's text to grading/ (default: none)",
    )
    collect.add_argument("--assignment", action="append", metavar="ID", help="this assignment alone (may be repeated)")
    collect.add_argument("--student", action="append", metavar="ID", help="this student alone (may be repeated)")
    collect.add_argument("--pushed", action="store_true", help="only those whose pushes a hook has noted")
    collect.add_argument("--regrade", action="store_true", help="grade again what was collected before")
    collect.add_argument("--jobs", type=int, metavar="N", help="submissions at once (default: the processors)")
    collect.add_argument("--max-mib", type=float, default=64, metavar="N", help="most to fetch of a repository (default: 64)")
    collect.add_argument("--timeout", type=int, default=120, metavar="SECONDS", help="longest fetch (default: 120)")
    collect.add_argument("--unsafe", action="store_true", help="grade even where submissions cannot be isolated")
    collect.set_defaults(run=_collect)

    hook = commands.add_parser("hook", help="have a plain git server grade on push: a post-receive hook in each repository")
    hook.add_argument("roster", type=Path, metavar="ROSTER", help="CSV as for collect; its urls are paths on this machine")
    hook.set_defaults(run=_hook)


def _add_doctor(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    doctor = commands.add_parser("doctor", help="look at this set-up and say what to mend")
    doctor.set_defaults(run=_doctor)


def _add_similar(commands: argparse._SubParsersAction) -> None:
    similar = commands.add_parser("similar", help="list submissions that are suspiciously alike", fromfile_prefix_chars="@")
    similar.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="as for grade")
    similar.add_argument("--assignment", metavar="ID", help="which assignment, where the submissions do not say")
    similar.add_argument("--threshold", type=float, default=80, metavar="PERCENT", help="least share alike (default: 80)")
    similar.add_argument("--html", metavar="FILE", type=Path, help="write a page that shows the pairs side by side")
    similar.set_defaults(run=_similar)


def _add_otter(commands: argparse._SubParsersAction) -> None:
    otter = commands.add_parser("otter", help="otter-grader: master, student folder and autograder zip")
    otter.add_argument("ids", nargs="+", metavar="ID", help="assignments")
    otter.add_argument("--to", type=Path, required=True, metavar="DIR", help="where each gets a folder")
    otter.set_defaults(run=_otter)


def _build(options: argparse.Namespace) -> int:
    from autograder.build import main as build
    from autograder.course import Course

    return build(Course.find(), options.ids, options.check)


def _grade(options: argparse.Namespace) -> int:
    from autograder.command_grade import run

    return run(options)


def _doctor(options: argparse.Namespace) -> int:
    from autograder.doctor import run

    return run()


def _verify(options: argparse.Namespace) -> int:
    from autograder.verify import main as verify

    return verify(options)


def _gradescope(options: argparse.Namespace) -> int:
    from autograder.course import Course
    from autograder.doors.gradescope import pack

    pack(Course.find(), options.id, options.to, options.visibility)
    print(f"{options.to}: for Gradescope's page Configure Autograder; keep it from students (it holds graders and a secret)")
    return OK


def _publish(options: argparse.Namespace) -> int:
    from autograder.doors.git_publish import run

    return run(options)


def _collect(options: argparse.Namespace) -> int:
    from autograder.doors.git_collect import run

    return run(options)


def _hook(options: argparse.Namespace) -> int:
    from autograder.doors.git_hook import run

    return run(options)


def _similar(options: argparse.Namespace) -> int:
    from autograder.command_similar import run

    return run(options)


def _otter(options: argparse.Namespace) -> int:
    from autograder.course import Course
    from autograder.doors.otter_command import make_all

    make_all(Course.find(), options.ids, options.to)
    return OK


if __name__ == "__main__":
    sys.exit(main())
