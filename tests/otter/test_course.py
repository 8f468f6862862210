"""A real section through otter, once: right, wrong and untouched exercises of 3.6 in one submission."""

from __future__ import annotations

import json

import pytest

from autograder.course import Course
from autograder.section import read_section
from autograder.variants import read_variants, solved
from tests.conftest import ROOT, run
from tests.otter.conftest import answered, otter_run, scores

SOFTMAX = "ch03_06_softmax_regression_scratch"


@pytest.mark.slow
def test_softmax_regression_has_the_same_scores_in_otter(tmp_path):
    course = Course(ROOT)
    section = read_section(course.section_path(SOFTMAX))
    done = run(course, "autograder", "otter", SOFTMAX, "--to", tmp_path, PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stderr
    right = next(variant for variant in read_variants(course, section, "right") if "accuracy" in variant.exercises)
    wrong = next(variant for variant in read_variants(course, section, "wrong") if variant.exercises == ("cross_entropy",))
    answers = solved(section, {**right.definitions, **wrong.definitions})
    del answers["train_ch3"]
    submission = tmp_path / "carl.ipynb"
    submission.write_text(answered(tmp_path / SOFTMAX / "student", SOFTMAX, **answers))
    archive = tmp_path / SOFTMAX / "autograder" / f"{SOFTMAX}-autograder.zip"
    done, results = otter_run(course, archive, submission, tmp_path / "out")
    graded = run(course, "autograder", "grade", submission, "--assignment", SOFTMAX, "--json", "-", PYTHONPATH=str(ROOT))
    (verdict,) = json.loads(graded.stdout)
    expected = {each["name"]: (round(each["score"], 5), each["points"]) for each in verdict["exercises"]}
    assert scores(results) == expected
    assert expected["accuracy"] == (2, 2) and expected["train_ch3"] == (0, 2)
    assert expected["cross_entropy"][0] < 3
