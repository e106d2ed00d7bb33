"""The contract's fourth telling: sums over placements and pairs."""

import pytest

from chance import problem_of, timetable_of
from constraints.test_contract import EVERY, SEEDS, settings_of
from timetabler.constraints.base import Constraint
from timetabler.moves.space import Space
from timetabler.moves.tables import tables_of

NO_SUM = {
    "closed-up",
    "crowd",
    "differ-from",
    "elsewhere",
    "fairness",
    "few-moves",
    "repeats",
    "room-idle",
    "session-staff",
    "session-track",
    "slack",
    "speaker-days",
    "speaker-ends",
    "speaker-load",
    "theme-run",
    "track-rooms",
    "track-run",
    "track-sessions",
    "wishes",
}


def told(kind: type[Constraint], seed: int) -> bool:
    """Hold the tables of a constraint to its check; say whether it has any."""
    problem, timetable = problem_of(seed), timetable_of(seed)
    constraint = kind.model_validate({**settings_of(kind, seed), "level": 1})
    sums = constraint.sums(problem)
    if sums is None:
        return False
    space = Space(problem)
    tables = tables_of(space, [(constraint, sums)], [1])
    places = space.read(timetable)
    assert space.timetable(places).placements == timetable.placements
    amount = sum(f.amount for f in constraint.check(problem, timetable))
    assert tables.amounts(places) == (0, amount), f"{kind.key}, seed {seed}"
    return True


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.key)
def test_sums_are_what_the_checkers_find(kind: type[Constraint]) -> None:
    assert any([told(kind, seed) for seed in range(2 * SEEDS)]) == (
        kind.key not in NO_SUM
    )
