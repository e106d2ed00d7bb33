"""Of plans that cost the same, one whose starts have little left to decide."""

from timetabler.engine.sessions.bettering import Bettering
from timetabler.engine.sessions.layers import Layer
from timetabler.engine.sessions.model import Key

_FIRST = 0.3
"""Of the time, for all at once; the rest is for one bit after the other."""


def kept_apart(layer: Layer, values: dict[Key, int]) -> dict[Key, int]:
    """Find a plan that costs no more than one, with few talks close to each other.

    Args:
        layer: The model, with every priority capped at what the plan costs.
        values: The plan, by names of variables.

    Returns:
        The new plan, by names of variables.
    """
    if not layer.sessions.close:
        return values
    last, runner = max(layer.costs) + 1, layer.runner
    layer.charge(last, layer.sessions.close_by())
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
    )
    bettering.go(runner.remaining())
    return layer.values(bettering.solution)
