"""The rows of a spreadsheet of a timetable, the same for every kind of file."""

import re
from collections.abc import Iterator

from timetabler.formats.programme import Programme
from timetabler.problem.problem import Problem, Talk

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
    "kind",
    "level",
    "language",
    "audience",
    "url",
    "speaker_ids",
    "track_id",
    "theme_id",
    "day_id",
    "room_id",
    "guid",
    "number",
    "sequence",
    "cancelled",
)
# https://owasp.org/www-community/attacks/CSV_Injection: spreadsheets run such cells.
_RISKY = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")

_PARTING = re.compile(r"[;\n]")


def rows(programme: Programme) -> Iterator[list[str]]:
    """Yield the talks in order of time and room, those left out last."""
    problem, timetable = programme.problem, programme.timetable
    for event in programme.events:
        yield _row(programme, event.talk)
    for id in timetable.left_out(problem):
        if programme.keeps(problem.talks[id], None):
            yield _row(programme, problem.talks[id])


def protected(cell: str) -> str:
    """Keep spreadsheets from taking a cell for a formula; see ``restored``.

    A NUL character goes: no spreadsheet reads a file that has one.
    """
    cell = cell.replace("\0", "")
    return f"'{cell}" if _RISKY.match(cell) else cell


def restored(cell: str) -> str:
    """Take back what ``protected`` did."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell[1:]) else cell


def _row(programme: Programme, talk: Talk) -> list[str]:
    problem = programme.problem
    track = problem.tracks[talk.track].title if talk.track else ""
    theme = problem.themes[talk.theme].title if talk.theme else ""
    identity = programme.known[talk.id]
    placed = talk.id in programme.timetable
    day, date, start, end, room, day_id, room_id = (
        _place(programme, talk.id) if placed else [""] * 7
    )
    return [
        talk.id,
        talk.title,
        _joined([problem.speakers[speaker].name for speaker in talk.speakers]),
        track,
        theme,
        day,
        date,
        start,
        end,
        str(talk.minutes),
        room,
        talk.kind,
        talk.level,
        talk.language,
        "" if talk.audience is None else str(talk.audience),
        talk.url,
        "; ".join(talk.speakers),
        talk.track or "",
        talk.theme or "",
        day_id,
        room_id,
        identity.guid,
        str(identity.number),
        str(identity.sequence),
        "yes" if identity.cancelled else "",
    ]


def _joined(names: list[str]) -> str:
    """Join names in a cell: by ``; ``, or a line each where one of them has that."""
    if len(names) > 1 and any(_PARTING.search(name) for name in names):
        return "\n".join(" ".join(name.split()) for name in names)
    return "; ".join(names)


def _place(programme: Programme, talk: str) -> list[str]:
    problem, timetable = programme.problem, programme.timetable
    placement = timetable[talk]
    day = problem.day_at(placement.start)
    start = problem.clock.wall(placement.start)
    return [
        day.title,
        f"{start:%Y-%m-%d}",
        _time(problem, placement.start),
        _time(problem, timetable.end(problem, talk)),
        problem.rooms[placement.room].title,
        day.id,
        placement.room,
    ]


def _time(problem: Problem, minute: int) -> str:
    """Write a time of day; with its offset in the hour that comes twice."""
    moment = problem.clock.wall(minute)
    return problem.clock.write(moment.date(), minute)
