import base64
import csv
import hashlib
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from io import StringIO

import pytest
from rich.console import Console

from autograder.errors import CourseError
from autograder.grading.verdict import ExerciseResult, TestResult, Verdict
from autograder.reports.code import Code
from autograder.reports.csv_report import guarded, write_csv
from autograder.reports.failures import common_failures, without_values
from autograder.reports.html import (
    class_page,
    course_page,
    feedback_page,
    feedback_page_name,
    student_page,
    student_page_name,
    write_html,
)
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


SECRET = b"a secret of the tests"
CODE = Code({"double": ("def double(x):  # " + EVIL,)}, ("print('</pre><script>')",), "changed " + EVIL)


def other(verdict):
    return a_verdict(verdict.student, assignment="ch00_02_other")


class Tags(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags, self.urls = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.urls += [value for key, value in attrs if key in ("src", "href", "action")]
        assert not any(key.startswith("on") for key, _ in attrs)


def is_harmless(page):
    tags = Tags(page)
    assert not {"img", "iframe", "object", "base"} & set(tags.tags)
    assert all(re.fullmatch(r"(\.\./|students/|feedback/|\w+/)*[\w-]+\.html", url) for url in tags.urls)
    assert not any(c in page for c in "\x1b\0\u202e")
    assert "default-src 'none'" in page
    return tags


@pytest.mark.parametrize(
    "page", [*map(feedback_page, VERDICTS), *(student_page(v, CODE, "f.html", "index.html", None, "b.html") for v in VERDICTS)]
)
def test_pages_of_one_student_hold_no_script_no_outside_address_and_no_control_characters(page):
    assert "script" not in is_harmless(page).tags
    assert "script-src" not in page


@pytest.mark.parametrize(
    "page",
    [class_page(VERDICTS, PROBLEMS), course_page({"a": VERDICTS, "b": [*map(other, VERDICTS)]}, PROBLEMS), course_page({})],
)
def test_pages_of_a_class_hold_our_script_alone_and_say_its_hash(page):
    assert is_harmless(page).tags.count("script") == 1
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page
    assert "innerHTML" not in script and len(script.splitlines()) < 60


def test_feedback_page_says_what_failed_and_how_much_it_cost():
    page = feedback_page(VERDICTS[2])
    assert "1 / 2" in page and "It is safe." in page and "ran too long" in page and "slow" in page


def test_feedback_page_withheld_score_is_no_zero():
    page = feedback_page(VERDICTS[3])
    assert "Not graded" in page and "the judge stopped" in page and "0 / 2" not in page


def test_class_page_lists_ungraded_first_with_their_reason(tmp_path):
    write_html(VERDICTS, tmp_path, PROBLEMS, SECRET, lambda verdict: CODE)
    page = (tmp_path / "index.html").read_text()
    assert page.index("2 not graded") < page.index("the judge stopped") < page.index("What most students miss")
    table = page[page.index("<tbody>") :]
    assert table.index("dora") < table.index("emil") < table.index("ada<") < table.index("carl")


def test_student_page_shows_the_code_beside_the_tests_escaped():
    page = student_page(VERDICTS[1], CODE, "feed.html", "index.html")
    assert "def double(x):" in page and "It is safe." in page and "../../feedback/feed.html" in page
    assert "&lt;/pre&gt;&lt;script&gt;" in page and "changed" in page


def test_student_page_name_is_harmless_and_unique():
    names = {student_page_name(a_verdict(student)) for student in ("../../etc", "a/b", "a_b", EVIL, "ä", "")}
    assert len(names) == 6
    assert all(name.isascii() and "/" not in name and not name.startswith(".") for name in names)


def test_feedback_page_name_needs_the_secret_and_tells_no_student():
    ada, again = feedback_page_name(VERDICTS[0], SECRET), feedback_page_name(a_verdict(outcome="failed"), SECRET)
    assert ada == again and "ada" not in ada and len(ada) == 32 + len(".html")
    assert len({ada, feedback_page_name(VERDICTS[1], SECRET), feedback_page_name(VERDICTS[0], b"another secret")}) == 3


def test_write_html_feedback_says_nothing_of_others_and_links_nowhere(tmp_path):
    write_html(VERDICTS[:5], tmp_path / "out", PROBLEMS, SECRET, lambda verdict: CODE)
    pages = {path.name: path.read_text() for path in (tmp_path / "out" / "feedback").iterdir()}
    assert set(pages) == {"index.html", *(feedback_page_name(verdict, SECRET) for verdict in VERDICTS[:5])}
    assert not any(name in page for name in ("ada", "blaise") for page in [pages["index.html"]])
    ada = pages[feedback_page_name(VERDICTS[0], SECRET)]
    assert Tags(ada).urls == [] and "blaise" not in ada and "def double" not in ada
    rows = list(csv.DictReader((tmp_path / "out" / "feedback.csv").open(encoding="utf-8", newline="")))
    assert {row["page"] for row in rows} == set(pages) - {"index.html"}


def test_write_html_several_assignments_have_a_page_each(tmp_path):
    verdicts = [*VERDICTS[:3], *map(other, VERDICTS[:2])]
    index = write_html(verdicts, tmp_path / "out", PROBLEMS, SECRET, lambda verdict: CODE)
    for page in (tmp_path / "out").rglob("*.html"):
        for url in Tags(page.read_text()).urls:
            assert (page.parent / url).is_file(), f"{page.name} leads to {url}, which is not there"
    assert {"ch00_01_warm_up.html", "ch00_02_other.html"} <= set(Tags(index.read_text()).urls)
    assert not list((tmp_path / "out").rglob(".*"))


def test_course_page_sums_nothing_where_a_score_is_withheld():
    page = course_page({"a": [a_verdict("dora", "ungraded")], "b": [other(a_verdict("dora")), other(a_verdict("ada"))]})
    rows = dict(re.findall(r"<bdi>(\w+)</bdi></th><td>(.*?)</td>", page))
    assert rows == {"dora": "–", "ada": "2"} and page.index("dora") < page.index("<bdi>ada")


def test_write_html_of_nothing_is_a_page_that_names_the_problems(tmp_path):
    assert "fritz" in write_html([], tmp_path, PROBLEMS, SECRET, lambda verdict: CODE).read_text()


def test_write_html_to_a_place_that_cannot_be_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match="cannot be written"):
        write_html(VERDICTS, tmp_path / "file" / "out", [], SECRET, lambda verdict: CODE)


