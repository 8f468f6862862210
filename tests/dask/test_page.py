"""docs/scaling.md, run as it stands, and the model behind its table."""

import re
import socket
import subprocess
import sys

import pytest

from tests.conftest import ID, ROOT
from tests.nbgrader.test_autograde import scores, submit
from tests.walkthrough import walk


@pytest.mark.slow
def test_scaling_page_leads_from_nothing_to_a_graded_class(tiny, perfect, untouched):
    for folder in ("data", "build"):
        (tiny.root / folder).mkdir(exist_ok=True)
    submit(tiny, "ada", perfect)
    submit(tiny, "carl", untouched)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    done = walk(
        ROOT / "docs" / "scaling.md", tiny.root, {"8786": port, "grading/submitted": f"grading/submitted --assignment {ID}"}
    )
    assert done.returncode == 0, done.stderr
    assert scores(tiny) == {"ada": (2.0, 3.0), "carl": (0.0, 0.0)}


def test_scaling_page_has_the_model_s_own_figures():
    """For the seconds that the page states; those of RESULTS.md change with every `make bench`."""
    page = (ROOT / "docs" / "scaling.md").read_text()
    seconds = re.search(r"([\d.]+) s in the mean", page)[1]
    command = [sys.executable, str(ROOT / "benchmarks" / "model.py"), "--workers", "2", "--each", seconds]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = [re.findall(r"[\d.,]+", line.replace(",", "")) for line in page.splitlines() if "x price |" in line]
    lines = [line for line in printed.splitlines() if "x price |" in line]
    assert len(lines) == len(rows)
    for line in lines:
        wanted = re.findall(r"[\d.]+", line)
        row = next(row for row in rows if row[0] == wanted[0])
        assert row[-6:-1] == wanted[1:-1], line
        assert float(row[-1]) == pytest.approx(float(wanted[-1]), rel=0.05), "the assignments have grown or shrunk"
