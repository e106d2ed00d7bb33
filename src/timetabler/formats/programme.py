"""A timetable as the outside world tells it: events with dates, names and guids.

Every writer starts from here, so that all formats tell the same story.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Literal
from uuid import UUID

from timetabler.formats.event import Event
from timetabler.formats.text import acronym, clean, guid_of, web_address
from timetabler.problem.problem import Day, Problem, Talk
from timetabler.timetable.identity import namespace, with_identities
from timetabler.timetable.timetable import Identity, Placement, Timetable

Part = Literal["room", "track", "speaker"]


_NAMELESS = "Conference"
"""The title where the problem has none to read; schedules have to have one."""


@dataclass(frozen=True)
class Programme:
    """What is exported, and how.

    Attributes:
        problem: The conference.
        timetable: Where and when its talks are.
        published: The timetable that people have, if another one is out already.
        release: What this version is called; made of its content if empty.
        only: One room, track or speaker (kind and id) to keep to.
        stamp: The moment that files say they were made at, if one is set.
        breaks: Whether breaks are told too, where the format has a place for them.
    """

    problem: Problem
    timetable: Timetable
    published: Timetable | None = None
    release: str = ""
    only: tuple[Part, str] | None = None
    stamp: datetime | None = None
    breaks: bool = False

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The talks that take place, in order of time, then of rooms."""
        return tuple(self._of(self.timetable, cancelled=False))

    @cached_property
    def cancelled(self) -> tuple[Event, ...]:
        """Talks that were published and do not take place, where they had been.

        A talk or a room that the problem does not know any more can not be told.
        """
        if self.published is None:
            return ()
        problem = self.problem
        past = {
            id: place
            for id, place in self.published.placements.items()
            if id not in self.timetable
            and id in problem.talks
            and place.room in problem.rooms
        }
        return tuple(self._of(Timetable(past), cancelled=True))

    @cached_property
    def forgotten(self) -> tuple[str, ...]:
        """Cancelled talks of which nobody says any more where they had been."""
        known = {event.talk.id for event in self.cancelled}
        return tuple(
            talk
            for talk, identity in sorted(self.timetable.identities.items())
            if identity.cancelled and talk not in known and talk not in self.timetable
        )

    @cached_property
    def identities(self) -> Mapping[str, Identity]:
        """Every talk's identity, with a guid that is a UUID."""
        return {
            talk: replace(identity, guid=guid_of(identity.guid, self.space))
            for talk, identity in self.known.items()
        }

    @cached_property
    def known(self) -> Mapping[str, Identity]:
        """Every talk's identity as the timetable file has it."""
        known = with_identities(self.problem, self.timetable, self.published)
        return known.identities

    @property
    def space(self) -> UUID:
        """The name space of the conference's guids."""
        return namespace(self.problem)

    @property
    def acronym(self) -> str:
        """The conference's short name."""
        return acronym(self.problem.title)

    @property
    def title(self) -> str:
        """What the file is about: the conference, or the part of it that is kept."""
        title = clean(self.problem.title)
        title = title if title.strip() else _NAMELESS
        return f"{title}: {self.part_title}" if self.only else title

    @property
    def part_title(self) -> str:
        """The name of the room, track or speaker that is kept to; "" if all are."""
        if self.only is None:
            return ""
        kind, id = self.only
        if kind == "speaker":
            return clean(self.problem.speakers[id].name)
        named = self.problem.rooms if kind == "room" else self.problem.tracks
        return clean(named[id].title)

    @property
    def base_url(self) -> str:
        """The conference's address; one that can not exist where none is given."""
        given = web_address(self.problem.url)
        return given or f"https://{self.acronym}.invalid/"

    def keeps(self, talk: Talk, room: str | None) -> bool:
        """Whether a talk (in a room) belongs to the part that is exported."""
        if self.only is None:
            return True
        kind, id = self.only
        if kind == "room":
            return room == id
        return talk.track == id if kind == "track" else id in talk.speakers

    @cached_property
    def rooms(self) -> Mapping[str, str]:
        """What each room is called, by id; no two are called the same."""
        titles = {r.id: clean(r.title).strip() for r in self.problem.rooms.values()}
        count = Counter(titles.values())
        return {
            id: title if title and count[title] == 1 else f"{title} ({id})".strip()
            for id, title in titles.items()
        }

    def named(self, talk: Talk) -> str:
        """The title of a talk; its id if there is nothing to read in it."""
        title = clean(talk.title)
        return title if title.strip() else clean(talk.id)

    def names(self, talk: Talk) -> list[str]:
        """The names of a talk's speakers; the id of one whose name is blank."""
        people = (self.problem.speakers[speaker] for speaker in talk.speakers)
        return [clean(person.name).strip() or person.id for person in people]

    def track(self, talk: Talk) -> str:
        """The title of a talk's track, "" if it has none."""
        return clean(self.problem.tracks[talk.track].title) if talk.track else ""

    def theme(self, talk: Talk) -> str:
        """The title of a talk's theme, "" if it has none."""
        return clean(self.problem.themes[talk.theme].title) if talk.theme else ""

    def bounds(self, day: Day) -> tuple[datetime, datetime]:
        """When a day begins and ends; days do not overlap and hold all their events."""
        clock = self.problem.clock
        window = self.problem.day_window(day.id)
        ends = [day.hours.end, clock.midnight(day.date + timedelta(days=1))]
        for id, placement in self.timetable.placements.items():
            if self.problem.day_at(placement.start) == day:
                ends.append(self.timetable.end(self.problem, id))
        end = min(window.end, max(ends))
        return clock.wall(window.start), clock.wall(end)

    def _of(self, timetable: Timetable, *, cancelled: bool) -> Iterator[Event]:
        problem = self.problem
        order = {room: index for index, room in enumerate(problem.rooms)}

        def in_order(placement: Placement) -> tuple[int, int, str]:
            return placement.start, order[placement.room], placement.talk

        for placement in sorted(timetable, key=in_order):
            talk = problem.talks[placement.talk]
            if self.keeps(talk, placement.room):
                yield Event(
                    talk=talk,
                    identity=self.identities[talk.id],
                    room=problem.rooms[placement.room],
                    day=problem.day_at(placement.start),
                    start=problem.clock.wall(placement.start),
                    end=problem.clock.wall(timetable.end(problem, talk.id)),
                    cancelled=cancelled,
                )
