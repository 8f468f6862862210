import json
import os
import stat
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.section import read_section
from autograder.submission import MAX_FILE, Found, SubmissionError, find_submissions, read_submission
from tests.conftest import ID, edited


@pytest.fixture(scope="module")
def section(built):
    return read_section(built.section_path(ID))


def read(tmp_path, section, content, name="ada.ipynb"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return read_submission(Found("ada", ID, path), section)


def sources(submission):
    return [cell.source for cell in submission.cells]


def refused(tmp_path, section, content, name="ada.ipynb"):
    with pytest.raises(SubmissionError) as caught:
        read(tmp_path, section, content, name)
    return str(caught.value)


def found(*paths, assignment=ID, ids=(ID, "ch00_02_other")):
    return find_submissions(list(paths), assignment, ids)


# ---- reading


def test_read_perfect_notebook_leaves_checks_and_demos_out(tmp_path, section, perfect):
    submission = read(tmp_path, section, perfect)
    assert [cell.grade_id for cell in submission.cells] == ["double", "mean_of"]
    assert not any("assert" in source or "print" in source for source in sources(submission))
    assert submission.problems == () and submission.digest.startswith("sha256:")


def test_read_outputs_do_not_change_the_digest(tmp_path, section, perfect):
    node = json.loads(perfect)
    for cell in node["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 1000}]
    assert read(tmp_path, section, json.dumps(node)).digest == read(tmp_path, section, perfect).digest
    assert (
        read(tmp_path, section, edited(perfect, double="def double(x): pass")).digest != read(tmp_path, section, perfect).digest
    )


def test_read_lost_metadata_cells_are_known_by_what_they_define(tmp_path, section, perfect):
    node = json.loads(perfect)
    for cell in node["cells"]:
        cell["metadata"] = {}
    submission = read(tmp_path, section, json.dumps(node))
    assert [cell.grade_id for cell in submission.cells] == ["double", "mean_of"]


def test_read_check_that_was_edited_is_still_left_out(tmp_path, section, perfect):
    node = json.loads(perfect)
    for cell in node["cells"]:
        cell["metadata"] = {}
        if "twice two" in "".join(cell["source"]):
            cell["source"] = '# my own note\nassert double(2) == 4, "twice two is four"'
    assert len(read(tmp_path, section, json.dumps(node)).cells) == 2


def test_read_retyped_metadata_a_definition_in_a_check_cell_runs(tmp_path, section, untouched):
    node = json.loads(untouched)
    for cell in node["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "test_double":
            cell["source"] = "def double(x): return 2 * x"
    submission = read(tmp_path, section, json.dumps(node))
    assert sources(submission)[-2].startswith("def double") or sources(submission)[1].startswith("def double")
    assert any("double is defined in 2 cells" in problem for problem in submission.problems)


def test_read_student_cells_and_helpers_run_in_order(tmp_path, section, perfect):
    node = json.loads(perfect)
    node["cells"].insert(0, {"cell_type": "code", "source": ["import math\n", "%matplotlib inline"], "metadata": {}})
    assert sources(read(tmp_path, section, json.dumps(node)))[0] == "import math\n%matplotlib inline"


def test_read_solution_turned_into_markdown_is_said(tmp_path, section, perfect):
    node = json.loads(perfect)
    for cell in node["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "double":
            cell["cell_type"] = "markdown"
    assert "not a code cell any more" in read(tmp_path, section, json.dumps(node)).problems[0]


def test_read_percent_script_and_plain_module(tmp_path, section):
    script = '# %% nbgrader={"grade_id": "double"}\ndef double(x): return 2 * x\n\n# %% [markdown]\n# words\n\n# %% tags=["demo"]\n1 / 0\n'
    assert sources(read(tmp_path, section, script, "ada.py")) == ["def double(x): return 2 * x"]
    assert sources(read(tmp_path, section, "def double(x): return 2 * x\n", "ada.py")) == ["def double(x): return 2 * x\n"]


def test_read_script_with_broken_metadata_is_read_without_it(tmp_path, section):
    assert len(read(tmp_path, section, '# %% nbgrader={"grade_id": } tags=[\nx = 1\n', "ada.py").cells) == 1


NOT_NOTEBOOKS = {
    "empty": ("", "broken or cut off"),
    "truncated": ('{"cells": [', "broken or cut off"),
    "list": ("[]", "no nbformat"),
    "no nbformat": ('{"cells": []}', "no nbformat"),
    "old nbformat": ('{"nbformat": 3, "worksheets": []}', "format 3"),
    "future nbformat": ('{"nbformat": 9, "cells": []}', "format 9"),
    "no cells": ('{"nbformat": 4}', "no list of cells"),
    "many cells": ('{"nbformat": 4, "cells": [' + "1," * 5000 + "1]}", "more than"),
    "nul": ('{"nbformat": 4, "cells": []}\0', "NUL"),
    "latin": (b'{"a": "\xe9"}', "UTF-8"),
    "deep": ("[" * 100_000, "nested"),
    "much code": (json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = 1\n" * 500_000}]}), "of code"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
}


@pytest.mark.parametrize(("content", "words"), NOT_NOTEBOOKS.values(), ids=NOT_NOTEBOOKS)
def test_read_what_is_no_notebook_is_named(tmp_path, section, content, words):
    assert words in refused(tmp_path, section, content)


def test_read_fifty_megabytes_of_outputs_are_read_and_more_is_named(tmp_path, section, perfect):
    node = json.loads(perfect)
    node["cells"].append({"cell_type": "code", "source": "", "metadata": {}, "outputs": ["x" * (50 << 20)]})
    assert len(read(tmp_path, section, json.dumps(node)).cells) >= 2
    path = tmp_path / "large.ipynb"
    with path.open("wb") as file:
        file.truncate(MAX_FILE + 1)
    with pytest.raises(SubmissionError, match="larger than"):
        read_submission(Found("ada", ID, path), section)


def test_read_odd_cells_are_passed_over(tmp_path, section):
    cells = [1, None, {}, {"cell_type": "code"}, {"cell_type": "code", "source": 3}, {"cell_type": "code", "source": ["a = 1", 2]},
             {"cell_type": "code", "source": "b = 2", "metadata": []},
             {"cell_type": "code", "source": "c = 3", "metadata": {"tags": "demo", "nbgrader": []}},
             {"cell_type": "code", "source": "d = '\ud800'", "metadata": {"tags": [1], "nbgrader": {"grade_id": 5}}}]  # fmt: skip
    submission = read(tmp_path, section, json.dumps({"nbformat": 4, "cells": cells}))
    assert [s for s in sources(submission) if s] == ["a = 1", "b = 2", "c = 3", "d = '?'"]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.binary(max_size=300), st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
        ["nbformat", "cells", "cell_type", "source", "metadata", "nbgrader", "grade_id", "tags", "code"]), inner, max_size=5),
    max_leaves=20).map(lambda v: json.dumps(v).encode())))  # fmt: skip
