"""Timetables, their identities and their score."""

from dataclasses import replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from timetabler.problem import Problem
from timetabler.problem.reading import read_problem
from timetabler.problem.template import template
from timetabler.timetable import (
    ConstraintScore,
    Finding,
    Identity,
    Placement,
    Score,
    Timetable,
)
from timetabler.timetable.identity import with_identities
from timetabler.timetable.score import Level

PROBLEM = read_problem(template(), "template.yaml")
TALKS = list(PROBLEM.talks)
NOTHING = Timetable({})


def reordered(order: list[str], title: str = "") -> Problem:
    talks = {
        id: replace(PROBLEM.talks[id], title=title or PROBLEM.talks[id].title)
        for id in order
    }
    return replace(PROBLEM, talks=talks)


@given(st.permutations(TALKS), st.text(max_size=5))
def test_identities_depend_on_no_order_and_no_title(
    order: list[str], title: str
) -> None:
    expected = with_identities(PROBLEM, NOTHING).identities
    assert with_identities(reordered(order, title), NOTHING).identities == expected
    assert set(expected) == set(TALKS)


@given(st.permutations(TALKS), st.integers(0, len(TALKS)))
def test_identities_are_kept_when_talks_come_and_go(
    order: list[str], count: int
) -> None:
    earlier = with_identities(reordered(order[:count]), NOTHING)
    later = with_identities(reordered(order[count:]), NOTHING, earlier)
    assert set(later.identities) == set(TALKS)
    assert earlier.identities.items() <= later.identities.items()
    numbers = [identity.number for identity in later.identities.values()]
    assert len(set(numbers)) == len(numbers)


def test_a_new_identity_is_a_uuid_with_its_number() -> None:
    for identity in with_identities(PROBLEM, NOTHING).identities.values():
        guid = UUID(identity.guid)
        assert guid.version == 5
        assert identity.number == int(guid.hex[:8], 16) & 0x7FFFFFFF
        assert (identity.sequence, identity.cancelled) == (0, False)


def test_numbers_in_use_are_counted_past_also_at_the_end() -> None:
    first = with_identities(PROBLEM, NOTHING).identities["welcome"]
    held = {"x": Identity("x", first.number), "y": Identity("y", first.number + 1)}
    found = with_identities(PROBLEM, Timetable({}, held)).identities["welcome"]
    assert (found.guid, found.number) == (first.guid, first.number + 2)


def test_the_conference_address_keeps_identities_apart() -> None:
    mine = with_identities(PROBLEM, NOTHING).identities
    retitled = replace(PROBLEM, title="Other")
    assert with_identities(retitled, NOTHING).identities == mine
    moved = replace(PROBLEM, url="https://example.org/2028")
    assert with_identities(moved, NOTHING).identities["welcome"] != mine["welcome"]
    unnamed = [replace(PROBLEM, url="", title=title) for title in ("A", "B")]
    one, other = (with_identities(p, NOTHING).identities["welcome"] for p in unnamed)
    assert one.guid != other.guid


def test_what_a_timetable_holds_wins_over_what_an_earlier_one_held() -> None:
    changed = Identity("own", 5, 3)
    timetable = Timetable({}, {"welcome": changed})
    earlier = Timetable(
        {}, {"welcome": Identity("old", 4), "gone": Identity("gone", 6)}
    )
    found = with_identities(PROBLEM, timetable, earlier).identities
    assert found["welcome"] == changed
    assert found["gone"] == Identity("gone", 6)


def test_a_timetable_is_walked_in_order_of_time() -> None:
    late = Placement(700, "main", "welcome")
    early = Placement(600, "main", "lightning")
    other = Placement(600, "workshop", "desktop-news")
    timetable = Timetable.of([late, other, early])
    assert list(timetable) == [early, other, late]
    assert timetable.in_room("main") == [early, late]
    assert timetable.in_room("nowhere") == []
    assert timetable.end(PROBLEM, "welcome") == 715
    assert "welcome" in timetable
    assert timetable.left_out(PROBLEM) == [
        "clouds-for-beginners",
        "object-storage",
        "storage-workshop",
        "accessible-desktops",
    ]
    timetable.in_room("main").clear()
    assert timetable.in_room("main") == [early, late]
    moved = replace(timetable, placements={"welcome": late})
    assert list(moved) == moved.in_room("main") == [late]


def test_a_score_adds_up() -> None:
    def scored(level: Level, weight: int, *amounts: int) -> ConstraintScore:
        findings = tuple(Finding(("x",), amount, "x") for amount in amounts)
        return ConstraintScore("c", level, weight, "people", findings)

    score = Score(
        (scored(2, 3, 5, 1), scored(1, 1), scored(2, 1, 4), scored("hard", 1))
    )
    assert score.feasible
    assert score.priorities == {1: 0, 2: 22}
    assert list(score.priorities) == [1, 2]
    assert score.objective == 22
    assert not Score((scored("hard", 1, 1),)).feasible
