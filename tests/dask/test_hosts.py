"""Workers on hosts of their own, one of them cut off in the middle of a run. Network namespaces are the hosts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dask.cluster import Cluster
from tests.dask.test_grade import command, submissions, without_seconds  # noqa: F401

pytestmark = pytest.mark.slow
GATE = "10.231.0"
PATIENCE = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": "12s", "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s"}


class Hosts:
    """A head and two workers, on a switch that is in the head; each sees nothing but this network."""

    def __init__(self) -> None:
        self.head, *self.workers = [f"autograder-{os.getpid()}-{name}" for name in ("head", "one", "two")]

    def connect(self) -> None:
        """Make them, and plug them in."""
        for name in (self.head, *self.workers):
            ip("netns", "add", name)
            ip("-n", name, "link", "set", "lo", "up")
        ip("-n", self.head, "link", "add", "switch", "type", "bridge")
        ip("-n", self.head, "addr", "add", f"{GATE}.1/24", "dev", "switch")
        ip("-n", self.head, "link", "set", "switch", "up")
        for number, name in enumerate(self.workers, 2):
            ip("-n", self.head, "link", "add", f"port{number}", "type", "veth", "peer", "name", "wire", "netns", name)
            ip("-n", self.head, "link", "set", f"port{number}", "master", "switch", "up")
            ip("-n", name, "addr", "add", f"{GATE}.{number}/24", "dev", "wire")
            ip("-n", name, "link", "set", "wire", "up")

    def remove(self) -> None:
        """Leave nothing of them."""
        for name in (self.head, *self.workers):
            ip("netns", "delete", name, check=False)

    def on(self, name: str) -> list[str]:
        """What a command is preceded by to run there. `ip netns exec` would hide the cgroups."""
        return ["nsenter", f"--net=/run/netns/{name}"]

    def pull_the_plug(self, name: str) -> None:
        """No packet comes or goes, and nobody is told."""
        ip("-n", self.head, "link", "set", f"port{self.workers.index(name) + 2}", "nomaster")


def ip(*arguments: str, check: bool = True) -> None:
    subprocess.run(["ip", *arguments], check=check, capture_output=True)


@pytest.fixture
def hosts() -> Iterator[Hosts]:
    if os.geteuid() or not (shutil.which("ip") and shutil.which("nsenter")):
        pytest.skip("network namespaces are made as root, with ip and nsenter")
    made = Hosts()
    try:
        made.connect()
    except subprocess.CalledProcessError as error:
        made.remove()
        pytest.skip(f"this machine makes no network namespaces: {error.stderr.decode().strip()}")
    yield made
    made.remove()


def test_dask_worker_cut_off_in_the_middle_every_verdict_comes_all_the_same(built, submissions, tmp_path, hosts):  # noqa: F811
    made = Cluster(tmp_path, hosts.on(hosts.head), f"{GATE}.1", **PATIENCE)
    try:
        assert made.address.startswith(f"tcp://{GATE}.1:")
        one, _two = (made.worker(built.root, hosts.on(name), **PATIENCE) for name in hosts.workers)
        tool = [
            *hosts.on(hosts.head),
            str(Path(sys.executable).parent / "autograder"),
            "grade",
            *map(str, command(submissions, made.address)),
        ]
        environment = {**os.environ, **PATIENCE}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        process = subprocess.Popen(tool, cwd=built.root, env=environment, **pipes)
        one.engine()  # it has been given work
        hosts.pull_the_plug(hosts.workers[0])
        began = time.monotonic()
        _, said = process.communicate()
        assert process.returncode == 1, said
        assert time.monotonic() - began < 120, "cut-off workers are given up after seconds, as the settings say"
        assert any("Remov" in line and f"{GATE}.2:" in line for line in made.scheduler.log), "the cut was not noticed"
        assert without_seconds(submissions[0].parent / "dask.json") == submissions[1]
    finally:
        made.stop()
