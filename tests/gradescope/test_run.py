import json
import os

import pytest

from autograder.doors import gradescope_run
from autograder.doors.gradescope_run import find_submission, student_of
from autograder.submission import SubmissionError
from tests.gradescope.conftest import ADA, ID


def laid_out(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    return folder


@pytest.mark.parametrize(
    ("names", "chosen"),
    [(["my homework.ipynb"], "my homework.ipynb"), (["answers.py"], "answers.py"),
     (["notes.txt", "helper.py", "final (2).ipynb", "data/a.csv"], "final (2).ipynb"),
     (["old.ipynb", f"{ID}.ipynb"], f"{ID}.ipynb"), (["deep/er/a.ipynb"], "deep/er/a.ipynb"),
     (["helper.py", f"{ID}.py"], f"{ID}.py"), (["a.ipynb", ".ipynb_checkpoints/a-checkpoint.ipynb"], "a.ipynb"),
     (["a.ipynb", "__MACOSX/._a.ipynb", ".b.ipynb"], "a.ipynb")],
)  # fmt: skip
def test_the_one_notebook_is_found_under_whatever_name(tmp_path, names, chosen):
    found = find_submission(laid_out(tmp_path, *names), ID, "ada")
    assert found.path == tmp_path / chosen and found.assignment == ID and found.student == "ada"


@pytest.mark.parametrize(
    ("names", "says"),
    [([], "no notebook"), (["report.pdf"], f"hand in {ID}.ipynb"), (["a.ipynb", "b.ipynb"], r"2 files .*a\.ipynb, b\.ipynb"),
     (["a.py", "b.py"], f"name the right one {ID}.py"), ([f"a/{ID}.ipynb", f"b/{ID}.ipynb"], "2 files")],
)  # fmt: skip
def test_no_notebook_or_too_many_is_said(tmp_path, names, says):
    with pytest.raises(SubmissionError, match=says):
        find_submission(laid_out(tmp_path, *names), ID, "ada")


def test_links_are_not_followed_to_the_solution(tmp_path):
    secret = laid_out(tmp_path, f"source/{ID}.py") / "source"
    folder = laid_out(tmp_path, "submission/readme.md") / "submission"
    (folder / f"{ID}.py").symlink_to(secret / f"{ID}.py")
    (folder / "linked").symlink_to(secret)
    os.mkfifo(folder / "pipe.ipynb")
    with pytest.raises(SubmissionError, match="no notebook"):
        find_submission(folder, ID, "ada")


def test_student_is_the_id_or_else_the_address(tmp_path):
    metadata = tmp_path / "submission_metadata.json"
    metadata.write_text(json.dumps(ADA))
    assert student_of(metadata) == "1234"
    metadata.write_text(json.dumps({"users": [{"email": "ada@example.org"}]}))
    assert student_of(metadata) == "ada@example.org"


def test_group_is_the_same_whoever_hands_in(tmp_path):
    metadata = tmp_path / "submission_metadata.json"
    metadata.write_text(json.dumps({"users": [{"id": 2}, {"id": 10}]}))
    one = student_of(metadata)
    metadata.write_text(json.dumps({"users": [{"id": 10}, {"id": 2}]}))
    assert student_of(metadata) == one


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"users": null}', '{"users": []}', '{"users": [1]}', '{"users": [{}]}'])
def test_metadata_that_names_nobody_is_said_and_stops_nothing(tmp_path, capsys, text):
    metadata = tmp_path / "submission_metadata.json"
    if text is not None:
        metadata.write_text(text)
    assert student_of(metadata) == ""
    assert "nobody in particular" in capsys.readouterr().out


def test_submission_without_a_notebook_gets_zero_and_the_reason(place):
    place.submit({"essay.txt": "I would rather not."})
    done = place.run()
    assert done.returncode == 0, done.stdout + done.stderr
    assert place.results["score"] == 0 and "there is no notebook in it" in place.results["output"]
    assert "nothing to grade" in done.stdout


def test_broken_notebook_gets_zero_and_the_reason(place):
    place.submit({"a.ipynb": '{"cells": [', "helper.py": "x = 1"})
    done = place.run()
    assert done.returncode == 0, done.stdout + done.stderr
    assert place.results["score"] == 0 and "broken or cut off" in place.results["output"]


def test_perfect_notebook_gets_full_marks(place, perfect):
    place.submit({"Homework 1 (final).ipynb": perfect, "helper.py": "double = None"})
    done = place.run()
    assert done.returncode == 0, done.stdout + done.stderr
    assert place.results["score"] == 5 and [test["score"] for test in place.results["tests"]] == [2, 3]
    assert "5 of 5 points" in done.stdout and "--seed" in done.stdout


@pytest.mark.parametrize(
    ("path", "says"),
    [("gradescope.json", "missing or damaged; upload the zip again"), (f"source/{ID}/{ID}.py", "no such assignment"),
     ("grading/secret", "secret"), (f"autograder/hidden/{ID}", "no hidden graders")],
)  # fmt: skip
def test_damaged_engine_gives_no_results_and_says_why(place, perfect, path, says, monkeypatch, capsys):
    monkeypatch.delenv("AUTOGRADER_SECRET")
    place.submit({"a.ipynb": perfect})
    (place.root / "results" / "results.json").write_text('{"score": 5}')  # of an earlier run
    damaged = place.root / "source" / path
    damaged.rename(damaged.with_name("gone")) if damaged.is_dir() else damaged.write_text("")
    if path.endswith(".py"):
        damaged.unlink()
    assert gradescope_run.main([str(place.root)]) == 1
    said = capsys.readouterr().out
    assert "NOT GRADED, and not by the student's fault" in said and says in said
    assert place.results is None


def test_hidden_test_that_breaks_gives_no_results(place, perfect, capsys):
    room = place.root / "source" / "autograder" / "hidden" / ID / f"test_{ID}.py"
    room.write_text(room.read_text().replace("assert_close(student.double(x), 2 * x)", "assert 1 / 0"))
    place.submit({"a.ipynb": perfect})
    assert gradescope_run.main([str(place.root)]) == 1
    assert "the grader failed: ZeroDivisionError" in capsys.readouterr().out
    assert place.results is None


def test_sandbox_below_the_minimum_gives_no_results(place, perfect, capsys, monkeypatch):
    from autograder.sandbox.jail import Layers

    place.submit({"a.ipynb": perfect})
    monkeypatch.setattr(Layers, "all", classmethod(lambda cls: cls().without("seccomp")))
    assert gradescope_run.main([str(place.root)]) == 1
    assert "this machine cannot isolate submissions" in capsys.readouterr().out
    assert place.results is None


def test_folders_are_closed_to_everybody_else(place):
    place.submit({"essay.txt": ""})
    place.run()
    for name in gradescope_run.CLOSED:
        assert (place.root / name).stat().st_mode & 0o077 == 0, name
