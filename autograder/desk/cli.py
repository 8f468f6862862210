"""The student's commands. `autograder` of a students' repository is this alone; the whole engine's has it among others."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from typing import Any

import autograder
from autograder.errors import CourseError

OK, FAILING, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the return value is the exit status."""
    parser = argparse.ArgumentParser(prog="autograder", description="Check your notebooks of this course.")
    parser.add_argument("--version", action="version", version=f"autograder {autograder.__version__}")
    add_commands(parser.add_subparsers(required=True, metavar="COMMAND"))
    options = parser.parse_args(arguments)
    try:
        return options.run(options)
    except CourseError as error:
        print(f"autograder: {error}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print("autograder: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:  # `autograder check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def add_commands(commands: Any) -> None:
    """Add `check`, `hint`, `progress` and `reset` to a parser's commands."""
    check = commands.add_parser("check", help="run a notebook's public checks")
    check.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="notebook, .py, assignment or folder (default: that of the folder you are in, or what you saved last)",
    )
    check.add_argument("--watch", action="store_true", help="check again whenever a notebook is saved")
    check.add_argument("--limit", type=_seconds, default=20.0, metavar="SECONDS", help="for one check (default: 20)")
    check.set_defaults(run=_check)

    hint = commands.add_parser("hint", help="a hint for an exercise, a stronger one each time")
    hint.add_argument("name", nargs="?", metavar="NAME", help="the exercise (default: the next one)")
    hint.add_argument("files", nargs="*", metavar="FILE", help="where the exercise is, if several have that name")
    hint.set_defaults(run=_hint)

    progress = commands.add_parser("progress", help="a map of the course: what passes, what is next")
    progress.set_defaults(run=_progress)

    reset = commands.add_parser("reset", help="put an exercise back to how it was released; your version is kept")
    reset.add_argument("name", metavar="NAME", help="the exercise")
    reset.add_argument("files", nargs="*", metavar="FILE", help="where the exercise is, if several have that name")
    reset.add_argument("--yes", action="store_true", help="do not ask")
    reset.set_defaults(run=_reset)


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError("a number of seconds above 0")
    return value


def _check(options: argparse.Namespace) -> int:
    from autograder.desk.course import open_files

    course, notebooks, problems = open_files(options.files)
    if options.watch:
        from autograder.desk.watch import watch

        if problems:
            raise CourseError(problems[0])
        return watch(course, notebooks if options.files else [], options.limit)
    return _check_all(notebooks, problems, options.limit)


def _check_all(notebooks: list[Any], problems: list[str], limit_s: float) -> int:
    from autograder.desk import report
    from autograder.desk.runner import Bench
    from autograder.desk.session import Checked

    console = report.console()
    failing = False
    with Bench() as bench:
        for number, notebook in enumerate(notebooks):
            checked = Checked(notebook)
            _run(checked, bench, limit_s, console)
            if number + 1 < len(notebooks):
                bench.prepare(notebooks[number + 1])
            _show(checked, console, alone=len(notebooks) == 1)
            failing = failing or checked.has_failed()
    if not notebooks and not problems:
        print("nothing has been begun")
    for problem in problems:
        print(f"autograder: {problem}", file=sys.stderr)
    return USAGE if problems else FAILING if failing else OK


def _run(checked: Any, bench: Any, limit_s: float, console: Any) -> None:
    from autograder.desk.report import short
    from autograder.desk.session import check

    title, total = short(checked.notebook.title), len(checked.notebook.exercises)
    with console.status(f"checking {title}") as status, closing(check(checked, bench, limit_s)) as steps:
        for _ in steps:
            status.update(f"checking {title}: {len(checked.results)} of {total}")


def _show(checked: Any, console: Any, alone: bool) -> None:
    from autograder.desk import report
    from autograder.desk.course import course_of
    from autograder.desk.session import next_in_course

    course = course_of(checked.notebook.path)
    checked.remember(course)
    report.show(console, report.verdict(checked.notebook, checked.results, checked.troubles, report.Signs(console)))
    if left := checked.open_exercises():
        report.show(console, report.following(checked.notebook, left[0], elsewhere=False))
    elif alone and (found := next_in_course(course, checked.notebook)):
        report.show(console, report.following(*found, elsewhere=True))
    if not alone:
        report.show(console, "")


def _hint(options: argparse.Namespace) -> int:
    from autograder.desk import report
    from autograder.desk.session import next_hint

    course, notebook, exercise = _exercise(options.name, options.files)
    print(f"{exercise.name}: {report.clean(next_hint(course, notebook, exercise))}")
    return OK


def _progress(_options: argparse.Namespace) -> int:
    from autograder.desk import report
    from autograder.desk.session import next_in_course

    course = _course()
    console = report.console()
    report.show(console, report.progress(course, report.Signs(console)))
    if found := next_in_course(course):
        report.show(console, report.following(*found, elsewhere=True))
    return OK


def _reset(options: argparse.Namespace) -> int:
    from autograder.desk import report
    from autograder.desk.reset import reset

    course, notebook, exercise = _exercise(options.name, options.files)
    if course is None:
        raise CourseError(f"{notebook.path}: not inside a course, so how it was released is not known")
    if not options.yes:
        if not sys.stdin.isatty():
            raise CourseError(f"reset {exercise.name} asks first, and there is no terminal: say --yes")
        where = report.shown_path(notebook.path)
        if input(f"put the released stub of {exercise.name} back into {where}? [y/N] ").strip().lower() not in ("y", "yes"):
            print("nothing is changed")
            return OK
    kept = reset(course, notebook, exercise)
    print(reset_message(exercise.name, kept))
    return OK


def reset_message(name: str, kept: Any) -> str:
    """What a reset has done."""
    from autograder.desk import report

    where = f"; your version is in {report.shown_path(kept)}" if kept else ""
    return f"{name} is as it was released{where}. Reload the notebook in your editor."


def _course() -> Any:
    from autograder.desk.course import Course

    course = Course.find()
    if course is None:
        raise CourseError("not inside a course (no folder above has assignments/); cd into one")
    return course


def _exercise(name: str | None, files: list[str]) -> tuple[Any, Any, Any]:
    """The exercise meant: in the files named, else in the one that `check` takes, else anywhere in the course."""
    from autograder.desk.course import course_of, find_exercise, open_files
    from autograder.desk.session import next_in_course

    course, notebooks, problems = open_files(files)
    if problems:
        raise CourseError(problems[0])
    if name is None:
        found = next_in_course(course)
        if found is None:
            raise CourseError("every exercise passes its public checks; name one for a hint")
        return course, *found
    if course is not None and not files:
        notebooks = [*notebooks, *course.readable()]
    notebook, exercise = find_exercise(notebooks, name)
    return course_of(notebook.path), notebook, exercise
