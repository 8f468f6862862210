"""The command line: what each command takes, and nothing of how it works."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import autograder
from autograder.errors import CourseError

OK, SOME_UNGRADED, USAGE, UNDER = 0, 1, 2, 3


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
        return 130
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
    grade.add_argument("--html", metavar="DIR", type=Path, help="write feedback pages and an index")
    grade.add_argument("--gradebook", metavar="COURSE_ROOT", type=Path, help="write the scores to nbgrader's gradebook")
    grade.add_argument("--jobs", type=int, metavar="N", help="submissions at once (default: the processors)")
    grade.add_argument("--seed", type=int, metavar="N", help="the same inputs for everybody (default: a seed each)")
    grade.add_argument("--regrade", action="store_true", help="grade again what the gradebook has already")
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

    _add_otter(commands)
    return parser


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


def _verify(options: argparse.Namespace) -> int:
    from autograder.verify import main as verify

    return verify(options)


def _otter(options: argparse.Namespace) -> int:
    from autograder.course import Course
    from autograder.doors.otter_command import make_all

    make_all(Course.find(), options.ids, options.to)
    return OK


if __name__ == "__main__":
    sys.exit(main())
