"""The terms of CoSPLib's evaluator as constraints: all at priority 1, by weight.

What the workbook gives no weight is there at level off, if it says anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from timetabler.formats.importing.cosplib.book import Book
from timetabler.formats.importing.cosplib.conflicts import attendee_pairs, chair_pairs
from timetabler.formats.importing.cosplib.costing import by_session, by_talk
from timetabler.formats.importing.cosplib.zones import zone_costs
from timetabler.formats.importing.plain_yaml import Tree

_OFF = (
    "speaker-clash",
    "seats",
    "track-day",
    "theme-run",
    "track-run",
    "track-room",
    "preferred",
    "unwanted",
    "room-idle",
)


@dataclass(frozen=True)
class Names:
    """The ids of the problem file, by the names of the workbook."""

    talks: Mapping[str, str]
    tracks: Mapping[str, str]
    sessions: Mapping[str, str]
    rooms: Mapping[str, str]
    people: Mapping[str, str]


Setting = dict[str, Tree]


def constraints(book: Book, ids: Names) -> dict[str, Tree]:
    """The constraints part of the problem file."""
    return {
        **dict.fromkeys(_OFF, "off"),
        "session-track": "hard",
        "costs": _costs(book, ids),
        "similar-tracks": _similar(book, ids),
        "track-rooms": _level(book, "rooms_per_track"),
        "track-parallel": {**_level(book, "parallel_tracks"), "count": "sessions"},
        "track-sessions": {
            **_level(book, "consecutive_tracks"),
            "within": "conference",
            "count": "tracks",
        },
        "track-order": _order(book, ids),
        "not-parallel": _presenters(book),
        "co-interest": _attendees(book, ids),
    }


def _level(book: Book, term: str) -> Setting:
    weight = book.weights[term]
    return {"level": 1, "weight": weight} if weight else {"level": "off"}


def _costs(book: Book, ids: Names) -> Tree:
    slots = {talk.name: talk.slots for talk in book.submissions.values()}
    zones = zone_costs(book) if book.weights["timezones"] else {}
    tables = {
        "tracks_sessions": by_session(
            book.tracks_sessions, "tracks", ids.tracks, "sessions", ids.sessions
        ),
        "tracks_rooms": by_session(
            book.tracks_rooms, "tracks", ids.tracks, "rooms", ids.rooms
        ),
        "sessions_rooms": by_session(
            book.sessions_rooms, "sessions", ids.sessions, "rooms", ids.rooms
        ),
        "timezones": by_talk(zones, ids.talks, slots, "sessions", ids.sessions),
        "submissions_sessions": by_talk(
            book.submissions_sessions, ids.talks, slots, "sessions", ids.sessions
        ),
        "submissions_rooms": by_talk(
            book.submissions_rooms, ids.talks, slots, "rooms", ids.rooms
        ),
    }
    found: list[Tree] = [
        {"name": _TITLES[term], **_level(book, term), "rows": rows}
        for term, rows in tables.items()
        if rows
    ]
    return found or "off"


_TITLES = {
    "tracks_sessions": "tracks in sessions",
    "tracks_rooms": "tracks in rooms",
    "sessions_rooms": "sessions in rooms",
    "timezones": "time zones",
    "submissions_sessions": "talks in sessions",
    "submissions_rooms": "talks in rooms",
}


def _similar(book: Book, ids: Names) -> Tree:
    similar = {
        f"{ids.tracks[a]} {ids.tracks[b]}": cost
        for (a, b), cost in book.similar.items()
    }
    chairs = {f"{ids.tracks[a]} {ids.tracks[b]}": 1 for a, b in chair_pairs(book)}
    found: list[Tree] = [
        {"name": name, **_level(book, term), "count": "sessions", "pairs": pairs}
        for name, term, pairs in (
            ("similar tracks", "similar_tracks", similar),
            ("tracks of one chair", "chairs", chairs),
        )
        if pairs
    ]
    return found or "off"


def _order(book: Book, ids: Names) -> Tree:
    ranks = {ids.talks[t.name]: t.order for t in book.submissions.values() if t.order}
    if not ranks:
        return "off"
    return {**_level(book, "order"), "count": "sessions", "ranks": ranks}


def _presenters(book: Book) -> Tree:
    found: list[Tree] = [
        {
            "name": name,
            **_level(book, term),
            "listed": False,
            "by": "speaker",
            "chairs": True,
            "count": count,
        }
        for name, term, count in (
            ("presenters in sessions", "presenters", "sessions"),
            ("presenters in slots", "presenters_in_slots", "slots"),
        )
    ]
    return found


def _attendees(book: Book, ids: Names) -> Tree:
    pairs = {f"{ids.talks[a]} {ids.talks[b]}": 1 for a, b in attendee_pairs(book)}
    found: list[Tree] = [
        {"name": name, **_level(book, term), "count": count, "pairs": pairs}
        for name, term, count in (
            ("attendees in sessions", "attendees", "sessions"),
            ("attendees in slots", "attendees_in_slots", "slots"),
        )
        if pairs
    ]
    return found or "off"
