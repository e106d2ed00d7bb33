"""The problem file as people write it: its fields, their units and their defaults.

These models know nothing of each other's ids and nothing of dates: ``build`` joins
them into a ``Problem`` and reports what does not fit together.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from timetabler.problem.fields import (
    Colour,
    Date,
    Id,
    Ids,
    Length,
    Minutes,
    People,
    Starts,
    Text,
    Time,
    Weight,
    Windows,
    WindowText,
    Words,
)


class Entry(BaseModel):
    """Base of every part of the file: immutable, and strict about unknown keys."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        coerce_numbers_to_str=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _nothing(cls, data: object) -> object:
        """Take a key without a value, as in `tracks:`, for one that is left out."""
        if isinstance(data, dict) and None in data.values():
            return {key: value for key, value in data.items() if value is not None}
        return {} if data is None else data


class DayEntry(Entry):
    """One day of the conference."""

    date: Date
    """The calendar date, as 2012-02-04."""
    hours: Time = Field(examples=["9:00-18:00"])
    """Opening hours, which hold all talks; 20:00-26:00 ends at 2:00 the next day."""
    title: Text = ""
    """How people call the day; the id if left out."""


class BreakEntry(Entry):
    """A time in which rooms hold no talks."""

    when: Windows
    """The break's windows."""
    rooms: Ids | None = None
    """The rooms that have the break; all if left out."""
    title: Text = ""
    """What the break is called in grids; the id if left out."""


class ConferenceEntry(Entry):
    """The event as a whole."""

    title: Text
    """The name of the event."""
    timezone: Text = Field(examples=["Europe/Brussels"])
    """The IANA time zone of every time in the file."""
    grid: Annotated[int, Field(strict=True, ge=1, le=60)] = 5
    """Talks start every so many minutes past midnight."""
    days: Annotated[dict[Id, DayEntry], Field(min_length=1, max_length=400)]
    """The days in order of date, by id."""
    slots: Starts | None = None
    """The only permitted starts, where talks may not start on every grid point."""
    breaks: dict[Id, BreakEntry] = {}
    """Breaks by id."""
    walking: Minutes = 0
    """Minutes a speaker needs between rooms in different buildings."""
    walks: dict[str, Minutes] = Field(default={}, examples=[{"H K": 10}])
    """Minutes between two named buildings, where `walking` is not right."""
    url: Text = ""
    """The event's address, used to make identities that stay the same."""


class WishEntry(Entry):
    """Days, windows and rooms that are liked, or that are not."""

    days: Ids = []
    """Days, by id."""
    windows: Windows = []
    """Windows; a talk counts as inside when all of it is."""
    rooms: Ids = []
    """Rooms, by id."""


NO_WISH = WishEntry()  # one for all: what is frozen need not be copied


class RoomEntry(Entry):
    """A room that holds one talk at a time."""

    title: Text = ""
    """The room's name; the id if left out."""
    seats: People | None = None
    """Number of seats; left out: unknown, and never too few."""
    equipment: Words = []
    """What the room has, in your own words (`projector`, `tables`)."""
    building: Text = ""
    """The building, for walking times."""
    open: Windows | None = None
    """When the room is open; left out: during the opening hours of every day."""
    turnover: Minutes = 0
    """Minutes the room needs between two talks."""


class TrackEntry(Entry):
    """A subject that talks belong to."""

    title: Text = ""
    """The track's name; the id if left out."""
    colour: Colour = ""
    """Colour in grids, as `#0072b2`; left out: chosen from a colour-blind safe set."""
    days: Ids | None = None
    """Days on which its talks may be; left out: all."""
    windows: Windows | None = None
    """Windows inside which its talks must be; left out: no limit."""
    rooms: Ids | None = None
    """Rooms in which its talks may be; left out: all."""
    prefer: WishEntry = Field(default_factory=lambda: NO_WISH)
    """Where and when its talks should be."""
    avoid: WishEntry = Field(default_factory=lambda: NO_WISH)
    """Where and when its talks should not be."""
    chairs: Ids = []
    """Speakers (or other people listed there) who chair the track."""


class ThemeEntry(Entry):
    """A small group of talks that belong together."""

    title: Text = ""
    """The theme's name; the id if left out."""
    prefer: WishEntry = Field(default_factory=lambda: NO_WISH)
    """Where and when its talks should be."""
    avoid: WishEntry = Field(default_factory=lambda: NO_WISH)
    """Where and when its talks should not be."""
    after: Ids = []
    """Themes whose talks all come before its own."""


