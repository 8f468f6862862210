"""assignments/README.md: the way through the course, made from the first cell of every section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.course import Course
from autograder.section import Section, cached_section

HEAD = """\
# The assignments

In reading order. Open a notebook in JupyterLab, VS Code or any other editor for notebooks, fill in the functions, run the
checks below them, and hand in the notebook. Each ends with a link to the next.

| assignment | you learn to | points | minutes | you need |
|---|---|--:|--:|---|
"""


def overview(course: Course) -> str:
    """The page as Markdown."""
    sections = [_section(course, section_id) for section_id in course.section_ids()]
    rows = [_row(section) for section in sections]
    points = sum(section.points for section in sections)
    hours = sum(section.opening.minutes for section in sections) / 60
    return HEAD + "\n".join(rows) + f"\n\nAssignments: {len(sections)}; {points:g} points, about {hours:.0f} hours.\n"


def disagreements(course: Course) -> Iterator[str]:
    """Sections whose last cell does not lead to the next one, or whose first cell states other points than there are."""
    ids = course.section_ids()
    for section_id, following in zip(ids, [*ids[1:], None]):
        section = _section(course, section_id)
        if section.opening.points != section.points:
            stated = f"says {section.opening.points:g} points; the exercises are worth {section.points:g}"
            yield f"{section.path.name}: its first cell {stated}"
        link = f"(../{following}/{following}.ipynb)" if following else "(../README.md)"
        if link not in section.cells[-1].source.splitlines()[-1]:
            yield f'{section.path.name}: its last line has no link to what follows: "Next: [...]{link}, ..."'


def _section(course: Course, section_id: str) -> Section:
    return cached_section(course.section_path(section_id), course.grading / "cache" / "sections")


def _row(section: Section) -> str:
    opening = section.opening
    aim = re.sub(r"^to ", "", opening.learn).rstrip(".")
    needs = re.sub(r"^sections? ", "", opening.needs).rstrip(".")
    cells = (f"[{opening.title}]({section.id}/{section.id}.ipynb)", aim, f"{section.points:g}", str(opening.minutes), needs)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
