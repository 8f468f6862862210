import json
import sys

from tests.conftest import ID
from tests.gradescope.conftest import ROOT, valid
from tests.walkthrough import walk


def test_page_leads_from_nothing_to_a_grade(tiny):
    instead = {"ch03_06_softmax_regression_scratch": ID, "$PWD/.venv": sys.prefix}
    done = walk(ROOT / "docs" / "gradescope.md", tiny.root, instead)
    assert done.returncode == 0, done.stdout + done.stderr
    results = valid(json.loads((tiny.root / "build" / "gradescope" / "results" / "results.json").read_text()))
    assert results["score"] == 5
    assert "5 of 5 points" in done.stdout and '"max_score": 3.0' in done.stdout
