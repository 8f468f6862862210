"""`autograder collect`, from outside: ten students, and whatever they push."""

import json
import shutil
import sqlite3
import threading

import pytest

from autograder.doors.git_feedback import Feedback, escaped, fenced
from autograder.doors.git_records import Pushes, Records
from tests.conftest import ID, run
from tests.git.conftest import BIG_FILE, NOTEBOOK, Student, answered, git, roster_of
from tests.nbgrader.test_autograde import scores

ZERO = "def double(x):\n    return 0"
NASTY = "def double(x):\n    raise ValueError('```\\n<script>alert(1)</script> [a](javascript:alert(2)) @everyone \\x1b[31m')"


@pytest.fixture(scope="module")
def term(built, tmp_path_factory):
    """A class's first collect, with what it said."""
    from autograder.course import Course

    root = tmp_path_factory.mktemp("term")
    shutil.copytree(built.root, root / "course", symlinks=True)
    course = Course(root / "course")
    shutil.rmtree(course.grading, ignore_errors=True)
    release = (course.assignments / ID / f"{ID}.ipynb").read_text()
    names = ("ada", "blaise", "carl", "dora", "emil", "frida", "gustav", "hilda", "ivan", "jana")
    people = {name: Student(name, root) for name in names}
    for student in people.values():
        student.write(release)
        student.write("# course", "README.md")
    people["ada"].write(answered(release))
    people["blaise"].write(answered(release, double=NASTY))
    (people["dora"].home / NOTEBOOK).unlink()
    (people["dora"].home / NOTEBOOK).symlink_to(course.root / "gradebook.db")
    people["frida"].write(answered(release))
    people["frida"].write(BIG_FILE, "weights.bin")
    people["jana"].write(answered(release)[:500])
    for name, student in people.items():
        if name == "emil":
            shutil.rmtree(student.home / "assignments" / ID)
            git(student.home, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},assignments/{ID}")
            git(student.home, "commit", "--quiet", "--message", "submodule")
            git(student.home, "push", "--quiet", str(student.url), "HEAD:refs/heads/main")
        elif name != "hilda":
            student.push(branch="dev" if name == "ivan" else "main")
    shutil.rmtree(people["gustav"].url)
    roster = roster_of(root / "roster.csv", *people.values(), more="karl,ext::sh -c id,main\n")
    done = run(course, "autograder", "collect", roster, "--feedback", "branch")
    return course, people, roster, done, release


def database(course):
    connection = sqlite3.connect(course.root / "grading" / "gradebook.db")
    rows = connection.execute("select student_id, timestamp from submitted_assignment").fetchall()
    connection.close()
    return dict(rows)


def test_everything_that_can_be_graded_is_and_the_rest_is_named(term):
    course, _, _, done, _ = term
    assert done.returncode == 1, done.stderr
    assert scores(course) == {"ada": (2, 3), "blaise": (0, 3), "frida": (2, 3)}
    said = " ".join(done.stdout.split())
    for words in ("dora: ch00_01_warm_up: assignments/ch00_01_warm_up/ch00_01_warm_up.ipynb is a symbolic link",
                  "emil: ch00_01_warm_up: assignments/ch00_01_warm_up is a submodule", "there is no repository at",
                  "the repository is empty", "has no branch main (it has: dev)", "jana: ch00_01_warm_up: not a notebook",
                  "not an address that is fetched from"):  # fmt: skip
        assert words in said, words
    assert "carl" not in said  # who has not begun has not handed in
    assert "Traceback" not in done.stderr


def test_time_is_ours_and_not_the_commits(term):
    assert all(not stamp.startswith("2001") for stamp in database(term[0]).values())


def test_large_file_is_not_fetched(term):
    course = term[0]
    packs = (course.grading / "repositories" / "frida.git").rglob("*")
    assert sum(path.stat().st_size for path in packs if path.is_file()) < len(BIG_FILE) / 10


def test_feedback_is_the_students_alone_and_holds_nothing_that_is_hidden(term):
    people = term[1]
    assert "5 of 5" in people["ada"].feedback()
    page = people["blaise"].feedback(f"{ID}/feedback.md")
    assert "**stopped with an error**: Twice a number is the number added to itself" in page and "ValueError" in page
    outside = [part for i, part in enumerate(page.split("````")) if i % 2 == 0]
    assert (
        not any("<script>" in part or "javascript:" in part or "@everyone" in part for part in outside) and "\x1b" not in page
    )
    assert "&lt;script&gt;" in people["blaise"].feedback(f"{ID}/feedback.html")
    verdict = json.loads(people["blaise"].feedback(f"{ID}/verdict.json"))
    assert verdict["student"] == "blaise" and verdict["score"] == 3 and "seed" not in verdict
    everything = "".join(
        people["blaise"].feedback(path)
        for path in git(people["blaise"].url, "ls-tree", "-r", "--name-only", "feedback").split()
    )
    assert "ada" not in everything and "assert_close" not in everything and "rng" not in everything
    assert "symbolic link" in people["dora"].feedback(f"{ID}/feedback.md")
    assert not people["carl"].has_feedback()


