"""Prices hold against plain scores, and against every timetable of tiny problems."""

from hypothesis import assume
from hypothesis import strategies as st

from engine.test_oracle import every_timetable, rank, tiny_problems
from strategies import problems
from timetabler.constraints.settings import active
from timetabler.engine.outcome import Options, Status
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.check import check
from timetabler.workflows.explaining.why.adapted import adapt
from timetabler.workflows.explaining.why.alternatives import Alternatives
from timetabler.workflows.explaining.why.asked import There, spare
from tries import tries


def alone(problem: Problem, place: Placement) -> bool:
    """Whether a talk could be at a place if there were no other, by the checkers."""
    timetable, nobody = Timetable.of([place]), Timetable({})
    hard = [constraint for constraint in active(problem) if constraint.is_hard]
    before, after = check(problem, nobody, hard), check(problem, timetable, hard)
    known = {f for c in before.constraints for f in c.findings}
    return all(f in known for c in after.constraints for f in c.findings)


@tries(12, 40, problem=problems(), data=st.data())
def test_moves_cost_what_the_checkers_say(
    problem: Problem, data: st.DataObject
) -> None:
    constraints = active(problem)
    talk = data.draw(st.sampled_from(list(problem.talks)))
    starts = problem.starts_of(problem.talks[talk])
    timetable = Timetable.of(
        Placement(problem.starts_of(other)[0], next(iter(problem.rooms)), other.id)
        for other in problem.talks.values()
        if problem.starts_of(other)
    )
    assume(starts)
    others = Alternatives(problem, timetable, constraints, talk)
    base = check(problem, timetable, constraints)
    for move in others.moves(problem.rooms, starts):
        assert bool(move.forbidden) != alone(problem, move.place)
        if not move.forbidden:
            moved = Timetable({**timetable.placements, talk: move.place})
            score = check(problem, moved, constraints)
            rises = {p: v - base.priorities[p] for p, v in score.priorities.items()}
            assert dict(move.price.priorities) == rises


@tries(4, 15, problem=tiny_problems(), data=st.data())
def test_adapting_costs_the_least_there_is(
    problem: Problem, data: st.DataObject
) -> None:
    constraints = active(problem)
    feasible = [
        timetable
        for timetable in every_timetable(problem)
        if check(problem, timetable, constraints).feasible
    ]
    assume(feasible)
    base = data.draw(st.sampled_from(feasible))
    talk = data.draw(st.sampled_from(list(problem.talks)))
    starts = problem.starts_of(problem.talks[talk])
    assume(starts)
    place = Placement(
        data.draw(st.sampled_from(starts)),
        data.draw(st.sampled_from(list(problem.rooms))),
        talk,
    )
    rooms = frozenset((place.room,))
    there = There(talk=talk, starts=(place.start,), rooms=rooms)
    adapted = adapt(problem, base, constraints, there, Options(seconds=None, workers=1))
    able = [t for t in feasible if t.placements.get(talk) == place]
    assert (adapted.status is Status.INFEASIBLE) == (not able)
    if able:
        assert adapted.price is not None
        before = rank(check(problem, base, constraints))
        best = min(rank(check(problem, t, constraints)) for t in able)
        rises = tuple(b - a for a, b in zip(before, best, strict=True))
        assert tuple(rise for _, rise in adapted.price.priorities) == rises
        assert tuple(rise for _, rise in adapted.least) == rises
        fewest = min(
            moves(base, t, talk)
            for t in able
            if rank(check(problem, t, constraints)) == best
        )
        assert len(adapted.moved) == fewest


def moves(before: Timetable, after: Timetable, talk: str) -> int:
    return sum(
        after.placements.get(place.talk) != place
        for place in before
        if place.talk != talk
    )


def test_a_spared_rule_counts_for_everybody_else() -> None:
    problem = tutorial()
    load = next(c for c in active(problem) if c.key == "speaker-available")
    spared = spare(load, (("gil", "friday"),))
    assert spared.level == load.level
    assert {d.about for d in load.encode(problem)} - {
        d.about for d in spared.encode(problem)
    } == {("gil", "friday")}


def tutorial() -> Problem:
    from test_shipped_problems import shipped  # noqa: PLC0415

    return shipped("tutorial")
