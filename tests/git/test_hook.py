"""A plain git server that grades on push."""

import os
import subprocess
import threading
import time

from tests.conftest import ID, run
from tests.git.conftest import answered, git, roster_of
from tests.nbgrader.test_autograde import scores


def wait_for(condition, what):
    """Until a background process has done something; a machine under load may take its time."""
    for _ in range(1200):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(what)


def test_hook_grades_on_push_one_at_a_time_and_tells_the_student(tiny, new_student, tmp_path, monkeypatch):
    people = [new_student(name) for name in ("ada", "blaise", "carl")]
    roster = roster_of(tmp_path / "roster.csv", *people, more="dora,https://host/dora.git,main\nemil,/nowhere,main\n")
    done = run(tiny, "autograder", "hook", roster)
    assert done.returncode == 1 and "3 hooks installed" in done.stdout
    assert (
        "dora: https://host/dora.git is not on this machine" in done.stderr
        and "emil: /nowhere: no git repository" in done.stderr
    )
    assert run(tiny, "autograder", "hook", roster).returncode == 1  # again, over our own
    release = (tiny.assignments / ID / f"{ID}.ipynb").read_text()
    monkeypatch.setenv("PYTHONPATH", os.environ.get("PYTHONPATH", ""))
    for student in people:
        student.write(answered(release))
    pushes = [threading.Thread(target=student.push) for student in people]
    hold = ["flock", str(tiny.grading / "push.lock"), "sh", "-c", "echo held; cat"]
    holder = subprocess.Popen(hold, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout.readline() == b"held\n"
    for push in pushes:
        push.start()
    for push in pushes:
        push.join()  # although nothing is graded yet
    assert all(not student.has_feedback() for student in people)
    holder.communicate()
    log = tiny.grading / "push.log"
    wait_for(lambda: all(student.has_feedback() for student in people), log.read_text() if log.exists() else "no log")
    assert "5 of 5" in people[2].feedback()
    subprocess.run(["flock", str(tiny.grading / "push.lock"), "true"], check=True)  # the last collect is through
    assert scores(tiny) == {"ada": (2, 3), "blaise": (2, 3), "carl": (2, 3)}
    assert "3 repositories, 3 new submissions" in log.read_text()  # one collect for all three
    assert not list((tiny.grading / "pushed").iterdir())  # pushing feedback is no push to grade


def test_hook_of_somebody_else_is_left_alone(tiny, new_student, tmp_path):
    ada = new_student("ada")
    hook = ada.url / "hooks" / "post-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\n")
    done = run(tiny, "autograder", "hook", roster_of(tmp_path / "roster.csv", ada))
    assert done.returncode == 1 and "not ours" in done.stderr and hook.read_text() == "#!/bin/sh\n"


def test_hook_notes_pushes_to_the_students_branch_only(tiny, new_student, tmp_path):
    ada = new_student("ada")
    run(tiny, "autograder", "hook", roster_of(tmp_path / "roster.csv", ada))
    (tiny.grading / "pushed").mkdir(parents=True, exist_ok=True)
    ada.push(branch="other")
    ada.push(branch="feedback")
    git(ada.home, "push", "--quiet", str(ada.url), ":refs/heads/other")
    assert not list((tiny.grading / "pushed").iterdir())
