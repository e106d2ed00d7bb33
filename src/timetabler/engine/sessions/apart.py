"""Plans that stay cheap whatever the starts: what these may cost is always charged.

A plan costs what its timetable costs at least. Here it costs what that costs at most.
So the best plan may be another one: a bit dearer as planned, cheaper in the end.
"""

from timetabler.engine.model import Cost
from timetabler.engine.sessions.bettering import Bettering
from timetabler.engine.sessions.layers import Layer
from timetabler.engine.sessions.model import Key

_FIRST = 0.3
"""Of the time, for all at once; the rest is for one bit after the other."""


def kept_apart(
    layer: Layer, values: dict[Key, int], priority: int, seed: int = 0
) -> dict[Key, int]:
    """Find a plan that costs little at the most.

    Args:
        layer: The model; every priority before the one named is capped.
        values: A plan, by names of variables.
        priority: The priority.
        seed: Chooses what is tried, together with the seed of the search.

    Returns:
        The new plan, by names of variables.
    """
    planned, risked = layer.costs[priority], layer.sessions.risked(priority)
    if not risked.terms:
        return values
    last, runner = max(layer.costs) + 1, layer.runner
    layer.charge(last, Cost([*planned.terms, *risked.terms], planned.constant))
    layer.hint(values)
    left = runner.remaining()
    found = layer.minimise(last, None if left is None else left * _FIRST)
    if found.solution is None:
        return values
    bettering = Bettering(
        layer=layer,
        priority=last,
        solution=found.solution,
        penalty=found.objective,
        bound=found.bound,
        seed=seed,
    )
    bettering.go(runner.remaining())
    return layer.values(bettering.solution)
