"""Every hostile submission ends as it declares, at every level of isolation, and the honest one after it is untouched."""

from __future__ import annotations

import os
from html.parser import HTMLParser

import pytest

from tests.conftest import ROOT
from tests.hostile.runs import AFTER, CASES, LEVELS, SAMPLES, WHOLE, grade, student
from tests.hostile.samples import BEGIN, HERE, table

levels = pytest.mark.parametrize("level", LEVELS)
cases = pytest.mark.parametrize(
    ("sample", "level"),
    [
        pytest.param(sample, level, id=f"{sample.name}-level{level}", marks=[] if level == WHOLE else pytest.mark.slow)
        for sample, level in CASES
    ],
)


@cases
def test_sample_ends_as_declared(graded, sample, level):
    run, name, end = graded(level), sample.headers.get("student", student(sample)), sample.end(level)
    if end.not_read is not None:
        reasons = [reason for who, reason in run.problems.items() if who.startswith(name)]
        assert any(end.not_read in reason for reason in reasons), f"not refused with {end.not_read!r}: {reasons}"
        return
    assert name in run.verdicts, run.problems
    verdict = run.verdicts[name]
    assert not (complaints := end.complaints(verdict)), complaints
    messages = " ".join(test["message"] or "" for exercise in verdict["exercises"] for test in exercise["tests"])
    assert sample.headers.get("says", "") in messages
    assert "got further" not in messages or end.text != sample.headers["ends"]


@cases
def test_honest_submission_after_it_has_the_verdict_it_has_alone(graded, alone, sample, level):
    found = graded(level).verdicts[f"{student(sample)}{AFTER}"]
    assert found["score"] == found["max_score"] == 9
    other = {key: found[key] for key in ("student", "seconds", "level", "isolation", "platform")}  # one run alone is enough
    assert found == {**alone, **other}


@levels
def test_level_is_the_one_that_is_meant(graded, level):
    assert {verdict["level"] for verdict in graded(level).verdicts.values()} == {level}


@levels
def test_no_secret_is_in_anything_that_was_said(graded, world, level):
    run = graded(level)
    known = {"shm"} if level == 1 else set()  # see docs/theory-of-operation.md
    for place, canary in world.canaries.items():
        if place not in known:
            for where, text in (*run.said.items(), *(("HTML", page) for page in run.pages)):
                assert canary not in text, f"the canary of {place} is in {where}"


@levels
def test_nothing_is_left_behind_and_nobody_came_through(graded, world, level):
    run = graded(level)
    assert run.processes == [] and run.left_behind == []
    allowed = {str(world.folder / "socket")} if level == 1 else set()  # see docs/theory-of-operation.md
    assert set(run.visitors) <= allowed


@levels
def test_every_report_is_text_without_control_characters(graded, level):
    run = graded(level)
    for where, text in run.said.items():
        assert not [c for c in text if ord(c) < 32 and c not in "\n\t"], where
        assert not {"\x7f", "\x9b", "\u202e", "\u2066"} & set(text), where


OURS = (ROOT / "autograder" / "reports" / "table.js").read_text()  # the one script that a page of ours may run


class Markup(HTMLParser):
    """Collects what a page would run."""

    def __init__(self) -> None:
        super().__init__()
        self.active: list[str] = []

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "iframe", "object", "embed", "img", "svg", "base", "form", "link"):
            self.active.append(tag)
        self.active += [
            key for key, value in attributes if key.startswith("on") or (value or "").strip().startswith("javascript:")
        ]


@levels
def test_nothing_on_a_page_is_active(graded, level):
    for page in graded(level).pages:
        markup = Markup()
        markup.feed(page.replace(f"<script>{OURS}</script>", "", 1).replace('<form class="tools" hidden>', "", 1))
        assert markup.active == []


# ---- layers, one at a time


@pytest.mark.skipif(os.geteuid() != 0, reason="without namespaces, only root can give a worker another user id")
@pytest.mark.parametrize("walls", sorted({sample.without for sample in SAMPLES if sample.without}), ids=", ".join)
def test_without_their_walls_samples_get_further(world, python, tmp_path, walls):
    samples = [sample for sample in SAMPLES if sample.without == walls]
    for sample in samples:
        sample.hand_in(tmp_path, student(sample), world.release, world.tools)
    run = grade(world, python[1] or python[3], walls, [tmp_path], "--unsafe")
    for sample in samples:
        messages = " ".join(t["message"] or "" for e in run.verdicts[student(sample)]["exercises"] for t in e["tests"])
        assert "got further" in messages, f"{sample.name} got no further: {run.verdicts[student(sample)]}"


# ---- the corpus itself


def test_corpus_has_every_family_and_more_than_eighty_samples():
    families = {sample.name.partition("/")[0] for sample in SAMPLES}
    assert families == {"read", "forge", "evade", "exhaust", "reach_out", "travel"} and len(SAMPLES) >= 80


def test_page_of_the_corpus_is_up_to_date():
    _, _, written = (HERE / "README.md").read_text(encoding="utf-8").partition(BEGIN)
    assert written == table(), "run python -m tests.hostile.samples"
