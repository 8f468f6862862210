"""Every reader of hostile bytes on its seeds, on every case that once failed, and on cases that hypothesis makes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.fuzz.mutate import LONGEST, mutate
from tests.fuzz.seeds import CORPUS, seeds
from tests.fuzz.strategies import cases
from tests.fuzz.targets import CHECKS, MEMORY, check

KEPT = sorted(path for path in CORPUS.glob("*/*"))
EXAMPLES = settings(max_examples=100, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_case_that_once_failed_does_not_again(path):
    check(path.parent.name, path.read_bytes())


@pytest.mark.parametrize("target", CHECKS)
def test_seeds_are_read(target):
    for data in seeds(target):
        check(target, data)


@pytest.mark.parametrize("target", CHECKS)
def test_any_case_gives_a_result_or_a_named_error(target):
    @EXAMPLES
    @given(cases(target))
    def each(data):
        check(target, data)

    each()


@pytest.mark.parametrize("path", sorted((ROOT / "assignments").glob("*/*.ipynb")), ids=lambda path: path.stem)
def test_whole_assignment_is_read(path):
    check("notebook", path.read_bytes())


@EXAMPLES
@given(st.sampled_from(sorted(CHECKS)), st.integers(0, 2**32))
def test_mutations_stay_small_and_are_repeatable(target, seed):
    data = seeds(target)[0]
    made = mutate(target, data, Random(seed))
    assert len(made) <= LONGEST and made == mutate(target, data, Random(seed))


@pytest.mark.parametrize("target", ["notebook", "verdict"])
def test_most_mutations_reach_behind_the_parser(target):
    rng, data = Random(1), seeds(target)[0]
    made = {mutate(target, data, rng) for _ in range(200)}
    assert len(made) > 100 and sum(map(_is_json, made)) > len(made) / 2


def _is_json(data: bytes) -> bool:
    try:
        return json.loads(data) is not None
    except ValueError:
        return False


# ---- the checks can fail ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", CHECKS)
def test_check_another_exception_is_not_let_through(target, monkeypatch):
    def stumble(*_, **__):
        raise LookupError("stumbled")

    name = {"verdict": "Verdict.from_json", "wire": "wire.receive"}.get(target, "read_submission")
    monkeypatch.setattr(f"tests.fuzz.targets.{name}", stumble)
    with pytest.raises(LookupError, match="stumbled"):
        check(target, seeds(target)[0])


def test_check_memory_over_the_limit_is_noticed(monkeypatch):
    monkeypatch.setitem(CHECKS, "verdict", lambda _: bytearray(os.urandom(1 << 20) * (MEMORY["verdict"] + 8)))
    with pytest.raises(AssertionError, match="MiB of memory"):
        check("verdict", b"")


# ---- the tool -----------------------------------------------------------------------------------------------------


def fuzz(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "tools" / "fuzz.py"), *arguments],
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.parametrize("target", ["wire", "verdict"])
def test_tool_atheris_runs_what_it_is_told(target):
    pytest.importorskip("atheris", reason='atheris is not installed: pip install ".[fuzz]"')
    done = fuzz(target, "--runs", "2000")
    assert done.returncode == 0, done.stderr[-2000:]
    assert "number_of_executed_units: 2000" in done.stderr


def test_tool_hypothesis_runs_what_it_is_told():
    done = fuzz("verdict", "--runs", "300", "--with", "hypothesis")
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout.split()[0]) >= 300
