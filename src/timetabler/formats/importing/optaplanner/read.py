"""Make a problem file of a workbook of OptaPlanner's conference scheduling."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from pathlib import PurePath

from timetabler.formats.importing.made import Made, head
from timetabler.formats.importing.optaplanner.absences import Absences, absences
from timetabler.formats.importing.optaplanner.book import Book, Spot, Talk
from timetabler.formats.importing.optaplanner.configuration import NAMES, REWARDS
from timetabler.formats.importing.optaplanner.names import Names, clock, names_of
from timetabler.formats.importing.optaplanner.reading import read_book
from timetabler.formats.importing.optaplanner.terms import constraints, tags_of
from timetabler.formats.importing.plain_yaml import Tree, write_tree
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source
from timetabler.formats.importing.zones import one

_ZONE = "Etc/UTC"
_NO_LANGUAGE = "und"


def read_optaplanner(sources: Sequence[Source], wanted: Wanted) -> Made:
    """Make a problem file of one workbook.

    Raises:
        InvalidInputError: With every mistake, as ``file.xlsx:Talks!B7``.
    """
    source = one(list(sources), "a workbook of OptaPlanner's")
    book = read_book(source)
    names, lacking = names_of(book), absences(book)
    title = wanted.title or book.title or PurePath(source.name).stem
    tree: dict[str, Tree] = {
        "format": 1,
        "conference": {
            "title": title,
            "timezone": wanted.zone.key if wanted.zone else _ZONE,
            "days": dict(_days(book, names)),
        },
        "rooms": dict(_rooms(book, names, lacking)),
        "tracks": {id: {"title": name} for name, id in names.tracks.items()},
        "speakers": dict(_speakers(book, names, lacking)),
        "talks": {
            names.talks[t.code]: _talk(book, names, t) for t in book.talks.values()
        },
        "constraints": constraints(book, names, lacking),
    }
    notes = tuple(_notes(book, wanted))
    made_from = f"optaplanner ({PurePath(source.name).name})"
    lines = chain(head(title, made_from, notes), _spaced(tree))
    placed = tuple(_placed(book, names))
    return Made("\n".join(lines) + "\n", notes=notes, placed=placed)


def _spaced(tree: Mapping[str, Tree]) -> Iterator[str]:
    for key, value in tree.items():
        if key not in {"format", "conference"}:
            yield ""
        yield from write_tree({key: value})


def _days(book: Book, names: Names) -> Iterator[tuple[str, Tree]]:
    for date, id in names.days.items():
        here = [slot for slot in book.slots if slot.day == date]
        start, end = min(s.start for s in here), max(s.end for s in here)
        yield id, {"date": f"{date}", "hours": f"{clock(start)}-{clock(end)}"}


def _rooms(book: Book, names: Names, lacking: Absences) -> Iterator[tuple[str, Tree]]:
    for name, room in book.rooms.items():
        id = names.rooms[name]
        entry: dict[str, Tree] = {"title": name} if name != id else {}
        entry["seats"] = room.seats
        entry["equipment"] = [*(names.kinds[kind] for kind in room.kinds), *room.tags]
        if name in lacking.open:
            entry["open"] = [names.window(slot) for slot in lacking.open[name]]
        yield id, entry


def _speakers(
    book: Book, names: Names, lacking: Absences
) -> Iterator[tuple[str, Tree]]:
    rests = book.pause and "Consecutive talks pause" in book.weights
    for name in book.speakers:
        entry: dict[str, Tree] = {"name": name}
        if rests:
            entry["rest"] = book.pause
        if name in lacking.busy:
            entry["busy"] = [names.window(slot) for slot in lacking.busy[name]]
        yield names.speakers[name], entry


def _talk(book: Book, names: Names, talk: Talk) -> Tree:
    entry: dict[str, Tree] = {
        "title": talk.title or talk.code,
        "minutes": book.kinds[talk.kind],
        "kind": talk.kind,
        "slots": _slots(book, names, talk.kind),
        "equipment": names.kinds[talk.kind],
        "audience": talk.favourites,
        "level": f"{talk.level}",
        "language": talk.language or _NO_LANGUAGE,
        "tags": tags_of(talk),
        "speakers": [names.speakers[name] for name in talk.speakers],
        "after": [names.talks[code] for code in talk.after],
    }
    if talk.themes:
        entry["track"] = names.tracks[talk.themes[0]]
    if talk.pinned:
        entry["pin"] = _pin(book, names, talk.placed)
    return {key: value for key, value in entry.items() if value not in ([], {})}


def _slots(book: Book, names: Names, kind: str) -> Tree:
    """When a kind of talk may start: a time alone where it is so on every day."""
    slots = book.slots_of(kind)
    days: dict[int, set[str]] = {}
    for slot in slots:
        days.setdefault(slot.start, set()).add(names.days[slot.day])
    every = {start for start, used in days.items() if len(used) == len(names.days)}
    daily = [clock(start) for start in sorted(every)]
    return [*daily, *(names.start(s) for s in slots if s.start not in every)]


def _pin(book: Book, names: Names, spot: Spot) -> dict[str, Tree]:
    pin: dict[str, Tree] = {}
    if spot.slot is not None:
        slot = book.slots[spot.slot]
        pin = {"day": names.days[slot.day], "start": clock(slot.start)}
    return {**pin, "room": names.rooms[spot.room]} if spot.room else pin


def _placed(book: Book, names: Names) -> Iterator[tuple[str, str, str]]:
    for talk in book.talks.values():
        spot = talk.placed
        if spot.slot is not None and spot.room is not None:
            start = names.start(book.slots[spot.slot])
            yield names.talks[talk.code], start, names.rooms[spot.room]


def _notes(book: Book, wanted: Wanted) -> Iterable[str]:
    if wanted.zone is None:
        yield "the workbook names no time zone: UTC; --timezone sets another"
    pinned = [talk.code for talk in book.talks.values() if talk.pinned]
    if pinned:
        yield (
            f"pinned in the workbook: {', '.join(pinned)}; its 37 terms do not hold"
            " that, so `pinned` is off; `pinned: hard` holds it"
        )
    absent = [name for name in NAMES if name not in book.weights]
    if absent:
        yield f"of no weight, and left out: {', '.join(absent)}"
    yield (
        "what OptaPlanner calls hard is hard here, medium is priority 1, soft is"
        " priority 2; where nothing hard is broken, its soft score is"
        f" {most_rewards(book, 'soft'):,} minus the penalty of priority 2"
    )
    medium = most_rewards(book, "medium")
    if medium:
        yield f"its medium score is {medium:,} minus the penalty of priority 1"


def most_rewards(book: Book, level: str) -> int:
    """All that talks could earn by sharing timeslots, at a level of the score.

    Here it is charged what they do not earn of that.
    """
    total = 0
    slots = {kind: set(book.slots_of(kind)) for kind in book.kinds}
    weights = {
        name: book.weights[name].number
        for name in REWARDS
        if name in book.weights and book.weights[name].level == level
    }
    for one_, other in combinations(book.talks.values(), 2):
        if slots[one_.kind] & slots[other.kind]:
            earned = {
                "Audience type diversity": len({*one_.audiences} & {*other.audiences}),
                "Audience level diversity": one_.level != other.level,
                "Language diversity": one_.language != other.language,
            }
            minutes = book.kinds[one_.kind]
            total += minutes * sum(earned[n] * w for n, w in weights.items())
    return total
