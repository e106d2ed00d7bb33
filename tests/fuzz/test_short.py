"""A short campaign in every run of the tests; the long ones are scripts beside it."""

import pytest

from fuzz.campaign import campaign
from fuzz.readers import READERS, every_sample, refused
from fuzz.reading import campaign as reading

PIPELINE_SEEDS = (135, 10566, 40583)
"""Seeds of problems on which something went wrong once."""


def test_a_few_problems_go_through_everything() -> None:
    counts = campaign(first=1, count=12, minutes=5)
    assert counts.good, counts.told()
    assert counts.said["optimal"] > 0
    assert counts.said["infeasible"] > 0
    assert counts.said["compared with every timetable"] > 0


@pytest.mark.parametrize("seed", PIPELINE_SEEDS)
def test_what_went_wrong_once(seed: int) -> None:
    counts = campaign(first=seed, count=1, minutes=5)
    assert counts.good, counts.told()


def test_samples_are_valid() -> None:
    """What is broken later has to be whole at first; checkers find nothing, too."""
    for name, sample in every_sample():
        assert not refused(READERS[name], sample), name


@pytest.mark.parametrize("name", READERS)
def test_broken_files_are_read_or_refused_in_words(name: str) -> None:
    found = reading([name], first=1, count=25, minutes=5)[name]
    assert not found.wrong
    assert found.files == 25
    assert found.refused > 0 or name.startswith("check ")
