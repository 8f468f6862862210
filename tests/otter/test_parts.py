"""The door's parts where they refuse something, and otter's forms of a submission that has no score."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import zipfile
from math import isnan

import dill
import nbformat
import pytest
from otter.run import AutograderConfig
from otter.test_files import GradingResults

from autograder.doors.otter_command import leaked, make, repack
from autograder.doors.otter_luggage import pack
from autograder.doors.otter_master import master_notebook, test_function
from autograder.doors.otter_plugin import EnginePlugin, ExerciseFile
from autograder.errors import CourseError
from autograder.grading.verdict import ExerciseResult, TestResult
from autograder.section import read_section
from tests.conftest import ID, ROOT, copy_tiny, run


def section_of_tiny():
    return read_section(ROOT / "tests" / "tinycourse" / "source" / ID / f"{ID}.py")


def submitted(folder, name=f"{ID}.ipynb", text=None):
    """A plugin before a submission in a folder of its own, as otter makes it."""
    (folder / "submission").mkdir(parents=True)
    path = folder / "submission" / name
    path.write_text(nbformat.writes(nbformat.v4.new_notebook()) if text is None else text)
    return EnginePlugin(str(path), {}, {"assignment": ID})


def graded(plugin, folder):
    plugin.before_grading(AutograderConfig({"autograder_dir": str(folder), "pdf": True, "token": "x", "grade_from_log": True}))
    results = GradingResults([])
    plugin.after_grading(results)
    return results


# -- the master


def test_master_is_a_valid_notebook_and_the_same_each_time():
    first, second = (nbformat.writes(master_notebook(section_of_tiny())) for _ in range(2))
    assert first == second
    nbformat.validate(nbformat.reads(first, 4))


def test_master_check_far_from_its_exercise_is_refused():
    section = section_of_tiny()
    cells = [cell for cell in section.cells if cell.grade_id != "test_double"]
    with pytest.raises(CourseError, match="the check of double before the exercise mean_of"):
        master_notebook(dataclasses.replace(section, cells=tuple(cells)))


def test_check_gets_by_name_what_it_uses_of_the_notebook():
    check = (
        "import math\nrows = [softmax(x, n) for x in data]\ndef f(x): return x + np.pi\nassert f(rows[0]) == math.e, len(rows)"
    )
    assert test_function(section_of_tiny(), "softmax", check).startswith(
        "def test_softmax(data, n, np, softmax):\n    import math"
    )


def test_check_with_a_magic_is_refused():
    with pytest.raises(CourseError, match="cell test_double: otter takes plain Python only"):
        test_function(section_of_tiny(), "double", "%time double(2)")


# -- the command


def test_command_unknown_assignment_is_refused(built, tmp_path):
    done = run(built, "autograder", "otter", "ch99_none", "--to", tmp_path, PYTHONPATH=str(ROOT))
    assert done.returncode == 2 and "ch99_none: no such assignment" in done.stderr


def test_command_public_check_that_fails_in_otter_keeps_what_was_there(tmp_path):
    course = copy_tiny(tmp_path / "course")
    script = course.section_path(ID)
    script.write_text(script.read_text().replace("double(2) == 4", "double(2) == 5"))
    (tmp_path / "out" / ID).mkdir(parents=True)
    (tmp_path / "out" / ID / "kept").touch()
    with pytest.raises(CourseError, match="public checks fail on the section's own solution") as caught:
        make(course, ID, tmp_path / "out")
    assert "twice two is four" in str(caught.value) and "Traceback" not in str(caught.value)
    assert [path.name for path in (tmp_path / "out" / ID).iterdir()] == ["kept"]


def test_pack_without_graders_is_refused(tmp_path):
    course = copy_tiny(tmp_path / "course")
    (course.hidden / ID / f"test_{ID}.py").unlink()
    with pytest.raises(CourseError, match="there are no graders"):
        pack(course, ID, tmp_path / "packed")


def test_pack_into_a_place_that_is_taken_is_refused(tmp_path):
    (tmp_path / "packed" / "autograder").mkdir(parents=True)
    with pytest.raises(CourseError, match="cannot be packed"):
        pack(copy_tiny(tmp_path / "course"), ID, tmp_path / "packed")


def test_repack_order_and_dates_do_not_matter(tmp_path):
    for number, names in enumerate([("a", "run_autograder"), ("run_autograder", "a")]):
        with zipfile.ZipFile(tmp_path / f"{number}.zip", "w") as archive:
            for name in names:
                archive.writestr(zipfile.ZipInfo(name, (2000 + number, 1, 1, 0, 0, 0)), name)
        repack(tmp_path / f"{number}.zip", tmp_path / f"{number}.new")
    assert (tmp_path / "0.new").read_bytes() == (tmp_path / "1.new").read_bytes()
    assert zipfile.ZipFile(tmp_path / "0.new").getinfo("run_autograder").external_attr >> 16 == 0o100755


def test_leaked_names_a_solution_and_a_stray_file(tmp_path):
    section = section_of_tiny()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(section.cells[1].source)])
    nbformat.write(notebook, tmp_path / f"{ID}.ipynb")
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "secret").touch()
    said = "\n".join(leaked(section, tmp_path))
    assert "secret_sum = x + x" in said and "course/secret does not belong" in said


# -- the plugin


def test_plugin_leaves_otter_an_empty_notebook_and_no_other_work(tmp_path):
    plugin = submitted(tmp_path)
    (tmp_path / "submission" / ".OTTER_LOG").touch()
    (tmp_path / "submission" / "deep" / "er").mkdir(parents=True)
    (tmp_path / "submission" / "link").symlink_to(tmp_path)
    config = AutograderConfig({"autograder_dir": str(tmp_path), "pdf": True, "token": "x", "grade_from_log": True})
    plugin.before_grading(config)
    assert os.listdir(tmp_path / "submission") == [f"{ID}.ipynb"] and tmp_path.is_dir()
    assert nbformat.read(plugin.submission_path, 4).cells == []
    assert (config.pdf, config.token, config.grade_from_log) == (False, None, False)


def test_plugin_zip_without_course_claims_no_score(tmp_path):
    results = graded(submitted(tmp_path), tmp_path)
    assert isnan(results.total) and results.total != results.possible
    assert f"has no {ID} in it; make it anew: autograder otter {ID}" in results.to_gradescope_dict(None)["output"]


def test_plugin_engine_that_does_not_run_claims_no_score(tmp_path):
    place = tmp_path / "source" / "files" / "course" / "source" / ID
    place.mkdir(parents=True)
    plugin = submitted(tmp_path)
    results = graded(plugin, tmp_path)
    assert results.to_gradescope_dict(None)["output"].startswith("Not graded: the engine did not run")
    assert "not inside a course repository" in plugin.generate_report(), "the instructor is told why"


@pytest.mark.parametrize(
    ("metadata", "name", "student"),
    [
        ({}, "carl.ipynb", "carl"),
        ({"users": []}, f"{ID}.ipynb", "submission"),
        ({"users": [{"email": "b@x"}, {"email": "a/../../x"}]}, "x.ipynb", "a_.._.._x+b@x"),
    ],
)
def test_plugin_student_is_the_platforms_or_the_files(metadata, name, student):
    assert EnginePlugin(f"/nowhere/{name}", metadata, {"assignment": ID})._student() == student


def test_no_score_is_no_zero_in_otters_table_and_file(tmp_path):
    """What `otter grade` makes of results that come out of a container as a dill file."""
    from otter.grade.utils import merge_scores_to_df

    withheld = dill.loads(dill.dumps(graded(submitted(tmp_path), tmp_path)))
    whole = GradingResults([ExerciseFile(ExerciseResult("double", 2.0, (TestResult("t", "Twice.", "passed"),)))])
    whole.file, withheld.file = "ada.ipynb", "dora.ipynb"
    row = merge_scores_to_df([whole, withheld]).set_index("file").loc["dora.ipynb"]
    assert isnan(row["total_points_earned"]) and isnan(row["percent_correct"])
    assert "make it anew" in row["grading_status"]


def test_exercise_keeps_the_verdicts_score_whatever_its_tests_weigh():
    tests = tuple(TestResult(f"t{i}", "It holds.", outcome) for i, outcome in enumerate(["passed", "passed", "failed"]))
    file = dill.loads(dill.dumps(ExerciseFile(ExerciseResult("softmax", 1.0, tests))))
    assert (file.score, file.possible) == (0.666667, 1.0)
    json.dumps(file.to_dict())


def test_exercise_page_shows_a_students_words_as_text():
    test = TestResult("t", "It holds.", "raised", "ValueError: <script>alert(1)</script>\x1b[2J")
    file = ExerciseFile(ExerciseResult("softmax", 1.0, (test,)))
    assert "<script>" not in file._repr_html_() and "&lt;script&gt;" in file._repr_html_()
    assert "\x1b" not in file.summary()


def test_zip_runs_as_otters_image_lays_it_out(made, tmp_path):
    """`otter grade` without Docker: /autograder elsewhere, its empty metadata file, and no package on the path."""
    place = tmp_path / "autograder"
    for name in ("source", "submission", "results"):
        (place / name).mkdir(parents=True)
    zipfile.ZipFile(made.archive).extractall(place / "source")
    (place / "submission_metadata.json").touch()
    (place / "submission" / "carl.ipynb").write_bytes((made.student / f"{ID}.ipynb").read_bytes())
    script = place / "source" / "run_otter.py"
    script.write_text(script.read_text().replace("/autograder", str(place)))
    plugin = place / "source" / "files" / "course" / "autograder" / "doors" / "otter_plugin.py"
    with plugin.open("a") as file:
        file.write(f"\nPath({str(tmp_path / 'imported')!r}).touch()\n")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run([sys.executable, script], cwd="/", env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "imported").exists(), "the plugin did not come from the zip"
    results = json.loads((place / "results" / "results.json").read_text())
    assert [(test["name"], test.get("score")) for test in results["tests"]][1:] == [("double", 0), ("mean_of", 0)]
