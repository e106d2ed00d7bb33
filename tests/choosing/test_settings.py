"""Losses as people write them, profiles, and distances."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import strategies as st

from strategies import problems, timetables
from timetabler.constraints.settings import active, settings_mistakes, with_profile
from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_problem
from timetabler.problem.template import template
from timetabler.timetable.distance import (
    KINDS,
    Kind,
    differing,
    distance,
    talks_in_share,
)
from timetabler.workflows.choosing.loss import Loss, read_loss, read_share
from timetabler.workflows.choosing.profiles import first, profiles_of
from tries import tries

PROBLEM = read_problem(template(), "template.yaml")


def test_losses_are_shares_or_points() -> None:
    loss = read_loss(["10%", "2=50%", "3=25"])
    assert loss.caps({1: 19, 2: 9, 3: 4}) == {1: 20, 2: 13, 3: 29}
    assert Loss().caps({1: 100, 2: 0}) == {1: 102, 2: 0}
    assert read_share("12.5%") == Fraction(1, 8)


@pytest.mark.parametrize("text", ["", "2", "0=1%", "3=2.5", "-1%", "a=1%", "٣%"])
def test_other_losses_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        read_loss([text])


def with_profiles(**profiles: dict[str, object]) -> Problem:
    return replace(PROBLEM, profiles=profiles)


def test_a_profile_changes_what_it_names_and_nothing_else() -> None:
    problem = replace(
        with_profiles(calm={"seats": {"weight": 5}, "room-idle": "off"}),
        constraints={"seats": {"level": 3}, "theme-run": 1},
    )
    found = {c.key: c for c in active(with_profile(problem, "calm"))}
    assert (found["seats"].level, found["seats"].weight) == (3, 5)
    assert found["theme-run"].level == 1
    assert "room-idle" not in found
    assert list(profiles_of(problem, active(problem))) == ["calm"]


def test_mistakes_in_profiles_are_found_at_their_place() -> None:
    problem = with_profiles(calm={"seat": 1, "seats": {"weight": 0}})
    places = [mistake.path for mistake in settings_mistakes(problem)]
    assert ("profiles", "calm", "seat") in places
    assert ("profiles", "calm", "seats", "weight") in places


def test_without_profiles_in_the_file_interests_come_first() -> None:
    constraints = active(PROBLEM)
    crew = {c.key: c.level for c in first(constraints, ("room-idle", "track-room"))}
    soft = {c.key: c.level for c in constraints if not c.is_hard}
    others = [crew[key] for key in soft if key not in ("room-idle", "track-room")]
    mine = int(crew["room-idle"]), int(crew["track-room"])
    assert sorted(mine) == [1, 2]
    assert min(int(level) for level in others) == 3
    assert all(crew[c.key] == "hard" for c in constraints if c.is_hard)


SOME_KINDS = st.lists(st.sampled_from(KINDS), min_size=1, unique=True)


@tries(10, 30, data=st.data(), kinds=SOME_KINDS)
def test_distance_is_a_metric_and_grows_with_the_kinds(
    data: st.DataObject, kinds: list[Kind]
) -> None:
    problem = data.draw(problems(max_talks=3))
    one, two, three = (data.draw(timetables(problem)) for _ in range(3))
    there = distance(problem, one, two, kinds)
    assert there == distance(problem, two, one, kinds)
    assert distance(problem, one, one, kinds) == 0
    detour = distance(problem, one, three, kinds) + distance(problem, three, two, kinds)
    assert there <= detour
    assert set(differing(problem, one, two, kinds)) <= set(differing(problem, one, two))
    assert talks_in_share(problem, there) == len(differing(problem, one, two, kinds))
