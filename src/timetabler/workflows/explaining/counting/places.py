"""Where each talk may be, as far as hard demands about it alone decide that."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import (
    InRoom,
    Not,
    Question,
    Ranges,
    Scheduled,
    StartsIn,
)
from timetabler.engine.possible import Possible
from timetabler.engine.reasons import required
from timetabler.problem.problem import Problem, Window

Starts = tuple[int, ...]


@dataclass(frozen=True)
class Use:
    """How a talk may use a room, or a person's time.

    Attributes:
        talk: Its id.
        minutes: How long it takes.
        starts: Its possible starts, sorted, in minutes.
    """

    talk: str
    minutes: int
    starts: Starts

    @property
    def first(self) -> int:
        """The earliest start."""
        return self.starts[0]

    @property
    def last(self) -> int:
        """The latest end."""
        return self.starts[-1] + self.minutes

    def within(self, window: Window) -> int:
        """Minutes that lie in a window wherever the talk is.

        The overlap rises and falls with the start, so one of the ends has the least.
        """
        return min(self._overlap(s, window) for s in (self.starts[0], self.starts[-1]))

    def _overlap(self, start: int, window: Window) -> int:
        end = min(start + self.minutes, window.end)
        return max(0, end - max(start, window.start))


class Places:
    """Possible starts of each talk in each room.

    Attributes:
        problem: The problem.
        hard: Every hard demand, with its constraint.
        must: The talks that have to be scheduled.
    """

    def __init__(self, problem: Problem, constraints: Iterable[Constraint]) -> None:
        self.problem = problem
        self.hard = [
            (c, d) for c in constraints if c.is_hard for d in c.encode(problem)
        ]
        self.of_demands([demand for _, demand in self.hard])

    def of_demands(self, demands: Sequence[Demand]) -> None:
        """Work out the places that demands leave."""
        possible = Possible(self.problem)
        self._closed: dict[tuple[str, str], list[Ranges]] = {}
        for demand in possible.narrow(demands):
            self._close(demand)
        self._possible = possible
        self._cache: dict[tuple[object, ...], Starts] = {}
        must = set(map(required, demands))
        self.must = [talk for talk in self.problem.talks if talk in must]
        self.rooms = {
            talk: tuple(r for r in rooms if self.starts_in(talk, r))
            for talk, rooms in possible.rooms.items()
        }
        lost = set(_placeless(possible, demands)) if possible.nothing else ()
        self.starts = {
            talk: () if talk in lost else self._starts(talk)
            for talk in self.problem.talks
        }

    def minutes(self, talk: str) -> int:
        """How long a talk takes."""
        return self.problem.talks[talk].minutes

    def use(self, talk: str, room: str | None = None) -> Use:
        """How a talk may use a room, or somebody's time."""
        starts = self.starts[talk] if room is None else self.starts_in(talk, room)
        return Use(talk, self.minutes(talk), starts)

    def starts_in(self, talk: str, room: str) -> Starts:
        """The starts a talk may have in a room."""
        starts = self._possible.starts[talk]
        if room not in self._possible.rooms[talk]:
            return ()
        closed = tuple(self._closed.get((talk, room), ()))
        key = (tuple(starts), closed)
        if key not in self._cache:
            self._cache[key] = _open(starts, closed)
        return self._cache[key]

    def _starts(self, talk: str) -> Starts:
        by_room = {self.starts_in(talk, room) for room in self.rooms[talk]}
        if len(by_room) == 1:
            return by_room.pop()
        return tuple(sorted({start for starts in by_room for start in starts}))

    def _close(self, demand: Demand) -> None:
        """Note starts that a talk can not have in some rooms."""
        found = isinstance(demand, Never) and _room_and_start(demand.questions)
        if found:
            here, when = found
            for room in here.rooms:
                self._closed.setdefault((here.talk, room), []).append(when.ranges)


def _placeless(possible: Possible, demands: Iterable[Demand]) -> Iterator[str]:
    """Yield the talks that a demand about them alone leaves no place."""
    for demand in demands:
        if isinstance(demand, Never) and possible.open(demand.questions) == []:
            talks = set(map(_talk, demand.questions))
            if len(talks) == 1 and None not in talks:
                yield str(*talks)


def _talk(question: Question) -> str | None:
    inner = question.question if isinstance(question, Not) else question
    return inner.talk if isinstance(inner, InRoom | StartsIn | Scheduled) else None


def _room_and_start(
    questions: Sequence[Question],
) -> tuple[InRoom, StartsIn] | None:
    if len(questions) != 2:  # noqa: PLR2004
        return None
    here, when = questions
    if isinstance(here, StartsIn):
        here, when = when, here
    if isinstance(here, InRoom) and isinstance(when, StartsIn):
        return (here, when) if here.talk == when.talk else None
    return None


def _open(starts: Sequence[int], closed: Iterable[Ranges]) -> Starts:
    gone: set[int] = set()
    for ranges in closed:
        for first, last in ranges:
            gone.update(starts[bisect_left(starts, first) : bisect_right(starts, last)])
    return tuple(start for start in starts if start not in gone)


def kinds(uses: Iterable[Use]) -> Iterable[Use]:
    """Leave one of the uses that have the very same starts and the same length."""
    return {(id(use.starts), use.minutes): use for use in uses}.values()


def covered(uses: Iterable[Use], within: Window | None = None) -> list[Window]:
    """The time that some uses could take, joined and sorted."""
    spans = sorted({(s, s + use.minutes) for use in kinds(uses) for s in use.starts})
    joined: list[Window] = []
    for start, end in spans:
        if joined and start <= joined[-1].end:
            joined[-1] = Window(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Window(start, end))
    if within is None:
        return joined
    return [
        Window(max(w.start, within.start), min(w.end, within.end))
        for w in joined
        if w.meets(within.start, within.end)
    ]
