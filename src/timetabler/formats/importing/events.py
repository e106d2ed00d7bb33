"""Turn the events of schedule.xml and schedule.json into talks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from timetabler.formats.importing.people import Mention, add_people
from timetabler.formats.importing.programme import (
    BreakFacts,
    Programme,
    Span,
    TalkFacts,
    Wanted,
)
from timetabler.formats.importing.times import (
    TimeError,
    at,
    read_clock,
    read_length,
    read_moment,
)
from timetabler.problem.clock import DAY
from timetabler.problem.mistakes import InvalidInputError, Located
from timetabler.timetable.file import MOST

_BREAK = "break"
_LEAST_MOMENT = len("2012-02-04T9")


@dataclass(slots=True)
class Event:
    """An event as it is written; "" is what is not there.

    Attributes:
        place: Makes a message about it, with its place in the file.
        day: The date of the day it is listed under.
        date: Its start with date and offset.
        start: Its start as a time of day.
        duration: Its length, ``HH:MM``.
        people: Ids and names of those who give it.
    """

    place: Callable[[str], Located]
    day: date | None = None
    id: str = ""
    guid: str = ""
    code: str = ""
    title: str = ""
    date: str = ""
    start: str = ""
    duration: str = ""
    room: str = ""
    track: str = ""
    kind: str = ""
    language: str = ""
    url: str = ""
    people: list[tuple[str, str]] = field(default_factory=list)


class Events:
    """Gathers events into a programme.

    Attributes:
        sure: Whether the ids of people are the same wherever people are.
    """

    def __init__(self, programme: Programme, wanted: Wanted, day_change: int) -> None:
        """Begin.

        Args:
            programme: What to add to.
            wanted: What the person who imports says.
            day_change: Minutes after midnight that still belong to the day before.
        """
        self.programme = programme
        self.wanted = wanted
        self.day_change = day_change
        self._mentions: list[Mention] = []
        self._wrong: list[Located] = []
        self._numbers: set[int] = set()
        self.sure = True

    def add(self, event: Event) -> None:
        """Add an event; what is wrong with it is told at the end, with the others."""
        try:
            talk = self._talk(event)
        except TimeError as error:
            self._wrong.append(event.place(str(error)))
            return
        if self._is_break(event, talk):
            return
        known = event.code or event.guid or event.id or event.title
        key = self.programme.add(known, talk)
        self._mentions.extend(Mention(key, id, name) for id, name in event.people)

    def finish(self) -> Programme:
        """Give the programme.

        Raises:
            InvalidInputError: With everything that was wrong.
        """
        if self._wrong:
            raise InvalidInputError(self._wrong)
        self._join_breaks()
        add_people(self.programme, self._mentions, sure=self.sure)
        return self.programme

    def _join_breaks(self) -> None:
        """Make one break of those that several rooms have at the same time."""
        rooms: dict[tuple[str, Span], list[str]] = {}
        for pause in self.programme.breaks:
            known = rooms.setdefault((pause.title, pause.span), [])
            known.extend(room for room in pause.rooms or () if room not in known)
        self.programme.breaks[:] = [
            BreakFacts(title, span, tuple(found))
            for (title, span), found in rooms.items()
        ]

    def _is_break(self, event: Event, talk: TalkFacts) -> bool:
        """Take what calls itself a break, and nobody gives, for a break."""
        known = talk.start is not None and talk.minutes and talk.room
        if talk.kind.casefold() != _BREAK or event.people or not known:
            return False
        assert talk.start is not None
        assert talk.minutes is not None
        end = talk.start.astimezone(UTC) + timedelta(minutes=talk.minutes)
        span = Span(talk.start, end.astimezone(talk.start.tzinfo))
        self.programme.breaks.append(BreakFacts(talk.title, span, (talk.room,)))
        return True

    def _talk(self, event: Event) -> TalkFacts:
        return TalkFacts(
            place=event.place,
            title=event.title,
            minutes=read_length(event.duration) if event.duration else None,
            id=event.code,
            track=self.programme.track(event.track),
            room=self.programme.room(event.room),
            start=self._start(event),
            guid=event.guid,
            number=self._number(event),
            kind=event.kind,
            language=event.language,
            url=event.url,
        )

    def _start(self, event: Event) -> datetime | None:
        zone = self.programme.zone
        if len(event.date) >= _LEAST_MOMENT:
            return read_moment(event.date, zone)
        if not event.start:
            return None
        if event.day is None:
            raise TimeError("its day has no date, and itself it has none")
        minutes = read_clock(event.start)
        later = timedelta(days=int(minutes < self.day_change))
        return at(event.day + later, minutes % DAY, zone)

    def _number(self, event: Event) -> int | None:
        """Read the integer id; one that can not be kept is noted."""
        text = event.id
        if not text:
            return None
        digits = text.isascii() and text.isdigit() and len(text) <= len(str(MOST))
        number = int(text) if digits else 0
        if 1 <= number <= MOST and number not in self._numbers:
            self._numbers.add(number)
            return number
        why = "comes twice" if number in self._numbers else "is no positive integer"
        self.programme.notes.append(
            f"the id {text[:40]} of {event.title} {why}: not kept"
        )
        return None