# ---- what failures have in common ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("probabilities is wrong in 12 of 40 places (shape (4, 10), float32), first at [0, 1], where yours is 0.25",
         "probabilities is wrong in 7 of 60 places (shape (6, 10), float32), first at [3, 0], where yours is -1.5e-07"),
        ("it gave [1, 2, 3, 4]", "it gave [9, 8, 7, 6, 5, 4, 3]"),
        ("<Net object at 0x7f01ab>", "<Net object at 0x55ffcd>"),
    ],
)  # fmt: skip
def test_without_values_makes_messages_of_one_mistake_equal(one, another):
    assert without_values(one) == without_values(another)


@pytest.mark.parametrize(
    ("one", "another"),
    [("has shape (4,)", "has shape (4, 10)"), ("yours is nan", "yours is 0.5"), ("KeyError: 'a'", "KeyError: 'b'"),
     ("has dtype float32", "has dtype float64"), ("train_ch3 raised", "train_ch4 raised")],
)  # fmt: skip
def test_without_values_keeps_different_mistakes_apart(one, another):
    assert without_values(one) != without_values(another)


def test_common_failures_counts_and_groups_the_commonest_first():
    verdicts = [
        *(a_verdict(f"columns{i}", "failed", f"the columns sum to 1 and the rows do not ({i})") for i in range(17)),
        *(a_verdict(f"shape{i}", "failed", "it has another shape") for i in range(3)),
        a_verdict("late", "timeout", "slow"),
        a_verdict("judge", "ungraded", "the judge stopped", reason="the judge stopped"),
        a_verdict("ada"),
    ]
    (failure,) = common_failures(verdicts)
    assert (failure.failed, failure.of, failure.others) == (21, 22, 1)
    assert [group.count for group in failure.groups] == [17, 3]
    assert failure.groups[0].text == "the columns sum to 1 and the rows do not (…)"
    assert failure.groups[1].text == "it has another shape" and failure.groups[1].members == ("shape0", "shape1", "shape2")
    page = class_page(verdicts)
    assert "17 of 21" in page and "and 5 more" in page  # twelve of them are named


def test_common_failures_are_one_group_whatever_line_stopped():
    said = "RuntimeError: shape '[-1, 784]' is invalid for input of size 24"
    lines = ("(line 2 of your cell net: return softmax(X @ W))", "(line 3 of your cell net: out = f(X))", "")
    (failure,) = common_failures([a_verdict(f"s{i}", "raised", f"{said} {line}".strip()) for i, line in enumerate(lines)])
    assert [(group.count, group.text) for group in failure.groups] == [(3, said)]


# ---- CSV ----------------------------------------------------------------------------------------------------------


def rows_of(path):
    return list(csv.reader(path.open(encoding="utf-8", newline="")))


def test_write_csv_canvas_is_what_its_importer_reads(tmp_path):
    verdicts = [*VERDICTS[:4], other(VERDICTS[0])]
    assert write_csv(verdicts, f"canvas:{tmp_path / 'c.csv'}") == ["dora"]
    assert rows_of(tmp_path / "c.csv") == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "ch00_01_warm_up", "ch00_02_other"],
        ["    Points Possible", "", "", "", "", "2", "2"],
        ["ada", "", "", "ada", "", "2", "2"],
        ["blaise", "", "", "blaise", "", "1", ""],
        ["carl", "", "", "carl", "", "1", ""],
    ]


def test_write_csv_moodle_names_the_column_by_what_the_ids_are(tmp_path):
    write_csv([a_verdict("ada@example.org"), a_verdict("bo@example.org")], f"moodle:{tmp_path / 'm.csv'}")
    assert rows_of(tmp_path / "m.csv")[:2] == [["Email address", "ch00_01_warm_up"], ["ada@example.org", "2"]]
    write_csv(VERDICTS[:1], f"moodle:{tmp_path / 'm.csv'}")
    assert rows_of(tmp_path / "m.csv")[0] == ["Username", "ch00_01_warm_up"]


def test_write_csv_formulas_stay_text(tmp_path):
    write_csv([a_verdict("=HYPERLINK(1)"), a_verdict("@SUM(1)")], f"moodle:{tmp_path / 'm.csv'}")
    assert [row[0] for row in rows_of(tmp_path / "m.csv")[1:]] == ["'=HYPERLINK(1)", "'@SUM(1)"]
    assert [guarded(value) for value in ("-1", "+1", "\tx", "a=b", None, 3.5)] == ["'-1", "'+1", "'\tx", "a=b", "", 3.5]


@pytest.mark.parametrize("target", ["excel:x.csv", "canvas:", "x.csv", ""])
def test_write_csv_in_an_unknown_format_is_named(target):
    with pytest.raises(CourseError, match="say canvas:FILE or moodle:FILE"):
        write_csv([], target)


def test_write_csv_to_a_folder_is_named(tmp_path):
    with pytest.raises(CourseError, match="cannot be written"):
        write_csv([], f"canvas:{tmp_path}")


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
