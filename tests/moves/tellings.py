"""Tables of random problems, for tests of what moves over them."""

from random import Random

from chance import problem_of
from constraints.test_contract import settings_of
from timetabler.constraints.registry import CONSTRAINTS
from timetabler.moves.space import Space
from timetabler.moves.tables import Tables, tables_of

LEVELS = (1, 2, 3)


def all_told(seed: int) -> Tables:
    """The tables of all constraints that are sums, on random levels."""
    problem, random = problem_of(seed), Random(seed)
    told = []
    for kind in CONSTRAINTS:
        level = random.choice(("hard", *LEVELS))
        given = {"level": level, "weight": random.randint(1, 5)}
        constraint = kind.model_validate({**settings_of(kind, seed), **given})
        sums = constraint.sums(problem)
        if sums is not None:
            told.append((constraint, sums))
    return tables_of(Space(problem), told, LEVELS)
