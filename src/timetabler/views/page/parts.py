"""What the page's templates are given of talks and speakers."""

from dataclasses import dataclass

from timetabler.problem.problem import Talk
from timetabler.views.page.entries import Mark


@dataclass(frozen=True, slots=True)
class Link:
    """A talk as others refer to it; ``room_class`` names its room to the style."""

    anchor: str
    title: str
    day: str
    time: str
    room: str
    room_class: str


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker's name and the anchor of the entry in the index."""

    name: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Place:
    """When and where a talk is; ``room_class`` names its room to the style."""

    day: str
    time: str
    room: str
    room_class: str


@dataclass(frozen=True)
class Card:
    """Everything the page says of one talk; ``place`` is None if it is left out.

    ``parallel`` has the talks at the same time that its ``Ending`` does not tell of;
    ``solo`` and ``alone`` say that the lists of its ``Ending`` have nothing for it.
    """

    talk: Talk
    anchor: str
    cell: str
    lang: str
    url: str
    track: str
    track_class: str
    speakers: tuple[Person, ...]
    facts: tuple[str, ...]
    marks: tuple[Mark, ...]
    place: Place | None
    following: Link | None
    parallel: tuple[Link, ...]
    solo: bool
    alone: bool


@dataclass(frozen=True)
class Ending:
    """Talks that end at the same moment, and what they share because of that.

    ``beside`` is what runs until then or longer, ``soon`` what starts within ``SOON``
    minutes; a talk leaves out what is in its own room. Written out for each talk
    these lists would double the page.
    """

    cards: tuple[Card, ...]
    end: str
    until: str
    beside: tuple[Link, ...]
    soon: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A speaker in the index, with links to the talks."""

    id: str
    person: Person
    talks: tuple[Link, ...]