class SessionEntry(Entry):
    """A named span of a day in which rooms hold talks."""

    when: WindowText = Field(description="The span, within one day.")
    """The span, within one day."""
    title: Text = ""
    """The session's name; the id if left out."""
    rooms: dict[Id, Id] = {}
    """Rooms that are limited to one track in this session: room id to track id."""


class SpeakerEntry(Entry):
    """A person who gives or chairs talks."""

    name: Text = ""
    """The name; the id if left out."""
    available: Windows | None = None
    """When the person can be there; left out: always."""
    busy: Windows = []
    """When the person can not be there."""
    prefer: WishEntry = Field(default_factory=lambda: NO_WISH)
    """Where and when the person likes to speak."""
    avoid: WishEntry = Field(default_factory=lambda: NO_WISH)
    """Where and when the person would rather not speak."""
    talks_a_day: Annotated[int, Field(strict=True, ge=1)] | None = None
    """Most talks on one day; left out: no limit."""
    rest: Minutes = 0
    """Least minutes between two of the person's talks."""
    tags: Words = []
    """What else the person is, in your own words (`first-time`, `local`)."""


class PinEntry(Entry):
    """Where a talk has to be: a day, a start, a room, or any of the three."""

    day: Id | None = None
    """The day, by id."""
    start: Time | None = Field(default=None, examples=["14:00"])
    """The start as HH:MM; without a day, on any day."""
    room: Id | None = None
    """The room, by id."""


NO_PIN = PinEntry()


class AfterEntry(Entry):
    """A talk that has to come before this one."""

    talk: Id
    """The earlier talk."""
    directly: bool = False
    """In the same room, on the same day, with no other talk between."""
    same_day: bool = False
    """On the same day."""


def _as_after(value: object) -> object:
    items = [value] if isinstance(value, str | int | dict) else value
    if isinstance(items, list):
        return [{"talk": i} if isinstance(i, str | int) else i for i in items]
    return items


Afters = Annotated[
    list[AfterEntry],
    BeforeValidator(
        _as_after, json_schema_input_type=Id | AfterEntry | list[Id | AfterEntry]
    ),
]


class TalkEntry(Entry):
    """A talk to place in one room at one time."""

    title: Text
    """The talk's title."""
    minutes: Length
    """How long it takes, without turnover."""
    track: Id | None = None
    """Its track."""
    theme: Id | None = None
    """Its theme."""
    speakers: Ids = []
    """Who gives it."""
    audience: People | None = None
    """How many people are expected."""
    equipment: Words = []
    """What the room must have."""
    kind: Text = ""
    """Kind of talk, in your own words (`keynote`, `workshop`)."""
    level: Text = ""
    """Level, in your own words (`beginner`)."""
    language: Text = ""
    """Language, as a code (`en`, `no`)."""
    tags: Words = []
    """What else it is, in your own words (`first-time`, `content:kubernetes`)."""
    days: Ids | None = None
    """Days on which it may be; left out: all."""
    windows: Windows | None = None
    """Windows inside one of which it must be; left out: no limit."""
    rooms: Ids | None = None
    """Rooms in which it may be; left out: all."""
    prefer: WishEntry = Field(default_factory=lambda: NO_WISH)
    """Where and when it should be."""
    avoid: WishEntry = Field(default_factory=lambda: NO_WISH)
    """Where and when it should not be."""
    pin: PinEntry = Field(default_factory=lambda: NO_PIN)
    """Where it has to be."""
    slots: Starts | None = None
    """The only permitted starts of this talk; left out: those of the conference."""
    after: Afters = []
    """Talks that come before it."""
    not_parallel: Ids = []
    """Talks that it must not overlap in time."""
    optional: Weight | None = None
    """It may be left out, at this cost; left out: it has to be scheduled."""
    url: Text = ""
    """The talk's page."""


class ProblemFile(Entry):
    """A conference to make a timetable for."""

    model_config = ConfigDict(title="timetabler problem file")

    format: Literal[1] = 1
    """Version of this file format."""
    conference: ConferenceEntry
    """The event as a whole."""
    rooms: Annotated[dict[Id, RoomEntry], Field(min_length=1)]
    """Rooms by id."""
    tracks: dict[Id, TrackEntry] = {}
    """Tracks by id."""
    themes: dict[Id, ThemeEntry] = {}
    """Themes by id."""
    sessions: dict[Id, SessionEntry] = {}
    """Sessions by id, where days are divided into named spans."""
    speakers: dict[Id, SpeakerEntry] = {}
    """Speakers by id."""
    talks: dict[Id, TalkEntry]
    """Talks by id."""
    constraints: dict[str, Any] = {}
    """What makes a timetable good; see `docs/constraints.md`."""
    profiles: dict[str, dict[str, Any]] = {}
    """Other weightings by name: constraints whose settings change, for `candidates`."""
