"""What a CoSPLib workbook says, by the names it uses, in the order of its sheets."""

from collections.abc import Mapping
from dataclasses import dataclass

Penalties = Mapping[str, Mapping[str, int]]
"""What it costs, by the names of a line and a column; what costs nothing is absent."""

WEIGHTS = (
    "tracks_sessions",
    "tracks_rooms",
    "sessions_rooms",
    "similar_tracks",
    "rooms_per_track",
    "parallel_tracks",
    "consecutive_tracks",
    "timezones",
    "order",
    "submissions_sessions",
    "submissions_rooms",
    "presenters",
    "attendees",
    "chairs",
    "presenters_in_slots",
    "attendees_in_slots",
)


@dataclass(frozen=True)
class Hours:
    """When people like to be there, in minutes since midnight, and what else costs."""

    zone: str
    suitable: tuple[int, int]
    bearable: tuple[int, int]
    less: int
    unsuitable: int


@dataclass(frozen=True)
class SessionFacts:
    """A session: its slots, and its date and times (minutes) as the file has them."""

    name: str
    slots: int
    date: str
    start: int
    end: int


@dataclass(frozen=True)
class Submission:
    """A talk: its slots, its place in its track (0: any), its people."""

    name: str
    track: str
    slots: int
    order: int
    zone: str
    presenters: tuple[str, ...]
    attendees: tuple[str, ...]


@dataclass(frozen=True)
class Book:
    """A workbook; penalties are by the names of their lines and columns."""

    weights: Mapping[str, int]
    hours: Hours
    submissions: Mapping[str, Submission]
    tracks: Mapping[str, tuple[str, ...]]
    sessions: Mapping[str, SessionFacts]
    rooms: tuple[str, ...]
    tracks_sessions: Penalties
    tracks_rooms: Penalties
    sessions_rooms: Penalties
    submissions_sessions: Penalties
    submissions_rooms: Penalties
    similar: Mapping[tuple[str, str], int]
    unread: tuple[str, ...]
