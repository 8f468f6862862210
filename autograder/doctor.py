"""`autograder doctor`: is this set-up fit to grade with? A line for each thing looked at, and what mends it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.course import Course
from autograder.errors import CourseError

#: what nbgrader must load in order to grade with the engine
ENGINE = {
    ("Autograde", "exporter_class"): "autograder.doors.nbgrader_verdicts.EngineExporter",
    ("Autograde", "sanitize_preprocessors"): "autograder.doors.nbgrader_preprocessors.Normalise",
    ("Autograde", "autograde_preprocessors"): "autograder.doors.nbgrader_preprocessors.SaveVerdict",
    ("ExportApp", "plugin_class"): "autograder.doors.nbgrader_export.BlankExportPlugin",
    ("ExchangeFactory", "collect"): "autograder.doors.nbgrader_exchange.Collect",
}
FREE_MIB = 500


def run() -> int:
    """Look at everything; the return value is the exit status, 1 when something is to be mended."""
    course = Course.find()
    os.environ["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", "")])
    checks: dict[str, Callable[[Course], str]] = {
        "isolation": isolation,
        "data": data,
        "nbgrader": nbgrader,
        "configuration": configuration,
        "gradebook": gradebook,
        "assignments": assignments,
        "exchange": exchange,
        "disk": disk,
    }
    wrong = 0
    for name, check in checks.items():
        try:
            print(f"ok     {name}: {check(course)}", flush=True)
        except CourseError as error:
            wrong += 1
            print(f"MEND   {name}: {error}", flush=True)
    print(f"{wrong or 'nothing'} to mend")
    return 1 if wrong else 0


def isolation(course: Course) -> str:
    """The level of isolation that a submission would be graded at, tried out."""
    from autograder.command_grade import SINGLE_THREADED
    from autograder.data import dataset_setting
    from autograder.sandbox.client import Sandbox

    os.environ.update(SINGLE_THREADED)
    with Sandbox(data=course.data, dataset=dataset_setting(course)) as sandbox:
        slot = sandbox.slot(0)
        level, layers = slot.level, ", ".join(slot.isolation)
    return f"level {level} of 3 ({layers})"


def data(course: Course) -> str:
    """The data that submissions train on, and the judge's own, unharmed."""
    from autograder import data

    setting = data.dataset_setting(course)
    data.load_mapped(setting)
    data.held_out()
    return data.dataset_id(setting)


def nbgrader(course: Course) -> str:
    """nbgrader's version."""
    from autograder.doors.nbgrader_setup import check_nbgrader

    return check_nbgrader()


def configuration(course: Course) -> str:
    """What nbgrader loads when it is started at the course's root, with the other places it reads settings from."""
    config = _effective_config(course)
    for (section, setting), wanted in ENGINE.items():
        found = config[section].get(setting)
        names = [_name(item) for item in (found if isinstance(found, list) else [found])]
        if wanted not in names:
            raise CourseError(
                f"{section}.{setting} is {', '.join(names)}, without {wanted}: nbgrader would not grade with the engine; "
                "restore it in nbgrader_config.py (and look into grading/nbgrader_config.py)"
            )
    if "nbgrader.preprocessors.AssignLatePenalties" not in map(_name, config.Autograde.autograde_preprocessors):
        raise CourseError("Autograde.autograde_preprocessors lacks AssignLatePenalties: late penalties would not be given")
    return "nbgrader grades with the engine"


def gradebook(course: Course) -> str:
    """The gradebook can be written, and nbgrader's tables in it are the installed version's."""
    from autograder.doors.nbgrader_setup import check_writable, database, load_config

    place = database(load_config(course.root).CourseDirectory.db_url)
    if place is None:
        return "on a server, not tried"
    check_writable(place)
    from nbgrader.api import get_alembic_version

    connection = sqlite3.connect(place)
    try:
        made_for = connection.execute("select version_num from alembic_version").fetchone()[0]
        students = connection.execute("select count(*) from student").fetchone()[0]
    except (sqlite3.DatabaseError, TypeError) as error:
        raise CourseError(f"{place}: not one of nbgrader's ({error}); put one of grading/backups/ in its place") from None
    finally:
        connection.close()
    if made_for != get_alembic_version():
        raise CourseError(f"{place}: made by another version of nbgrader; copy it, then run nbgrader db upgrade")
    return f"{place.relative_to(course.root) if place.is_relative_to(course.root) else place}, {students} students"


def assignments(course: Course) -> str:
    """Exercises and points in the gradebook in use are the sections' own."""
    from nbgrader.api import Gradebook, MissingEntry

    from autograder.doors.nbgrader_setup import check_writable, database, load_config
    from autograder.section import read_section

    where = load_config(course.root).CourseDirectory
    check_writable(database(where.db_url))
    with Gradebook(where.db_url, where.course_id) as book:
        for section_id in course.section_ids():
            exercises = read_section(course.section_path(section_id)).exercises
            wanted = {f"test_{exercise.name}": exercise.points for exercise in exercises}
            try:
                notebook = book.find_notebook(section_id, section_id)
            except MissingEntry:
                continue  # a new section: the first grading brings it in
            if {cell.name: cell.max_score for cell in notebook.grade_cells} != wanted:
                raise CourseError(
                    f"{section_id}: exercises or points differ between the section and the gradebook; run autograder build "
                    f"{section_id}, then autograder grade grading/submitted --assignment {section_id} --gradebook . --regrade"
                )
    return f"{len(course.section_ids())}, as in the gradebook"


def exchange(course: Course) -> str:
    """Where students fetch and hand in, if it lies here."""
    from autograder.doors.nbgrader_setup import load_config

    root = Path(load_config(course.root).Exchange.root)
    if not root.is_dir():
        raise CourseError(f"{root}: missing; make it, writable for everybody (chmod 777), or set Exchange.root")
    if not os.access(root, os.W_OK | os.X_OK):
        raise CourseError(f"{root}: you may not write there; chmod 777 it, or set Exchange.root")
    closed = [folder for folder in (root, *root.parents) if not folder.stat().st_mode & stat.S_IXOTH]
    if closed:
        return f"{root}; other accounts cannot enter {closed[-1]}, so this serves you alone (docs/nbgrader.md)"
    return str(root)


def disk(course: Course) -> str:
    """Room to grade."""
    free = shutil.disk_usage(course.root).free / 2**20
    if free < FREE_MIB:
        raise CourseError(f"{course.root}: {free:.0f} MiB free; make room for at least {FREE_MIB}")
    return f"{free / 1024:.1f} GiB free"


def _effective_config(course: Course) -> Any:
    from nbgrader.apps import NbGraderApp

    before = Path.cwd()
    os.chdir(course.root)
    try:
        app = NbGraderApp()
        app.log.setLevel("ERROR")
        app.initialize([])
        return app.config
    finally:
        os.chdir(before)


def _name(item: Any) -> str:
    return item if isinstance(item, str) or item is None else f"nbgrader.preprocessors.{item.__name__}"