def test_next_collects_grade_what_is_new_and_nothing_else(term):
    course, people, roster, _, release = term
    tips = {name: git(people[name].url, "rev-parse", "feedback") for name in ("ada", "blaise", "dora", "frida")}
    before = database(course)
    done = run(course, "autograder", "collect", roster, "--feedback", "branch")
    assert "0 new submissions" in done.stderr and "jana: ch00" not in done.stdout
    assert {name: git(people[name].url, "rev-parse", "feedback") for name in tips} == tips and database(course) == before

    # rewritten history, a forced push, a repository that comes back, and one that is pushed to all the while
    ada, blaise, hilda = people["ada"], people["blaise"], people["hilda"]
    git(ada.home, "checkout", "--quiet", "--orphan", "other")
    ada.write(answered(release, double=ZERO))
    ada.push("--force")
    git(blaise.home, "commit", "--quiet", "--amend", "--message", "rewritten", "--allow-empty")
    blaise.push("--force")
    hilda.write(answered(release))
    hilda.push()
    stop = threading.Event()

    def push_on():
        for number in range(200):
            if stop.is_set():
                return
            people["frida"].write(answered(release, double=ZERO) + " " * number)
            people["frida"].push()

    pushing = threading.Thread(target=push_on)
    pushing.start()
    done = run(course, "autograder", "collect", roster, "--feedback", "branch")
    stop.set()
    pushing.join()
    assert done.returncode == 1
    assert scores(course)["ada"] == (0, 3) and scores(course)["blaise"] == (0, 3) and scores(course)["hilda"] == (2, 3)
    assert "3 of 5" in ada.feedback() and "5 of 5" in git(ada.url, "show", "feedback~:README.md")
    kept = (course.grading / "replaced").rglob("*.ipynb")
    assert answered(release) in [path.read_text() for path in kept]
    done = run(course, "autograder", "collect", roster, "--feedback", "branch", "--student", "frida")
    assert done.returncode == 0 and scores(course)["frida"] == (0, 3)


def test_locked_gradebook_loses_nothing_and_the_time_of_arrival_stays(tiny, new_student, tmp_path):
    ada = new_student("ada")
    release = (tiny.assignments / ID / f"{ID}.ipynb").read_text()
    ada.write(answered(release))
    ada.push()
    roster = roster_of(tmp_path / "roster.csv", ada)
    database_file = tiny.grading / "gradebook.db"
    database_file.parent.mkdir()
    shutil.copyfile(tiny.root / "gradebook.db", database_file)
    holder = sqlite3.connect(database_file)
    holder.execute("begin exclusive")
    done = run(tiny, "autograder", "collect", roster, "--feedback", "issue")
    holder.rollback()
    assert done.returncode == 2 and "cannot be written" in done.stderr
    (record,) = Records(tiny.grading / "collected").of("ada").values()
    assert record.state == "pending" and record.verdict is None
    done = run(tiny, "autograder", "collect", roster, "--feedback", "issue")
    assert done.returncode == 0, done.stderr
    (after,) = Records(tiny.grading / "collected").of("ada").values()
    assert after.state == "graded" and after.received == record.received
    assert (tiny.grading / "submitted" / "ada" / ID / "timestamp.txt").read_text().strip() == record.received
    assert "**5** of 5 points" in (tiny.grading / "issues" / "ada.md").read_text()
    assert run(tiny, "autograder", "collect", roster, "--feedback", "status").returncode == 0
    status = json.loads((tiny.grading / "status" / "ada.json").read_text())
    assert (
        status["state"] == "success"
        and status["sha"] == git(ada.url, "rev-parse", "main")
        and "5 of 5" in status["description"]
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["nowhere.csv"], "cannot be read"), (["roster.csv", "--student", "nobody"], "no student nobody"),
     (["roster.csv", "--assignment", "ch99_99_no"], "no such assignment"), (["roster.csv", "--feedback", "owl"], "invalid choice")],
)  # fmt: skip
def test_wrong_use_exits_two_with_a_sentence(tiny, arguments, words):
    (tiny.root / "roster.csv").write_text("student,url,branch\n")
    done = run(tiny, "autograder", "collect", *arguments)
    assert done.returncode == 2 and words in done.stderr and "Traceback" not in done.stderr


def test_pushes_are_forgotten_only_when_they_are_through(tmp_path):
    (tmp_path / "ada").write_text("100 aaa\n")
    first = Pushes(tmp_path)
    first.take()
    assert first.times == {"ada": {"aaa": 100}}
    (tmp_path / "ada").write_text("200 bbb\nnonsense\n")
    again = Pushes(tmp_path)  # the first was cut short
    again.take()
    assert again.times == {"ada": {"aaa": 100, "bbb": 200}}
    again.done()
    assert not list(tmp_path.iterdir())


def test_markdown_of_a_students_text_ends_no_block():
    block = fenced("a\n`````\n# b")
    assert block.startswith("``````text\n") and block.endswith("\n``````")
    assert escaped("*a* <b> [c](d) @e") == r"\*a\* \<b\> \[c\]\(d\) \@e"


def test_a_new_way_of_feedback_is_a_class(tmp_path):
    class Owl(Feedback, name="owl"):
        """By owl."""

    assert Feedback.ways.pop("owl") is Owl
    with pytest.raises(NotImplementedError):
        Owl(tmp_path).give(None)
