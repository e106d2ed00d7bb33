"""Contradictions planted in real conferences are found, minimal, where they were."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from explain.proofs import assert_minimal
from test_shipped_problems import DEVROOM, FOSDEM, KVM, shipped
from timetabler.constraints.settings import active
from timetabler.engine.conflict import explain_conflicts
from timetabler.engine.outcome import Options, Status
from timetabler.problem.problem import After, Pin, Problem, Window
from timetabler.workflows.explaining.counting import certificates
from timetabler.workflows.explaining.counting.places import Places
from timetabler.workflows.explaining.preference import taste

Plant = Callable[[Problem], tuple[Problem, set[str]]]


def changed(problem: Problem, kind: str, id: str, **values: Any) -> Problem:
    entries = dict(getattr(problem, kind))
    entries[id] = replace(entries[id], **values)
    kinds: dict[str, Any] = {kind: entries}
    return replace(problem, **kinds)


def too_short_a_visit(problem: Problem) -> tuple[Problem, set[str]]:
    """Somebody leaves five minutes before the end of a talk."""
    given = [talk for talk in problem.talks.values() if talk.speakers]
    talk = max(given, key=lambda talk: talk.minutes)
    start = next(iter(problem.days.values())).hours.start
    visit = (Window(start, start + talk.minutes - 5),)
    return changed(problem, "speakers", talk.speakers[0], available=visit), {talk.id}


def pins_that_collide(problem: Problem) -> tuple[Problem, set[str]]:
    """Two talks of a room are pinned to one start, which both could have alone."""
    room = max(problem.rooms, key=lambda room: len(only(problem, room)))
    first, second, *_ = only(problem, room)
    common = set(alone(problem, first)) & set(alone(problem, second))
    for talk in (first, second):
        pin = Pin(starts=(min(common),), room=room)
        problem = changed(problem, "talks", talk, pin=pin)
    return problem, {first, second}


def only(problem: Problem, room: str) -> list[str]:
    """The talks that may be in a room, none of them too short for trouble."""
    found = []
    for talk in problem.talks.values():
        track = problem.tracks[talk.track] if talk.track else None
        rooms = talk.rooms or (track.rooms if track else None) or problem.rooms.keys()
        if room in rooms and talk.minutes > 10:
            found.append(talk.id)
    return found


def alone(problem: Problem, talk: str) -> list[int]:
    return list(Places(problem, active(problem)).starts[talk])


def a_chain_too_long(problem: Problem) -> tuple[Problem, set[str]]:
    """Talks of all day and more follow each other on one day."""
    longest = max(day.hours.end - day.hours.start for day in problem.days.values())
    chain: list[str] = []
    for talk in problem.talks.values():
        chain.append(talk.id)
        if sum(problem.talks[t].minutes for t in chain) > longest:
            break
    for first, then in pairwise(chain):
        after = (*problem.talks[then].after, After(first, same_day=True))
        problem = changed(problem, "talks", then, after=after)
    return problem, set(chain)


def too_many_talks_a_day(problem: Problem) -> tuple[Problem, set[str]]:
    """One person gives a talk a day, and one more than there are days."""
    talks = list(problem.talks)[: len(problem.days) + 1]
    busy = next(iter(problem.speakers))
    for talk in talks:
        speakers = tuple(dict.fromkeys((*problem.talks[talk].speakers, busy)))
        problem = changed(problem, "talks", talk, speakers=speakers)
    return changed(problem, "speakers", busy, talks_a_day=1), set(talks)


@pytest.mark.slow
@pytest.mark.parametrize("name", [DEVROOM, KVM, FOSDEM])
@pytest.mark.parametrize(
    "plant",
    [too_short_a_visit, pins_that_collide, a_chain_too_long, too_many_talks_a_day],
)
def test_planted(name: str, plant: Plant) -> None:
    problem, concerned = plant(shipped(name))
    constraints = active(problem)
    options = Options(seconds=60, workers=2)
    suspects = [counted.talks for counted in certificates(problem, constraints)]
    explanation = explain_conflicts(problem, constraints, options, taste(1), suspects)
    assert explanation.status is Status.INFEASIBLE
    (conflict,) = explanation.conflicts
    assert conflict.minimal
    if name != FOSDEM:  # its models with every talk free take minutes
        assert_minimal(problem, conflict.reasons)
    assert concerned & set(conflict.talks)
