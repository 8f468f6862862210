"""nbgrader's exchange, from release to fetched feedback, by its own commands: an instructor and two students.

As root the students are two accounts of this machine; otherwise one account plays everybody.
"""

import csv
import datetime
import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder.course import Course
from tests.conftest import ID, ROOT, edited, run

EARLY, LATE = STUDENTS = ("daemon", "bin")  # accounts that every Linux has
IS_ROOT = os.getuid() == 0


class Student:
    """One student's account: a home, and nbgrader as the student would start it there."""

    def __init__(self, name, home, exchange):
        self.name, self.home, self.exchange, self.config = name, home, exchange, exchange.parent / "config"
        home.mkdir()
        if IS_ROOT:
            os.chown(home, pwd.getpwnam(name).pw_uid, pwd.getpwnam(name).pw_gid)

    def nbgrader(self, *command):
        tool = [str(Path(sys.executable).parent / "nbgrader"), *command]
        return subprocess.run(
            self._as_user(tool),
            cwd=self.home,
            env={"HOME": str(self.home), "PATH": os.environ["PATH"], "D2L_EXCHANGE": str(self.exchange),
                 "JUPYTER_CONFIG_PATH": str(self.config), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def _as_user(self, tool):
        if not IS_ROOT:
            return [*tool, f"--CourseDirectory.student_id={self.name}"] if tool[1] != "list" else tool
        account = pwd.getpwnam(self.name)
        switch = ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
        if not interpreter_is_open():  # Python in root's own home: let the student look into closed folders, write nowhere
            switch += ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
        return [*switch, *tool]

    def write(self, notebook):
        place = self.home / ID / f"{ID}.ipynb"
        place.write_text(notebook)

    def pages(self):
        return sorted((self.home / ID / "feedback").rglob("*.html"))


def interpreter_is_open():
    real = Path(sys.executable).resolve()
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (real, *real.parents))


def said(done):
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def world(built):
    """A course and an exchange in a place that other accounts can enter: pytest's own folders are closed to them."""
    if IS_ROOT and shutil.which("setpriv") is None:
        pytest.skip("no setpriv to be another user with")
    with tempfile.TemporaryDirectory(prefix="autograder-exchange-") as folder:
        os.chmod(folder, 0o755)
        yield build_world(Path(folder), built)


def build_world(base, built):
    shutil.copytree(ROOT / "deploy" / "student", base / "config")
    exchange = base / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    course = Course(base / "course")
    shutil.copytree(built.root, course.root, symlinks=True, ignore=shutil.ignore_patterns("grading"))
    (course.root / "data").mkdir(exist_ok=True)
    (course.root / "grading").mkdir(mode=0o700)
    (course.root / "grading" / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.Exchange.root = {str(exchange)!r}\n"
        "c.LateSubmissionPlugin.penalty_method = 'zero'\n"
        f"c.ExchangeCollect.check_owner = {IS_ROOT}\n"
    )
    students = {name: Student(name, base / name, exchange) for name in STUDENTS}
    return course, students, exchange


@pytest.fixture(scope="module")
def finished(world, built):
    """The whole round; returns what each step said."""
    course, students, exchange = world
    from autograder.section import read_section
    from autograder.variants import hand_in, solved

    perfect = hand_in(built.assignments / ID / f"{ID}.ipynb", solved(read_section(built.section_path(ID)), {}))
    heard = {}

    def step(name, done):
        heard[name] = said(done)
        assert done.returncode == 0, f"{name}: {said(done)}"

    step("release", run(course, "nbgrader", "release_assignment", ID))
    step("list", students[EARLY].nbgrader("list"))
    for student in students.values():
        step(f"fetch {student.name}", student.nbgrader("fetch_assignment", ID))
    students[EARLY].write(perfect)
    students[LATE].write(edited(perfect, double="def double(x):\n    return 0"))
    for student in students.values():
        step(f"submit {student.name}", student.nbgrader("submit", ID))
    handed_in = {name: date(exchange, name) for name in STUDENTS}
    due = handed_in[EARLY] + (handed_in[LATE] - handed_in[EARLY]) / 2
    step("due", run(course, "nbgrader", "db", "assignment", "add", ID, f"--duedate={due:%Y-%m-%d %H:%M:%S.%f} UTC"))
    step("add", run(course, "nbgrader", "db", "student", "add", "absent"))
    step("list inbound", run(course, "nbgrader", "list", "--inbound"))
    step("collect", run(course, "nbgrader", "collect", ID))
    step("autograde", run(course, "nbgrader", "autograde", ID))
    step("generate", run(course, "nbgrader", "generate_feedback", ID))
    (course.root / "grading" / "feedback" / "by_mail" / ID).mkdir(parents=True)
    (course.root / "grading" / "feedback" / "by_mail" / ID / f"{ID}.html").write_text("handed in by mail")
    step("give back", run(course, "nbgrader", "release_feedback", ID))
    for student in students.values():
        step(f"feedback {student.name}", student.nbgrader("fetch_feedback", ID))
    step("export", run(course, "nbgrader", "export", "--to", "grades.csv"))
    return heard


def date(exchange, student):
    (folder,) = (exchange / "d2l" / "inbound").glob(f"{student}+*")
    return datetime.datetime.strptime(folder.name.split("+")[2], "%Y-%m-%d %H:%M:%S.%f %Z")


def test_round_students_see_fetch_and_hand_in(world, finished):
    _, students, exchange = world
    assert f"d2l {ID}" in finished["list"]
    for name in STUDENTS:
        assert f"d2l {name} {ID}" in finished["list inbound"]
        (folder,) = (exchange / "d2l" / "inbound").glob(f"{name}+*")
        owner = pwd.getpwuid(folder.stat().st_uid).pw_name
        assert owner == (name if IS_ROOT else pwd.getpwuid(os.getuid()).pw_name)
    fetched = {path.name for path in (students[EARLY].home / ID).iterdir()}
    assert fetched == {f"{ID}.ipynb", "hints.toml", "feedback"}


def test_round_no_student_can_list_what_others_handed_in(world, finished):
    _, _, exchange = world
    assert stat.S_IMODE((exchange / "d2l" / "inbound").stat().st_mode) & 0o777 == 0o733
    assert stat.S_IMODE((exchange / "d2l" / "feedback").stat().st_mode) & 0o777 == 0o711


def test_round_each_student_fetches_their_own_feedback(world, finished):
    _, students, _ = world
    (early,), (late,) = students[EARLY].pages(), students[LATE].pages()
    assert "double: 2 of 2 points" in early.read_text()
    assert "double: 0 of 2 points" in late.read_text() and "Fractions are doubled too." in late.read_text()
    if IS_ROOT:
        assert late.stat().st_uid == pwd.getpwnam(LATE).pw_uid


def test_round_feedback_of_who_did_not_use_the_exchange_stops_nobody(finished):
    assert "by_mail" in finished["give back"] and "not handed in through the exchange" in finished["give back"]


def test_round_late_ones_are_penalised_and_who_is_absent_is_blank(world, finished):
    course, _, _ = world
    rows = {row["student_id"]: row for row in csv.DictReader((course.root / "grades.csv").read_text().splitlines())}
    assert (rows[EARLY]["raw_score"], rows[EARLY]["late_submission_penalty"], rows[EARLY]["score"]) == ("5.0", "0.0", "5.0")
    assert (rows[LATE]["raw_score"], rows[LATE]["late_submission_penalty"], rows[LATE]["score"]) == ("3.0", "3.0", "0.0")
    assert (rows["absent"]["raw_score"], rows["absent"]["score"], rows["absent"]["timestamp"]) == ("", "", "")
    assert rows["absent"]["max_score"] == "5.0"


# ---- what may lie in the exchange ---------------------------------------------------------------------------------


@pytest.fixture
def inbound(tiny):
    folder = tiny.root / "grading" / "exchange" / "d2l" / "inbound"
    folder.mkdir(parents=True)
    return folder


def hand_in_as(inbound, student, notebook, when="2026-01-02 03:04:05.000006 UTC", owner=None, inside=None):
    """A folder as `nbgrader submit` makes it."""
    folder = inbound / f"{student}+{ID}+{when}+secret"
    folder.mkdir()
    (folder / f"{ID}.ipynb").write_text(notebook)
    (folder / "timestamp.txt").write_text(inside or when)
    (folder / "submission_secret.txt").write_text("secret")
    if IS_ROOT:
        for path in (folder, *folder.iterdir()):
            os.chown(path, pwd.getpwnam(owner or student).pw_uid, -1)
    return folder


def test_collect_refuses_what_is_not_the_students_own_plain_files(tiny, inbound, perfect):
    me = pwd.getpwuid(os.getuid()).pw_name
    names = ("daemon", "bin", "sys", "games", "mail", "nobody") if IS_ROOT else (me,)
    good, *bad = names
    hand_in_as(inbound, good, perfect)
    (inbound / f"{good}+{ID}+yesterday+x").mkdir()
    secret = tiny.root / "gradebook.db"
    if IS_ROOT:
        link, pipe, date, large, links = (hand_in_as(inbound, name, perfect) for name in bad)
        hand_in_as(inbound, good, "forged", when="2026-02-02 03:04:05.000006 UTC", owner=bad[0])
        (link / f"{ID}.ipynb").unlink()
        (link / f"{ID}.ipynb").symlink_to(secret)
        os.mkfifo(pipe / "pipe")
        (date / "timestamp.txt").write_text("2025-01-01 00:00:00 UTC")
        (large / "large.bin").write_bytes(bytes(2_000_000))
        (links / "folder").symlink_to(tiny.root)
    done = run(tiny, "nbgrader", "collect", ID, "--CourseDirectory.max_dir_size=1000")
    assert done.returncode == 1 and "Traceback" not in said(done), said(done)
    submitted = tiny.root / "grading" / "submitted"
    assert [path.name for path in submitted.iterdir()] == [good]
    assert (submitted / good / ID / f"{ID}.ipynb").read_text() == perfect
    reasons = {"yesterday": "not named as nbgrader submit names"}
    if IS_ROOT:
        reasons |= {bad[0]: f"{ID}.ipynb is a link", bad[1]: "pipe is a link or no plain file", bad[2]: "timestamp.txt does not",
                    bad[3]: "too large with large.bin", bad[4]: "folder is a link"}  # fmt: skip
    for name, reason in reasons.items():
        assert any(name in line and reason in line for line in said(done).splitlines() if "Not collected" in line), name
    assert "last changed" in said(done)  # all of these are dated months before they were put there


@pytest.mark.skipif(not IS_ROOT, reason="needs a folder of another account")
def test_collect_in_anothers_name_is_refused_and_the_earlier_one_stays(tiny, inbound, perfect):
    hand_in_as(inbound, "daemon", perfect, owner="bin")
    kept = tiny.root / "grading" / "submitted" / "daemon" / ID
    kept.mkdir(parents=True)
    (kept / f"{ID}.ipynb").write_text("earlier")
    (kept / "timestamp.txt").write_text("2025-01-02 03:04:05 UTC")
    done = run(tiny, "nbgrader", "collect", ID, "--update")
    assert done.returncode == 1 and "handed in for daemon by bin" in said(done)
    assert (kept / f"{ID}.ipynb").read_text() == "earlier"


def test_students_without_an_exchange_are_told_so(world, tmp_path):
    _, _, exchange = world
    student = Student(EARLY, exchange.parent / "without", exchange)
    student.exchange = exchange / "missing"
    for command in (("list",), ("fetch_assignment", ID)):
        done = student.nbgrader(*command)
        assert done.returncode == 1 and "Traceback" not in said(done)
        assert f"Unwritable directory, please contact your instructor: {exchange / 'missing'}" in said(done)


def test_collect_from_no_exchange_says_so(tiny):
    (tiny.root / "grading").mkdir()
    (tiny.root / "grading" / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.Exchange.root = {str(tiny.root / 'nowhere')!r}\n"
    )
    done = run(tiny, "nbgrader", "collect", ID)
    assert done.returncode == 1 and "Unwritable directory" in said(done) and "Traceback" not in said(done)
