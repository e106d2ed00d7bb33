"""Plans that are put together without a model keep what rooms and sessions hold."""

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from engine.sessions_made import made
from timetabler.constraints.settings import active
from timetabler.engine.outcome import Options, Status
from timetabler.engine.run import Runner
from timetabler.engine.search import search
from timetabler.engine.sessions import step
from timetabler.engine.sessions.finder import sessions_first, stages_of
from timetabler.engine.sessions.model import Key
from timetabler.engine.sessions.packing import Packing
from timetabler.engine.sessions.stages import Stages
from timetabler.problem.problem import Problem
from timetabler.workflows.check import check

if TYPE_CHECKING:
    from timetabler.timetable.timetable import Timetable

SEEDS = range(80)
NUMBERS = [30, pytest.param(len(SEEDS), marks=pytest.mark.slow)]


def began(seed: int) -> tuple[Problem, Stages]:
    problem = made(seed)
    stages = stages_of(problem, active(problem), Runner(Options(seconds=None)))
    assert stages is not None
    return problem, stages


def packed(problem: Problem, stages: Stages) -> dict[Key, int] | None:
    speakers = {t: frozenset(talk.speakers) for t, talk in problem.talks.items()}
    return Packing(stages.kinds, speakers, seed=0).plan()


def holds(stages: Stages, plan: dict[Key, int]) -> None:
    """Assert that every talk has a session, every group the rooms that it needs."""
    model, shape = stages.kinds.sessions, stages.shape
    used: Counter[tuple[str | int, str | int]] = Counter()
    cells: Counter[tuple[str | int, str | int]] = Counter()
    placed: Counter[str | int] = Counter()
    room: Counter[tuple[int, str | int]] = Counter()
    for key, number in plan.items():
        match key:
            case ("talk", talk, session):
                placed[talk] += number
                size = number * shape.sizes[str(talk)]
                used[shape.group_of[str(talk)], session] += size
            case ("cell", group, session, kind):
                cells[group, session] += number
                room[int(session), kind] += number
    for talk, talks in model.alike.items():
        assert placed[talk] <= len(talks)
        assert placed[talk] == len(talks) or talk not in model.possible.must
    for (group, session), size in used.items():
        assert size <= cells[group, session] * shape.capacity[int(session)]
    sizes = {rooms[0]: len(rooms) for rooms in stages.classes}
    assert all(number <= sizes[str(kind)] for (_, kind), number in room.items())


@pytest.mark.parametrize("number", NUMBERS)
def test_plans_keep_what_rooms_and_sessions_hold(number: int) -> None:
    found = 0
    for seed in SEEDS[:number]:
        problem, stages = began(seed)
        plan = packed(problem, stages)
        if plan is not None:
            holds(stages, plan)
            found += 1
    assert found > number / 2


@pytest.mark.parametrize("number", NUMBERS)
def test_where_there_is_room_a_plan_is_found(number: int) -> None:
    missed, possible = 0, 0
    for seed in SEEDS[:number]:
        problem, stages = began(seed)
        if stages.kinds.find(None).solution is not None:
            possible += 1
            missed += packed(problem, stages) is None
    assert possible > number / 2
    assert missed < possible / 20


def test_nobody_speaks_twice_in_a_session_if_there_are_others() -> None:
    for seed in SEEDS:
        problem, stages = began(seed)
        plan, shape = packed(problem, stages), stages.shape
        there: Counter[tuple[str, int]] = Counter()
        for (kind, *rest), number in (plan or {}).items():
            talk = str(rest[0])
            if kind == "talk" and number and len(shape.sessions[talk]) > 1:
                for speaker in problem.talks[talk].speakers:
                    there[speaker, int(rest[1])] += 1
        spoken = Counter(s for talk in problem.talks.values() for s in talk.speakers)
        if all(number <= 2 for number in spoken.values()):
            assert all(number == 1 for number in there.values())


def test_a_large_conference_has_a_timetable_before_any_model_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(step, "_LITTLE", 0)
    monkeypatch.setattr(step, "_LARGE", 0)
    for name in ("quick", "directly", "without_rooms", "without_rooms_at_least"):
        monkeypatch.setattr(step.Step, name, lambda *_: None)
    for name in ("cheaper", "slices", "_with_rooms"):
        monkeypatch.setattr(step.Step, name, lambda *_: None)
    timetables = 0
    for seed in SEEDS[:20]:
        problem, constraints = (p := made(seed)), active(p)
        kept: list[Timetable] = []
        runner = Runner(Options(seconds=None, workers=1))
        sessions_first(problem, constraints, runner, lambda *_: None, kept.append)
        assert all(check(problem, found, constraints).feasible for found in kept)
        timetables += bool(kept)
    assert timetables > 10


def test_without_packing_the_same_is_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step, "_LITTLE", 0)
    monkeypatch.setattr(step, "_LARGE", 0)
    for seed in SEEDS[:8]:
        problem, constraints = (p := made(seed)), active(p)
        one, other = (
            search(problem, constraints, Options(None, workers=1, without=without))
            for without in (frozenset[str](), frozenset({"packing"}))
        )
        assert one.status == other.status
        assert one.status in (Status.OPTIMAL, Status.INFEASIBLE)
        assert one.priorities == other.priorities
