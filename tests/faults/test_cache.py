"""What is kept of a verdict, for whom it is served, and what counts as none."""

import hashlib
import json
import os
import subprocess
from dataclasses import replace

import pytest

from autograder.command_grade import grade_found
from autograder.grading import cache as caches
from autograder.grading.cache import VerdictCache
from autograder.grading.plan import Plan, engine_id, grader_digest
from autograder.grading.verdict import ExerciseResult, TestResult, Verdict
from autograder.section import read_section
from autograder.submission import Found
from tests.conftest import ID

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")


@pytest.fixture
def found(tiny, perfect):
    path = tiny.root / "class" / "ada-lovelace.ipynb"
    path.parent.mkdir()
    path.write_text(perfect)
    return Found("ada-lovelace", ID, path)


@pytest.fixture
def plan(tiny):
    return Plan(tiny, "sample", None)


@pytest.fixture
def verdict(tiny, found, plan):
    """As a judge gives it."""
    section = read_section(tiny.section_path(ID))
    tests = (TestResult("test_doubles", "Twice.", "passed"), TestResult("test_fractions", "Too.", "failed", "1 × 2"))
    return Verdict(
        assignment=ID,
        student=found.student,
        submission="sha256:1",
        grader=grader_digest(section, tiny.hidden / ID),
        seed=plan.seed_for(ID, found.student),
        level=3,
        isolation=("namespaces",),
        engine=engine_id(),
        dataset="sample",
        platform="x",
        exercises=(ExerciseResult("double", 2.0, tests),),
        seconds=0.25,
        max_points=5.0,
        file=hashlib.sha256(found.path.read_bytes()).hexdigest(),
    )


@pytest.fixture
def kept(tiny, plan, found, verdict):
    """The file in which the verdict was kept."""
    VerdictCache(tiny).keep(plan, found, verdict)
    (path,) = (tiny.grading / "cache" / "verdicts" / engine_id()).iterdir()
    return path


def get(course, plan, found, **options):
    return VerdictCache(course, **options).get(plan, found)


def test_cache_serves_the_verdict_as_it_was(tiny, plan, found, verdict, kept):
    assert get(tiny, plan, found) == verdict


def test_cache_holds_no_name(kept):
    assert len(kept.stem) == 64 and "ada" not in kept.name
    assert "lovelace" not in kept.read_text() and json.loads(kept.read_text())["verdict"]["student"] == ""


def test_cache_another_submission_has_no_verdict_there(tiny, plan, found, kept):
    found.path.write_text(found.path.read_text() + " ")
    assert get(tiny, plan, found) is None


def test_cache_the_same_code_as_a_script_has_no_verdict_there(tiny, plan, found, kept):
    script = found.path.with_suffix(".py")
    script.write_bytes(found.path.read_bytes())
    assert get(tiny, plan, replace(found, path=script)) is None


def test_cache_another_student_has_other_inputs_and_no_verdict_there(tiny, plan, found, kept):
    assert get(tiny, plan, replace(found, student="blaise")) is None
    assert get(tiny, Plan(tiny, "sample", 7), found) is None


@pytest.mark.parametrize(
    "changed",
    [
        "autograder/hidden/ch00_01_warm_up/test_ch00_01_warm_up.py",
        "autograder/hidden/conftest.py",
        "source/ch00_01_warm_up/ch00_01_warm_up.py",
        "data/new.csv",
    ],
)
def test_cache_a_changed_course_grades_anew(tiny, plan, found, kept, changed):
    path = tiny.root / changed
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "") + "\n# another\n")
    assert get(tiny, plan, found) is None


def test_cache_another_processor_python_or_package_grades_anew(tiny, plan, found, kept, monkeypatch):
    for name, value in (("_machine", ["riscv64"]), ("_packages", ["torch-0.1.dist-info"])):
        with monkeypatch.context() as patched:
            patched.setattr(caches, name, lambda value=value: value)
            assert get(tiny, plan, found) is None
    assert get(tiny, plan, found) is not None
    assert any(name.startswith("torch-") for name in caches._packages())


def test_cache_another_engine_grades_anew_and_removes_what_the_first_one_kept(tiny, plan, found, kept, monkeypatch):
    monkeypatch.setattr(caches, "engine_id", lambda: "2.0+another")
    assert get(tiny, plan, found) is None
    assert not kept.exists()


def test_cache_what_was_recorded_with_unsafe_is_not_served_without(tiny, plan, found, verdict):
    VerdictCache(tiny, unsafe=True).keep(plan, found, replace(verdict, level=0, isolation=()))
    assert get(tiny, plan, found) is None
    assert get(tiny, plan, found, unsafe=True).level == 0


def test_cache_a_verdict_below_the_minimum_is_not_served(tiny, plan, found, verdict):
    VerdictCache(tiny).keep(plan, found, replace(verdict, level=0))
    assert get(tiny, plan, found) is None


