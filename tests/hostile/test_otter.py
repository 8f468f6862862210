"""The corpus through `otter run`: each submission has the scores that it declares, in otter's own results."""

from __future__ import annotations

import pytest

from tests.conftest import run
from tests.hostile.runs import THROUGH_DOORS, WHOLE
from tests.hostile.samples import ID
from tests.otter.conftest import otter_run, scores

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def archive(world, tmp_path_factory):
    """The autograder zip of the course that the samples are handed in to."""
    folder = tmp_path_factory.mktemp("otter")
    made = run(world.course, "autograder", "otter", ID, "--to", str(folder))
    assert made.returncode == 0, made.stderr[-3000:]
    return folder / ID / "autograder" / f"{ID}-autograder.zip"


@pytest.mark.parametrize("sample", THROUGH_DOORS, ids=lambda sample: sample.name)
def test_otter_reports_the_scores_that_are_declared(archive, world, tmp_path, sample):
    sample.hand_in(tmp_path, "hilda", world.release, world.tools)
    before = world.contents()
    done, results = otter_run(world.course, archive, tmp_path / "hilda.ipynb", tmp_path / "out")
    assert world.contents() == before, "a file outside of the sandbox was changed"
    assert world.visitors() == [] and world.left_behind() == []
    said = f"{done.stdout}{done.stderr}{results}"
    assert not [place for place, canary in world.canaries.items() if canary in said]
    assert "got further" not in said
    end = sample.end(WHOLE)
    if results is None:  # otter itself could not read it
        assert sample.is_file and done.returncode != 0
    elif end.not_read is not None:
        assert end.not_read in results["output"] and "score" not in results
    else:
        assert not (complaints := end.score_complaints(scores(results))), complaints
