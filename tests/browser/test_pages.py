"""What an instructor opens, opened in a real browser: nothing that a student wrote runs there."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import ID, edited, run
from tests.nbgrader.test_autograde import RAISES, add_hostile_markdown, submit, with_cells

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason=f"no browser (looked for {', '.join(BROWSERS)})")


@pytest.fixture(scope="module")
def graded(built, tmp_path_factory):
    """A course in which one student handed in scripts wherever there is room for text."""
    root = tmp_path_factory.mktemp("browser") / "course"
    shutil.copytree(built.root, root, symlinks=True)
    course = type(built)(root)
    release = (course.assignments / ID / f"{ID}.ipynb").read_text()
    submit(course, "hostile", with_cells(edited(release, double=RAISES), add_hostile_markdown))
    (root / "data").mkdir(exist_ok=True)
    done = run(course, "autograder", "grade", "grading/submitted", "--gradebook", ".", "--html", "pages")
    assert done.returncode == 0, done.stderr
    return course


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as session:
        chromium = session.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield chromium
        chromium.close()


def opened(browser, address):
    """The page, what it asked for, and the dialogs that it opened."""
    page = browser.new_page()
    asked, dialogs = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(address, wait_until="load")
    page.wait_for_timeout(300)
    return page, asked, dialogs


@pytest.mark.parametrize("name", ["index.html", "students/*/hostile*.html", "feedback/*.html"])
def test_our_pages_run_nothing_of_the_students_and_ask_for_nothing(graded, browser, name):
    paths = list((graded.root / "pages").glob(name))
    assert paths
    for path in paths:
        page, asked, dialogs = opened(browser, path.as_uri())
        assert dialogs == [] and asked == [path.as_uri()]
        assert page.evaluate("document.scripts.length") == (name == "index.html")  # the class page's own
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")  # nothing runs off the page


def test_nbgraders_feedback_page_runs_nothing_of_the_students(graded, browser):
    path = graded.root / "grading" / "feedback" / "hostile" / ID / f"{ID}.html"
    page, _, dialogs = opened(browser, path.as_uri())
    assert dialogs == []
    assert page.locator("img[src=x]").count() == 0 and page.locator("a[href^='javascript']").count() == 0
    assert "Twice a number is the number added to itself." in page.inner_text("body")


@pytest.fixture(scope="module")
def formgrader(graded, tmp_path_factory):
    """Jupyter with formgrader, at the root of the course."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    bin_folder = Path(sys.executable).parent
    home = tmp_path_factory.mktemp("jupyter")
    environment = {**os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ.get('PATH', '')}", "HOME": str(home),
                   "JUPYTER_CONFIG_DIR": str(home / "config"), "JUPYTER_DATA_DIR": str(home / "data"),
                   "JUPYTER_RUNTIME_DIR": str(home / "runtime")}  # fmt: skip
    options = [
        f"--port={port}",
        "--IdentityProvider.token=",
        "--no-browser",
        "--allow-root",
        f"--ServerApp.root_dir={graded.root}",
    ]
    extensions = "--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}"
    with open(home / "log", "w") as log:
        server = subprocess.Popen([bin_folder / "jupyter", "server", *options, extensions], cwd=graded.root,
                                  env=environment, stdout=log, stderr=log)  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 90
    while True:
        try:
            urllib.request.urlopen(f"{address}/api", timeout=5).read()
            break
        except OSError:
            if time.monotonic() > deadline or server.poll() is not None:
                server.kill()
                pytest.fail((home / "log").read_text()[-2000:])
            time.sleep(0.3)
    yield address
    server.terminate()
    server.wait(20)


def test_formgrader_shows_scores_and_runs_nothing_of_the_students(formgrader, browser):
    page, _, dialogs = opened(browser, f"{formgrader}/formgrader/manage_submissions/{ID}")
    page.wait_for_selector("text=hostile", timeout=30_000)
    page.goto(f"{formgrader}/formgrader/gradebook/{ID}/{ID}")
    page.wait_for_selector("text=Submission #1", timeout=30_000)
    page.click("text=Submission #1")
    page.wait_for_selector("text=0 of 2 points", timeout=30_000)
    page.wait_for_timeout(300)
    assert dialogs == []
    assert page.locator("img[src=x]").count() == 0 and page.locator("a[href^='javascript']").count() == 0
    text = page.inner_text("body")
    assert "Twice a number is the number added to itself." in text and "double: 0 of 2 points" in text
