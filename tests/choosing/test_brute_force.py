"""On tiny problems every guarantee can be counted out; this is where it is."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from timetabler.constraints.base import Constraint
from timetabler.constraints.settings import active
from timetabler.engine.outcome import Options
from timetabler.problem.build import build
from timetabler.problem.file import ProblemFile
from timetabler.problem.problem import Problem
from timetabler.timetable.distance import KINDS, Kind
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.check import check
from timetabler.workflows.choosing.backbone import backbone
from timetabler.workflows.choosing.candidates import Ending, Wanted, candidates
from timetabler.workflows.choosing.frontier import frontier, rest_of
from timetabler.workflows.choosing.loss import Loss
from tries import tries

TALKS, ROOMS = ("t0", "t1", "t2"), ("big", "small")
SLOTS = ("fri 10:00", "fri 10:30", "sat 10:00")
ONE_WORKER = Options(seconds=60, workers=1)
Where = tuple[int, str] | None


@st.composite
def tiny(draw: st.DrawFn) -> Problem:
    """Three talks, two rooms, three slots: at most 343 timetables."""
    wish = st.fixed_dictionaries(
        {
            "days": st.lists(st.sampled_from(("fri", "sat")), max_size=1),
            "rooms": st.lists(st.sampled_from(ROOMS), max_size=1),
        }
    )
    data: dict[str, Any] = {
        "conference": {
            "title": "Tiny",
            "timezone": "Europe/Brussels",
            "days": {
                "fri": {"date": "2026-05-01", "hours": "10:00-11:00"},
                "sat": {"date": "2026-05-02", "hours": "10:00-10:30"},
            },
            "slots": list(SLOTS),
        },
        "rooms": {"big": {"seats": 9}, "small": {"seats": draw(st.integers(0, 9))}},
        "tracks": {"red": {"prefer": draw(wish)}},
        "speakers": {"ann": {}, "bob": {"prefer": draw(wish)}},
        "talks": {
            talk: {
                "title": talk,
                "minutes": 30,
                "track": draw(st.sampled_from((None, "red"))),
                "speakers": draw(st.sampled_from(([], ["ann"], ["bob"]))),
                "audience": draw(st.integers(0, 12)),
                "optional": draw(st.sampled_from((None, 1, 3))),
            }
            for talk in TALKS
        },
        "constraints": {
            "seats": draw(st.integers(1, 3)),
            "preferred": {"level": draw(st.integers(1, 3)), "weight": 3},
        },
    }
    problem, mistakes = build(ProblemFile.model_validate(data))
    assert not mistakes, mistakes
    return problem


@dataclass
class All:
    """Every feasible timetable of a tiny problem, with its penalties."""

    problem: Problem
    constraints: tuple[Constraint, ...]

    def __post_init__(self) -> None:
        starts = self.problem.slots or ()
        places: list[Where] = [None, *product(starts, ROOMS)]
        self.tables: dict[tuple[Where, ...], dict[int, int]] = {}
        self.amounts: dict[tuple[Where, ...], dict[str, int]] = {}
        for wheres in product(places, repeat=len(TALKS)):
            if self._clash(wheres):
                continue
            score = check(self.problem, table(wheres), self.constraints)
            if score.feasible:
                self.tables[wheres] = score.priorities
                self.amounts[wheres] = {c.name: c.amount for c in score.constraints}

    def _clash(self, wheres: tuple[Where, ...]) -> bool:
        taken = [where for where in wheres if where is not None]
        return len(taken) != len(set(taken))

    @property
    def best(self) -> dict[int, int]:
        return min(self.tables.values(), key=lambda found: tuple(found.values()))

    def near(self, caps: dict[int, int]) -> list[tuple[Where, ...]]:
        return [
            wheres
            for wheres, found in self.tables.items()
            if all(found[priority] <= cap for priority, cap in caps.items())
        ]


def table(wheres: tuple[Where, ...]) -> Timetable:
    return Timetable.of(
        Placement(*where, talk)
        for talk, where in zip(TALKS, wheres, strict=True)
        if where is not None
    )


def wheres_of(timetable: Timetable) -> tuple[Where, ...]:
    return tuple(
        (timetable[talk].start, timetable[talk].room) if talk in timetable else None
        for talk in TALKS
    )


def counted(where: Where, kinds: tuple[Kind, ...]) -> tuple[Any, ...] | None:
    if where is None:
        return None
    start, room = where
    day = "fri" if start < 24 * 60 else "sat"
    told = {"day": day, "start": start, "room": room}
    return tuple(told[kind] for kind in kinds)


def apart(
    one: tuple[Where, ...], other: tuple[Where, ...], kinds: tuple[Kind, ...]
) -> int:
    pairs = zip(one, other, strict=True)
    return sum(counted(a, kinds) != counted(b, kinds) for a, b in pairs)


SOME_KINDS = st.sampled_from((KINDS, ("day",), ("room",), ("start", "room")))


@tries(
    5,
    12,
    problem=tiny(),
    least=st.integers(1, 3),
    loss=st.sampled_from((0, 30, 100)),
    kinds=SOME_KINDS,
)
def test_candidates_and_backbone_agree_with_counting(
    problem: Problem, least: int, loss: int, kinds: tuple[Kind, ...]
) -> None:
    constraints = active(problem)
    every = All(problem, constraints)
    assume(every.tables)
    wanted = Wanted(4, Fraction(least, 3), kinds, Loss(Fraction(loss, 100)))
    found = candidates(problem, constraints, wanted, ONE_WORKER)

    assert found.all[0].score.priorities == every.best
    caps = {p: best + best * loss // 100 for p, best in every.best.items()}
    assert found.caps == caps
    near = every.near(caps)
    chosen = [wheres_of(candidate.timetable) for candidate in found.all]
    assert set(chosen) <= set(near)
    assert all(apart(a, b, kinds) >= least for a, b in combinations(chosen, 2))

    def reach(wheres: tuple[Where, ...], earlier: list[tuple[Where, ...]]) -> int:
        return min(apart(wheres, other, kinds) for other in earlier)

    for index in range(1, len(chosen)):
        farthest = max(reach(wheres, chosen[:index]) for wheres in near)
        assert reach(chosen[index], chosen[:index]) == farthest
        assert found.all[index].farthest == Fraction(farthest, len(TALKS))
    if found.ending is Ending.NO_MORE:
        assert all(reach(wheres, chosen) < least for wheres in near)
    else:
        assert found.ending is Ending.ENOUGH and len(chosen) == wanted.count

    known = [candidate.timetable for candidate in found.all]
    bone = backbone(problem, constraints, caps, known, ONE_WORKER)
    assert bone.fixed_proven and bone.free_proven
    for index, talk in enumerate(TALKS):
        places = {wheres[index] for wheres in near}
        assert (talk in bone.fixed) == (len(places) == 1)
        if talk in bone.free:
            coarse = {counted(where, ("day", "room")) for where in places}
            assert set(bone.free[talk]) == coarse
        else:
            assert bone.fixed[talk] == counted(places.pop(), KINDS)


@tries(
    5,
    12,
    held=st.booleans(),
    problem=tiny(),
    between=st.sampled_from(
        list(combinations(("left-out", "seats", "preferred", "track-day"), 2))
    ),
)
def test_trade_off_agrees_with_counting(
    problem: Problem, between: tuple[str, str], held: bool
) -> None:
    constraints = active(problem)
    every = All(problem, constraints)
    assume(every.tables)
    best = min(every.tables, key=lambda wheres: tuple(every.tables[wheres].values()))
    weights = {c.label: c.weight for c in constraints}
    levels = {c.label: int(c.level) for c in constraints if not c.is_hard}

    def rest(wheres: tuple[Where, ...]) -> dict[int, int]:
        cost = dict.fromkeys(levels.values(), 0)
        for name, level in levels.items():
            if name not in between:
                cost[level] += weights[name] * every.amounts[wheres][name]
        return cost

    caps = rest(best) if held else None
    pairs = {
        (amounts[between[0]], amounts[between[1]])
        for wheres, amounts in every.amounts.items()
        if caps is None or all(rest(wheres)[p] <= cap for p, cap in caps.items())
    }
    undominated = sorted(
        (x, y)
        for x, y in pairs
        if not any((a, b) != (x, y) and a <= x and b <= y for a, b in pairs)
    )
    if held:
        score = check(problem, table(best), constraints)
        assert rest_of(score, between) == caps
    curve = frontier(problem, constraints, between, ONE_WORKER, rest=caps)
    assert [(point.one, point.other) for point in curve.points] == undominated
    assert curve.complete and all(point.proven for point in curve.points)
