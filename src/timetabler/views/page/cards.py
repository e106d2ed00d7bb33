"""Make the page's sections of talks and speakers, ready for the templates."""

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import TypedDict

from timetabler.problem.problem import Speaker, Talk
from timetabler.timetable.timetable import Placement
from timetabler.views.page import names
from timetabler.views.page.entries import SOON, Book
from timetabler.views.page.parts import Card, Ending, Entry, Link, Person, Place


class _Around(TypedDict):
    following: Link | None
    parallel: tuple[Link, ...]
    solo: bool
    alone: bool


class Cards:
    """Makes the cards of a timetable."""

    def __init__(self, book: Book) -> None:
        self.book = book
        problem = book.problem
        self._tracks = {id: f"t{index}" for index, id in enumerate(problem.tracks)}
        self._no_track = f"t{len(problem.tracks)}"
        self._rooms = {id: f"k{index}" for index, id in enumerate(problem.rooms)}
        self.of = {talk.id: self._card(talk) for talk in problem.talks.values()}

    def endings(self, day: str) -> Iterator[Ending]:
        """Yield the talks of a day in groups that end together, in order of time."""
        book = self.book
        placements = sorted(book.by_day[day], key=lambda p: (book.end(p), p.start))
        for end, group in groupby(placements, key=book.end):
            yield Ending(
                cards=tuple(self.of[placement.talk] for placement in group),
                end=names.clock(book.problem, end),
                until=names.clock(book.problem, end + SOON),
                beside=tuple(self._link(p) for p in book.running(day, end - 1)),
                soon=tuple(self._link(p) for p in book.starting(day, end)),
            )

    def left_out(self) -> list[Card]:
        """The talks without a placement, in the order of the file."""
        book = self.book
        return [self.of[talk] for talk in book.timetable.left_out(book.problem)]

    def speakers(self) -> list[Entry]:
        """Everybody who gives a talk, by name, with the talks in order of time."""
        entries = []
        for speaker in self.book.problem.speakers.values():
            if talks := self.book.problem.talks_of(speaker.id):
                found = sorted(talks, key=self._order)
                links = tuple(self.link(talk) for talk in found)
                entries.append(Entry(speaker.id, self._person(speaker), links))
        return sorted(entries, key=lambda e: (sorting(e.person.name), e.person.anchor))

    def room_class(self, room: str) -> str:
        """The class that names a room to the style and to the filters."""
        return self._rooms[room]

    def link(self, talk: Talk) -> Link:
        """A link to a talk, whether it is scheduled or not."""
        placement = self.book.timetable.placements.get(talk.id)
        if placement:
            return self._link(placement)
        return Link(names.anchor("talk", talk.id), talk.title, "", "", "", "")

    def _order(self, talk: Talk) -> tuple[bool, int, str]:
        placement = self.book.timetable.placements.get(talk.id)
        return placement is None, placement.start if placement else 0, talk.id

    def _card(self, talk: Talk) -> Card:
        problem = self.book.problem
        placement = self.book.timetable.placements.get(talk.id)
        return Card(
            talk=talk,
            anchor=names.anchor("talk", talk.id),
            cell=names.anchor("at", talk.id),
            lang=names.language(talk.language),
            url=names.web_address(talk.url),
            track=problem.tracks[talk.track].title if talk.track else "",
            track_class=self._tracks[talk.track] if talk.track else self._no_track,
            speakers=tuple(self._person(problem.speakers[s]) for s in talk.speakers),
            facts=tuple(self._facts(talk)),
            marks=tuple(self.book.marks(talk)),
            place=self._place(placement) if placement else None,
            **self._around(placement),
        )

    def _around(self, it: Placement | None) -> _Around:
        if it is None:
            return _Around(following=None, parallel=(), solo=True, alone=True)
        book = self.book
        day, end = book.problem.day_at(it.start).id, book.end(it)
        following = book.following(it)
        elsewhere = [p for p in book.running(day, end - 1) if p.room != it.room]
        rest = [p for p in book.parallel(it) if p not in elsewhere]
        return _Around(
            following=self._link(following) if following else None,
            parallel=tuple(self._link(other) for other in rest),
            solo=not elsewhere,
            alone=all(p.room == it.room for p in book.starting(day, end)),
        )

    def _facts(self, talk: Talk) -> Iterator[str]:
        problem = self.book.problem
        if placement := self.book.timetable.placements.get(talk.id):
            yield names.day_date(problem.day_at(placement.start))
            seats = problem.rooms[placement.room].seats
            if seats is not None:
                yield names.count(seats, "seat")
        yield names.count(talk.minutes, "minute")
        if talk.theme:
            yield f"theme: {problem.themes[talk.theme].title}"
        if talk.audience is not None:
            yield f"{names.count(talk.audience, 'person', 'people')} expected"
        if talk.equipment:
            yield f"needs {', '.join(sorted(talk.equipment))}"
        yield from filter(None, (talk.kind, talk.level, talk.language))

    def _place(self, placement: Placement) -> Place:
        problem = self.book.problem
        room = problem.rooms[placement.room]
        end = self.book.end(placement)
        return Place(
            day=names.day_title(problem.day_at(placement.start)),
            time=names.span(problem, placement.start, end),
            room=room.title,
            room_class=self._rooms[room.id],
        )

    def _link(self, placement: Placement) -> Link:
        problem = self.book.problem
        talk = problem.talks[placement.talk]
        return Link(
            anchor=names.anchor("talk", talk.id),
            title=talk.title,
            day=names.day_title(problem.day_at(placement.start)),
            time=names.clock(problem, placement.start),
            room=problem.rooms[placement.room].title,
            room_class=self._rooms[placement.room],
        )

    @staticmethod
    def _person(speaker: Speaker) -> Person:
        return Person(speaker.name, names.anchor("speaker", speaker.id))


def sorting(name: str) -> str:
    """A name as an index sorts it: without accents, capitals no matter."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
