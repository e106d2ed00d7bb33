"""Numbers of seats from a list of rooms (name, capacity), by the rooms' names."""

from collections.abc import Iterator

from timetabler.formats.importing.cells import Said, Sheet, read_csv
from timetabler.formats.importing.programme import Programme
from timetabler.formats.importing.source import Source
from timetabler.problem.mistakes import InvalidInputError, Located

_NAMES = {"name": ("name", "room", "title"), "seats": ("capacity", "seats", "size")}


def add_seats(programme: Programme, source: Source) -> None:
    """Give rooms the seats of a list; rooms it does not have are noted.

    A room is found by its whole name, or by a part of it, as in ``H.2215 (Ferrer)``.

    Raises:
        InvalidInputError: With every number that is none.
    """
    sheet = read_csv(source, _NAMES)
    known = dict(_listed(sheet))
    used: set[str] = set()
    for room in programme.rooms.values():
        names = [name for name in _parts(room.name) if name in known]
        if names:
            room.seats = known[names[0]]
            used.add(names[0])
        elif room.seats is None:
            programme.notes.append(f"{source.name} has no seats for {room.name}")


def _listed(sheet: Sheet) -> Iterator[tuple[str, int]]:
    wrong: list[Located] = []
    found: list[tuple[str, int]] = []
    said = Said(wrong)
    for row in sheet.rows:
        parts = _parts(row.text("name"))
        whole = parts[0] if parts else ""
        seats = said.number(row, "seats", whole, "the same room")
        if seats is not None:
            found.extend((part, seats) for part in parts)
    if wrong:
        raise InvalidInputError(wrong)
    # A whole name counts more than a part of another's.
    yield from reversed(found)


def _parts(name: str) -> list[str]:
    whole = " ".join(name.casefold().split())
    before, _, within = whole.partition("(")
    parts = [whole, before.strip(), within.partition(")")[0].strip()]
    return [part for part in dict.fromkeys(parts) if part]
