"""What an OptaPlanner workbook says, in the order of its sheets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Strength = Literal["required", "preferred", "prohibited", "undesired"]
Place = Literal["timeslot", "room"]
STRENGTHS: tuple[Strength, ...] = ("required", "preferred", "prohibited", "undesired")
PLACES: tuple[Place, ...] = ("timeslot", "room")
Tags = tuple[str, ...]
Wanted = Mapping[tuple[Strength, Place], Tags]
"""The tags of places that are wanted or unwanted."""


@dataclass(frozen=True)
class Weight:
    """What a constraint costs: at which of the three levels, and how much."""

    level: Literal["hard", "medium", "soft"]
    number: int


@dataclass(frozen=True)
class Slot:
    """A timeslot; its times are minutes since midnight."""

    day: date
    start: int
    end: int
    kinds: tuple[str, ...]
    tags: Tags

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.end - self.start

    def holds(self, other: "Slot") -> bool:
        """Whether another slot is wholly inside this one."""
        return (
            self.day == other.day and self.start <= other.start <= other.end <= self.end
        )

    def meets(self, other: "Slot") -> bool:
        """Whether another slot has a minute in common with this one."""
        return (
            self.day == other.day and self.start < other.end and other.start < self.end
        )


@dataclass(frozen=True)
class Room:
    """A room; timeslots are told by their place in the list."""

    name: str
    seats: int
    kinds: tuple[str, ...]
    tags: Tags
    closed: frozenset[int]


@dataclass(frozen=True)
class Speaker:
    """A person; timeslots are told by their place in the list."""

    name: str
    wanted: Wanted
    absent: frozenset[int]


@dataclass(frozen=True)
class Spot:
    """A timeslot, by its place in the list, and a room; None where nothing is said."""

    slot: int | None = None
    room: str | None = None


@dataclass(frozen=True)
class Talk:
    """A talk."""

    code: str
    title: str
    kind: str
    speakers: tuple[str, ...]
    themes: Tags
    sectors: Tags
    audiences: Tags
    level: int
    contents: Tags
    language: str
    wanted: Wanted
    exclusive: Tags
    after: tuple[str, ...]
    favourites: int
    crowd: bool
    pinned: bool
    placed: Spot
    published: Spot


@dataclass(frozen=True)
class Book:
    """A workbook; rooms, speakers and talks by name or code.

    Attributes:
        title: The name of the conference.
        pause: The minutes a speaker needs between two talks.
        weights: The weights, by the names of constraints; those without are absent.
        slots: The timeslots.
        rooms: The rooms.
        speakers: The speakers.
        talks: The talks.
    """

    title: str
    pause: int
    weights: Mapping[str, Weight]
    slots: tuple[Slot, ...]
    rooms: Mapping[str, Room]
    speakers: Mapping[str, Speaker]
    talks: Mapping[str, Talk]

    def slots_of(self, kind: str) -> tuple[Slot, ...]:
        """The timeslots that a kind of talk may have."""
        return tuple(slot for slot in self.slots if kind in slot.kinds)

    def rooms_of(self, kind: str) -> tuple[Room, ...]:
        """The rooms that a kind of talk may have."""
        return tuple(room for room in self.rooms.values() if kind in room.kinds)

    def talks_of(self, kind: str) -> tuple[Talk, ...]:
        """The talks of a kind."""
        return tuple(talk for talk in self.talks.values() if talk.kind == kind)

    @property
    def kinds(self) -> dict[str, int]:
        """The kinds of talks that timeslots name, and how long each takes."""
        return {kind: slot.minutes for slot in self.slots for kind in slot.kinds}
