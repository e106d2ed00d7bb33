"""Make a problem file of a CoSPLib workbook: its evaluator's terms as constraints."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import PurePath

from timetabler.formats.importing.cosplib.book import Book
from timetabler.formats.importing.cosplib.clock import Place, places
from timetabler.formats.importing.cosplib.hours import conference, sessions
from timetabler.formats.importing.cosplib.reading import read_book
from timetabler.formats.importing.cosplib.terms import Names, constraints
from timetabler.formats.importing.cosplib.zones import offset
from timetabler.formats.importing.made import Made, head
from timetabler.formats.importing.plain_yaml import Tree, write_tree
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source
from timetabler.formats.importing.words import clean, room_word, slug, unique
from timetabler.formats.importing.zones import one
from timetabler.problem.mistakes import shown

_LONGEST_OWN = 190


def read_cosplib(sources: Sequence[Source], wanted: Wanted) -> Made:
    """Make a problem file of one workbook.

    Raises:
        InvalidInputError: With every mistake, as ``file.xlsx:submissions!C7``.
    """
    source = one(list(sources), "a CoSPLib instance")
    book = read_book(source)
    _refuse_zones(book, source)
    title = wanted.title or PurePath(source.name).stem
    clock = places(list(book.sessions.values()))
    ids = _ids(book)
    tree = {
        "format": 1,
        "conference": conference(title, book.hours.zone, clock),
        "rooms": {ids.rooms[n]: _titled(ids.rooms[n], n) for n in book.rooms},
        "tracks": _tracks(book, ids),
        "sessions": sessions(clock, ids.sessions),
        "speakers": {ids.people[n]: _named(ids.people[n], n) for n in ids.people},
        "talks": _talks(book, ids, clock[0].slot),
        "constraints": constraints(book, ids),
    }
    notes = tuple(_notes(book, clock))
    lines = chain(
        head(title, f"CoSPLib ({PurePath(source.name).name})", notes), _spaced(tree)
    )
    return Made("\n".join(lines) + "\n", notes=notes)


def _spaced(tree: Mapping[str, Tree]) -> Iterable[str]:
    for key, value in tree.items():
        if key not in {"format", "conference"}:
            yield ""
        yield from write_tree({key: value})


def _refuse_zones(book: Book, source: Source) -> None:
    if not book.weights["timezones"]:
        return
    for zone in {book.hours.zone: 0, **{t.zone: 0 for t in book.submissions.values()}}:
        if offset(zone) is None:
            raise source.wrong(f"{shown(zone)} is no time zone; written as GMT+2")


def _ids(book: Book) -> Names:
    people = dict.fromkeys(
        chain(
            chain.from_iterable(talk.presenters for talk in book.submissions.values()),
            chain.from_iterable(book.tracks.values()),
        )
    )
    return Names(
        talks=_own(book.submissions, "talk"),
        tracks=_words(book.tracks, "track"),
        sessions=_words(book.sessions, "session"),
        rooms=_words(book.rooms, "room"),
        people=_own(people, "person"),
    )


def _own(names: Iterable[str], kind: str) -> dict[str, str]:
    """Keep names that can be ids; make words of others."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        fits = clean(name) == name and " " not in name and len(name) <= _LONGEST_OWN
        found[name] = unique(name if fits else slug(name, kind), taken)
        taken.add(found[name])
    return found


def _words(names: Iterable[str], kind: str) -> dict[str, str]:
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        found[name] = unique(room_word(name, kind), taken)
        taken.add(found[name])
    return found


def _titled(id: str, name: str) -> Tree:
    return {"title": name} if name != id else {}


def _named(id: str, name: str) -> Tree:
    return {"name": name} if name != id else {}


def _tracks(book: Book, ids: Names) -> Tree:
    return {
        ids.tracks[name]: {
            **({"title": name} if ids.tracks[name] != name else {}),
            **({"chairs": [ids.people[person] for person in chairs]} if chairs else {}),
        }
        for name, chairs in book.tracks.items()
    }


def _talks(book: Book, ids: Names, slot: int) -> Tree:
    return {
        ids.talks[talk.name]: {
            "title": talk.name,
            "minutes": talk.slots * slot,
            "track": ids.tracks[talk.track],
            **(
                {"speakers": [ids.people[p] for p in talk.presenters]}
                if talk.presenters
                else {}
            ),
        }
        for talk in book.submissions.values()
    }


def _notes(book: Book, clock: Sequence[Place]) -> Iterable[str]:
    slot = clock[0].slot
    own = all(
        (p.start, f"{p.day}")
        == (book.sessions[p.name].start, book.sessions[p.name].date[:10])
        for p in clock
    )
    took = f"a time slot is taken for {slot} minutes"
    if own:
        yield f"{took}; sessions begin as the file says"
    else:
        why = "the times in the file overlap, or leave too little time"
        yield f"{took}, and each session has a day of its own: {why}"
    for pair in book.unread:
        yield f"{pair} are similar below the diagonal only, which CoSPLib does not read"
