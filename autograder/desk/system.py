"""What differs between Windows and the others: keys from a terminal, and ending a process with its children."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WINDOWS = sys.platform == "win32"
#: what arrows and function keys send: it ends in letters that nobody has typed
ARROWS = re.compile(r"\x1b(\[[0-9;]*[A-Za-z~]|O.)?")


class Keyboard:
    """Single keys from the terminal at standard input, without waiting for Enter."""

    def read(self, wait_s: float) -> str:
        """The keys pressed within `wait_s`, in lower case; "" when there are none."""
        if WINDOWS:
            return self._read_windows(wait_s)
        if not select.select([0], [], [], wait_s)[0]:
            return ""
        typed = os.read(0, 256)
        if not typed:
            raise EOFError
        return ARROWS.sub("", typed.decode("utf-8", "ignore")).lower()

    def _read_windows(self, wait_s: float) -> str:
        import msvcrt

        end = time.monotonic() + wait_s
        while not msvcrt.kbhit():
            if time.monotonic() >= end:
                return ""
            time.sleep(0.01)
        key = msvcrt.getwch()
        if key in "\x00\xe0":  # the first half of an arrow or a function key
            msvcrt.getwch()
            return ""
        if key == "\x03":
            raise KeyboardInterrupt
        return key.lower()


class NoKeyboard:
    """Standard input is not a terminal: no key is ever pressed."""

    def read(self, wait_s: float) -> str:
        """Wait; nothing comes."""
        time.sleep(wait_s)
        return ""


@contextmanager
def keyboard(wanted: bool) -> Iterator[Keyboard | NoKeyboard]:
    """Keys for as long as the context lasts, and the terminal as it was afterwards."""
    if not wanted:
        yield NoKeyboard()
    elif WINDOWS:
        yield Keyboard()
    else:
        import termios
        import tty

        before = termios.tcgetattr(0)
        tty.setcbreak(0)
        on_return = signal.signal(signal.SIGCONT, lambda *_: tty.setcbreak(0))  # back from Ctrl-Z
        try:
            yield Keyboard()
        finally:
            signal.signal(signal.SIGCONT, on_return)
            termios.tcsetattr(0, termios.TCSADRAIN, before)


def start(command: list[str], environment: dict[str, str], cwd: Path | None = None) -> subprocess.Popen[str]:
    """A process with pipes, in a group of its own: a Ctrl-C at the terminal reaches us alone."""
    options: dict[str, Any] = {"start_new_session": True}
    if WINDOWS:
        options = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env=environment,
        cwd=cwd,
        **options,
    )


def end(process: subprocess.Popen[str]) -> None:
    """End a process and what it started, at once."""
    if WINDOWS and process.poll() is None:
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    elif not WINDOWS:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass  # it has ended, and so have its children
    process.kill()
    process.wait()
