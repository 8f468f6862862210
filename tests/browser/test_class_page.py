"""The class page with a class of 400, in a real browser: light and dark, on a phone and on a desk."""

from __future__ import annotations

import random

import pytest

from autograder.course import Course
from autograder.grading.verdict import ExerciseResult, TestResult, Verdict
from autograder.reports.code import code_reader
from autograder.reports.html import write_html
from autograder.section import read_section
from autograder.submission import find_submissions
from tests.browser.test_pages import browser, opened, pytestmark  # noqa: F401
from tests.conftest import ROOT
from tests.tool import load_tool

SECTION = "ch03_06_softmax_regression_scratch"
WEIGHT = 1_500_000  # bytes of the class page
SAYS = ("It gives what the formula gives.", "What is passed in is not changed.", "A batch of one keeps its shape.")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Pages of 400 made submissions. Their verdicts are drawn, for grading them takes minutes; the code is theirs."""
    folder = tmp_path_factory.mktemp("class")
    course = Course(ROOT)
    load_tool("make_class").make_class(course, SECTION, 400, folder / "submissions")
    founds, _ = find_submissions([folder / "submissions"], SECTION, course.section_ids())
    rng = random.Random(0)
    verdicts = [a_verdict(found.student, course, rng, "the judge stopped" if i < 3 else None) for i, found in enumerate(founds)]
    return write_html(verdicts, folder / "pages", [], b"a secret of the tests", code_reader(course, founds)).parent


def a_verdict(student, course, rng, reason):
    exercises = []
    for exercise in read_section(course.section_path(SECTION)).exercises:
        tests = [TestResult(f"test_{i}", says, "passed") for i, says in enumerate(SAYS)]
        if rng.random() < 0.3:
            tests[1] = TestResult(
                "test_1", SAYS[1], "failed", f"wrong in {rng.randrange(40)} of 40 places, yours is {rng.random():.4g}"
            )
        exercises.append(ExerciseResult(exercise.name, exercise.points, tuple(tests)))
    return Verdict(SECTION, student, "", "", 1, 3, (), "", "sample", "", tuple(exercises), rng.random(), reason=reason)


def test_class_page_of_four_hundred_is_light_and_asks_for_nothing(pages, browser):  # noqa: F811
    index = pages / "index.html"
    assert index.stat().st_size < WEIGHT
    page, asked, dialogs = opened(browser, index.as_uri())
    assert asked == [index.as_uri()] and dialogs == []
    assert page.locator("table.heat tbody tr").count() == 400
    assert "3 not graded" in page.inner_text("body") and "wrong in … of 40 places, yours is …" in page.inner_text("body")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1400])
def test_class_page_fits_and_keeps_names_and_head_in_sight(pages, browser, scheme, width):  # noqa: F811
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto((pages / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).every((part) => part > 128)")
    assert light == (scheme == "light")
    page.evaluate("document.querySelector('.grid').scrollTo(120, 4000)")
    where = """(selector) => {const box = document.querySelector('.grid').getBoundingClientRect();
        const cell = document.querySelector(selector).getBoundingClientRect(); return [cell.left - box.left, cell.top - box.top]}"""
    assert all(abs(gap) <= 2 for gap in page.evaluate(where, ".heat thead th"))
    assert abs(page.evaluate(where, ".heat tbody tr:nth-child(150) th")[0]) <= 2
    context.close()


def test_class_page_sorts_filters_and_leads_to_the_code(pages, browser):  # noqa: F811
    page, *_ = opened(browser, (pages / "index.html").as_uri())
    first = "table.heat tbody tr:not([hidden]) td:nth-child(2)"
    assert page.locator(first).first.inner_text() == "–"
    page.click("table.heat th:nth-child(2) button")
    page.click("table.heat th:nth-child(2) button")
    scores = [float(text) for text in page.locator(first).all_inner_texts() if text != "–"]
    assert scores == sorted(scores, reverse=True) and len(scores) == 397
    page.select_option(".tools select", "w")
    assert page.inner_text(".tools output") == "3 of 400"
    page.select_option(".tools select", "")
    page.fill(".tools input", "carl")
    names = page.locator("table.heat tbody tr:not([hidden]) th").all_inner_texts()
    assert names and all("carl" in name for name in names)
    page.click(f"table.heat >> text={names[0]}")
    page.wait_for_selector("h1")
    assert page.inner_text("h1") == names[0] and "def softmax" in page.inner_text("body")
    page.click("text=What the student gets")
    page.wait_for_selector("text=Feedback for")
    assert page.locator("a").count() == 0 and "def softmax" not in page.inner_text("body")
