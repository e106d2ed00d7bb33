"""Replans of tiny problems against every timetable there is."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from typing import Any

from hypothesis import assume, event
from hypothesis import strategies as st

from strategies import problems
from timetabler.constraints.settings import active
from timetabler.engine.outcome import Options, Status
from timetabler.problem.changes import ChangesFile
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.check import check
from timetabler.workflows.load import Loaded
from timetabler.workflows.replanning.bending import bending
from timetabler.workflows.replanning.changed import Changed
from timetabler.workflows.replanning.facts import Facts, Past
from timetabler.workflows.replanning.keeping import Wanted
from timetabler.workflows.replanning.offer import offer
from timetabler.workflows.replanning.replan import replan
from tries import tries

STARTS = (600, 620, 640, 2040)
OPTIONS = Options(seconds=None, workers=1)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Changed, Timetable, Wanted]:
    """A tiny problem, what was published of it, and what has happened since."""
    problem = draw(problems(max_talks=3))
    talks = {id: replace(talk, slots=None) for id, talk in problem.talks.items()}
    rooms = dict(islice(problem.rooms.items(), 2))
    problem = replace(problem, slots=STARTS, talks=talks, rooms=rooms)
    published = Timetable.of(draw(placements(problem)))
    data = {
        "cancel": draw(st.lists(st.sampled_from(list(talks)), max_size=1)),
        "unavailable": draw(losses(list(problem.speakers))),
        "close": draw(losses(list(rooms))),
    }
    changes = ChangesFile.model_validate(data)
    facts = Facts(problem, Past())
    after = facts.apply(changes)
    assert not facts.mistakes
    loaded = Loaded(after, active(after), Path("tiny"), "")
    wanted = Wanted(
        max_moves=draw(st.sampled_from((None, None, 1))),
        hold=frozenset(draw(st.lists(st.sampled_from(list(talks)), max_size=1))),
        holes=draw(st.sampled_from(("leave", "fill", "close"))),
        now=draw(st.sampled_from((None, None, 610))),
        notice=10,
    )
    return Changed(loaded, changes, data, ()), published, wanted


def losses(ids: list[str]) -> st.SearchStrategy[dict[str, list[str]]]:
    windows = st.sampled_from((["fri 10:00-10:30"], ["sat"], []))
    return st.dictionaries(st.sampled_from(ids), windows, max_size=1)


@st.composite
def placements(draw: st.DrawFn, problem: Problem) -> list[Placement]:
    found = []
    for talk in problem.talks.values():
        starts = problem.starts_of(talk)
        if starts and draw(st.sampled_from((True, True, True, False))):
            room = draw(st.sampled_from(list(problem.rooms)))
            found.append(Placement(draw(st.sampled_from(starts)), room, talk.id))
    return found


def every_timetable(problem: Problem) -> Iterator[Timetable]:
    places: list[list[Placement | None]] = []
    for talk in problem.talks.values():
        starts = product(problem.starts_of(talk), problem.rooms)
        placed = [Placement(start, room, talk.id) for start, room in starts]
        places.append([None, *placed])
    for chosen in product(*places):
        yield Timetable.of(placement for placement in chosen if placement)


def moves(published: Timetable, timetable: Timetable, gone: set[str]) -> int:
    return sum(
        1
        for placement in published
        if placement.talk not in gone
        and timetable.placements.get(placement.talk) != placement
    )


@tries(4, 12, case=cases())
def test_no_timetable_disturbs_fewer_people(
    case: tuple[Changed, Timetable, Wanted],
) -> None:
    changed, published, wanted = case
    found = replan(changed, published, wanted, OPTIONS)
    made = found.setting
    scored = [
        (check(made.problem, timetable, made.constraints), timetable)
        for timetable in every_timetable(made.problem)
    ]
    allowed = [(tuple(s.priorities.values()), t) for s, t in scored if s.feasible]
    if not allowed:
        assert found.solution.status == Status.INFEASIBLE
        return
    assert found.solution.status == Status.OPTIMAL
    assert found.timetable is not None
    score = check(made.problem, found.timetable, made.constraints)
    assert score.feasible
    assert tuple(score.priorities.values()) == min(rank for rank, _ in allowed)
    gone = set(made.cancelled)
    fewest = min(moves(published, timetable, gone) for _, timetable in allowed)
    assert found.unavoidable.least <= fewest


@tries(4, 12, case=cases())
def test_an_offer_leaves_out_as_few_talks_as_can_be(
    case: tuple[Changed, Timetable, Wanted],
) -> None:
    changed, published, wanted = case
    found = replan(changed, published, wanted, OPTIONS)
    if found.solution.status != Status.INFEASIBLE:
        return
    best = offer(changed, found, wanted, OPTIONS, Past())
    made = best.replan.setting
    fewest = min(
        sum(t not in timetable for t, e in talks_of(made.problem) if e)
        for timetable in every_timetable(made.problem)
        if check(made.problem, timetable, made.constraints).feasible
    )
    assert best.replan.timetable is not None
    assert best.least == fewest
    needed = [t for t, e in talks_of(made.problem) if e]
    assert sum(t not in best.replan.timetable for t in needed) == fewest


LAWS = {"permitted-start", "room-clash", "speaker-clash", "breaks-free", "scheduled"}
OTHERS = {"session-track", "held", "begun", "not-before", "few-moves", "absent"}


@tries(4, 12, case=cases())
def test_no_timetable_bends_fewer_rules(
    case: tuple[Changed, Timetable, Wanted],
) -> None:
    changed, published, wanted = case
    found = replan(changed, published, wanted, OPTIONS)
    assume(found.solution.status == Status.INFEASIBLE)
    best = bending(found, OPTIONS)
    made = found.setting
    hard = [c for c in made.constraints if c.is_hard]
    kept = [c for c in hard if c.key in LAWS | OTHERS or c.label == "reserve"]
    wishes = [c for c in hard if c not in kept]
    amounts = [
        sum(c.amount for c in check(made.problem, timetable, wishes).constraints)
        for timetable in every_timetable(made.problem)
        if check(made.problem, timetable, kept).feasible
    ]
    event("bent" if amounts else "nothing helps")
    if not amounts:
        assert best.replan.solution.status == Status.INFEASIBLE
        assert not best.rules
        return
    assert best.replan.timetable is not None
    assert check(made.problem, best.replan.timetable, kept).feasible
    broken = check(made.problem, best.replan.timetable, wishes).constraints
    assert sorted((c.name, f.text) for c in broken for f in c.findings) == sorted(
        (name, finding.text) for name, finding in best.rules
    )
    assert best.amount == best.least == min(amounts)


def talks_of(problem: Problem) -> list[tuple[str, Any]]:
    """Every talk, and whether it has to be scheduled."""
    return [(talk.id, talk.optional is None) for talk in problem.talks.values()]


@tries(4, 12, case=cases())
def test_a_timetable_that_is_replanned_again_stays(
    case: tuple[Changed, Timetable, Wanted],
) -> None:
    changed, published, wanted = case
    found = replan(changed, published, wanted, OPTIONS)
    if found.timetable is None:
        return
    again = replan(changed, found.timetable, replace(wanted, holes="leave"), OPTIONS)
    assert again.unchanged
    assert again.timetable == found.timetable
