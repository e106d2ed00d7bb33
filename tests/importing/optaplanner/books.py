"""Small random workbooks in the form of OptaPlanner's conference scheduling."""

import io
from random import Random

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from timetabler.formats.importing.optaplanner.configuration import HARD, NAMES

DARK = PatternFill("solid", fgColor="FF555753")
SLOTS = (
    # The long ones cover short ones; two kinds of one length share a timeslot.
    ("10:15", "12:15", "Lab"),
    ("10:15", "11:00", "Breakout"),
    ("11:10", "11:55", "Breakout, Short"),
    ("11:30", "12:15", "Short"),
    ("13:00", "13:45", "Breakout"),
    ("13:30", "15:30", "Lab"),
)
DAYS = ("Mon 2018-10-01", "Tue 2018-10-02", "Thu 2018-10-04")
TIMES = ("Early", "After lunch")
THINGS = ("Recorded", "Large")
STRENGTHS = ("Required", "Preferred", "Prohibited", "Undesired")
WANTED = [f"{s} {place} tags" for place in ("timeslot", "room") for s in STRENGTHS]
PEOPLE = ("Amy Cole", "Beth Fox", "Chad Green", "Dan Jones")
TALKS = (
    "Code",
    "Title",
    "Talk type",
    "Speakers",
    "Theme track tags",
    "Sector tags",
    "Audience types",
    "Audience level",
    "Content tags",
    "Language",
    *WANTED,
    "Mutually exclusive talks tags",
    "Prerequisite talks codes",
    "Favorite count",
    "Crowd control risk",
    "Pinned by user",
    "Timeslot day",
    "Start",
    "End",
    "Room",
    "Published Timeslot",
    "Published Start",
    "Published End",
    "Published Room",
)


class Maker:
    """Makes the workbook of one seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.book = Workbook()
        days = DAYS[: self.random.randint(1, 3)]
        self.slots = [
            (day, *slot) for day in days for slot in SLOTS if self.random.random() < 0.8
        ]
        kinds = {kind for slot in self.slots for kind in slot[3].split(", ")}
        self.kinds = sorted(kinds)
        self.rooms = [
            (f"R {n}", self.random.choice((50, 60, 60, 200)), kinds, self.some(THINGS))
            for n, kinds in enumerate(["Lab", "Breakout, Short", "", "Breakout"], 1)
            if not kinds or set(kinds.split(", ")) <= set(self.kinds)
        ]

    def some(self, values: tuple[str, ...], chance: float = 0.4) -> str:
        return ", ".join(v for v in values if self.random.random() < chance)

    def sheet(self, name: str) -> Worksheet:
        sheet = self.book.create_sheet(name)
        assert isinstance(sheet, Worksheet)
        return sheet

    def made(self) -> bytes:
        self.book.remove(self.book.worksheets[0])
        self._configuration()
        self._timeslots()
        self._rooms()
        self._speakers()
        self._talks()
        self.sheet("Infeasible view").append(["Score"])
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    def _configuration(self) -> None:
        sheet = self.sheet("Configuration")
        sheet.append(["Conference name", "Random"])
        pause = self.random.choice((0, 15, 40))
        sheet.append(["Minimum consecutive talks pause in minutes", pause])
        sheet.append(["Constraint", "Score weight", "Description"])
        for name in (*NAMES, "Speaker makespan"):
            number = self.random.choice((0, 1, 7, 10))
            level = "hard" if name in HARD else "soft"
            if name == "Published timeslot" or (level == "soft" and number == 7):
                level = "medium"
            levels = (
                f"{number if level == at else 0}{at}"
                for at in ("hard", "medium", "soft")
            )
            sheet.append([name, "/".join(levels), "What it is"])

    def _timeslots(self) -> None:
        sheet = self.sheet("Timeslots")
        sheet.append(["Day", "Start", "End", "Talk types", "Tags"])
        for slot in self.slots:
            sheet.append([*slot, self.some(TIMES)])

    def _head(self, sheet: Worksheet, names: list[str]) -> None:
        sheet.append([None] * len(names) + [day for day, *_ in self.slots])
        sheet.append([*names, *(f"{start}-{end}" for _, start, end, _ in self.slots)])

    def _line(self, sheet: Worksheet, values: list[object]) -> None:
        sheet.append(values)
        line = sheet.max_row
        for index in range(len(self.slots)):
            if self.random.random() < 0.08:
                sheet.cell(line, len(values) + 1 + index).fill = DARK

    def _rooms(self) -> None:
        sheet = self.sheet("Rooms")
        self._head(sheet, ["Name", "Capacity", "Talk types", "Tags"])
        for room in self.rooms:
            self._line(sheet, list(room))

    def _speakers(self) -> None:
        sheet = self.sheet("Speakers")
        self._head(sheet, ["Name", *WANTED])
        for name in PEOPLE:
            self._line(sheet, [name, *self._wanted()])

    def _wanted(self) -> list[str]:
        times = [self.some(TIMES, 0.12) for _ in STRENGTHS]
        return [*times, *(self.some(THINGS, 0.12) for _ in STRENGTHS)]

    def _talks(self) -> None:
        sheet = self.sheet("Talks")
        sheet.append(list(TALKS))
        self.codes: list[str] = []
        for number in range(self.random.randint(2, 7)):
            code = f"S{number}"
            sheet.append(self._talk(code))
            self.codes.append(code)

    def _talk(self, code: str) -> list[object]:
        choice, kind = self.random.choice, self.random.choice(self.kinds)
        before = [c for c in self.codes if self.random.random() < 0.15]
        return [
            code,
            f"Talk {code}",
            kind,
            self.some(PEOPLE, 0.3) or choice(PEOPLE),
            self.some(("Cloud", "Big Data", "IoT")),
            self.some(("Health", "Education"), 0.3),
            self.some(("Managers", "Programmers"), 0.6),
            choice((1, 2, 2, 3)),
            self.some(("Camel", "Spring")),
            choice(("en", "en", "de")),
            *self._wanted(),
            self.some(("Sponsor", "Keynote"), 0.2),
            ", ".join(before),
            choice((0, 5, 5, 90)),
            choice((0, 1, 2)),
            False,
            *self._spot(kind, choice((True, False))),
            *self._spot(kind, choice((True, False, False))),
        ]

    def _spot(self, kind: str, there: bool) -> list[object]:
        if not there:
            return [None] * 4
        choice = self.random.choice
        slot = choice([s for s in self.slots if kind in s[3].split(", ")])
        return [*slot[:3], choice(self.rooms)[0]]


def made(seed: int) -> bytes:
    """The workbook of a seed."""
    return Maker(seed).made()
