"""Tutorial choices of 21 people: 4 lost votes is the proven optimum."""

from pathlib import Path

import pytest

from timetabler.constraints.settings import active, settings_mistakes
from timetabler.engine.outcome import Options, Status
from timetabler.problem.problem import Problem
from timetabler.problem.reading import read_problem
from timetabler.workflows.check import check
from timetabler.workflows.solve import solve

FILE = (
    Path(__file__).parents[2]
    / "../shared/data/other/mieres2018/timetable_selection_fixed.txt"
)
OPTIMUM = 4


def problem_of(text: str) -> Problem:
    """Tutorials that may be left out; slots and rooms as the first line has them."""
    first, *rows = text.strip().splitlines()
    _, tutorials, _, slots, parallel = map(int, first.split())
    starts = ", ".join(f"{9 + slot}:00" for slot in range(slots))
    rooms = ", ".join(f"r{room}: {{}}" for room in range(parallel))
    lines = [
        "conference:",
        "  title: Tutorials",
        "  timezone: Europe/Madrid",
        f"  slots: [{starts}]",
        "  days: {day: {date: 2018-06-01, hours: 9:00-18:00}}",
        f"rooms: {{{rooms}}}",
        "talks:",
    ]
    for number in range(1, tutorials + 1):
        lines.append(f"  {number}: {{title: T{number}, minutes: 60, optional: 0}}")
    lines += ["constraints:", "  wishes:", "    level: 1", "    people:"]
    for row in rows:
        person, *wanted = row.split()
        lines.append(f"      {person}: [{', '.join(wanted)}]")
    return read_problem("\n".join(lines), "tutorials.yaml", [settings_mistakes])


@pytest.mark.skipif(not FILE.exists(), reason="the benchmark's data are not here")
def test_the_fewest_votes_are_lost() -> None:
    problem = problem_of(FILE.read_text())
    constraints = active(problem)
    solution = solve(problem, constraints, Options(workers=2, seconds=60))
    assert solution.status is Status.OPTIMAL
    assert solution.timetable is not None
    score = check(problem, solution.timetable, constraints)
    wishes = next(c for c in score.constraints if c.name == "wishes")
    assert wishes.amount == score.objective == OPTIMUM
