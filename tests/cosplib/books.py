"""Random small workbooks of CoSPLib's layout, and random valid solutions of any."""

import io
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from openpyxl import Workbook as Book

from cosplib.evaluator import Solution, Workbook
from cosplib.packing import packed_cells

LABELS = (
    "Tracks_Sessions|Penalty:",
    "Tracks_Rooms|Penalty:",
    "Sessions_Rooms|Penalty:",
    "Similar Tracks:",
    "Number of Rooms per Track:",
    "Parallel Tracks:",
    "Consecutive Tracks:",
    "Submissions_Timezones:",
    "Submissions Order:",
    "Submissions_Sessions|Penalty:",
    "Submissions_Rooms|Penalty:",
    "Presenters Conflicts:",
    "Attendees Conflicts:",
    "Chairs Conflicts:",
    "Presenters Conflicts Timeslot Level:",
    "Attendees Conflicts Timeslot Level:",
)
TRACKS = ("Oaks & Elms", "Elms", "Ferns ", "Moss")
SESSIONS = ("Mon1", "Mon2", "Tue morning", "Tue2")
ROOMS = ("Room 1", "Hall", "R2")
HOURS = {
    1: ("Local time zone:", "GMT+2"),
    2: ("Suitable scheduling times", None),
    3: ("From:", time(9, 30)),
    4: ("To:", time(17, 30)),
    5: ("Less suitable scheduling times", None),
    6: ("From:", time(7)),
    7: ("To:", time(22)),
    8: ("Penalty:", 1),
    9: ("Unsuitable scheduling times", None),
    10: ("Penalty:", 10),
}


def random_book(seed: int) -> bytes:
    """A workbook in which everything that is charged for happens often."""
    return _Maker(Random(seed)).made()


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.tracks = list(TRACKS[: random.randint(1, len(TRACKS))])
        self.sessions = list(SESSIONS[: random.randint(1, len(SESSIONS))])
        self.rooms = list(ROOMS[: random.randint(1, len(ROOMS))])
        if len(self.sessions) * len(self.rooms) < len(self.tracks):
            self.sessions, self.rooms = list(SESSIONS), list(ROOMS)
        self.most = 3

    def made(self) -> bytes:
        book = Book()
        sheets: dict[str, list[list[Any]]] = {
            "parameters": self.parameters(),
            "submissions": self.submissions(),
            "tracks": [
                ["Tracks", "Chairs"],
                *([t, self.people(2)] for t in self.tracks),
            ],
            "sessions": self.session_rows(),
            "rooms": [["Rooms"], *([room] for room in self.rooms)],
            "tracks_sessions|penalty": self.table(self.tracks, self.sessions),
            "tracks_rooms|penalty": self.table(self.tracks, self.rooms),
            "similar tracks": self.similar(),
            "sessions_rooms|penalty": self.table(self.sessions, self.rooms),
        }
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        del book["Sheet"]
        packed = io.BytesIO()
        book.save(packed)
        return packed.getvalue()

    def parameters(self) -> list[list[Any]]:
        rows: list[list[Any]] = [["Sessions", None, None, "Weights", None]]
        for line, label in enumerate(LABELS, start=1):
            weight = self.random.choice((0, 1, 1, 3, 100))
            left = HOURS.get(line, (None, None))
            rows.append([*left, None, label, weight])
        return rows

    def session_rows(self) -> list[list[Any]]:
        rows: list[list[Any]] = [
            ["Sessions", "Max Number of Timeslots", "Date", "Start Time", "End Time"]
        ]
        overlapping = self.random.random() < 0.5
        for number, name in enumerate(self.sessions):
            begin = 9 if overlapping else 8 + 4 * (number % 2)
            date = datetime(2027, 3, 1) + timedelta(days=number // 2)
            slots = self.random.randint(2, self.most)
            rows.append([name, slots, date, time(begin), time(begin + 2, 30)])
        return rows

    def submissions(self) -> list[list[Any]]:
        head = ["Reference", "Track", "Required Timeslots", "Order", "Time Zone"]
        rows: list[list[Any]] = [
            [*head, "Presenters", "Attendees", *self.sessions, *self.rooms]
        ]
        room = len(self.sessions) * len(self.rooms)
        names = iter(range(99))
        for track in self.tracks:
            for _ in range(
                self.random.randint(1, max(1, min(4, room // len(self.tracks))))
            ):
                rows.append(
                    [
                        f"talk {next(names)}"
                        if self.random.random() < 0.2
                        else f"t{next(names)}",
                        track,
                        self.random.choice((1, 1, 1, 2)),
                        self.random.choice((0, 0, 1, 2, 3)),
                        self.random.choice(("GMT+2", "GMT-8", "GMT+9", "GMT+0")),
                        self.people(2),
                        self.people(2),
                        *(self.cost() for _ in (*self.sessions, *self.rooms)),
                    ]
                )
        return rows

    def people(self, most: int) -> str | None:
        some = self.random.sample(
            ("P1", "P2", "P3", "P4", "P5"), self.random.randint(0, most)
        )
        return ", ".join(some) or None

    def cost(self) -> int | None:
        return self.random.choice((None, None, 0, 1, 10))

    def table(self, lines: list[str], columns: list[str]) -> list[list[Any]]:
        rows: list[list[Any]] = [[None, *columns]]
        return rows + [[line, *(self.cost() for _ in columns)] for line in lines]

    def similar(self) -> list[list[Any]]:
        return self.table(self.tracks, self.tracks)


def random_solution(book: Workbook, random: Random) -> Solution:
    """A valid solution: scattered where there is room for it, packed where not."""
    for scatter in (0.5, 0.5, 0.2, 0.0):
        found = _solution(book, random, scatter)
        if found:
            return found
    cells = packed_cells(book, random)
    return {cell: _in_slots(book, random, cell, its) for cell, its in cells.items()}


def _solution(book: Workbook, random: Random, scatter: float) -> Solution | None:
    cells = [(s, r) for s in book.sessions for r in book.rooms]
    random.shuffle(cells)
    free = {cell: int(book.sessions[cell[0]][1]) for cell in cells}
    tracks: dict[tuple[str, str], str] = {}
    inside: dict[tuple[str, str], list[str]] = {cell: [] for cell in cells}
    talks = list(book.talks)
    random.shuffle(talks)
    for talk in sorted(talks, key=book.slots, reverse=True):
        track, need = book.track(talk), book.slots(talk)
        own = [c for c in cells if tracks.get(c) == track and free[c] >= need]
        new = [c for c in cells if c not in tracks and free[c] >= need]
        choice = new if (random.random() < scatter and new) or not own else own
        if not choice:
            return None
        cell = random.choice(choice) if choice is new else choice[0]
        tracks[cell] = track
        free[cell] -= need
        inside[cell].append(talk)
    return {cell: _in_slots(book, random, cell, its) for cell, its in inside.items()}


def _in_slots(
    book: Workbook, random: Random, cell: tuple[str, str], talks: list[str]
) -> list[str | None]:
    gaps = int(book.sessions[cell[0]][1]) - sum(map(book.slots, talks))
    blocks: list[list[str | None]] = [[talk] * book.slots(talk) for talk in talks]
    blocks += [[None]] * gaps
    random.shuffle(blocks)
    return [slot for block in blocks for slot in block]
