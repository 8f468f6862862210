"""What the desk says, on a terminal or in plain lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.desk.course import Course
from autograder.desk.hints import has_hints
from autograder.desk.notebook import Exercise, Notebook
from autograder.desk.results import Result, Trouble

#: outcome -> sign, sign where the terminal has no Unicode, colour
SIGNS = {
    "passed": ("✓", "+", "green"),
    "failed": ("✗", "x", "red"),
    "slow": ("✗", "x", "red"),
    "ended": ("✗", "x", "red"),
    "waits": ("…", "~", "yellow"),
    "unchecked": ("?", "?", "yellow"),
    "not begun": ("·", ".", "dim"),
}
LEGEND = {
    "passed": "passes",
    "failed": "does not yet",
    "waits": "waits for another",
    "unchecked": "not checked yet",
    "not begun": "not begun",
}
MAX_PRINTED_LINES = 8


def console() -> Console:
    """Standard output. Where it is no terminal, a line stays a line however long it is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a sentence may quote what a Windows code page cannot show
    shown = Console(highlight=False, soft_wrap=False)
    return shown if shown.is_terminal else Console(highlight=False, width=10_000)


def show(console: Console, *parts: RenderableType) -> None:
    """Print; in plain lines nothing is filled up with spaces."""
    if console.is_terminal:
        console.print(*parts, sep="\n")
        return
    with console.capture() as captured:
        console.print(*parts, sep="\n")
    print("\n".join(line.rstrip() for line in captured.get().split("\n")), end="", flush=True)


class Signs:
    """The signs, as far as the terminal can show them."""

    def __init__(self, console: Console) -> None:
        self._plain = not console.encoding.lower().startswith("utf")

    def of(self, outcome: str) -> Text:
        """An outcome's sign in its colour."""
        sign, plain, style = SIGNS[outcome]
        return Text(plain if self._plain else sign, style=style)


def clean(text: str) -> str:
    """A student's text without what would steer the terminal."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "\N{REPLACEMENT CHARACTER}" for sign in text.expandtabs(4))


def short(title: str) -> str:
    """A title in one language."""
    return title.partition(" / ")[0]


def points(value: float) -> str:
    """Points as people write them."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def verdict(notebook: Notebook, results: list[Result], troubles: Iterable[Trouble], signs: Signs) -> RenderableType:
    """An assignment's exercises with their marks, a sentence for each that does not pass, and the points."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for result in results:
        says = Text("not begun", style="dim") if result.outcome == "not begun" else Text(clean(result.sentence))
        if result.outcome == "waits":
            says.stylize("dim")
        if result.printed.strip() and result.outcome in ("failed", "slow", "ended"):
            says.append(_printed(result.printed))
        table.add_row(signs.of(result.outcome), Text(result.name), Text(points(result.points)), says)
    parts: list[RenderableType] = [Text(short(notebook.title), style="bold"), Text("")]
    for trouble in troubles:
        parts += [_trouble(trouble), Text("")]
    parts += [Padding(table, (0, 0, 0, 2), expand=False), Text(""), _sum(results)]
    return Group(*parts)


def _trouble(trouble: Trouble) -> Text:
    text = Text("  ")
    text.append(f"{trouble.cell} ({clean(trouble.first_line)[:50]}): ", style="red")
    return text.append(clean(trouble.sentence))


def _printed(printed: str) -> Text:
    lines = clean(printed).strip().splitlines()
    kept = [f"\n| {line[:200]}" for line in lines[:MAX_PRINTED_LINES]]
    if len(lines) > MAX_PRINTED_LINES:
        kept.append(f"\n| ... {len(lines) - MAX_PRINTED_LINES} lines more")
    return Text("".join(kept), style="dim")


def _sum(results: list[Result]) -> Text:
    earned = sum(result.points for result in results if result.outcome == "passed")
    total = sum(result.points for result in results)
    return Text(f"{points(earned)} of {points(total)} points by the public checks")


def following(notebook: Notebook, exercise: Exercise, elsewhere: bool) -> Text:
    """Which exercise is next, and how to get a hint for it; in which file, if it is in another one."""
    text = Text("next exercise: ")
    text.append(exercise.name, style="bold")
    if elsewhere:
        text.append(f", in {shown_path(notebook.path)}")
    if has_hints(notebook.path.parent, exercise.name):
        text.append(f" (hint: autograder hint {exercise.name})", style="dim")
    return text


def state_of(course: Course, notebook: Notebook) -> dict[str, str]:
    """Exercise -> what is known about it without running anything."""
    outcomes, digest = course.memory.outcomes(notebook.assignment)
    fresh = digest == notebook.digest()
    state = {}
    for exercise in notebook.exercises:
        known = outcomes.get(exercise.name, "unchecked") if fresh else "unchecked"
        begun = notebook.is_begun(exercise) or known == "passed"
        state[exercise.name] = known if begun and known in SIGNS else "unchecked" if begun else "not begun"
    return state


def progress(course: Course, signs: Signs) -> RenderableType:
    """The map of the course: a line for each assignment, a sign for each exercise."""
    notebooks = course.readable()
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, overflow="ellipsis", max_width=44)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    seen: set[str] = set()
    earned_all = total_all = 0.0
    for notebook in notebooks:
        state = state_of(course, notebook)
        marks = Text()
        for exercise in notebook.exercises:
            marks.append_text(signs.of(state[exercise.name]))
        earned = sum(one.points for one in notebook.exercises if state[one.name] == "passed")
        total = sum(one.points for one in notebook.exercises)
        earned_all, total_all = earned_all + earned, total_all + total
        seen |= {"failed" if value in ("slow", "ended") else value for value in state.values()}
        style = "green" if earned == total else "" if set(state.values()) != {"not begun"} else "dim"
        table.add_row(
            Text(short(notebook.title), style=style), marks, Text(f"{points(earned)} of {points(total)}", style=style)
        )
    legend = Text("  ")
    for outcome, words in LEGEND.items():
        if outcome in seen:
            legend.append_text(signs.of(outcome)).append(f" {words}   ", style="dim")
    head = Text(f"The course: {points(earned_all)} of {points(total_all)} points by the public checks", style="bold")
    return Group(head, Text(""), Padding(table, (0, 0, 0, 2), expand=False), Text(""), legend)


def shown_path(path: Path) -> str:
    """A path as a student would type it from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
