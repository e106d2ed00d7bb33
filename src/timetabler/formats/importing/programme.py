"""What any format says of a conference, as plain data; every moment has its offset.

Rooms, tracks, speakers and talks are kept under keys of the source (its ids, or names
where it has none). Readable ids are made when the problem file is written, where the
source has none that were made so (``id``).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from timetabler.formats.importing.header_map import HeaderMap
from timetabler.formats.importing.source import Source
from timetabler.problem.mistakes import Located


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time; both ends know their offset."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class WishFacts:
    """Spans and rooms (by key) that are liked, or that are not."""

    spans: tuple[Span, ...] = ()
    rooms: tuple[str, ...] = ()

    def joined(self, other: "WishFacts") -> "WishFacts":
        """Both wishes in one."""
        return WishFacts(self.spans + other.spans, self.rooms + other.rooms)


@dataclass(slots=True)
class RoomFacts:
    """A room; ``open`` is None where nothing is said."""

    name: str
    guid: str = ""
    seats: int | None = None
    building: str = ""
    equipment: tuple[str, ...] = ()
    turnover: int = 0
    open: tuple[Span, ...] | None = None
    id: str = ""


@dataclass(slots=True)
class TrackFacts:
    """A track."""

    name: str
    colour: str = ""
    prefer: WishFacts = WishFacts()
    avoid: WishFacts = WishFacts()
    id: str = ""


@dataclass(slots=True)
class SpeakerFacts:
    """A person; ``available`` is None where nothing is said."""

    name: str
    available: tuple[Span, ...] | None = None
    busy: tuple[Span, ...] = ()
    prefer: WishFacts = WishFacts()
    avoid: WishFacts = WishFacts()
    talks_a_day: int | None = None
    rest: int = 0
    id: str = ""


@dataclass(slots=True)
class TalkFacts:
    """A talk, and where it takes place if that is known.

    Attributes:
        place: Makes a message of what is wrong with it, with its place in the source.
        title: Its title.
        minutes: Its length; None where the source does not say.
        id: Its id in the problem file; "" to make one of the title.
        track: Its track, by key.
        theme: Its theme, by name.
        speakers: Who gives it, by key.
        room: The room it is in, by key.
        start: When it begins.
        guid: Its globally unique id.
        number: Its integer id.
        sequence: How often its published entry has changed.
        cancelled: Whether it was published and does not take place.
        available: Spans in one of which it must be; None: no limit.
        rooms: Rooms in which it must be, by key; None: no limit.
        pinned: Whether it must stay where it is.
        after: Talks before it, by key.
        apart: Talks it must not overlap, by key.
        optional: What leaving it out costs; None: it must be scheduled.
    """

    place: Callable[[str], Located]
    title: str
    minutes: int | None
    id: str = ""
    track: str = ""
    theme: str = ""
    speakers: tuple[str, ...] = ()
    room: str = ""
    start: datetime | None = None
    guid: str = ""
    number: int | None = None
    sequence: int = 0
    cancelled: bool = False
    kind: str = ""
    level: str = ""
    language: str = ""
    url: str = ""
    audience: int | None = None
    equipment: tuple[str, ...] = ()
    available: tuple[Span, ...] | None = None
    rooms: tuple[str, ...] | None = None
    pinned: bool = False
    after: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    optional: int | None = None
    prefer: WishFacts = WishFacts()
    avoid: WishFacts = WishFacts()


@dataclass(slots=True)
class BreakFacts:
    """A time without talks; ``rooms`` is None where all rooms have it."""

    title: str
    span: Span
    rooms: tuple[str, ...] | None = None


@dataclass(slots=True)
class Programme:
    """Everything a source says that a problem file can hold, and what it can not.

    Attributes:
        title: The name of the event.
        zone: Its time zone.
        url: Its address.
        dates: The dates it says it has, talks or not.
        grid: The minutes that starts are multiples of, if the source says so.
        hours: Opening hours by date, where the source says so.
        rooms: Rooms by key, in the order of the source.
        tracks: Tracks by key.
        speakers: Speakers by key.
        talks: Talks by key.
        breaks: Breaks.
        lost: What has no place in a problem file, and how often it was there.
        notes: What people should know of the import, in sentences.
    """

    title: str
    zone: ZoneInfo
    url: str = ""
    dates: list[date] = field(default_factory=list)
    grid: int | None = None
    hours: dict[date, Span] = field(default_factory=dict)
    rooms: dict[str, RoomFacts] = field(default_factory=dict)
    tracks: dict[str, TrackFacts] = field(default_factory=dict)
    speakers: dict[str, SpeakerFacts] = field(default_factory=dict)
    talks: dict[str, TalkFacts] = field(default_factory=dict)
    breaks: list[BreakFacts] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def room(self, name: str) -> str:
        """Have a room that is known by its name only, and give its key."""
        if name:
            self.rooms.setdefault(name, RoomFacts(name))
        return name

    def track(self, name: str) -> str:
        """Have a track that is known by its name only, and give its key."""
        if name:
            self.tracks.setdefault(name, TrackFacts(name))
        return name

    def add(self, key: str, talk: TalkFacts) -> str:
        """Add a talk; where the key is taken (a talk in several slots), count on."""
        free, count = key, 1
        while free in self.talks:
            count += 1
            free = f"{key}-{count}"
        self.talks[free] = talk
        return free


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person who imports says, where the source does not.

    Attributes:
        title: The name of the event; "" to use the source's.
        zone: The time zone; None to use the source's.
        dates: The days; () to use the source's.
        hours: Opening hours in minutes since midnight; None to work them out.
        minutes: The length of talks that have none.
        keep: Whether tracks keep the rooms and hours they were published with.
        codes: Whether the codes of the source are the ids of talks.
        headers: What the headers of sheets mean.
    """

    title: str = ""
    zone: ZoneInfo | None = None
    dates: tuple[date, ...] = ()
    hours: tuple[int, int] | None = None
    minutes: int | None = None
    keep: bool = True
    codes: bool = True
    headers: HeaderMap = field(default_factory=HeaderMap)


Reader = Callable[[Sequence[Source], Wanted], Programme]
