"""docs/ci.md, typed as it stands."""

import subprocess

from tests.conftest import ID, ROOT
from tests.git.conftest import git
from tests.git.test_hook import wait_for
from tests.walkthrough import walk

SAMPLE = "samples/ch03_02_linear_regression_scratch/ivan_own_style.py"
SCRIPT = "# %%\ndef double(x):\n    return x + x\n\n# %%\ndef mean_of(values):\n    return sum(values) / len(values)\n"


def test_page_leads_from_nothing_to_a_grade(tiny, tmp_path):
    (tiny.root / "mine.py").write_text(SCRIPT)
    instead = {SAMPLE: "mine.py", "ch03_02_linear_regression_scratch": ID}
    done = walk(ROOT / "docs" / "ci.md", tiny.root, instead, PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stderr
    assert "5 of 5" in done.stdout and "2 hooks installed" in done.stdout and "blaise" not in done.stdout
    # and the hook grades
    (tmp_path / "ada" / "assignments" / ID / f"{ID}.ipynb").write_text("{")
    git(tmp_path / "ada", "commit", "--quiet", "--all", "--message", "oops")
    git(tmp_path / "ada", "push", "--quiet")
    log = tiny.grading / "push.log"
    wait_for(lambda: "not graded" in git(tmp_path / "server" / "ada.git", "show", "feedback:README.md"), "no feedback")
    subprocess.run(["flock", str(tiny.grading / "push.lock"), "true"], check=True)  # until it is through
    assert "1 new submissions" in log.read_text()
