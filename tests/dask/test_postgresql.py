"""The gradebook in PostgreSQL: a real server, and the rows that SQLite has."""

import sqlite3

import psycopg
import pytest

from tests.conftest import ID, edited, run
from tests.dask.postgresql import binaries, server
from tests.nbgrader.test_autograde import submit

pytestmark = pytest.mark.skipif(binaries() is None, reason="PostgreSQL's programs (initdb, pg_ctl) are not installed here")
ROWS = (
    "select s.student_id, b.name, g.auto_score, g.manual_score, g.needs_manual_grade from grade g "
    "join base_cell b on b.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id "
    "join submitted_assignment s on s.id = n.assignment_id order by s.student_id, b.name"
)


def use(course, url):
    (course.root / "data").mkdir(exist_ok=True)
    (course.grading).mkdir(exist_ok=True)
    (course.grading / "nbgrader_config.py").write_text(f"c = get_config()\nc.CourseDirectory.db_url = {url!r}\n")


def grade(course, *options):
    return run(course, "autograder", "grade", "grading/submitted", "--assignment", ID, "--gradebook", ".", *options)


@pytest.mark.slow
def test_postgresql_holds_what_sqlite_holds_and_a_regrade_keeps_what_a_person_gave(tiny, perfect, untouched):
    with server() as url:
        use(tiny, url)
        submit(tiny, "ada", perfect)
        submit(tiny, "blaise", edited(perfect, double="def double(x):\n    return 3 * x"))
        submit(tiny, "carl", untouched)
        empty = grade(tiny)
        assert empty.returncode == 2 and "an empty database; run nbgrader generate_assignment" in empty.stderr
        assert run(tiny, "nbgrader", "generate_assignment", ID, "--force").returncode == 0
        done = grade(tiny)
        assert done.returncode == 0, done.stderr
        with psycopg.connect(url) as connection:
            rows = connection.execute(ROWS).fetchall()
            connection.execute("update grade set manual_score = 1 where auto_score = 0")
        regraded = grade(tiny, "--regrade", "--yes")
        assert regraded.returncode == 0, regraded.stderr
        with psycopg.connect(url) as connection:
            manual = [row[3] for row in connection.execute(ROWS).fetchall() if row[2] == 0]
    assert manual and set(manual) == {1.0}
    assert (tiny.grading / "feedback" / "ada" / ID / f"{ID}.html").is_file()
    for step in ("autograded", "feedback", "nbgrader_config.py"):
        (tiny.grading / step).rename(tiny.grading / f"postgresql-{step}")
    assert grade(tiny).returncode == 0
    with sqlite3.connect(tiny.grading / "gradebook.db") as connection:
        assert [tuple(row) for row in rows] == [(*row[:4], bool(row[4])) for row in connection.execute(ROWS).fetchall()]
    connection.close()


def test_postgresql_gone_is_said_before_anything_is_graded(tiny, perfect):
    with server() as url:
        use(tiny, url)
    submit(tiny, "ada", perfect)
    done = grade(tiny)
    assert done.returncode == 2 and "the gradebook cannot be reached" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense", "db_url is not an address of a database"),
        ("postgresql+nodriver://a@/b", "no driver for the gradebook's server"),
    ],
)
def test_postgresql_address_that_is_none_is_said(tiny, perfect, url, words):
    use(tiny, url)
    submit(tiny, "ada", perfect)
    done = grade(tiny)
    assert done.returncode == 2 and words in done.stderr, done.stderr
