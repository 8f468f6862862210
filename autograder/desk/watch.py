"""`autograder check --watch`: the verdict on every save, and keys in between."""

from __future__ import annotations

import sys
import time
from contextlib import closing
from pathlib import Path

from rich.text import Text

from autograder.desk import report, system
from autograder.desk.cli import reset_message
from autograder.desk.course import Course, course_of
from autograder.desk.notebook import Exercise, Notebook, Unreadable, read_notebook
from autograder.desk.reset import reset
from autograder.desk.runner import Bench
from autograder.desk.session import Checked, check, next_hint, next_in_course
from autograder.errors import CourseError

POLL_S = 0.03
HALF_SAVED_S = 2.0  # for how long a broken file may be one that is being written
KEYS = "h hint   n next   l map   r reset   c check all   q quit"


def watch(course: Course | None, notebooks: list[Notebook], limit_s: float) -> int:
    """Watch these notebooks (none: every one of the course) until `q` or Ctrl-C; the return value is the exit status."""
    first = notebooks[0] if notebooks else course.latest() if course else None
    assert first is not None  # open_files has found one
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    with system.keyboard(is_terminal) as keys, Bench() as bench:
        return _Watch(course or course_of(first.path), notebooks, first, keys, bench, limit_s, is_terminal).run()


