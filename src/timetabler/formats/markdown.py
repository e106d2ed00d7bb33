"""A timetable as Markdown tables, one a day, for a README, a wiki, a mail."""

import re
from collections.abc import Iterator

from timetabler.formats.event import Event
from timetabler.formats.programme import Programme
from timetabler.formats.text import clean, web_address
from timetabler.problem.problem import Day

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_SPACE = re.compile(r"\s+")


def write_markdown(programme: Programme) -> str:
    """Write the programme as Markdown; no title is taken for markup."""
    lines = [f"# {_plain(programme.title)}", ""]
    for day in programme.problem.days.values():
        lines += _day(programme, day)
    lines += _left_out(programme)
    zone = programme.problem.clock.zone.key
    lines.append(f"All times are those of {_plain(zone)}.")
    return "\n".join(lines) + "\n"


def _day(programme: Programme, day: Day) -> Iterator[str]:
    yield f"## {_plain(day.title)}, {day.date}"
    yield ""
    events = [event for event in programme.events if event.day == day]
    if events:
        yield "| Time | Room | Talk | Speakers | Track |"
        yield "|---|---|---|---|---|"
        for event in events:
            yield f"| {' | '.join(_row(programme, event))} |"
    else:
        yield "No talks."
    yield ""


def _row(programme: Programme, event: Event) -> Iterator[str]:
    yield f"{event.start:%H:%M}–{event.end:%H:%M}"
    yield _plain(programme.rooms[event.room.id])
    title = _plain(programme.named(event.talk))
    address = web_address(event.talk.url)
    yield f"[{title}](<{address}>)" if address else title
    yield _plain(", ".join(programme.names(event.talk)))
    yield _plain(programme.track(event.talk))


def _left_out(programme: Programme) -> Iterator[str]:
    problem = programme.problem
    left_out = (problem.talks[id] for id in programme.timetable.left_out(problem))
    talks = [talk for talk in left_out if programme.keeps(talk, None)]
    if not talks:
        return
    yield "## Not scheduled"
    yield ""
    for talk in talks:
        names = ", ".join(programme.names(talk))
        title = programme.named(talk)
        yield f"- {_plain(f'{title} ({names})' if names else title)}"
    yield ""


def _plain(text: str) -> str:
    """Write a text so that Markdown shows it as it is, in one line."""
    return _SPECIAL.sub(r"\\\1", _SPACE.sub(" ", clean(text)).strip())
