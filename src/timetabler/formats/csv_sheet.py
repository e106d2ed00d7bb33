"""A timetable as comma-separated values, one talk a line, for spreadsheets."""

import csv
import io

from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable

HEADERS = (
    "talk",
    "title",
    "speakers",
    "track",
    "theme",
    "day",
    "date",
    "start",
    "end",
    "minutes",
    "room",
)
# https://owasp.org/www-community/attacks/CSV_Injection: spreadsheets run such cells.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(problem: Problem, timetable: Timetable) -> str:
    """Write the talks in order of time and room, those left out last, as RFC 4180."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(HEADERS)
    for placement in timetable:
        writer.writerow(map(_safe, _row(problem, timetable, placement.talk)))
    for talk in timetable.left_out(problem):
        writer.writerow(map(_safe, _row(problem, timetable, talk)))
    return sheet.getvalue()


def _row(problem: Problem, timetable: Timetable, id: str) -> list[str]:
    talk = problem.talks[id]
    row = [
        talk.id,
        talk.title,
        "; ".join(problem.speakers[speaker].name for speaker in talk.speakers),
        problem.tracks[talk.track].title if talk.track else "",
        problem.themes[talk.theme].title if talk.theme else "",
    ]
    if id not in timetable:
        return [*row, "", "", "", "", str(talk.minutes), ""]
    placement = timetable[id]
    start = problem.clock.wall(placement.start)
    end = problem.clock.wall(timetable.end(problem, id))
    when = [
        problem.day_at(placement.start).title,
        f"{start:%Y-%m-%d}",
        f"{start:%H:%M}",
        f"{end:%H:%M}",
        str(talk.minutes),
    ]
    return [*row, *when, problem.rooms[placement.room].title]


def _safe(cell: str) -> str:
    """Keep spreadsheets from taking a cell for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
