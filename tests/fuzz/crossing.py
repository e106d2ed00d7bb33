"""What is exported comes back when it is imported."""

from collections import Counter
from zoneinfo import ZoneInfo

from fuzz.truth import held
from timetabler.formats.event import ExportError
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source
from timetabler.formats.programme import Programme
from timetabler.formats.registry import FORMATS
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable
from timetabler.workflows.export import export
from timetabler.workflows.import_ import import_problem

_BACK = {
    "schedule.xml": "schedule.xml",
    "schedule.json": "schedule.json",
    "csv": "sheets",
    "ics": "ics",
}
_WANTED = Wanted(zone=ZoneInfo("Europe/Brussels"), minutes=30)
Facts = Counter[tuple[str, int, str, object]]


def exports_come_back(problem: Problem, timetable: Timetable, said: list[str]) -> None:
    """Export to every format; import what can be imported, and compare."""
    for name in FORMATS:
        try:
            content = export(Programme(problem, timetable), name)
        except ExportError:
            said.append("not exported")
            continue
        if name in _BACK and timetable.placements:
            _imported(problem, timetable, _BACK[name], content)


def _imported(
    problem: Problem, timetable: Timetable, format: str, content: bytes
) -> None:
    found = import_problem(format, [Source("talks.csv", content)], _WANTED)
    held(found.problem is not None, f"{format}: {found.mistakes}")
    held(found.timetable is not None, f"{format}: no timetable")
    if found.problem is None or found.timetable is None:
        return
    back = _facts(found.problem, found.timetable)
    held(back == _facts(problem, timetable), f"{format}: another timetable comes back")


def _facts(problem: Problem, timetable: Timetable) -> Facts:
    return Counter(
        (
            problem.talks[place.talk].title,
            problem.talks[place.talk].minutes,
            problem.rooms[place.room].title,
            problem.clock.wall(place.start),
        )
        for place in timetable
    )
