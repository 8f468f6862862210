"""nbgrader's configuration of this course. With it, the engine does the grading inside `nbgrader autograde`."""

import os
import shutil
import sys
from pathlib import Path

c = get_config()
root = Path(__file__).resolve().parent
grading = root / "grading"
sys.path.insert(0, str(root))
# nbgrader starts `alembic` by its bare name when it makes a gradebook
os.environ["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", "")])

# Folders: what is generated lies at the top, what belongs to students under grading/, which git ignores.
c.CourseDirectory.course_id = "d2l"
c.CourseDirectory.root = str(root)
c.CourseDirectory.source_directory = "source"
c.CourseDirectory.release_directory = "assignments"
c.CourseDirectory.solution_directory = "solutions"
c.CourseDirectory.submitted_directory = "grading/submitted"
c.CourseDirectory.autograded_directory = "grading/autograded"
c.CourseDirectory.feedback_directory = "grading/feedback"
# nbgrader copies whatever lies beside a notebook; a section's script holds its solution and must never travel
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "ch[0-9][0-9]_*.py"]

# The gradebook in git holds the assignments; the one in use is a copy of it, so that an update never meets a grade.
c.CourseDirectory.db_url = f"sqlite:///{grading / 'gradebook.db'}"
(grading / "exchange").mkdir(parents=True, exist_ok=True)
if not (grading / "gradebook.db").exists() and (root / "gradebook.db").exists():
    part = grading / f".gradebook-{os.getpid()}.part"
    shutil.copyfile(root / "gradebook.db", part)
    os.replace(part, grading / "gradebook.db")
c.Exchange.root = str(grading / "exchange")
# What lies in the exchange was put there by students: only their own plain files are collected.
c.ExchangeFactory.collect = "autograder.doors.nbgrader_exchange.Collect"
c.ExchangeFactory.release_feedback = "autograder.doors.nbgrader_exchange.ReleaseFeedback"

# Grading: the engine reads what was submitted, before nbgrader touches a folder or a row, and the rows of the gradebook
# are written from its verdicts. What it cannot grade keeps its earlier grade, or none, and is listed at the end.
c.Autograde.exporter_class = "autograder.doors.nbgrader_verdicts.EngineExporter"
c.Autograde.sanitize_preprocessors = [
    "autograder.doors.nbgrader_preprocessors.Normalise",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "autograder.doors.nbgrader_preprocessors.SaveVerdict",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.ClearHiddenTests",
]
# nbgrader would put the course's hints over a student's copy, and stumbles where that is a folder
c.Autograde.exclude_overwriting = {path.parent.name: [path.name] for path in (root / "source").glob("*/hints.toml")}
c.ExportApp.plugin_class = "autograder.doors.nbgrader_export.BlankExportPlugin"

# Solutions: executed, without hidden tests and markers, and the same bytes each time.
c.GenerateSolution.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.LockCells",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.Execute",
    "autograder.build.preprocessors.TidySolution",
]
c.Execute.record_timing = False
c.Execute.extra_arguments = ["--HistoryManager.hist_file=:memory:", "--log-level=ERROR"]
c.Execute.timeout = 600

# Settings of this copy alone, such as another exchange or late penalties, lie where no update meets them.
if (grading / "nbgrader_config.py").is_file():
    load_subconfig(str(grading / "nbgrader_config.py"))