class _Watch:
    def __init__(
        self,
        course: Course | None,
        notebooks: list[Notebook],
        first: Notebook,
        keys: system.Keyboard | system.NoKeyboard,
        bench: Bench,
        limit_s: float,
        is_terminal: bool,
    ) -> None:
        self.course, self.keys, self.bench, self.limit_s = course, keys, bench, limit_s
        self.only = [notebook.path for notebook in notebooks]
        self.is_terminal = is_terminal
        self.console = report.console()
        self.signs = report.Signs(self.console)
        self.checked = Checked(first)
        self.focus: tuple[Notebook, Exercise] | None = None
        self.note: Text | None = None
        self.typed = ""
        self.stamps = self._look()

    def run(self) -> int:
        """Check once, then whenever something is saved or a key asks for it."""
        try:
            self._check(self.checked.notebook.path)
            while True:
                if saved := self._saved():
                    self._check(saved)
                elif key := self._key(POLL_S):
                    if key == "q":
                        return 0
                    self._obey(key)
        except (KeyboardInterrupt, EOFError):
            return 0

    # ---- files --------------------------------------------------------------------------------------------------------

    def _look(self) -> dict[Path, tuple[int, int]]:
        paths = self.only or (self.course.paths() if self.course else [])
        found = {}
        for path in paths:
            try:
                status = path.stat()
            except OSError:
                continue  # an editor puts a new file in its place just now
            found[path] = (status.st_mtime_ns, status.st_size)
        return found

    def _saved(self) -> Path | None:
        """The notebook that was saved since the last look."""
        now = self._look()
        changed = [path for path, stamp in now.items() if self.stamps.get(path) != stamp]
        self.stamps.update(now)
        return max(changed, key=lambda path: now[path]) if changed else None

    def _read(self, path: Path) -> Notebook:
        """The notebook, once it has been saved whole."""
        end = time.monotonic() + HALF_SAVED_S
        while True:
            try:
                return self.course.read(path) if self.course else read_notebook(path)
            except Unreadable:
                if time.monotonic() > end:
                    raise
                time.sleep(POLL_S)

    # ---- checking -----------------------------------------------------------------------------------------------------

    def _check(self, path: Path) -> None:
        """Check a notebook and show the verdict; begin again when it is saved meanwhile."""
        again: Path | None = path
        while again is not None:
            path, again = again, None
            try:
                again = self._check_once(path)
            except CourseError as error:
                self._show(report.Text(report.clean(str(error)), style="red"))
        self.bench.prepare(self.checked.notebook)

    def _check_once(self, path: Path) -> Path | None:
        checked = Checked(self._read(path))
        if self.is_terminal and not self.checked.results:
            self._show(Text(f"checking {report.short(checked.notebook.title)} ...", style="dim"))
        with closing(check(checked, self.bench, self.limit_s)) as steps:
            for _ in steps:
                if saved := self._saved():
                    return saved
                self.typed += self.keys.read(0)
                if "q" in self.typed:
                    return None
        self.checked = checked
        checked.remember(self.course)
        self._refocus()
        self._show()
        return None

    def _refocus(self) -> None:
        """Stay with the exercise in hand until it passes."""
        left = self.checked.open_exercises()
        held = self.focus[1].name if self.focus and self.focus[0].assignment == self.checked.notebook.assignment else None
        kept = [exercise for exercise in left if exercise.name == held]
        if not kept:
            self.note = None
        if kept or left:
            self.focus = self.checked.notebook, (kept or left)[0]
        else:
            self.focus = next_in_course(self.course, self.checked.notebook)

    # ---- keys ---------------------------------------------------------------------------------------------------------

    def _key(self, wait_s: float) -> str:
        if not self.typed:
            self.typed = self.keys.read(wait_s)
        key, self.typed = self.typed[:1], self.typed[1:]
        return key

    def _obey(self, key: str) -> None:
        try:
            if key == "h":
                self._hint()
            elif key == "n":
                self._next()
            elif key == "l":
                self._map()
            elif key == "r":
                self._reset()
            elif key == "c":
                self._check_all()
            else:
                self._show()
        except CourseError as error:
            self.note = Text(report.clean(str(error)), style="yellow")
            self._show()

    def _hint(self) -> None:
        if self.focus is None:
            raise CourseError("every exercise passes its public checks")
        notebook, exercise = self.focus
        self.note = Text(f"{exercise.name}: {report.clean(next_hint(self.course, notebook, exercise))}", style="cyan")
        self._show()

    def _next(self) -> None:
        left = self.checked.open_exercises()
        names = [exercise.name for exercise in left]
        here = self.focus is not None and self.focus[0].assignment == self.checked.notebook.assignment
        place = names.index(self.focus[1].name) + 1 if here and self.focus and self.focus[1].name in names else 0
        self.note = None
        if place < len(left):
            self.focus = self.checked.notebook, left[place]
        elif found := next_in_course(self.course, self.checked.notebook):
            self.focus = found
        elif left:
            self.focus = self.checked.notebook, left[0]
        self._show()

    def _map(self) -> None:
        if self.course is None:
            raise CourseError("this notebook lies in no course, so there is no map")
        self._clear()
        report.show(self.console, report.progress(self.course, self.signs))
        self._footer("any key: back")

    def _reset(self) -> None:
        if self.focus is None or self.course is None:
            raise CourseError("there is nothing to reset")
        notebook, exercise = self.focus
        self.note = Text(f"put the released stub of {exercise.name} back? your version is kept. y / n", style="yellow")
        self._show()
        answer = ""
        while not answer:
            answer = self._key(POLL_S)
        self.note = None
        if answer == "y":
            kept = reset(self.course, self._read(notebook.path), exercise)
            self.note = Text(reset_message(exercise.name, kept), style="yellow")
            said = self.note
            self._saved()  # our own doing
            self._check(notebook.path)
            self.note = said
        self._show()

    def _check_all(self) -> None:
        """Check every notebook that has been begun, then show the map."""
        if self.course is None:
            return self._check(self.checked.notebook.path)
        for notebook in self.course.readable():
            if any(notebook.is_begun(exercise) for exercise in notebook.exercises):
                self._show(Text(f"checking {report.short(notebook.title)}", style="dim"))
                checked = Checked(notebook)
                with closing(check(checked, self.bench, self.limit_s)) as steps:
                    for _ in steps:
                        if "q" in self._key(0):
                            return self._show()
                checked.remember(self.course)
                if notebook.path == self.checked.notebook.path:
                    self.checked = checked
        self.bench.prepare(self.checked.notebook)
        self._refocus()
        return self._map()

    # ---- showing ------------------------------------------------------------------------------------------------------

    def _show(self, instead: Text | None = None) -> None:
        self._clear()
        if instead is not None:
            report.show(self.console, instead)
        else:
            checked = self.checked
            report.show(self.console, report.verdict(checked.notebook, checked.results, checked.troubles, self.signs))
            if self.focus is not None:
                elsewhere = self.focus[0].assignment != checked.notebook.assignment
                report.show(self.console, report.following(*self.focus, elsewhere=elsewhere))
            if self.note is not None:
                report.show(self.console, "", self.note)
        self._footer(KEYS)

    def _clear(self) -> None:
        if self.is_terminal:
            self.console.clear()

    def _footer(self, keys: str) -> None:
        if self.is_terminal:
            self.console.print()
            self.console.print(Text(keys, style="dim"))
        else:
            report.show(self.console, "")