def test_read_anything_gives_a_submission_or_a_named_problem(tmp_path, section, content):
    for name in ("x.ipynb", "x.py"):
        try:
            read(tmp_path, section, content, name)
        except SubmissionError:
            pass


def test_read_missing_file_or_member_is_named(tmp_path, section):
    with pytest.raises(SubmissionError, match="cannot be read"):
        read_submission(Found("ada", ID, tmp_path / "gone.ipynb"), section)
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("a.ipynb", "{}")
    with pytest.raises(SubmissionError, match="cannot be read"):
        read_submission(Found("ada", ID, tmp_path / "z.zip", "b.ipynb"), section)


# ---- finding


def test_find_files_of_a_folder_stems_are_students(tmp_path, perfect):
    for name in ("ada.ipynb", "blaise.py", "notes.txt", ".ipynb_checkpoints/ada.ipynb"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(perfect)
    submissions, unread = found(tmp_path)
    assert [(f.student, f.assignment) for f in submissions] == [("ada", ID), ("blaise", ID)] and unread == []


def test_find_submitted_tree_students_are_folders_and_helpers_are_left_out(tmp_path, perfect):
    for name in (
        f"ada/{ID}/{ID}.ipynb",
        f"ada/{ID}/helper.py",
        f"blaise/{ID}/{ID}.ipynb",
        "blaise/ch00_02_other/ch00_02_other.ipynb",
    ):
        (tmp_path / "submitted" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "submitted" / name).write_text(perfect)
    assert [f.student for f in found(tmp_path / "submitted")[0]] == ["ada", "blaise"]
    both = found(tmp_path / "submitted", assignment=None)[0]
    assert sorted((f.student, f.assignment) for f in both) == [("ada", ID), ("blaise", ID), ("blaise", "ch00_02_other")]


def test_find_assignment_from_the_notebook_itself(tmp_path, perfect):
    (tmp_path / "ada.ipynb").write_text(perfect.replace('"nbformat": 4', f'"note": "{ID}", "nbformat": 4'))
    assert found(tmp_path, assignment=None)[0][0].assignment == ID


def test_find_assignment_is_what_a_renamed_release_says_not_what_it_links_to(tmp_path, untouched):
    (tmp_path / "ada.ipynb").write_text(untouched.replace("../README.md", "../ch00_02_other/ch00_02_other.ipynb"))
    (submission,), unread = find_submissions([tmp_path], None, [ID, "ch00_02_other"])
    assert submission.assignment == ID and not unread


def test_find_assignment_that_is_only_linked_to_is_not_taken(tmp_path, untouched):
    text = untouched.replace(f'"assignment": "{ID}"', "").replace("../README.md", "../ch00_02_other/ch00_02_other.ipynb")
    (tmp_path / "ada.ipynb").write_text(text.replace(ID, "x"))
    _, (unread,) = find_submissions([tmp_path], None, [ID, "ch00_02_other"])
    assert "names none" in unread.reason


def test_find_assignment_unknown_is_asked_for(tmp_path):
    (tmp_path / "ada.ipynb").write_text("{}")
    _, (unread,) = found(tmp_path, assignment=None)
    assert "--assignment" in unread.reason


def test_find_second_submission_of_a_student_is_named(tmp_path, perfect):
    (tmp_path / "ada.ipynb").write_text(perfect)
    (tmp_path / "ada.py").write_text("")
    submissions, (unread,) = found(tmp_path)
    assert len(submissions) == 1 and "second submission" in unread.reason


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[31m", ".ada", "x" * 201])
def test_find_student_id_that_is_none_is_named(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr(f"{name}.ipynb", "{}")
        archive.writestr("good.ipynb", "{}")
    submissions, unread = found(tmp_path / "class.zip")
    assert [f.student for f in submissions] == (["class"] if name == ".ada" else ["good"])
    assert name == ".ada" or "not a usable student id" in unread[0].reason or "200" in unread[0].reason


def test_find_zip_of_one_submission_is_the_zips_name(tmp_path, perfect, section):
    with zipfile.ZipFile(tmp_path / "ada.zip", "w") as archive:
        archive.writestr("work/homework.ipynb", perfect)
        archive.writestr("work/helper.py", "x = 1")
    submissions, unread = found(tmp_path / "ada.zip")
    assert [f.student for f in submissions] == ["ada"] and not unread
    assert len(read_submission(submissions[0], section).cells) == 2


def test_find_zip_paths_that_climb_links_and_bombs_are_named(tmp_path, section):
    with zipfile.ZipFile(tmp_path / "class.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("../up.ipynb", "/abs.ipynb", "C:/win.ipynb", "ok.ipynb", "bomb.ipynb"):
            archive.writestr(name, b"\0" * (MAX_FILE + 1) if name == "bomb.ipynb" else b"{}")
        link = zipfile.ZipInfo("link.ipynb")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    submissions, unread = found(tmp_path / "class.zip")
    assert sorted(f.student for f in submissions) == ["bomb", "ok"] and len(unread) == 4
    bomb = next(f for f in submissions if f.student == "bomb")
    with pytest.raises(SubmissionError, match="larger than"):
        read_submission(bomb, section)


def test_find_zip_that_is_none_or_empty_is_named(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK nothing")
    with zipfile.ZipFile(tmp_path / "b.zip", "w"):
        pass
    _, unread = found(tmp_path)
    assert "not a readable zip" in unread[0].reason and "without a notebook" in unread[1].reason


def test_find_other_kind_of_file_is_named(tmp_path):
    (tmp_path / "essay.pdf").write_text("")
    assert "not a notebook" in found(tmp_path / "essay.pdf")[1][0].reason


def test_find_links_out_of_the_folder_are_not_followed(tmp_path):
    (tmp_path / "class").mkdir()
    (tmp_path / "secret.ipynb").write_text("{}")
    (tmp_path / "class" / "ada.ipynb").symlink_to(tmp_path / "secret.ipynb")
    (tmp_path / "class" / "blaise.ipynb").symlink_to(tmp_path / "nowhere.ipynb")
    submissions, unread = found(tmp_path / "class")
    assert submissions == [] and ["outside" in u.reason or "nowhere" in u.reason for u in unread] == [True, True]


def test_find_pipes_and_folders_in_the_place_of_a_file_are_named_and_never_waited_for(tmp_path, section):
    (tmp_path / "class").mkdir()
    for name in ("ada.ipynb", "blaise.zip"):
        os.mkfifo(tmp_path / "class" / name)
    (tmp_path / "class" / "carl.ipynb").mkdir()
    for place in ("class", "class/ada.ipynb"):
        submissions, unread = found(tmp_path / place)
        assert submissions == [] and all("not a file" in u.reason for u in unread)
    assert [u.student for u in found(tmp_path / "class")[1]] == ["ada", "blaise", "carl"]
    with pytest.raises(SubmissionError, match="not a file but a pipe"):
        read_submission(Found("ada", section.id, tmp_path / "class" / "ada.ipynb"), section)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_read_zip_that_python_unpacks_without_a_limit_is_refused(tmp_path, section, perfect, method):
    path = tmp_path / "ada.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("ada.ipynb", perfect)
    with pytest.raises(SubmissionError, match="usual compression"):
        read_submission(Found("ada", ID, path, "ada.ipynb"), section)


def test_read_script_metadata_that_begins_again_and_again_takes_no_minutes(tmp_path, section):
    head = "# %% " + "nbgrader={" * 990 + "\n"  # each beginning looked through to its line's end took 50 seconds of CPU
    begun = time.process_time()
    assert read(tmp_path, section, head * 1990, "ada.py").cells[0].grade_id is None
    assert time.process_time() - begun < 20
