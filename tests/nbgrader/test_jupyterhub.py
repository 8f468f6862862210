"""deploy/jupyterhub_config.py, started and used: an instructor has formgrader, a student has not."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from importlib.util import find_spec
from pathlib import Path

import pytest

from autograder.course import Course
from tests.browser.test_pages import BROWSER, FLAGS
from tests.conftest import ID, ROOT, run
from tests.nbgrader.test_autograde import submit

PROXY = shutil.which("configurable-http-proxy")
PASSWORD = "a password of the tests"
pytestmark = [
    pytest.mark.skipif(find_spec("jupyterhub") is None, reason="jupyterhub is not installed (docs/jupyterhub.md)"),
    pytest.mark.skipif(PROXY is None, reason="configurable-http-proxy is not installed (docs/jupyterhub.md)"),
]


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


@pytest.fixture(scope="module")
def hub(built, perfect_text, tmp_path_factory):
    """A hub over a course with one graded submission and a released assignment."""
    base = tmp_path_factory.mktemp("hub")
    course = Course(base / "course")
    shutil.copytree(built.root, course.root, symlinks=True, ignore=shutil.ignore_patterns("grading"))
    shutil.copytree(ROOT / "deploy", course.root / "deploy")
    (course.root / "data").mkdir(exist_ok=True)
    (base / "exchange").mkdir(mode=0o777)
    (base / "state").mkdir(mode=0o700)
    submit(course, "ada", perfect_text, timestamp_txt="2026-01-02 03:04:05 UTC")
    shutil.copy(ROOT / "deploy" / "course_nbgrader_config.py", course.root / "grading" / "nbgrader_config.py")
    place = {"D2L_EXCHANGE": str(base / "exchange")}
    for command in (("autograder", "grade", "grading/submitted", "--gradebook", "."), ("nbgrader", "release_assignment", ID)):
        done = run(course, *command, **place)
        assert done.returncode == 0, done.stderr
    ports = free_ports(4)
    public, hub_port, proxy_api, formgrader = ports
    environment = {
        **os.environ, **place, "D2L_TRY": "1", "D2L_TRY_PASSWORD": PASSWORD, "D2L_STATE": str(base / "state"),
        "D2L_BIND": f"http://127.0.0.1:{public}", "D2L_HUB_PORT": str(hub_port), "HOME": str(base),
        "D2L_PROXY_API": f"http://127.0.0.1:{proxy_api}", "D2L_FORMGRADER": f"http://127.0.0.1:{formgrader}",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    }  # fmt: skip
    with open(base / "log", "w") as log:
        process = subprocess.Popen([sys.executable, "-m", "jupyterhub", "-f", "deploy/jupyterhub_config.py"], cwd=course.root,
                                   env=environment, stdout=log, stderr=log)  # fmt: skip
    address = f"http://127.0.0.1:{public}"
    try:
        wait_for(lambda: urllib.request.urlopen(f"{address}/hub/health", timeout=5).read(), process, base / "log")
        yield address, base
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


@pytest.fixture(scope="module")
def perfect_text(built):
    from autograder.section import read_section
    from autograder.variants import hand_in, solved

    return hand_in(built.assignments / ID / f"{ID}.ipynb", solved(read_section(built.section_path(ID)), {}))


def wait_for(ask, process, log):
    deadline = time.monotonic() + 120
    while True:
        try:
            return ask()
        except OSError:
            if time.monotonic() > deadline or (process is not None and process.poll() is not None):
                pytest.fail(log.read_text()[-4000:])
            time.sleep(0.5)


class Visitor:
    """Somebody logged in, without a browser."""

    def __init__(self, address, name):
        self.address, self.jar = address, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        form = self.get("/hub/login").decode()  # and from there to a page that starts no server
        (xsrf,) = set(re.findall(r'name="_xsrf" value="([^"]+)"', form))
        self.get(
            "/hub/login?next=%2Fhub%2Fhome", f"username={name}&password={PASSWORD.replace(' ', '+')}&_xsrf={xsrf}".encode()
        )

    def get(self, path, data=None):
        return self.opener.open(self.address + path, data, timeout=60).read()

    def status(self, path):
        try:
            self.get(path)
            return 200
        except urllib.error.HTTPError as error:
            return error.code


def test_hub_instructor_sees_scores_in_formgrader(hub):
    address, base = hub
    prof = Visitor(address, "prof")
    wait_for(lambda: prof.get("/services/d2l/formgrader"), None, base / "log")
    (ada,) = json.loads(prof.get(f"/services/d2l/formgrader/api/submissions/{ID}"))
    assert (ada["student"], ada["score"], ada["autograded"]) == ("ada", 5.0, True)


def test_hub_student_is_refused_by_formgrader_and_has_none(hub):
    address, base = hub
    ada = Visitor(address, "ada")
    assert ada.status("/services/d2l/formgrader") == 403
    ada.get("/hub/spawn/ada")

    def released():
        ada.get("/user/ada/lab")  # where the student's server has the visitor log in to it
        if not (text := ada.get("/user/ada/assignments?course_id=d2l")).lstrip().startswith(b"{"):
            raise OSError("the hub's page that tells her to wait")
        return json.loads(text)

    found = wait_for(released, None, base / "log")
    assert ada.status("/user/ada/formgrader") == 404
    assert [entry["assignment_id"] for entry in found["value"]] == [ID], found


@pytest.mark.parametrize("name", ["mallory", "grader"])
def test_hub_refuses_who_is_not_on_the_list(hub, name):
    with pytest.raises(urllib.error.HTTPError, match="403"):
        Visitor(hub[0], name)


@pytest.mark.skipif(BROWSER is None, reason="no browser")
def test_hub_formgrader_in_a_browser(hub):
    playwright = pytest.importorskip("playwright.sync_api")
    address, base = hub
    with playwright.sync_playwright() as session:
        page = session.chromium.launch(executable_path=BROWSER, args=FLAGS).new_page()
        page.goto(f"{address}/hub/login?next=%2Fservices%2Fd2l%2Fformgrader%2Fmanage_submissions%2F{ID}")
        page.fill("input[name=username]", "prof")
        page.fill("input[name=password]", PASSWORD)
        page.click("#login_submit")
        try:
            page.wait_for_selector("td:has-text('ada')", timeout=60_000)
        finally:
            page.screenshot(path=os.environ.get("D2L_SCREENSHOT", str(base / "formgrader.png")))
        assert "5" in page.inner_text("table")
