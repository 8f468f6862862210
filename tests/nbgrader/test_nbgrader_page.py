"""docs/nbgrader.md, typed in from top to bottom."""

import csv
import os
import pwd

from tests.conftest import ID, ROOT
from tests.walkthrough import walk


def test_page_leads_from_a_course_to_fetched_feedback(tiny, tmp_path):
    (tiny.root / "data").mkdir(exist_ok=True)
    home, exchange = tmp_path / "home", tmp_path / "exchange"
    home.mkdir()
    done = walk(
        ROOT / "docs" / "nbgrader.md",
        tiny.root,
        {"ch03_06_softmax_regression_scratch": ID, "/srv/d2l/exchange": str(exchange)},
        HOME=str(home),
        D2L_EXCHANGE=str(exchange),
        JUPYTER_CONFIG_PATH=str(ROOT / "deploy" / "student"),
    )
    assert done.returncode == 0, done.stderr[-3000:]
    me = pwd.getpwuid(os.getuid()).pw_name
    (row,) = csv.DictReader((tiny.root / "grades.csv").read_text().splitlines())
    assert (row["student_id"], row["score"], row["late_submission_penalty"]) == (me, "0.0", "0.0")  # the release as it is
    (page,) = (home / ID / "feedback").rglob("*.html")
    assert "0 of 2 points" in page.read_text()
    assert "nothing to mend" in done.stdout and "the regrade changes no score" in done.stdout
