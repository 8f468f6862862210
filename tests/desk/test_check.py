"""`autograder check`: every exercise has its own outcome and one sentence."""

import json
import os
import re
import shutil
import signal
import subprocess

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from autograder.desk.course import Course
from tests.conftest import ID, ROOT
from tests.desk.conftest import RIGHT

WRONG = {
    "a wrong value": ("    return 2 * x + 1", "twice two is four"),
    "an error": ("    return x / 0", "ZeroDivisionError: division by zero (line 2: return x / 0)"),
    "an own message": ("    assert x > 5, 'too small'", "too small (line 2: assert x > 5, 'too small')"),
    "no message": ("    assert x > 5", "this is not true: assert x > 5 (line 2)"),
    "not Python": ("    return x +", "SyntaxError: invalid syntax (line 2: return x +)"),
    "part of the stub": ("    x = 1\n    raise NotImplementedError()", "a part is still to be written (line 3: raise"),
    "an exit": ("    import sys\n    sys.exit(3)", "SystemExit: 3 (line 3: sys.exit(3))"),
    "an interrupt": ("    raise KeyboardInterrupt", "KeyboardInterrupt (line 2: raise KeyboardInterrupt)"),
    "a hard exit": ("    import os\n    os._exit(0)", "its check ended the whole Python process"),
    "a crash": ("    import ctypes\n    ctypes.string_at(0)", "its check ended the whole Python process"),
    "a question": ("    return 2 * int(input())", "EOFError: there is nobody to answer input() in a check (line 2"),
    "a recursion": ("    return double(x)", "RecursionError: maximum recursion depth exceeded (line 2: return double(x))"),
    "a hostile text": ("    raise ValueError('\\x1b[2Jgone')", "ValueError: \N{REPLACEMENT CHARACTER}[2Jgone"),
    "an evil exception": (
        "    class E(Exception):\n        def __str__(self): raise self\n    raise E",
        "E (line 4: raise E)",
    ),
    "a fork": ("    import os\n    os.fork()\n    return 7", "twice two is four"),
    "a module-level loop": ("    return 2 * x\nwhile True: pass", "the cell ran for more than 2 seconds and was stopped"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_answer_gets_one_sentence_and_hides_no_other(student, kind):
    body, sentence = WRONG[kind]
    student.write(**{**RIGHT, "double": f"def double(x):\n{body}"})
    done = student.run("check", "--limit", "2" if "loop" in kind else "60")
    assert done.returncode == 1, done.stderr
    [line] = [line for line in done.stdout.splitlines() if line.lstrip().startswith("✗")]
    assert line.startswith("  ✗  double   2  ")
    assert sentence in line
    assert "  ✓  mean_of  3\n" in done.stdout
    assert "3 of 5 points by the public checks\nnext exercise: double (hint: autograder hint double)\n" in done.stdout
    assert done.stderr == ""


def test_a_check_that_does_not_end_is_stopped_and_the_next_one_runs(student):
    student.write(**{**RIGHT, "double": "def double(x):\n    while True: pass"})
    done = student.run("check", "--limit", "2")
    assert "✗  double   2  its check ran for more than 2 seconds and was stopped" in done.stdout
    assert "✓  mean_of" in done.stdout


def test_what_a_failing_check_printed_is_shown_and_cut(student):
    student.write(**{**RIGHT, "double": "def double(x):\n    for i in range(10**5): print('seen', i)\n    return 0"})
    done = student.run("check")
    assert "| seen 0\n" in done.stdout
    assert re.search(r"\| \.\.\. \d+ lines more\n", done.stdout)
    assert len(done.stdout) < 1_500


def test_the_untouched_release_is_not_begun(student):
    done = student.run("check")
    assert done.returncode == 0
    assert "  ·  double   2  not begun\n  ·  mean_of  3  not begun\n\n0 of 5 points" in done.stdout


def test_a_finished_notebook_passes(student):
    student.write(**RIGHT)
    done = student.run("check")
    assert done.returncode == 0
    assert done.stdout.endswith("  ✓  double   2\n  ✓  mean_of  3\n\n5 of 5 points by the public checks\n")


def test_an_exercise_that_needs_another_waits_for_it(student):
    student.write(mean_of="def mean_of(values):\n    return double(sum(values)) / 2 / len(values)")
    done = student.run("check")
    assert "…  mean_of  3  waits for double, which is not begun yet" in done.stdout
    assert "next exercise: double" in done.stdout


def test_a_broken_cell_of_ones_own_is_named(student):
    student.write(**RIGHT)
    student.insert(1, "half = 1 / 0")
    done = student.run("check")
    assert done.returncode == 1
    assert "  cell 2 (half = 1 / 0): ZeroDivisionError: division by zero (line 1: half = 1 / 0)\n" in done.stdout
    assert "5 of 5 points" in done.stdout


def test_demo_cells_and_lines_for_ipython_do_not_run(student):
    student.write(**{**RIGHT, "double": "%matplotlib inline\n!exit 1\nfiles = !ls\nlen?\n" + RIGHT["double"]})
    student.insert(1, "import os\nos._exit(1)", tags=["demo"])
    student.insert(1, "%%bash\nexit 1")
    student.insert(1, "%%time\nfactor = 2\nget_ipython().run_line_magic('x', '')\ndisplay(factor)")
    student.insert(4, "import asyncio\nawait asyncio.sleep(0)\nassert factor == 2")
    done = student.run("check")
    assert done.returncode == 0, done.stdout
    assert "5 of 5 points" in done.stdout


def test_a_missing_cell_is_named_with_its_cure(student):
    student.write(**{**RIGHT, "double": "# gone"})
    done = student.run("check")
    assert "NameError: name 'double' is not defined (line 1 of the check: assert double(2)" in done.stdout
    node = json.loads(student.text())
    node["cells"] = [c for c in node["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") != "double"]
    student.notebook.write_text(json.dumps(node))
    assert "nothing in the notebook defines double: autograder reset double brings its cell back" in student.run("check").stdout


def test_a_check_that_was_edited_or_deleted_counts_as_released(student):
    node = json.loads(student.text(double="def double(x):\n    return 5", test_double="assert True"))
    node["cells"] = [c for c in node["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") != "test_mean_of"]
    student.notebook.write_text(json.dumps(node))
    done = student.run("check")
    assert "twice two is four" in done.stdout
    assert "mean_of  3  not begun" in done.stdout


def test_a_notebook_without_the_course_around_it_is_checked_too(student, tmp_path):
    student.write(double="def double(x):\n    return 5")
    alone = tmp_path / "elsewhere" / "mine.ipynb"
    alone.parent.mkdir()
    shutil.copy(student.notebook, alone)
    done = student.run("check", "mine.ipynb", cwd=alone.parent)
    assert "twice two is four" in done.stdout
    assert "mean_of  3  not begun" in done.stdout
    assert list(alone.parent.iterdir()) == [alone]


def test_a_script_is_checked_with_its_own_line_numbers(student):
    script = student.root / f"{ID}.py"
    head = "# %% [markdown]\n# # 0.1 Warm up\n\n# %%\ndef double(x):\n    return y\n\n# %%\n"
    script.write_text(head + RIGHT["mean_of"] + "\n", encoding="utf-8")
    shutil.move(script, student.notebook.parent / script.name)
    done = student.run("check", f"assignments/{ID}/{ID}.py")
    assert "double   2  NameError: name 'y' is not defined (line 6: return y)" in done.stdout
    assert "✓  mean_of" in done.stdout


def test_an_assignment_a_folder_and_several_files_may_be_named(student):
    assert "0.1 Warm up" in student.run("check", ID).stdout
    assert "nothing has been begun" in student.run("check", "assignments").stdout
    student.write(**RIGHT)
    done = student.run("check", "assignments", "nowhere.ipynb")
    assert "5 of 5 points" in done.stdout
    assert done.stderr == "autograder: nowhere.ipynb: no such file\n"
    assert done.returncode == 2
    assert "5 of 5 points" in student.run("check", cwd=student.notebook.parent).stdout


def test_without_a_name_it_is_the_assignment_whose_folder_one_is_in(monkeypatch):
    monkeypatch.chdir(ROOT / "assignments" / "ch02_03_linear_algebra")
    assert Course(ROOT).latest().assignment == "ch02_03_linear_algebra"
    monkeypatch.chdir(ROOT / "docs")
    assert Course(ROOT).latest().assignment == "ch02_01_data_manipulation"


def other_course(path):
    node = json.loads(path.read_text())
    node["metadata"]["autograder"]["assignment"] = "ch99_99_other"
    path.write_text(json.dumps(node))


BAD = {
    "missing": (lambda path: path.unlink(), "no such file"),
    "cut off": (lambda path: path.write_text(path.read_text()[:500]), "its JSON is broken or cut off"),
    "not JSON": (lambda path: path.write_text("hello"), "its JSON is broken or cut off"),
    "another JSON": (lambda path: path.write_text("[1]"), "not a notebook of format 4"),
    "deep": (lambda path: path.write_text("[" * 200_000), "nested too deeply"),
    "binary": (lambda path: path.write_bytes(b"\xff\xfe\x00"), "not text in UTF-8"),
    "another course": (other_course, "is for 'ch99_99_other', which is no assignment of this course"),
    "odd cells": (lambda path: path.write_text('{"cells": [1, {"cell_type": "code", "source": 5}]}'), None),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_gets_a_sentence(student, kind):
    spoil, sentence = BAD[kind]
    spoil(student.notebook)
    done = student.run("check", student.notebook)
    if sentence is None:  # every cell is gone, and that is what it says
        assert "nothing in the notebook defines double" in done.stdout
        return
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_other_bad_input_gets_a_sentence(student, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "not inside a course" in student.run("check", cwd=empty).stderr
    assert "not inside a course" in student.run("progress", cwd=empty).stderr
    assert "holds no notebook" in student.run("check", empty).stderr
    (empty / "mine.txt").write_text("x")
    assert "not a notebook (.ipynb) or a script" in student.run("check", empty / "mine.txt").stderr
    (empty / "plain.ipynb").write_text('{"cells": []}')
    assert "no assignment of this course" in student.run("check", empty / "plain.ipynb").stderr
    assert "no such file" in student.run("check", "--watch", "nowhere.ipynb").stderr
    assert "above 0" in student.run("check", "--limit", "0").stderr
    if os.getuid():
        student.notebook.chmod(0)
        assert "cannot be read" in student.run("check", ID).stderr


def test_nothing_that_only_posix_has_is_needed(student):
    """Runs a check where termios, fcntl, resource, fork and process groups do not exist, as on Windows."""
    (student.root / "lib" / "sitecustomize.py").write_text(
        "import os, sys\n"
        "for name in ('termios', 'tty', 'fcntl', 'resource', 'pwd', 'grp', 'pty'):\n    sys.modules[name] = None\n"
        "for name in ('fork', 'forkpty', 'getuid', 'geteuid', 'setsid'):\n    delattr(os, name)\n"
    )
    student.write(**RIGHT)
    for command in (("check",), ("hint", "double"), ("progress",), ("reset", "double", "--yes")):
        done = student.run(*command)
        assert done.returncode == 0, done.stderr
    assert "NotImplementedError" in student.answer("double")


def test_a_terminal_without_unicode_gets_plain_signs(student):
    student.write(double="def double(x):\n    raise ValueError('\N{SNOWMAN}')")
    done = student.run("check", PYTHONIOENCODING="cp1252")
    assert "  x  double   2  ValueError: ? (line 2: raise ValueError('?'))\n  .  mean_of  3  not begun\n" in done.stdout


def test_the_notebook_itself_says_the_same_sentence(student):
    student.write(**{**RIGHT, "mean_of": "def mean_of(values):\n    return 7"})
    notebook = nbformat.read(student.notebook, as_version=4)
    with pytest.raises(CellExecutionError) as failure:
        NotebookClient(notebook, kernel_name="python3").execute()
    assert failure.value.ename == "AssertionError"
    assert f"✗  mean_of  3  {failure.value.evalue}\n" in student.run("check").stdout


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_an_endless_loop_does_not_outlive_the_desk(student, number):
    """The loop holds a pipe: when its last writer is gone, reading it comes to an end."""
    pipe = student.root / "alive"
    os.mkfifo(pipe)
    loop = (
        f"def double(x):\n    alive = open({str(pipe)!r}, 'w')\n    print('on', file=alive, flush=True)\n    while True: pass"
    )
    student.write(double=loop)
    desk = student.start("check")
    with open(pipe) as alive:
        assert alive.readline() == "on\n"
        desk.send_signal(number)
        assert alive.read() == ""
    _, errors = desk.communicate()
    assert errors == ("autograder: interrupted\n" if number == signal.SIGINT else "")


def test_the_whole_command_line_has_the_desk_too(student):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [*student.command()[:1], "-m", "autograder", "check"]
    done = subprocess.run(command, cwd=student.root, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0
    assert "0.1 Warm up" in done.stdout
