"""The sections that this repository ships: what a reader is told. `make verify` measures the graders."""

import pytest

from autograder.course import Course
from autograder.section import read_section
from tests.conftest import ROOT

COURSE = Course(ROOT)


@pytest.mark.parametrize("section_id", COURSE.section_ids())
def test_section_is_worth_twenty_points_and_says_what_its_reader_needs(section_id):
    section = read_section(COURSE.section_path(section_id))
    assert section.points == section.opening.points == 20
    assert 20 <= section.opening.minutes <= 90
