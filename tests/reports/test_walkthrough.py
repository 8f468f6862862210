"""The page about the class page is run as it stands."""

import csv

from tests.conftest import ID, ROOT
from tests.walkthrough import walk


def test_class_page_docs_lead_to_pages_and_csv(tiny):
    (tiny.root / "data").mkdir(exist_ok=True)
    instead = {
        "tools/make_class.py": str(ROOT / "tools" / "make_class.py"),
        "ch03_06_softmax_regression_scratch": ID,
        " 40 ": " 6 ",
    }
    done = walk(ROOT / "docs" / "class-page.md", tiny.root, instead)
    assert done.returncode == 0, done.stderr
    pages = tiny.root / "build" / "pages"
    assert (pages / "index.html").is_file() and len(list((pages / "students" / ID).glob("*.html"))) == 6
    assert len(list((pages / "feedback").glob("*.html"))) == 6 + 1
    rows = list(csv.reader((tiny.root / "build" / "canvas.csv").open(newline="")))
    assert rows[0][5:] == [ID] and rows[1][5:] == ["5"] and len(rows) == 2 + 6
    assert (tiny.root / "build" / "moodle.csv").read_text().startswith(f"Username,{ID}")
