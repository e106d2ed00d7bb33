"""Which talks, and which tracks, people of a CoSPLib workbook need both of."""

from collections.abc import Iterable
from itertools import combinations, product

from timetabler.formats.importing.cosplib.book import Book

Pairs = list[tuple[str, str]]


def attendee_pairs(book: Book) -> Pairs:
    """The talks of which somebody attends one and attends, gives or chairs the other.

    Who chairs the very track of the talk attended is in no conflict.
    """
    talks = book.submissions.values()
    attended = _by_person((talk.name, talk.attendees) for talk in talks)
    given = _by_person((talk.name, talk.presenters) for talk in talks)
    chaired = _by_person(book.tracks.items())
    found: set[tuple[str, str]] = set()
    for person, names in attended.items():
        found.update(combinations(names, 2))
        found.update(product(names, given.get(person, ())))
        for one, track in product(names, chaired.get(person, ())):
            if book.submissions[one].track != track:
                found.update((one, t.name) for t in talks if t.track == track)
    return _once(found, list(book.submissions))


def chair_pairs(book: Book) -> Pairs:
    """The tracks that have a chair in common."""
    chaired = _by_person(book.tracks.items())
    pairs = {pair for tracks in chaired.values() for pair in combinations(tracks, 2)}
    return _once(pairs, list(book.tracks))


def _by_person(things: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, people in things:
        for person in people:
            found.setdefault(person, []).append(name)
    return found


def _once(pairs: Iterable[tuple[str, str]], order: list[str]) -> Pairs:
    rank = {name: index for index, name in enumerate(order)}
    ranked = {(min(a, b), max(a, b)) for a, b in _ranks(pairs, rank) if a != b}
    return [(order[a], order[b]) for a, b in sorted(ranked)]


def _ranks(
    pairs: Iterable[tuple[str, str]], rank: dict[str, int]
) -> Iterable[tuple[int, int]]:
    return ((rank[a], rank[b]) for a, b in pairs)
