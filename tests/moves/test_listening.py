"""Moves for listeners: what is heard and where talks can stand, against the readers."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from akplan.instances import imported, instance
from akplan.test_against_brute_force import value
from chance import problem_of, timetable_of
from constraints.test_contract import settings_of
from timetabler.constraints.attendance import Goer, lost
from timetabler.constraints.base import Constraint
from timetabler.constraints.listeners import Audience
from timetabler.constraints.settings import active
from timetabler.constraints.speaker_clash import SpeakerClash
from timetabler.constraints.wishes import Wishes
from timetabler.engine import listening
from timetabler.engine.outcome import Options, Status
from timetabler.engine.possible import Possible
from timetabler.moves.listening.hearing import Hearing, Times, points_of
from timetabler.moves.listening.standing import standing
from timetabler.moves.listening.walking import Open, Walk
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.check import check
from timetabler.workflows.solve import solve

SEEDS = 150


def wishes_of(seed: int, **settings: object) -> Wishes:
    made = settings_of(Wishes, seed) | {"talks": None, "rooms": {}, "seats": False}
    return Wishes.model_validate(made | settings)


def amount(constraint: Constraint, problem: Problem, timetable: Timetable) -> int:
    return sum(finding.amount for finding in constraint.check(problem, timetable))


def cases() -> Iterator[tuple[int, Problem, Timetable]]:
    """Timetables in which nobody has two duties at once."""
    for seed in range(SEEDS):
        problem, timetable = problem_of(seed), timetable_of(seed)
        speakers = replace(
            problem,
            speakers={k: replace(s, rest=0) for k, s in problem.speakers.items()},
            walking=0,
            walks={},
        )
        if not amount(SpeakerClash(), speakers, timetable):
            yield seed, problem, timetable


def hearing(
    problem: Problem, audience: Audience, starts: dict[str, list[int]]
) -> Hearing:
    lengths = {talk.id: talk.minutes for talk in problem.talks.values()}
    points = points_of(starts, lengths)
    return Hearing(
        audience,
        {t: Times.of(s, lengths[t], points) for t, s in starts.items()},
        points,
    )


def test_what_is_told_is_what_is_read() -> None:
    some = 0
    for seed, problem, timetable in cases():
        wishes = wishes_of(seed)
        heard = hearing(
            problem, wishes.audience(problem), {p.talk: [p.start] for p in timetable}
        )
        for placement in timetable:
            heard.place(placement.talk, 0)
        missed = amount(wishes, problem, timetable)
        assert heard.total - heard.value() == missed, seed
        some += missed > 0
    assert some > 50


def test_the_worth_of_every_start_and_room() -> None:
    """With seats for the talk that is moved, and enough for all others."""
    scarce = 0
    for seed, problem, timetable in cases():
        random = Random(seed)
        wishes = wishes_of(seed, duties=False)
        audience = wishes.audience(problem)
        wanted = [
            p.talk
            for p in timetable
            if any(p.talk in x.wanted for x in audience.listeners)
        ]
        if not wanted:
            continue
        talk = random.choice(wanted)
        seats = {room: random.randint(0, 2) for room in problem.rooms}
        audience = Audience(audience.listeners, {talk: seats})
        starts = {p.talk: [p.start] for p in timetable}
        starts[talk] = list(problem.starts_of(problem.talks[talk]))
        heard = hearing(problem, audience, starts)
        for placement in timetable:
            if placement.talk != talk:
                heard.place(placement.talk, 0)
        worth = heard.worth(talk, list(seats))
        for row, start in enumerate(starts[talk]):
            placed = dict(timetable.placements) | {talk: Placement(start, "r0", talk)}
            goers = list(goers_of(problem, audience, Timetable.of(placed.values())))
            for column, number in enumerate(seats.values()):
                expected = lost(goers, {talk: number})
                assert heard.total - worth[row, column] == expected, seed
                scarce += expected > lost(goers, {})
    assert scarce > 30


def goers_of(
    problem: Problem, audience: Audience, timetable: Timetable
) -> Iterator[Goer]:
    for listener in audience.listeners:
        yield Goer(
            listener.person,
            tuple(
                (timetable[talk].start, timetable.end(problem, talk), talk, weight)
                for talk, weight in listener.wanted.items()
                if talk in timetable
            ),
            sum(w for talk, w in listener.wanted.items() if talk not in timetable),
        )


def hard(problem: Problem) -> list[Constraint]:
    return [c for c in active(problem) if c.is_hard and c.key != "scheduled"]


def opened(problem: Problem, constraints: list[Constraint]) -> Open:
    possible = Possible(problem)
    demands = possible.narrow([d for c in constraints for d in c.encode(problem)])
    return Open(possible.starts, possible.rooms, demands)


def broken(
    problem: Problem, constraints: list[Constraint], timetable: Timetable
) -> int:
    return sum(amount(constraint, problem, timetable) for constraint in constraints)


class Filling:
    """Places talks at random, one after the other, where they can stand."""

    def __init__(self, seed: int, *keys: str) -> None:
        self.problem = problem_of(seed)
        every = hard(self.problem)
        self.constraints = [c for c in every if not keys or c.key in keys]
        self.open = opened(self.problem, self.constraints)
        self.random = Random(seed)
        able = self.open.starts
        self.starts = {t: s for t, s in able.items() if s and self.open.rooms[t]}
        self.rooms = {talk: self.open.rooms[talk] for talk in self.starts}
        lengths = {talk.id: talk.minutes for talk in self.problem.talks.values()}
        self.places = standing(self.starts, self.rooms, lengths, self.open.demands)
        self.placed: dict[str, Placement] = {}

    def steps(self) -> Iterator[tuple[Placement, bool]]:
        """Yield every placement of the talks in turn, and whether it is open."""
        talks = list(self.starts)
        for talk in self.random.sample(talks, len(talks)):
            right = self.places.open(talk)
            for row, start in enumerate(self.starts[talk]):
                for column, room in enumerate(self.rooms[talk]):
                    yield Placement(start, room, talk), bool(right[row, column])
            able = list(zip(*right.nonzero(), strict=True))
            if able:
                row, column = map(int, self.random.choice(able))
                self.places.place(talk, row, column)
                start, room = self.starts[talk][row], self.rooms[talk][column]
                self.placed[talk] = Placement(start, room, talk)


def test_talks_can_stand_where_the_readers_find_nothing() -> None:
    yes = no = 0
    for seed in range(SEEDS):
        filling = Filling(seed)
        for placement, right in filling.steps():
            more = Timetable.of([*filling.placed.values(), placement])
            found = broken(filling.problem, filling.constraints, more)
            assert right == (not found), (seed, placement)
            yes, no = yes + (not found), no + bool(found)
    assert yes > 500
    assert no > 500


@pytest.mark.parametrize("number", [4, pytest.param(12, marks=pytest.mark.slow)])
def test_a_walk_hears_no_less_and_breaks_nothing(number: int) -> None:
    better = 0
    for seed in range(SEEDS):
        filling = Filling(seed, "permitted-start", "room-clash", "speaker-clash")
        list(filling.steps())
        problem, start = filling.problem, Timetable.of(filling.placed.values())
        wishes = wishes_of(seed)
        walk = Walk(problem, wishes.audience(problem), filling.open, start, seed)
        before = amount(wishes, problem, start)
        assert walk.lost == before
        if not before:
            continue
        walk.anneal(0, lambda: 0.0)
        after = walk.timetable()
        assert not broken(problem, filling.constraints, after)
        assert amount(wishes, problem, after) == walk.lost <= before
        better += walk.lost < before
        if better == number:
            return
    raise AssertionError(f"only {better} walks found anything")


def test_the_search_walks_where_nothing_is_proven_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = [imported(instance(seed)) for seed in range(12)]
    found = [one for one in data if one.problem is not None]
    outcomes = []
    for at_once in ((0.1, 5.0), (1e-9, 1e-9)):
        monkeypatch.setattr(listening, "_AT_ONCE", at_once)
        for one in found:
            assert one.problem is not None
            constraints = active(one.problem)
            solution = solve(one.problem, constraints, Options(workers=1))
            assert solution.status in (Status.OPTIMAL, Status.INFEASIBLE)
            if solution.timetable is not None:
                score = check(one.problem, solution.timetable, constraints)
                outcomes.append(value(one, score.objective))
    half = len(outcomes) // 2
    assert half > 4
    assert outcomes[:half] == outcomes[half:]
