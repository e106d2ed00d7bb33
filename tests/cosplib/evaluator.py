"""What CoSPLib's evaluator charges, restated plainly from the workbook's own cells.

It knows nothing of the product: it reads the workbook with openpyxl and looks at a
solution as the library does, session by session, room by room, slot by slot.
"""

import io
from collections import defaultdict
from datetime import time
from itertools import combinations, permutations, product
from typing import Any

from openpyxl import load_workbook

Solution = dict[tuple[str, str], list[str | None]]
"""The talk in each slot of each session and room, by their names."""
Rows = list[list[Any]]


class Workbook:
    """The sheets as the library understands them."""

    def __init__(self, data: bytes) -> None:
        book = load_workbook(io.BytesIO(data), data_only=True)
        self.sheets = {sheet.title: _rows(sheet) for sheet in book.worksheets}
        parameters = self.sheets["parameters"]
        self.weights = [parameters[line][4] for line in range(1, 17)]
        self.parameters = {line: parameters[line][1] for line in range(1, 11)}
        self.sessions = {row[0]: row for row in self.sheets["sessions"][1:]}
        self.rooms = [row[0] for row in self.sheets["rooms"][1:]]
        self.chairs = {
            row[0]: _split(row[1] if len(row) > 1 else None)
            for row in self.sheets["tracks"][1:]
        }
        self.talks = {row[0]: row for row in self.sheets["submissions"][1:]}
        self.named = {
            talk: {column: frozenset(_split(row[column])) for column in (5, 6)}
            for talk, row in self.talks.items()
        }
        self.costs: dict[str, dict[str, dict[str, int]]] = {
            name: {row[0]: dict(zip(rows[0], row, strict=False)) for row in rows[1:]}
            for name, rows in self.sheets.items()
        }
        self.conflicts = {"presenters": self.presenters(), "attendees": self.attend()}

    def track(self, talk: str) -> str:
        return str(self.talks[talk][1])

    def slots(self, talk: str) -> int:
        return int(self.talks[talk][2])

    def order(self, talk: str) -> int:
        return int(self.talks[talk][3])

    def people(self, talk: str, column: int) -> frozenset[str]:
        return self.named[talk][column]

    def presenters(self) -> set[frozenset[str]]:
        found = set()
        for one, other in combinations(self.talks, 2):
            given = self.people(one, 5), self.people(other, 5)
            apart = self.track(one) != self.track(other)
            chairing = given[0] & set(self.chairs[self.track(other)]) or (
                given[1] & set(self.chairs[self.track(one)])
            )
            if given[0] & given[1] or (apart and chairing):
                found.add(frozenset((one, other)))
        return found

    def attend(self) -> set[frozenset[str]]:
        found = set()
        for one, other in permutations(self.talks, 2):
            heard = self.people(one, 6)
            apart = self.track(one) != self.track(other)
            chairs = self.chairs[self.track(other)] if apart else ()
            given = self.people(other, 5) | self.people(other, 6)
            if not heard.isdisjoint((*given, *chairs)):
                found.add(frozenset((one, other)))
        return found

    def penalty(self, sheet: str, line: str, column: str) -> int:
        return self.costs[sheet][line].get(column) or 0

    def own(self, talk: str, column: str) -> int:
        return self.costs["submissions"][talk].get(column) or 0

    def alike(self, one: str, other: str) -> int:
        """Read what is above the diagonal: the later write wins in the library."""
        names = list(self.costs["similar tracks"])
        first, second = sorted((one, other), key=names.index)
        return self.penalty("similar tracks", first, second)

    def zone(self, talk: str, session: str) -> int:
        shift = int(self.talks[talk][4][3:]) - int(self.parameters[1][3:])
        begin, end = ((_hours(self.sessions[session][c]) + shift) % 24 for c in (3, 4))
        good = _hours(self.parameters[3]), _hours(self.parameters[4])
        fair = _hours(self.parameters[6]), _hours(self.parameters[7])
        if begin < fair[0] or end > fair[1] or end < fair[0]:
            return int(self.parameters[10])
        if begin < good[0] or end > good[1]:
            return int(self.parameters[8])
        return 0


