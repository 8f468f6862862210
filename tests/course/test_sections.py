"""The sections that this repository ships: every promise about a grader but the mutants, which `make verify` makes."""

import os

import pytest

from autograder.course import Course
from autograder.section import read_section
from autograder.verify import verify_section
from tests.conftest import ROOT

COURSE = Course(ROOT)


@pytest.mark.parametrize("section_id", COURSE.section_ids())
def test_section_is_worth_twenty_points_and_says_what_its_reader_needs(section_id):
    section = read_section(COURSE.section_path(section_id))
    assert section.points == section.opening.points == 20
    assert 20 <= section.opening.minutes <= 90


@pytest.mark.parametrize("section_id", COURSE.section_ids())
def test_graders_accept_what_is_right_and_catch_what_is_wrong(section_id):
    findings = verify_section(COURSE, section_id, 3, len(os.sched_getaffinity(0)), mutants=False)
    assert findings.faults == [] and findings.full == 3
    assert findings.right and findings.wrong
