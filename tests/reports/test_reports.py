import json
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from io import StringIO

import pytest
from rich.console import Console

from autograder.errors import CourseError
from autograder.grading.verdict import ExerciseResult, TestResult, Verdict
from autograder.reports.html import class_page, feedback_page, page_name, write_html
from autograder.reports.json_report import write_json
from autograder.reports.junit import write_junit
from autograder.reports.terminal import Progress, print_table
from autograder.reports.text import clean, points
from autograder.submission import Unread

EVIL = "<script>alert(1)</script>\x1b[31m\u202e\0 & \"'"


def a_verdict(student="ada", outcome="passed", message=None, **changes):
    tests = (TestResult("test_a", "It holds.", "passed"), TestResult("test_b", "It is safe.", outcome, message))
    fields = dict(
        assignment="ch00_01_warm_up", student=student, submission="sha256:0", grader="sha256:1", seed=1, level=3,
        isolation=("seccomp",), engine="e", dataset="sample", platform="p", exercises=(ExerciseResult("double", 2.0, tests),),
        problems=(EVIL,), max_points=2.0,
    )  # fmt: skip
    return Verdict(**{**fields, **changes})


VERDICTS = [
    a_verdict(),
    a_verdict("blaise", "failed", EVIL),
    a_verdict("carl", "timeout", "slow"),
    a_verdict("dora", "ungraded", "the judge stopped", reason="the judge stopped"),
    a_verdict(EVIL, "skipped"),
    a_verdict("emil", exercises=(), reason="no worker " + EVIL),
]
PROBLEMS = [Unread("fritz" + EVIL, "x/fritz.ipynb", "not a notebook " + EVIL)]


class Tags(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags, self.urls = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.urls += [value for key, value in attrs if key in ("src", "href", "action")]
        assert not any(key.startswith("on") for key, _ in attrs)


@pytest.mark.parametrize("page", [*map(feedback_page, VERDICTS), class_page(VERDICTS, PROBLEMS), class_page([])])
def test_pages_hold_no_script_no_outside_address_and_no_control_characters(page):
    tags = Tags(page)
    assert "script" not in tags.tags and "img" not in tags.tags
    assert all(url.endswith(".html") and "/" not in url for url in tags.urls)
    assert not any(c in page for c in "\x1b\0\u202e")
    assert "default-src 'none'" in page


def test_feedback_page_says_what_failed_and_how_much_it_cost():
    page = feedback_page(VERDICTS[2])
    assert "1 / 2" in page and "It is safe." in page and "ran too long" in page and "slow" in page


def test_feedback_page_withheld_score_is_no_zero():
    page = feedback_page(VERDICTS[3])
    assert "Not graded" in page and "the judge stopped" in page and "0 / 2" not in page


def test_class_page_lists_ungraded_first_and_the_failure_rates():
    page = class_page(VERDICTS, PROBLEMS)
    assert (page.index("dora") < page.index("ada<") and "3 of 5" in page) or "4 of 5" in page


def test_page_name_is_harmless_and_unique():
    names = {page_name(a_verdict(student)) for student in ("../../etc", "a/b", "a_b", EVIL, "ä", "")}
    assert len(names) == 6
    assert all(name.isascii() and "/" not in name and not name.startswith(".") for name in names)


def test_write_html_writes_whole_pages_and_the_index(tmp_path):
    index = write_html(VERDICTS, tmp_path / "out", PROBLEMS)
    assert index.name == "index.html" and len(list((tmp_path / "out").glob("*.html"))) == 7
    assert not list((tmp_path / "out").glob(".*"))


def test_write_html_to_a_place_that_cannot_be_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match="cannot be written"):
        write_html(VERDICTS, tmp_path / "file" / "out")


def test_write_json_is_one_array_that_reads_back(tmp_path, capsys):
    write_json(VERDICTS, str(tmp_path / "v.json"))
    data = json.loads((tmp_path / "v.json").read_text())
    assert [Verdict.from_json(entry).score for entry in data] == [2.0, 1.0, 1.0, None, 1.0, None]
    write_json([], "-")
    assert capsys.readouterr().out == "[]\n"


def test_write_json_to_a_folder_is_named(tmp_path):
    with pytest.raises(CourseError, match="cannot be written"):
        write_json([], str(tmp_path / "no" / "v.json"))


def test_junit_counts_outcomes_and_is_well_formed(tmp_path):
    write_junit(VERDICTS, PROBLEMS, str(tmp_path / "j.xml"))
    suites = ET.parse(tmp_path / "j.xml").getroot().findall("testsuite")
    counts = [(s.get("tests"), s.get("failures"), s.get("errors"), s.get("skipped")) for s in suites]
    assert counts == [("2", "0", "0", "0"), ("2", "1", "0", "0"), ("2", "1", "0", "0"), ("2", "0", "1", "0"),
                      ("2", "0", "0", "1"), ("1", "0", "1", "0"), ("1", "0", "1", "0")]  # fmt: skip


def test_table_shows_scores_reasons_and_no_escape_sequences():
    out = StringIO()
    print_table(VERDICTS, PROBLEMS, Console(file=out, width=140, force_terminal=False))
    text = out.getvalue()
    assert "2 / 2" in text and "not graded: dora" in text and "not read: fritz" in text
    assert "\x1b" not in text and "\u202e" not in text


def test_table_line_breaks_in_a_name_make_up_no_lines():
    out = StringIO()
    print_table([], [Unread("x\nnot graded: ada", "x\ny.ipynb", "bad\nname")], Console(file=out, width=140))
    assert out.getvalue().splitlines() == ["not read: x not graded: ada: x y.ipynb: bad name"]


def test_progress_prints_plain_lines_where_there_is_no_terminal(capsys):
    with Progress(3) as progress:
        for verdict in (VERDICTS[0], None, VERDICTS[1]):
            progress.advance(verdict)
    assert capsys.readouterr().err.splitlines()[-1] == "graded 3 of 3"
    with Progress(3, quiet=True) as progress:
        progress.advance(None)
    assert capsys.readouterr().err == ""


def test_text_points_and_clean():
    assert [points(v) for v in (None, 0.0, 2.5, 20.0, 1 / 3)] == ["–", "0", "2.5", "20", "0.33"]
    assert clean("a\nb\x07" + "x" * 3000, 5) == "a\nb\ufffdx…"
