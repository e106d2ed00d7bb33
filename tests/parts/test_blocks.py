"""Unbroken runs as blocks forbid exactly what the checkers find."""

import pytest

from chance import problem_of, timetable_of
from constraints.test_contract import feasible
from timetabler.constraints.room_clash import RoomClash
from timetabler.constraints.theme_run import ThemeRun
from timetabler.constraints.track_run import TrackRun
from timetabler.timetable.timetable import Placement, Timetable


def spread_out(seed: int) -> Timetable:
    """The same talks in the same rooms, one after the other so that none overlap."""
    problem, crowded = problem_of(seed), timetable_of(seed)
    placements = []
    free: dict[str, int] = {}
    for placement in crowded:
        starts = problem.starts_of(problem.talks[placement.talk])
        able = [s for s in starts if s >= free.get(placement.room, 0)]
        if able:
            placements.append(Placement(able[0], placement.room, placement.talk))
            after = problem.rooms[placement.room].turnover
            minutes = problem.talks[placement.talk].minutes
            free[placement.room] = able[0] + minutes + after
    return Timetable.of(placements)


@pytest.mark.parametrize("few", [0, 1000])
def test_blocks_forbid_what_the_checkers_find(few: int) -> None:
    clash, track, theme = (
        kind.model_validate({"level": "hard"})
        for kind in (RoomClash, TrackRun, ThemeRun)
    )
    broken = kept = 0
    for seed in range(150):
        problem, timetable = problem_of(seed), spread_out(seed)
        assert not list(clash.check(problem, timetable))
        found = [f for c in (track, theme) for f in c.check(problem, timetable)]
        demands = [d for c in (clash, track, theme) for d in c.encode(problem)]
        assert feasible(problem, timetable, demands, few) == (not found), seed
        broken, kept = broken + bool(found), kept + (not found)
    assert broken > 5
    assert kept > 5