@pytest.mark.parametrize("outcome", ["timeout", "killed", "ungraded"])
def test_cache_what_the_clock_a_kill_or_a_fault_decided_is_not_kept(tiny, plan, found, verdict, outcome):
    (exercise,) = verdict.exercises
    tests = (*exercise.tests, TestResult("test_more", "More.", outcome))
    VerdictCache(tiny).keep(plan, found, replace(verdict, exercises=(replace(exercise, tests=tests),)))
    assert get(tiny, plan, found) is None


def test_cache_a_cell_that_was_cut_short_is_decided_by_the_clock(tiny, plan, found, verdict):
    problem = "cell 3 stopped with TooSlow: cut short: it used up its time limit"
    VerdictCache(tiny).keep(plan, found, replace(verdict, problems=(problem,)))
    assert get(tiny, plan, found) is None


def test_cache_graders_that_changed_during_the_run_keep_nothing(tiny, plan, found, verdict):
    VerdictCache(tiny).keep(plan, found, replace(verdict, grader="sha256:of what the judge read"))
    assert get(tiny, plan, found) is None


def test_cache_cut_off_anywhere_counts_as_none(tiny, plan, found, kept):
    whole, cache = kept.read_bytes(), VerdictCache(tiny)
    for length in range(len(whole)):
        kept.write_bytes(whole[:length])
        assert cache.get(plan, found) is None
    kept.write_bytes(whole)
    assert cache.get(plan, found) is not None


@pytest.mark.parametrize("content", [b"", b"\0" * 500, b"[]", b"{}", b'{"verdict": {}}', b"[" * 100_000, b"\xff\xfe", b'"x"'])
def test_cache_foreign_content_counts_as_none_and_is_written_anew(tiny, plan, found, verdict, kept, content):
    kept.write_bytes(content)
    assert get(tiny, plan, found) is None
    VerdictCache(tiny).keep(plan, found, verdict)
    assert get(tiny, plan, found) == verdict


def test_cache_another_verdicts_file_or_a_changed_score_counts_as_none(tiny, plan, found, kept):
    whole = kept.read_text()
    kept.write_text(whole.replace('"failed"', '"passed"'))
    assert get(tiny, plan, found) is None
    kept.write_text(whole)
    other = Plan(tiny, "sample", 7)
    cache = VerdictCache(tiny)
    key = cache._key(other, found, hashlib.sha256(found.path.read_bytes()).hexdigest(), 7)
    kept.rename(kept.with_name(f"{key}.json"))
    assert cache.get(other, found) is None


def test_cache_renewed_serves_nothing_and_keeps(tiny, plan, found, verdict, kept):
    cache = VerdictCache(tiny, renew=True)
    assert cache.get(plan, found) is None
    kept.unlink()
    cache.keep(plan, found, verdict)
    assert kept.exists()


def test_cache_unreadable_submission_is_left_to_a_judge(tiny, plan, found, kept):
    found.path.unlink()
    assert get(tiny, plan, found) is None


def test_cache_half_written_and_too_many_are_removed_oldest_first(tiny, plan, found, kept, monkeypatch):
    (kept.parent / "x.part").write_text("{")
    old = kept.with_name("0.json")
    old.write_text("{}")
    os.utime(old, (1, 1))
    monkeypatch.setattr(caches, "MOST", 1)
    VerdictCache(tiny)
    assert list(kept.parent.iterdir()) == [kept]


def test_cache_that_cannot_be_written_says_so_and_costs_nothing_else(tiny, plan, found, verdict):
    (tiny.grading / "cache").mkdir(parents=True)
    (tiny.grading / "cache" / "verdicts").write_text("a file")
    cache = VerdictCache(tiny)
    cache.keep(plan, found, verdict)
    assert cache.fault == "Not a directory" and cache.kept == 0


@needs_root
def test_cache_on_a_full_disk_leaves_nothing_half_written(tiny, plan, found, verdict):
    folder = tiny.grading / "cache" / "verdicts"
    folder.mkdir(parents=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32k", "none", folder], check=False).returncode:
        pytest.skip("no tmpfs can be mounted here")
    try:
        (folder / engine_id()).mkdir()
        with pytest.raises(OSError, match="No space"), open(folder / engine_id() / "filler", "wb", buffering=0) as filler:
            while filler.write(b"x" * 4096):
                pass
        cache = VerdictCache(tiny)
        cache.keep(plan, found, verdict)
        assert cache.fault == "No space left on device"
        assert [path.name for path in (folder / engine_id()).iterdir()] == ["filler"]
    finally:
        subprocess.run(["umount", folder], check=True)


def test_grade_starts_no_sandbox_where_every_verdict_is_kept(tiny, found, verdict, kept, monkeypatch):
    monkeypatch.setattr("autograder.sandbox.client.Sandbox.__init__", None)  # cannot be called
    assert list(grade_found(tiny, [found], 1, None, False, cache=VerdictCache(tiny))) == [verdict]
    with pytest.raises(TypeError):
        list(grade_found(tiny, [found], 1, 7, False, cache=VerdictCache(tiny)))
