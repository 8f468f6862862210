"""Put the released stub back into a notebook; the student's version is kept."""

from __future__ import annotations

import json
from pathlib import Path

from autograder.desk.course import Course
from autograder.desk.notebook import Cell, Exercise, Notebook, defined_names, grade_id_of, parse, read_text
from autograder.desk.stubs import write_whole
from autograder.errors import CourseError


def reset(course: Course, notebook: Notebook, exercise: Exercise) -> Path | None:
    """Put an exercise back to how it was released.

    Returns:
        Where the student's version has been put away; None when its cell was gone.

    Raises:
        CourseError: there is nothing to put back, or a file cannot be written. Nothing is lost then.
    """
    if exercise.stub is None:
        raise CourseError(
            f"{exercise.name}: how it was released is not known here ({course.assignments / '.stubs.json'} is missing); "
            "get the notebook again from where you got the course"
        )
    if not notebook.is_begun(exercise) and notebook.answer(exercise.name) is not None:
        raise CourseError(f"{exercise.name}: is as it was released already")
    answer = notebook.answer(exercise.name)
    if answer and (others := _others(notebook, exercise, answer)):
        raise CourseError(f"{exercise.name}: its cell also holds {', '.join(others)}; take it apart first")
    text = read_text(notebook.path)
    changed = _in_script(notebook, exercise, text) if notebook.path.suffix == ".py" else _in_notebook(notebook, exercise, text)
    kept = course.memory.keep(f"{notebook.assignment}-{exercise.name}", answer.source + "\n") if answer else None
    write_whole(notebook.path, changed)
    course.memory.note_hints(notebook.assignment, exercise.name, 0)
    return kept


def _in_notebook(notebook: Notebook, exercise: Exercise, text: str) -> str:
    node = parse(notebook.path, text)
    answer = notebook.answer(exercise.name)
    if answer is None:
        names = [grade_id_of(cell) for cell in node["cells"]]
        check = f"test_{exercise.name}"
        place = names.index(check) if check in names else len(names)
        meta = {
            "grade": False,
            "grade_id": exercise.name,
            "locked": False,
            "schema_version": 3,
            "solution": True,
            "task": False,
        }
        cell = {"cell_type": "code", "execution_count": None, "id": exercise.name[:64], "metadata": {"nbgrader": meta}}
        node["cells"].insert(place, cell)
    else:
        cell = node["cells"][answer.number - 1]
    cell.update(source=(exercise.stub or "").splitlines(keepends=True), outputs=[], execution_count=None)
    return json.dumps(node, ensure_ascii=False, indent=1) + "\n"


def _in_script(notebook: Notebook, exercise: Exercise, text: str) -> str:
    answer = notebook.answer(exercise.name)
    stub = exercise.stub or ""
    if answer is None:
        return f"{text.rstrip()}\n\n\n# %%\n{stub}\n"
    lines = text.split("\n")
    first = answer.line - 1
    lines[first : first + answer.source.count("\n") + 1] = stub.split("\n")
    return "\n".join(lines)


def _others(notebook: Notebook, exercise: Exercise, answer: Cell) -> list[str]:
    """Other exercises that are written in the same cell and would go with it."""
    names = defined_names(answer.source)
    return [other.name for other in notebook.exercises if other.name in names and other.name != exercise.name]
