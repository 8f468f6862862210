"""The page about likeness is run as it stands, and its tool makes the copies that it says."""

import csv

from tests.conftest import ID, ROOT
from tests.tool import load_tool
from tests.walkthrough import walk


def test_similar_docs_lead_to_a_list_and_a_page(tiny):
    instead = {
        "tools/make_class.py": str(ROOT / "tools" / "make_class.py"),
        "ch03_06_softmax_regression_scratch": ID,
        " 40 ": " 6 ",
    }
    done = walk(ROOT / "docs" / "similar.md", tiny.root, instead)
    assert done.returncode == 0, done.stderr
    assert "Likeness is not guilt" in done.stdout and done.stdout.count("renamed") >= 1
    assert (tiny.root / "build" / "alike.html").is_file()


def test_make_class_is_the_same_for_the_same_seed_and_says_who_copied(built, tmp_path):
    make_class = load_tool("make_class").make_class
    copied = make_class(built, ID, 10, tmp_path / "a", copies=5, seed=3)
    assert copied == make_class(built, ID, 10, tmp_path / "b", copies=5, seed=3)
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert len(files) == 11 and all((tmp_path / "a" / n).read_bytes() == (tmp_path / "b" / n).read_bytes() for n in files)
    rows = list(csv.reader((tmp_path / "a" / "copies.csv").open(newline="")))
    assert [tuple(row) for row in rows[1:]] == copied and len({row[2] for row in copied}) == 5
    verbatim = next(row for row in copied if row[2] == "none")
    assert (tmp_path / "a" / f"{verbatim[0]}.ipynb").read_bytes() == (tmp_path / "a" / f"{verbatim[1]}.ipynb").read_bytes()
