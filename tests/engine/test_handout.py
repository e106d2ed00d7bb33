"""Rooms that are alike are given out once each, and groups keep to few of them."""

from collections import Counter
from random import Random

import pytest

from timetabler.engine.outcome import Options
from timetabler.engine.run import Runner
from timetabler.engine.sessions import handout
from timetabler.engine.sessions.handout import Rooms

NAMES = ["r1", "r2", "r3", "r4"]
Cells = dict[tuple[int, int], int]
RUNNER = Runner(Options(seconds=None, workers=1))


def cells_of(seed: int) -> Cells:
    """How many rooms groups have in sessions, never more than there are."""
    chance = Random(seed)
    return dict(
        Counter(
            (chance.randrange(4), session)
            for session in range(5)
            for _ in range(chance.randint(1, len(NAMES)))
        )
    )


def kept(rooms: Rooms) -> dict[int, set[str]]:
    """The rooms of each group."""
    found: dict[int, set[str]] = {}
    for (group, _), names in rooms.items():
        found.setdefault(group, set()).update(names)
    return found


def assert_given(rooms: Rooms, cells: Cells) -> None:
    assert {cell: len(names) for cell, names in rooms.items()} == cells
    given = [(session, name) for (_, session), names in rooms.items() for name in names]
    assert len(given) == len(set(given))


@pytest.mark.parametrize("seed", range(40))
def test_without_a_model_none_has_more_than_with_one(seed: int) -> None:
    cells = cells_of(seed)
    best = handout._few_each(cells, NAMES, RUNNER)
    assert_given(best, cells)
    rooms = handout._kept(cells, NAMES)
    if rooms is not None:
        assert_given(rooms, cells)
        for group, names in kept(rooms).items():
            assert len(names) == max(n for (g, _), n in cells.items() if g == group)
        total = sum(map(len, kept(best).values()))
        assert total == sum(map(len, kept(rooms).values()))


def test_most_need_no_model_and_some_do() -> None:
    found = [handout._kept(cells_of(seed), NAMES) is not None for seed in range(40)]
    assert any(found)
    assert not all(found)


def test_those_without_rooms_choose_first_the_next_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def number() -> int:
        found = (handout._kept(cells_of(seed), NAMES) for seed in range(200))
        return sum(rooms is not None for rooms in found)

    often = number()
    monkeypatch.setattr(handout, "_TRIES", 1)
    assert number() < often
