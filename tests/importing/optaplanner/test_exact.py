"""Our penalties equal OptaPlanner's on any timetable, term by term."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from importing.optaplanner.books import made
from importing.optaplanner.scorer import Judge, Where
from timetabler.constraints.settings import active
from timetabler.formats.importing.optaplanner.configuration import HARD, NAMES, REWARDS
from timetabler.formats.importing.optaplanner.read import most_rewards
from timetabler.formats.importing.optaplanner.reading import read_book
from timetabler.formats.importing.programme import Wanted
from timetabler.formats.importing.source import Source
from timetabler.problem.when import When
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.check import check
from timetabler.workflows.import_ import import_problem

DATA = Path(__file__).parents[3] / "../shared/data/optaplanner"
FILES = sorted(DATA.glob("*.xlsx")) if DATA.is_dir() else []
LEVELS = {"medium": 1, "soft": 2}
TOLD_AS = {
    "Room conflict": ("room-clash",),
    "Room unavailable timeslot": ("room-open", "Room unavailable timeslot"),
    "Speaker unavailable timeslot": (
        "speaker-available",
        "Speaker unavailable timeslot",
    ),
    "Talk prerequisite talks": ("order",),
    "Consecutive talks pause": ("speaker-clash",),
}
"""The hard terms that do not have their own name here."""


class Instance:
    """A workbook as its judge sees it, and as we do."""

    def __init__(self, data: bytes) -> None:
        source = Source("book.xlsx", data)
        imported = import_problem("optaplanner", [source], Wanted())
        assert not imported.mistakes, imported.mistakes
        assert imported.problem is not None
        self.problem = imported.problem
        self.constraints = active(self.problem)
        self.judge = Judge(data)
        self.book = read_book(source)
        self.rooms = {room.title: room.id for room in self.problem.rooms.values()}
        self.when = When(self.problem.clock, self.problem.days)

    def timetable(self, where: Where) -> Timetable:
        days = {f"{d.date:%a %Y-%m-%d}": d.id for d in self.problem.days.values()}
        return Timetable.of(
            Placement(
                self.when.on(
                    days[slot.day], f"{slot.start // 60}:{slot.start % 60:02}"
                ),
                self.rooms[room],
                talk,
            )
            for talk, (place, room) in where.items()
            for slot in [self.judge.slots[place]]
        )

    def anywhere(self, chance: Random) -> Where:
        """Any timeslots and rooms for its kind for every talk, few of them."""
        few = chance.random() < 0.5
        return {
            code: (
                chance.choice(
                    self._slots(str(talk["Talk type"]))[: 2 if few else None]
                ),
                chance.choice(
                    self._rooms(str(talk["Talk type"]))[: 2 if few else None]
                ),
            )
            for code, talk in self.judge.talks.items()
        }

    def filled(self, chance: Random) -> Where:
        """A place of its own for every talk; there are enough for each kind."""
        where: dict[str, tuple[int, str]] = {}
        taken: set[tuple[int, str]] = set()
        for code, talk in self.judge.talks.items():
            kind = str(talk["Talk type"])
            free = [
                (slot, room)
                for slot in self._slots(kind)
                for room in self._rooms(kind)
                if (slot, room) not in taken
            ]
            where[code] = chance.choice(free)
            taken.add(where[code])
        return where

    def _slots(self, kind: str) -> list[int]:
        return [i for i, slot in enumerate(self.judge.slots) if kind in slot.kinds]

    def _rooms(self, kind: str) -> list[str]:
        return [name for name, kinds in self.judge.kinds.items() if kind in kinds]


def agrees(instance: Instance, where: Where) -> bool:
    """Compare term by term; tell whether nothing hard is broken."""
    theirs = instance.judge.score(where)
    score = check(instance.problem, instance.timetable(where), instance.constraints)
    ours = {c.name: c for c in score.constraints}
    constants = dict.fromkeys((1, 2), 0)
    for name, (level, amount) in theirs.items():
        if name in HARD and name != "Speaker conflict":
            told = TOLD_AS.get(name, (name,))
            found = any(ours[key].findings for key in told if key in ours)
            conflict = theirs.get("Speaker conflict", ("hard", 0))[1]
            both = name == "Consecutive talks pause" and conflict
            assert found == bool(amount or both), name
        elif name not in HARD and name in ours:
            earned = ours[name].penalty - amount
            assert ours[name].level == LEVELS[level], name
            assert earned == 0 or name in REWARDS, name
            constants[LEVELS[level]] += earned
        elif name not in HARD:
            assert amount == 0, name
    for level, number in LEVELS.items():
        assert most_rewards(instance.book, level) == constants[number]
        its = sum(amount for at, amount in theirs.values() if at == level)
        penalty = score.priorities.get(number, 0)
        assert penalty == its + constants[number]
    clean = not any(amount for level, amount in theirs.values() if level == "hard")
    assert score.feasible == clean
    return clean


@pytest.mark.parametrize(
    "seeds",
    [
        (*range(8), 23, 32),  # in the last two nothing hard is broken at times
        pytest.param(range(40), marks=pytest.mark.slow),
    ],
    ids=("few", "many"),
)
def test_random_workbooks_cost_the_same_term_by_term(seeds: Sequence[int]) -> None:
    seen: set[str] = set()
    clean = 0
    for seed in seeds:
        instance, chance = Instance(made(seed)), Random(seed)
        for _ in range(5):
            where = instance.anywhere(chance)
            clean += agrees(instance, where)
            score = instance.judge.score(where)
            seen.update(name for name, (_, amount) in score.items() if amount)
    assert clean > 3
    assert seen == set(NAMES), set(NAMES) - seen


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60, 400))
def test_many_random_workbooks(seed: int) -> None:
    instance, chance = Instance(made(seed)), Random(seed)
    for _ in range(20):
        agrees(instance, instance.anywhere(chance))


@pytest.mark.skipif(not FILES, reason="the workbooks are not there")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_real_workbooks_cost_the_same_term_by_term(file: Path) -> None:
    instance, chance = Instance(file.read_bytes()), Random(1)
    agrees(instance, instance.filled(chance))
    agrees(instance, instance.anywhere(chance))
