"""The corpus in a stand-in for Gradescope's container, at level 1: results.json has the scores that are declared."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from autograder.doors.gradescope import pack
from tests.gradescope.conftest import Place, in_container
from tests.hostile.runs import THROUGH_DOORS
from tests.hostile.samples import ID
from tests.hostile.world import planted_in

pytestmark = [in_container, pytest.mark.slow]


@pytest.fixture(scope="module")
def place(world):
    """The container's folder, with the course's graders unpacked."""
    place = Place(world.folder / "gradescope")
    pack(world.course, ID, world.folder / "gradescope.zip")
    place.unpack(world.folder / "gradescope.zip")
    return place


@pytest.fixture(scope="module")
def inside(world, place):
    """The world as it looks from inside the container."""
    with ExitStack() as stack:
        yield planted_in(place.root, "/autograder", world, stack)


@pytest.mark.parametrize("sample", THROUGH_DOORS, ids=lambda sample: sample.name)
def test_results_have_the_scores_that_are_declared(place, world, inside, sample):
    place.submit({})
    sample.hand_in(place.root / "submission", "hilda", world.release, inside.tools)
    done = place.enter("/autograder/run_autograder")
    assert done.returncode == 0, done.stdout + done.stderr
    results = place.results
    said = f"{done.stdout}{done.stderr}{results}"
    assert not [name for name, canary in inside.canaries.items() if canary in said]
    assert inside.left_behind() == []
    visitors = inside.visitors()
    end, whole = sample.end(1), sample.end(3)
    if end.not_read is not None:
        assert results["score"] == 0 and end.not_read in results["output"]
        return
    assert results["extra_data"]["level"] == 1
    found = {test["name"]: (test["score"], test["max_score"]) for test in results["tests"]}
    complaints = end.score_complaints(found)
    assert not complaints or not whole.score_complaints(found), complaints  # the container's own walls may do more
    if end == whole:
        assert visitors == [] and "got further" not in said
