"""Every room for itself: where rooms that are alike could not be given out as planned.

A plan counts rooms of a kind for each group and session. Over several sessions a group
may then have to change rooms more often than the plan says.
"""

from timetabler.engine.garbage import uncollected
from timetabler.engine.run import Found, Runner
from timetabler.engine.sessions.coarse import Coarse, Level
from timetabler.engine.sessions.handout import Rooms
from timetabler.engine.sessions.layers import Layer
from timetabler.engine.sessions.model import Key
from timetabler.engine.sessions.rooms import RoomKinds
from timetabler.engine.sessions.stages import Stages

_SAME_SESSIONS = 0.3


def exactly(stages: Stages, rooms: Rooms, runner: Runner) -> Coarse:
    """Plan with every room for itself, starting from a plan handed out.

    Args:
        stages: The search that made the plan.
        rooms: The rooms it was given.
        runner: Runs models within the time there is.
    """
    plan = stages.result
    alone = [[room] for kind in stages.classes for room in kind]
    with uncollected():
        layer = stages.layer(RoomKinds, alone)
    values = _values(plan.values or {}, rooms)
    result = Coarse()
    for index, (priority, level) in enumerate(plan.levels.items()):
        with runner.within(1 / (len(plan.levels) - index)):
            found = _minimise(layer, priority, level, values, runner)
        if found.solution is None:
            break
        values = layer.values(found.solution)
        bound = max(level.bound, min(found.bound, found.objective))
        result.values = values
        result.levels[priority] = Level(found.objective, bound)
        layer.cap(priority, found.objective)
    return result


def _values(plan: dict[Key, int], rooms: Rooms) -> dict[Key, int]:
    """The values of a plan with the rooms it was given."""
    values = {key: v for key, v in plan.items() if key[0] not in ("cell", "kind")}
    for (group, session), given in rooms.items():
        for room in given:
            values["cell", group, session, room] = 1
            values["kind", group, room] = 1
    return values


def _minimise(
    layer: Layer, priority: int, level: Level, values: dict[Key, int], runner: Runner
) -> Found:
    """With the same sessions first; then, if need be, with others."""
    layer.hint(values)
    same = layer.fix([key for key in values if key[0] in ("talk", "held")], values)
    with runner.within(_SAME_SESSIONS):
        found = same.minimise(priority, runner.remaining())
    if found.solution is None:
        return layer.minimise(priority, runner.remaining())
    if found.objective <= level.bound:
        return Found(found.status, found.solution, found.objective, level.bound)
    layer.forbid(priority, found.objective)
    layer.hint_all(found.solution)
    better = layer.minimise(priority, runner.remaining())
    layer.forbid(priority, None)
    if better.solution is not None:
        return better
    return Found(found.status, found.solution, found.objective, level.bound)
