"""Hand out exact rooms: which of those of a kind each group gets in each session."""

from collections import defaultdict
from itertools import islice

from ortools.sat.python import cp_model

from timetabler.engine.run import Runner
from timetabler.engine.sessions.model import Key
from timetabler.engine.sessions.shape import Shape

Rooms = dict[tuple[int, int], list[str]]
_SECONDS, _TRIES = 5.0, 20


def rooms_of(
    shape: Shape, classes: list[list[str]], values: dict[Key, int], runner: Runner
) -> Rooms:
    """The rooms of each group in each session, so that each group has few in all.

    Args:
        shape: The sessions.
        classes: The rooms by kind.
        values: A plan of the session level, by names of variables.
        runner: Runs models within the time there is.
    """
    rooms: Rooms = defaultdict(list)
    for names in classes:
        cells = {
            (group, session): number
            for group in range(len(shape.groups))
            for session in range(len(shape.windows))
            if (number := values.get(("cell", group, session, names[0]), 0))
        }
        if len(names) == 1:
            for cell in cells:
                rooms[cell].append(names[0])
        elif cells:
            kept = _kept(cells, names)
            given = _few_each(cells, names, runner) if kept is None else kept
            for cell, some in given.items():
                rooms[cell] += some
    return dict(rooms)


def _kept(cells: dict[tuple[int, int], int], names: list[str]) -> Rooms | None:
    """Give every group as many rooms as it needs at once, and no other ever.

    No group can have fewer. Those that take most choose first, and before them those
    that found no such rooms the times before.

    Returns:
        The rooms; None where a group might need others.
    """
    sessions: dict[int, dict[int, int]] = defaultdict(dict)
    for (group, session), number in cells.items():
        sessions[group][session] = number
    order = sorted(sessions, key=lambda group: -sum(sessions[group].values()))
    for _ in range(_TRIES):
        rooms, without = _choosing({g: sessions[g] for g in order}, names)
        if without is None:
            return rooms
        order.remove(without)
        order.insert(0, without)
    return None


def _choosing(
    sessions: dict[int, dict[int, int]], names: list[str]
) -> tuple[Rooms, int | None]:
    """Let groups choose in turn; the first of them that does not find enough."""
    free = {session: list(names) for mine in sessions.values() for session in mine}
    rooms: Rooms = {}
    for group, mine in sessions.items():
        common = [n for n in names if all(n in free[session] for session in mine)]
        if len(common) < max(mine.values()):
            return rooms, group
        for session, number in mine.items():
            rooms[group, session] = common[:number]
            free[session] = [n for n in free[session] if n not in common[:number]]
    return rooms, None


def _few_each(
    cells: dict[tuple[int, int], int], names: list[str], runner: Runner
) -> Rooms:
    """Give out rooms that are alike so that groups keep to the same ones."""
    model = cp_model.CpModel()
    given = {(*cell, room): model.new_bool_var("") for cell in cells for room in names}
    uses = {
        (group, room): model.new_bool_var("") for group, _ in cells for room in names
    }
    for (group, session, room), literal in given.items():
        model.add_implication(literal, uses[group, room])
        del session
    for cell, number in cells.items():
        model.add(
            cp_model.LinearExpr.sum([given[(*cell, room)] for room in names]) == number
        )
    for session in {session for _, session in cells}:
        for room in names:
            model.add_at_most_one(
                literal
                for (_, s, r), literal in given.items()
                if s == session and r == room
            )
    for group in {group for group, _ in cells}:
        most = max(number for (g, _), number in cells.items() if g == group)
        mine = [uses[group, room] for room in names]
        model.add(cp_model.LinearExpr.sum(mine) >= most)
    model.minimize(cp_model.LinearExpr.sum(list(uses.values())))
    with runner.within(0.5, _SECONDS):
        found = runner.run_as_team(model, runner.remaining())
    rooms: Rooms = defaultdict(list)
    for (group, session, room), literal in given.items():
        if found.solution is not None and found.solution[literal.index]:
            rooms[group, session].append(room)
    return rooms


def places_of(
    shape: Shape, rooms: Rooms, values: dict[Key, int], alike: list[list[str]]
) -> dict[str, tuple[int, list[str]]]:
    """The session and the rooms of each talk that takes place in a plan."""
    found = {}
    for talks in alike:
        left, group = iter(talks), shape.group_of[talks[0]]
        for session in shape.sessions[talks[0]]:
            number = values.get(("talk", talks[0], session), 0)
            for talk in islice(left, number):
                found[talk] = session, rooms.get((group, session), [])
    return found
