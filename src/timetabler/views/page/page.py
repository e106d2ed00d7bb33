"""The timetable as one web page: a single file, no network, no script needed."""

from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from timetabler.problem.problem import Day, Problem, Room
from timetabler.timetable.score import Score
from timetabler.timetable.timetable import Timetable
from timetabler.views.page import names
from timetabler.views.page.cards import Cards
from timetabler.views.page.document import filled, source
from timetabler.views.page.entries import Book
from timetabler.views.page.grid import Grid, day_grid
from timetabler.views.page.linked import linked_data
from timetabler.views.page.parts import Entry
from timetabler.views.page.scores import score_card
from timetabler.views.page.shades import DARK, LIGHT
from timetabler.views.page.style import grid_rules, room_rules, track_rules


@dataclass(frozen=True, slots=True)
class DayView:
    """One day of the page: its grid, if it has talks, and the rooms without any."""

    index: int
    day: Day
    anchor: str
    title: str
    date: str
    talks: str
    grid: Grid | None
    empty: tuple[Room, ...]


def render_page(
    problem: Problem, timetable: Timetable, score: Score | None = None
) -> str:
    """Write a timetable as one self-contained HTML page.

    The same problem, timetable and score give the same page to the byte. Its content
    security policy allows nothing from elsewhere, and of what is inside only the one
    style block and the one script, by their hashes.

    Args:
        problem: The conference.
        timetable: Where and when its talks are.
        score: The verdict, to be shown at the end of the page.
    """
    book = Book(problem, timetable, score)
    cards = Cards(book)
    days = [_day(book, i, day) for i, day in enumerate(problem.days.values())]
    blocks = {
        "style": _style(problem, {day.index: day.grid for day in days if day.grid}),
        "script": source("page.js"),
    }
    speakers = cards.speakers()
    return filled(
        "page.html",
        blocks,
        problem=problem,
        summary=_summary(problem, timetable, speakers),
        dates=_dates(problem),
        days=days,
        cards=cards,
        left_out=cards.left_out(),
        speakers=speakers,
        tracks=_used_tracks(problem),
        rooms=_used_rooms(problem, timetable),
        symbols={mark.symbol for card in cards.of.values() for mark in card.marks},
        score=score_card(score, cards) if score else None,
        linked=Markup(linked_data(problem, timetable)),
        light=LIGHT,
        dark=DARK,
        span=lambda window: names.span(problem, window.start, window.end),
        count=names.count,
    )


def _style(problem: Problem, grids: dict[int, Grid]) -> str:
    parts = (
        source("page.css"),
        track_rules(problem),
        grid_rules(grids),
        room_rules(problem),
    )
    return "\n".join(parts)


def _day(book: Book, index: int, day: Day) -> DayView:
    grid = day_grid(book, day.id)
    used = {head.room for head in grid.heads} if grid else set()
    rooms = book.problem.rooms.values()
    return DayView(
        index=index,
        day=day,
        anchor=names.anchor("day", day.id),
        title=names.day_title(day),
        date=names.day_date(day),
        talks=names.count(len(book.by_day[day.id]), "talk"),
        grid=grid,
        empty=tuple(room for room in rooms if room.id not in used),
    )


def _summary(problem: Problem, timetable: Timetable, speakers: list[Entry]) -> str:
    rooms = {placement.room for placement in timetable}
    parts = [
        names.count(len(timetable.placements), "talk"),
        names.count(len(speakers), "speaker"),
        names.count(len(rooms), "room"),
    ]
    if tracks := len(_used_tracks(problem)):
        parts.append(names.count(tracks, "track"))
    return " · ".join(parts)


def _dates(problem: Problem) -> str:
    days = list(problem.days.values())
    first, last = days[0].date, days[-1].date
    if first == last:
        return names.date(days[0])
    near = all((b.date - a.date).days <= 1 for a, b in pairwise(days))
    if near and (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{names.date(days[-1])}"
    return f"{names.date(days[0])} – {names.date(days[-1])}"


def _used_tracks(problem: Problem) -> dict[str, str]:
    """The titles of the tracks that have talks, each with its class in the style."""
    used = {talk.track for talk in problem.talks.values()}
    return {
        track.id: f"t{index}"
        for index, track in enumerate(problem.tracks.values())
        if track.id in used
    }


def _used_rooms(problem: Problem, timetable: Timetable) -> list[Room]:
    used = {placement.room for placement in timetable}
    return [room for room in problem.rooms.values() if room.id in used]
