"""Which problems are searched part by part: by choices, and by who may interrupt."""

import pytest

from parts.conferences import ALONE, RUNS, conference, constraints_of
from reliability.sized import conference as sized
from timetabler.constraints.settings import active
from timetabler.engine import search as engine
from timetabler.engine.outcome import Options
from timetabler.engine.parts import size, whole
from timetabler.engine.parts.size import too_large
from timetabler.problem.reading import read_problem


def test_only_many_fine_starts_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = conference(1)
    constraints = constraints_of(problem, RUNS)
    assert not too_large(problem, constraints, Options())
    monkeypatch.setattr(size, "MANY_CHOICES", 10)
    assert too_large(problem, constraints, Options())
    assert not too_large(problem, constraints, Options(caps={1: 0}))


def test_many_who_may_interrupt_soft_runs_are_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two rooms, two days; nobody interrupts a run that is kept anyhow."""
    problem = conference(1)
    tracks = [talk.track for talk in problem.talks.values()]
    intruders = sum(
        4 * (len(tracks) - tracks.count(track))
        for track in set(tracks)
        if tracks.count(track) > 1
    )
    assert intruders
    soft = constraints_of(problem, ALONE)
    monkeypatch.setattr(size, "MANY_INTRUDERS", intruders)
    assert too_large(problem, soft, Options())
    assert not too_large(problem, constraints_of(problem, RUNS), Options())
    monkeypatch.setattr(size, "MANY_INTRUDERS", intruders + 1)
    assert not too_large(problem, soft, Options())


def test_starts_need_not_be_fine_where_any_talk_may_be_anywhere() -> None:
    small, large = (read_problem(sized(talks), "sized") for talks in (40, 200))
    assert not too_large(small, active(small), Options())
    assert too_large(large, active(large), Options())


def test_parts_go_on_from_what_one_model_found_where_they_found_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = conference(1)
    constraints = constraints_of(problem, RUNS)
    monkeypatch.setattr(size, "MANY_CHOICES", 10)
    known = whole.part_by_part
    starts = []

    def only_from_a_start(*given: object) -> object:
        options = given[2]
        assert isinstance(options, Options)
        starts.append(options.start)
        return known(*given) if options.start else None  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "part_by_part", only_from_a_start)
    outcome = engine.search(problem, constraints, Options(seconds=1, workers=1))
    assert starts[0] is None
    assert starts[1] is not None
    assert outcome.timetable is not None
    assert outcome.priorities