def evaluate(book: Workbook, solution: Solution) -> dict[str, int]:
    """What each term adds to the objective, weight and all; terms of weight 0 too."""
    used = {
        cell: book.track(talks[0])
        for cell, row in solution.items()
        if (talks := [talk for talk in row if talk])
    }
    terms = {
        "tracks in sessions": sum(
            book.penalty("tracks_sessions|penalty", t, s) for (s, _), t in used.items()
        ),
        "tracks in rooms": sum(
            book.penalty("tracks_rooms|penalty", t, r) for (_, r), t in used.items()
        ),
        "sessions in rooms": sum(
            book.penalty("sessions_rooms|penalty", s, r) for s, r in used
        ),
        "similar tracks": _pairs_of_cells(book, used, book.alike),
        "track-rooms": _rooms(used),
        "track-parallel": _parallel(used),
        "track-sessions": _broken(book, used),
        "time zones": _per_slot(solution, lambda talk, s, _: book.zone(talk, s)),
        "track-order": _out_of_order(book, solution),
        "talks in sessions": _per_slot(solution, lambda talk, s, _: book.own(talk, s)),
        "talks in rooms": _per_slot(solution, lambda talk, _, r: book.own(talk, r)),
        "presenters in sessions": _by_session(book, solution, "presenters"),
        "attendees in sessions": _by_session(book, solution, "attendees"),
        "tracks of one chair": _pairs_of_cells(
            book,
            used,
            lambda a, b: int(not set(book.chairs[a]).isdisjoint(book.chairs[b])),
        ),
        "presenters in slots": _by_slot(book, solution, "presenters"),
        "attendees in slots": _by_slot(book, solution, "attendees"),
    }
    return {n: v * w for (n, v), w in zip(terms.items(), book.weights, strict=True)}


def _pairs_of_cells(book: Workbook, used: dict[tuple[str, str], str], cost: Any) -> int:
    total = 0
    for session in book.sessions:
        tracks = [used[session, r] for r in book.rooms if (session, r) in used]
        total += sum(cost(a, b) for a, b in combinations(tracks, 2) if a != b)
    return total


def _rooms(used: dict[tuple[str, str], str]) -> int:
    rooms = defaultdict(set)
    for (_, room), track in used.items():
        rooms[track].add(room)
    return sum(len(its) - 1 for its in rooms.values())


def _parallel(used: dict[tuple[str, str], str]) -> int:
    number: dict[tuple[str, str], int] = defaultdict(int)
    for (session, _), track in used.items():
        number[session, track] += 1
    return sum(count - 1 for count in number.values())


def _broken(book: Workbook, used: dict[tuple[str, str], str]) -> int:
    order = list(book.sessions)
    total = 0
    for track in set(used.values()):
        held = {order.index(session) for (session, _), t in used.items() if t == track}
        total += held != set(range(min(held), max(held) + 1))
    return total


def _per_slot(solution: Solution, cost: Any) -> int:
    return sum(
        cost(talk, session, room)
        for (session, room), row in solution.items()
        for talk in row
        if talk
    )


def _out_of_order(book: Workbook, solution: Solution) -> int:
    seen: dict[str, list[str]] = defaultdict(list)
    for cell in product(book.sessions, book.rooms):
        for talk in filter(None, solution.get(cell, [])):
            if talk not in seen[book.track(talk)]:
                seen[book.track(talk)].append(talk)
    misplaced = sum(
        book.order(talk) not in {0, place}
        for talks in seen.values()
        for place, talk in enumerate(talks, start=1)
    )
    together = sum(
        bool(book.track(a) == book.track(b) and book.order(a) and book.order(b))
        for talks in _at_once(book, solution)
        for a, b in combinations(talks, 2)
    )
    return misplaced + together


def _by_session(book: Workbook, solution: Solution, kind: str) -> int:
    where = {t: cell for cell, row in solution.items() for t in row if t}
    return sum(
        frozenset((one, other)) in book.conflicts[kind]
        and where[one][0] == where[other][0]
        and where[one][1] != where[other][1]
        for one, other in combinations(where, 2)
    )


def _by_slot(book: Workbook, solution: Solution, kind: str) -> int:
    return sum(
        frozenset(pair) in book.conflicts[kind]
        for talks in _at_once(book, solution)
        for pair in combinations(talks, 2)
    )


def _at_once(book: Workbook, solution: Solution) -> list[list[str]]:
    """The talks of every slot of every session."""
    found = []
    for session, row in book.sessions.items():
        for slot in range(row[1]):
            rooms = (solution.get((session, room), []) for room in book.rooms)
            found.append([t for cell in rooms if cell and (t := cell[slot])])
    return found


def _rows(sheet: Any) -> Rows:
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    return [row for row in rows if any(value is not None for value in row)]


def _split(text: str | None) -> list[str]:
    return [name for name in (text or "").split(", ") if name]


def _hours(moment: time) -> float:
    return moment.hour + moment.minute / 60
