"""Tables of what it costs to have talks somewhere."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from timetabler.constraints.base import Constraint, Level
from timetabler.constraints.composites import Holds
from timetabler.constraints.cost_rows import (
    Row,
    chosen_talks,
    read_windows,
    row_mistakes,
    rows_from_file,
)
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import (
    All,
    InRoom,
    Question,
    Scheduled,
    Some,
    StartsIn,
    in_room,
    meeting,
    not_within,
    starting,
)
from timetabler.constraints.selectors import rooms_in
from timetabler.constraints.sums import Sums
from timetabler.problem.mistakes import Mistake
from timetabler.problem.problem import Problem, Window
from timetabler.timetable.score import About, Finding
from timetabler.timetable.timetable import Placement, Timetable


class Costs(Constraint):
    """A table says what it costs to have talks on days, in sessions, in rooms.

    Adds up the penalty of every row for every talk that it is about: once, or for each
    of its minutes; or once for every session and room in which such talks start. Rows
    are in the problem file or in a CSV file. Source: the track, talk and room penalties
    of CoSPLib; tags of rooms and timeslots of OptaPlanner's conference scheduling.
    """

    key: ClassVar[str] = "costs"
    unit: ClassVar[str] = "cost"
    files: ClassVar[tuple[str, ...]] = ("file",)
    level: Level = "off"

    rows: list[Row] = []
    """The table."""
    file: Annotated[
        list[Row],
        BeforeValidator(rows_from_file, json_schema_input_type=str | list[Row]),
    ] = []
    """A CSV file beside the problem file, with columns `talk`, `track`, `day`,
    `window`, `session`, `room`, `penalty`, `each`; empty cells say nothing."""

    def encode(self, problem: Problem) -> Iterator[Demand]:
        """Charge each talk of each row."""
        for row, talks in self._table(problem):
            rooms = frozenset(rooms_in(problem, row.rooms))
            if row.each == "session":
                yield from _by_session(problem, row, talks, rooms)
                continue
            for talk in talks:
                minutes = problem.talks[talk].minutes
                each = row.penalty * (minutes if row.each == "minute" else 1)
                where: list[Question] = [Scheduled(talk), *_when(problem, row, talk)]
                if row.rooms is not None:
                    where.append(InRoom(talk, rooms))
                if each:
                    yield Never(tuple(where), (talk,), each)

    def sums(self, problem: Problem) -> Sums | None:
        """Tell it placement by placement, unless rows are for each session."""
        if any(
            row.each == "session" and row.penalty for row, _ in self._table(problem)
        ):
            return None
        return tuple(d for d in self.encode(problem) if isinstance(d, Never))

    def check(self, problem: Problem, timetable: Timetable) -> Iterator[Finding]:
        """Hold every placement against every row."""
        for row, talks in self._table(problem):
            rooms = rooms_in(problem, row.rooms)
            here = [
                placement
                for placement in sorted(timetable[t] for t in talks if t in timetable)
                if placement.room in rooms
                and _holds(problem, row, placement, timetable)
            ]
            if row.each == "session":
                yield from _used(problem, row, here)
                continue
            for placement in here:
                times = problem.talks[placement.talk].minutes
                cost = row.penalty * (times if row.each == "minute" else 1)
                at = problem.at(placement.start)
                text = f"{placement.talk} is in {placement.room} at {at}"
                if cost:
                    yield Finding((placement.talk,), cost, text)

    def law(self, problem: Problem, about: About) -> str:
        """Name the talk, or the session and the room."""
        return f"{' in '.join(about[::-1])} is where the table has no cost"

    def mistakes(self, problem: Problem) -> Iterator[Mistake]:
        """Find days, windows, sessions, talks and rooms that are not known."""
        for key, table in (("rows", self.rows), ("file", self.file)):
            for index, row in enumerate(table):
                for mistake in row_mistakes(problem, row):
                    path = (key, index, *mistake.path) if key == "rows" else (key,)
                    line = f"row {index + 1}: " if key == "file" else ""
                    yield Mistake(path, f"{line}{mistake.message}", mistake.at)

    def _table(self, problem: Problem) -> Iterator[tuple[Row, tuple[str, ...]]]:
        table = [*self.rows, *self.file]
        return zip(table, chosen_talks(problem, table), strict=True)


def _when(problem: Problem, row: Row, talk: str) -> Iterator[Question]:
    minutes = problem.talks[talk].minutes
    if row.days is not None:
        yield _starts(talk, (problem.day_window(day) for day in row.days))
    if row.sessions is not None:
        yield _starts(talk, (problem.sessions[s].window for s in row.sessions))
    if row.windows is not None:
        yield meeting(talk, read_windows(problem, row.windows), minutes)
    if row.inside is not None:
        inside = read_windows(problem, row.inside)
        last = ((w.start, w.end - minutes) for w in inside)
        yield StartsIn(talk, tuple(sorted((a, b) for a, b in last if a <= b)))
    if row.outside is not None:
        outside = read_windows(problem, row.outside)
        yield not_within(talk, outside, minutes, problem.whole)


def _starts(talk: str, windows: Iterable[Window]) -> StartsIn:
    return StartsIn(talk, tuple(sorted((w.start, w.end - 1) for w in windows)))


def _by_session(
    problem: Problem, row: Row, talks: tuple[str, ...], rooms: frozenset[str]
) -> Iterator[Demand]:
    sessions = [
        session
        for session in problem.sessions.values()
        if row.penalty and (row.sessions is None or session.id in row.sessions)
    ]
    for session, room in product(sessions, sorted(rooms)):
        here = _held(problem, row, talks, (session.window, room))
        yield Never((here,), (session.id, room), row.penalty)


def _held(
    problem: Problem, row: Row, talks: tuple[str, ...], where: tuple[Window, str]
) -> Question:
    window, room = where
    if all(t is None for t in (row.days, row.windows, row.inside, row.outside)):
        return Holds(talks, room, window)
    return Some(
        tuple(
            All((in_room(t, room), starting(t, window), *_when(problem, row, t)))
            for t in talks
        )
    )


def _holds(
    problem: Problem, row: Row, placement: Placement, timetable: Timetable
) -> bool:
    start, end = placement.start, timetable.end(problem, placement.talk)
    sessions = [problem.sessions[session].window for session in row.sessions or ()]
    return (
        (row.days is None or problem.day_at(start).id in row.days)
        and (row.sessions is None or any(s.start <= start < s.end for s in sessions))
        and _timely(problem, row, start, end)
    )


def _timely(problem: Problem, row: Row, start: int, end: int) -> bool:
    windows, inside, outside = (
        read_windows(problem, texts) for texts in (row.windows, row.inside, row.outside)
    )
    return (
        (row.windows is None or any(w.meets(start, end) for w in windows))
        and (row.inside is None or any(w.holds(start, end) for w in inside))
        and not any(w.holds(start, end) for w in outside)
    )


def _used(problem: Problem, row: Row, here: list[Placement]) -> Iterator[Finding]:
    for session in problem.sessions.values():
        if row.sessions is not None and session.id not in row.sessions:
            continue
        window = session.window
        inside = [p for p in here if window.start <= p.start < window.end]
        for room in sorted({placement.room for placement in inside}):
            if row.penalty:
                text = f"{room} is used in {session.id}"
                yield Finding((session.id, room), row.penalty, text)
