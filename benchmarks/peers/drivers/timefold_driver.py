"""Run Timefold's Python package: hard are rooms, people and what is permitted; seats.

Its own search for the whole time: it proves nothing, so it never ends before.
"""

import json
import resource
import sys
import time
from dataclasses import dataclass, field
from typing import Annotated

from timefold.solver import BestSolutionChangedEvent, SolverFactory
from timefold.solver.config import (
    Duration,
    ScoreDirectorFactoryConfig,
    SolverConfig,
    TerminationConfig,
)
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    Constraint,
    ConstraintFactory,
    HardSoftScore,
    Joiners,
    constraint_provider,
)


@dataclass
class Place:
    """A start in a room."""

    start: int
    room: str
    seats: int
    turnover: int


@planning_entity
@dataclass
class Talk:
    """A talk that is looked for a place."""

    id: Annotated[str, PlanningId]
    minutes: int
    audience: int
    starts: list[int]
    rooms: list[str]
    place: Annotated[Place | None, PlanningVariable] = field(default=None)


@dataclass
class Pair:
    """Two talks that must not overlap, and the minutes between them at least."""

    one: str
    other: str
    gap: int


@planning_solution
@dataclass
class Plan:
    """Talks and places, and the score."""

    places: Annotated[list[Place], ProblemFactCollectionProperty, ValueRangeProvider]
    pairs: Annotated[list[Pair], ProblemFactCollectionProperty]
    talks: Annotated[list[Talk], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore | None, PlanningScore] = field(default=None)


def close(one: Talk, other: Talk, gap: int) -> bool:
    """Whether two talks overlap, or have less than so many minutes between them."""
    return (
        one.place.start < other.place.start + other.minutes + gap
        and other.place.start < one.place.start + one.minutes + gap
    )


@constraint_provider
def constraints(factory: ConstraintFactory) -> list[Constraint]:
    """What is forbidden, and what costs."""
    return [
        factory.for_each_unique_pair(Talk, Joiners.equal(lambda t: t.place.room))
        .filter(lambda one, other: close(one, other, one.place.turnover))
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("room"),
        factory.for_each(Pair)
        .join(Talk, Joiners.equal(lambda p: p.one, lambda t: t.id))
        .join(Talk, Joiners.equal(lambda p, _: p.other, lambda t: t.id))
        .filter(lambda p, one, other: close(one, other, p.gap))
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("pair"),
        factory.for_each(Talk)
        .filter(lambda t: t.place.start not in t.starts or t.place.room not in t.rooms)
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("permitted"),
        factory.for_each(Talk)
        .filter(lambda t: t.audience > t.place.seats)
        .penalize(HardSoftScore.ONE_SOFT, lambda t: t.audience - t.place.seats)
        .as_constraint("seats"),
    ]


def plan_of(told: dict) -> Plan:  # type: ignore[type-arg]
    """Make the problem as Timefold wants it."""
    starts = sorted({s for talk in told["talks"] for s in talk["starts"]})
    talks = [
        Talk(t["id"], t["minutes"], t["audience"], t["starts"], t["rooms"])
        for t in told["talks"]
    ]
    pairs = [Pair(*pair) for pair in told["pairs"]]
    places = [
        Place(start, room, seats or 10**6, turnover)
        for start in starts
        for room, (seats, turnover) in told["rooms"].items()
    ]
    return Plan(places, pairs, talks)


def main() -> None:
    """Read a problem, search for its time, write placements."""
    told = json.load(sys.stdin)
    began = time.monotonic()
    config = SolverConfig(
        solution_class=Plan,
        entity_class_list=[Talk],
        score_director_factory_config=ScoreDirectorFactoryConfig(
            constraint_provider_function=constraints
        ),
        termination_config=TerminationConfig(
            spent_limit=Duration(milliseconds=int(1000 * told["seconds"]))
        ),
        random_seed=told["seed"],
    )
    moments: list[float] = []

    def better(event: BestSolutionChangedEvent) -> None:  # type: ignore[type-arg]
        if event.new_best_score.hard_score == 0:
            moments.append(time.monotonic() - began)

    solver = SolverFactory.create(config).build_solver()
    solver.add_event_listener(better)
    found = solver.solve(plan_of(told))
    taken = time.monotonic() - began
    placements = [(t.id, t.place.start, t.place.room) for t in found.talks if t.place]
    print(
        json.dumps(
            {
                "placements": placements,
                "first": moments[0] if moments else taken,
                "best": moments[-1] if moments else taken,
                "seconds": taken,
                "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                "note": f"its score {found.score}",
            }
        )
    )


if __name__ == "__main__":
    main()
