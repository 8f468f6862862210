"""`autograder check --watch`: a verdict on every save, keys on a terminal."""

import os
import re
import select
import signal
import sys
import time

import pytest

from tests.conftest import ID
from tests.desk.conftest import RIGHT

PATIENCE_S = 120  # a machine may be busy; nothing here takes long by itself


def next_verdict(desk):
    """What a plain watch prints for one check."""
    lines = []
    for line in desk.stdout:
        lines.append(line)
        if line == "\n" and any("points by the public checks" in one or "autograder:" in one for one in lines):
            break
        if line.startswith(str(desk.notebook)):
            break
    return "".join(lines)


@pytest.fixture
def watching(student):
    desk = student.start("check", "--watch")
    desk.notebook = student.notebook
    yield desk
    desk.kill()
    desk.communicate()


def test_each_save_gets_a_verdict_in_plain_lines(student, watching):
    assert "double   2  not begun" in next_verdict(watching)
    student.write(double="def double(x):\n    return 5")
    assert "✗  double   2  twice two is four" in next_verdict(watching)
    student.write(**RIGHT)
    said = next_verdict(watching)
    assert "5 of 5 points" in said
    assert "\x1b" not in said
    watching.send_signal(signal.SIGINT)
    assert watching.wait() == 0
    assert watching.stderr.read() == ""


def test_a_file_that_is_half_saved_is_read_when_it_is_whole(student, watching):
    next_verdict(watching)
    whole = student.text(**RIGHT)
    with open(student.notebook, "w") as file:
        file.write(whole[:400])
        file.flush()
        time.sleep(0.2)  # long enough to be seen; longer or shorter changes nothing
        file.write(whole[400:])
    assert "5 of 5 points" in next_verdict(watching)


def test_a_file_that_stays_broken_is_named_and_the_watch_goes_on(student, watching):
    next_verdict(watching)
    whole = student.text(**RIGHT)
    student.notebook.write_text(whole[:400])
    assert "its JSON is broken or cut off" in next_verdict(watching)
    student.notebook.write_text(whole)
    while "5 of 5 points" not in next_verdict(watching):
        pass


def test_a_save_ends_a_check_that_does_not_end(student, watching):
    next_verdict(watching)
    pipe = student.root / "alive"
    os.mkfifo(pipe)
    student.write(
        double=f"def double(x):\n    alive = open({str(pipe)!r}, 'w')\n    print('on', file=alive, flush=True)\n    while 1: pass"
    )
    with open(pipe) as alive:
        assert alive.readline() == "on\n"
        student.write(**RIGHT)
        assert alive.read() == ""
    assert "5 of 5 points" in next_verdict(watching)


class Terminal:
    """The desk on a terminal of its own, 80 columns wide."""

    def __init__(self, student):
        import fcntl
        import pty
        import struct
        import termios

        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 80, 0, 0))
        student.environment.update(TERM="xterm-256color")
        for name in ("NO_COLOR", "COLUMNS", "LINES", "FORCE_COLOR"):
            student.environment.pop(name, None)
        self.theirs, self.termios = theirs, termios
        self.before = termios.tcgetattr(theirs)
        self.process = student.start("check", "--watch", stdin=theirs, stdout=theirs, stderr=theirs)
        self.seen = ""

    def press(self, keys):
        self.seen = ""
        os.write(self.ours, keys.encode())

    def wait_for(self, *texts):
        """Read until all of these stand on the screen, colours left out."""
        end = time.monotonic() + PATIENCE_S
        while not all(text in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", self.seen) for text in texts):
            assert time.monotonic() < end, f"{texts} not in {self.seen!r}"
            if select.select([self.ours], [], [], 1)[0]:
                self.seen += os.read(self.ours, 65536).decode("utf-8", "replace")
        return self.seen

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.ours)
        os.close(self.theirs)


@pytest.fixture
def terminal(student):
    if sys.platform == "win32":
        pytest.skip("pseudo-terminals are POSIX's")
    shown = Terminal(student)
    yield shown
    shown.close()


def test_the_keys_do_what_the_last_line_says(student, terminal):
    seen = terminal.wait_for(
        "0 of 5 points", "next exercise: double", "h hint   n next   l map   r reset   c check all   q quit"
    )
    assert "\x1b[" in seen
    terminal.press("h")
    terminal.wait_for("double: hint 1 of 2: What is x plus x?", "q quit")
    terminal.press("h")
    terminal.wait_for("double: hint 2 of 2: Return x + x.", "q quit")
    terminal.press("\x1b[H")  # the Home key is not an h
    terminal.press("n")
    terminal.wait_for("next exercise: mean_of", "q quit")
    terminal.press("h")
    terminal.wait_for("mean_of: there is no hint", "q quit")
    terminal.press("l")
    terminal.wait_for("The course: 0 of 5 points", "0.1 Warm up", "any key: back")
    terminal.press(" ")
    terminal.wait_for("next exercise: mean_of", "q quit")

    terminal.seen = ""
    student.write(double="def double(x):\n    return 5")
    terminal.wait_for("✗  double   2  twice two is four", "next exercise: mean_of", "q quit")
    terminal.press("n")
    terminal.wait_for("next exercise: double", "q quit")
    terminal.press("r")
    terminal.wait_for("put the released stub of double back? your version is kept. y / n", "q quit")
    terminal.press("n")
    terminal.wait_for("next exercise: double", "q quit")
    assert "return 5" in student.answer("double")
    terminal.press("r")
    terminal.wait_for("y / n", "q quit")
    terminal.press("y")
    terminal.wait_for("·  double   2  not begun", "double is as it was released; your version is in", "q quit")
    assert "NotImplementedError" in student.answer("double")

    terminal.seen = ""
    student.write(**RIGHT)
    terminal.wait_for("5 of 5 points", "q quit")
    terminal.press("c")
    terminal.wait_for("The course: 5 of 5 points", "✓✓", "any key: back")
    terminal.press("q")
    assert terminal.process.wait(PATIENCE_S) == 0
    assert terminal.termios.tcgetattr(terminal.theirs) == terminal.before


def test_ctrl_c_and_a_terminal_that_goes_away_end_the_watch_tidily(student, terminal):
    terminal.wait_for("q quit")
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.process.wait(PATIENCE_S) == 0
    assert terminal.termios.tcgetattr(terminal.theirs) == terminal.before
    assert (student.root / "assignments" / ID).is_dir()
