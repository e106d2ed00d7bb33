"""Run ``conference-scheduler``: events into slots that do not overlap.

It knows slots that hold one event each, so starts are thinned to such that do not
overlap in a room: one after the other, each as long as the longest talk. Minutes that
people need between two talks it does not know.
"""

import json
import resource
import sys
import time
from datetime import datetime, timedelta

import pulp
from conference_scheduler import scheduler
from conference_scheduler.lp_problem import objective_functions
from conference_scheduler.resources import Event, Slot

DAY = 24 * 60
MIDNIGHT = datetime(2000, 1, 1)
"""The moment that stands for the first midnight; only differences count."""


def lattice(starts: list[int], step: int) -> list[int]:
    """Thin starts so that they are at least so many minutes apart."""
    found: list[int] = []
    for start in sorted(starts):
        if not found or start - found[-1] >= step:
            found.append(start)
    return found


def minute(moment: datetime) -> int:
    """Turn a moment back to minutes since the first midnight."""
    return int((moment - MIDNIGHT) / timedelta(minutes=1))


def main() -> None:
    """Read a problem, solve it, write placements."""
    told = json.load(sys.stdin)
    began = time.monotonic()
    talks, rooms = told["talks"], told["rooms"]
    longest = max(t["minutes"] for t in talks) + max(gap for _, gap in rooms.values())
    starts = lattice(sorted({s for talk in talks for s in talk["starts"]}), longest)
    slots = [
        Slot(
            venue=room,
            starts_at=MIDNIGHT + timedelta(minutes=start),
            duration=longest,
            capacity=seats or 10**6,
            session=f"{start // DAY}",
        )
        for room, (seats, _) in rooms.items()
        for start in starts
    ]
    events = [
        Event(name=t["id"], duration=t["minutes"], demand=t["audience"]) for t in talks
    ]
    for event, talk in zip(events, talks, strict=True):
        may = {(s, room) for s in talk["starts"] for room in talk["rooms"]}
        never = [s for s in slots if (minute(s.starts_at), s.venue) not in may]
        event.add_unavailability(*never)
    named = {event.name: event for event in events}
    for one, other, _ in told["pairs"]:
        named[one].add_unavailability(named[other])
    solver = pulp.PULP_CBC_CMD(
        msg=False, timeLimit=told["seconds"], threads=told["workers"]
    )
    note = f"{len(starts)} starts that do not overlap"
    placements: list[tuple[str, int, str]] = []
    try:
        found = scheduler.schedule(
            events=events,
            slots=slots,
            objective_function=objective_functions.efficiency_capacity_demand_difference,
            solver=solver,
        )
        placements = [
            (i.event.name, minute(i.slot.starts_at), i.slot.venue) for i in found
        ]
    except ValueError as error:
        note = f"{note}: {error}"
    taken = time.monotonic() - began
    answer = {
        "placements": placements,
        "first": taken,
        "best": taken,
        "seconds": taken,
        "note": note,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
