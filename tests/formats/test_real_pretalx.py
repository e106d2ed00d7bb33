"""A real pretalx on this machine: read its event, solve, push, read back, compare.

Runs where PRETALX_ADDRESS names an event (http://127.0.0.1:8000/democon) that may be
changed, and PRETALX_TOKEN holds a token for it. It needs nothing but that event.
"""

import os
from datetime import datetime, timedelta
from typing import Any

import pytest

from timetabler.constraints.settings import active
from timetabler.engine.outcome import Options
from timetabler.formats.importing.pretalx_live import fetch
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.pretalx_api import Pretalx, Schedule
from timetabler.formats.programme import Programme
from timetabler.problem.build import build
from timetabler.problem.file import ProblemFile
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.check import check
from timetabler.workflows.import_ import import_problem
from timetabler.workflows.push import prepare, push
from timetabler.workflows.solve import solve

HOURS = (8 * 60, 20 * 60)
ADDRESS, TOKEN = (os.environ.get(f"PRETALX_{n}", "") for n in ("ADDRESS", "TOKEN"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (ADDRESS and TOKEN), reason="no pretalx to try against"),
]


def problem_of(pretalx: Pretalx, schedule: Schedule) -> Problem:
    """Take an event for a problem in which everything is free."""
    first = min(slot.start for slot in schedule.slots if slot.start).date()
    codes = [slot.submission for slot in schedule.slots if slot.submission]
    talks: dict[str, Any] = {}
    for code, submission in pretalx.submissions().items():
        for number in range(1, codes.count(code) + 1):
            id = code if number == 1 else f"{code}-{number}"
            talks[id] = {"title": submission.title, "minutes": submission.duration}
    days = {
        f"day{n}": {"date": f"{first + timedelta(days=n)}", "hours": "9:00-19:00"}
        for n in range(3)
    }
    data: dict[str, Any] = {
        "conference": {
            "title": pretalx.slug,
            "timezone": pretalx.event().timezone,
            "days": days,
        },
        "rooms": {str(room.id): {} for room in pretalx.rooms()},
        "talks": talks,
    }
    problem, mistakes = build(ProblemFile.model_validate(data))
    assert not mistakes
    return problem


def test_solve_push_read_back() -> None:
    with Pretalx(ADDRESS, TOKEN) as pretalx:
        schedule, _ = pretalx.working_schedule()
        problem = problem_of(pretalx, schedule)
        options = Options(seconds=20, seed=int(datetime.now().timestamp()) % 1000)
        timetable = solve(problem, active(problem), options).timetable
        assert timetable is not None
        programme = Programme(problem, timetable)
        plan = prepare(programme, pretalx).plan
        assert not plan.obstacles
        push(programme, pretalx, plan)
        after, _ = pretalx.working_schedule()
        assert not prepare(programme, pretalx).plan.sessions
    found = sorted(
        (slot.submission, slot.room, slot.start, slot.end)
        for slot in after.slots
        if slot.submission and slot.start and slot.submission in problem.talks
    )
    assert found == sorted(
        (e.talk.id.partition("-")[0], int(e.room.id), e.start, e.end)
        for e in programme.events
    )


def imported() -> tuple[Problem, Timetable]:
    """Import the event as it is now, every track and day free."""
    found = import_problem(
        "pretalx", fetch(ADDRESS, TOKEN), Wanted(keep=False, hours=HOURS)
    )
    assert not found.mistakes
    assert found.problem is not None and found.timetable is not None
    return found.problem, found.timetable


def test_import_live_solve_push_import_again() -> None:
    problem, before = imported()
    assert len(before.placements) == len(problem.talks)
    options = Options(seconds=20, seed=int(datetime.now().timestamp()) % 1000)
    timetable = solve(problem, active(problem), options).timetable
    assert timetable is not None
    assert timetable.placements != before.placements
    programme = Programme(problem, timetable)
    with Pretalx(ADDRESS, TOKEN) as pretalx:
        plan = prepare(programme, pretalx).plan
        assert not plan.obstacles
        push(programme, pretalx, plan)
    again, after = imported()
    assert (again.talks, again.speakers, again.rooms) == (
        problem.talks,
        problem.speakers,
        problem.rooms,
    )
    assert after.placements == timetable.placements
    assert check(again, after, active(again)).feasible
