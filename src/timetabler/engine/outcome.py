"""What a search is asked for, what it reports on the way, and what it ends with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Event

from timetabler.engine.features import FEATURES
from timetabler.problem.mistakes import unknown
from timetabler.timetable.timetable import Timetable


class Status(StrEnum):
    """How sure the outcome is; four different things, never mixed up."""

    OPTIMAL = "optimal"
    """No better timetable exists; proven."""
    FEASIBLE = "feasible"
    """A timetable that keeps every hard demand; a better one may exist."""
    INFEASIBLE = "infeasible"
    """No timetable exists; proven."""
    UNKNOWN = "unknown"
    """Time ran out before a timetable was found or shown not to exist."""


@dataclass(frozen=True)
class PriorityResult:
    """How one priority ended.

    Attributes:
        priority: Its number; 1 comes first.
        penalty: The penalty reached.
        bound: Proven: with the priorities before no worse than reached, no timetable
            has a smaller penalty.
    """

    priority: int
    penalty: int
    bound: int

    @property
    def optimal(self) -> bool:
        """Whether nothing better exists, given the priorities before."""
        return self.penalty == self.bound


@dataclass(frozen=True)
class Progress:
    """A glimpse of a running search.

    Attributes:
        seconds: Since the search began.
        priority: The priority being worked on; None while looking for any timetable.
        best: The penalty of the best timetable yet, None before the first.
        bound: The proven bound of the penalty, None where there is none yet.
    """

    seconds: float
    priority: int | None
    best: int | None
    bound: int | None


class Interrupt(Event):
    """A wish to end searches with what there is; set it from wherever.

    Attributes:
        out_of_memory: Whether it is for want of memory that they end.
    """

    out_of_memory = False

    @property
    def by_somebody(self) -> bool:
        """Whether somebody wants the end, rather than there being no memory."""
        return self.is_set() and not self.out_of_memory

    def end_for_memory(self) -> None:
        """End searches as there is no memory for more."""
        self.out_of_memory = not self.is_set()
        self.set()


@dataclass(frozen=True)
class Options:
    """How to search.

    Attributes:
        seconds: Time for everything, building included; None for no limit.
        spent: Seconds of it that are gone already; not of deterministic searches.
        reserve: Seconds of it to keep for what comes after; as above.
        workers: Threads of the solver; None for one a core. Deterministic searches
            have eight that take turns, whatever is said here.
        seed: Seed of the solver.
        deterministic: Give the same timetable for the same input: time is measured in
            work done, not by the clock.
        start: A timetable to start from.
        caps: The most that a priority may cost, by priority.
        last: The last priority to minimise; those after it only keep to their caps.
        interrupt: Set it from elsewhere to end the search with what there is.
        report: Called with glimpses of the search.
        found: Called with timetables as they are found: with the search's own number,
            and one that is better than those it has found before.
        without: Features of the engine to do without, by name, to measure what they buy
            (see ``engine.features``).
    """

    seconds: float | None = 60.0
    spent: float = 0.0
    reserve: float = 0.0
    workers: int | None = None
    seed: int = 0
    deterministic: bool = False
    start: Timetable | None = None
    caps: Mapping[int, int] = field(default_factory=dict)
    last: int | None = None
    interrupt: Interrupt = field(default_factory=Interrupt)
    report: Callable[[Progress], None] | None = None
    found: Callable[[int, Timetable], None] | None = None
    without: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse features that there are not: an ablation of them says nothing."""
        for name in sorted(self.without - FEATURES.keys()):
            raise ValueError(unknown("feature", name, FEATURES))

    def wants(self, priority: int) -> bool:
        """Whether a priority is to be minimised."""
        return self.last is None or priority <= self.last


@dataclass(frozen=True)
class Outcome:
    """What a search ended with.

    Attributes:
        status: How sure it is.
        timetable: The best timetable found.
        priorities: How each priority ended, in order.
        seconds: Time taken; counted in work where the search was deterministic.
        first: Seconds to the first timetable.
        built: Those of them, by the clock, in which models were built, not searched.
        variables: Size of the model.
        interrupted: Whether somebody ended it.
        out_of_memory: Whether it ended as there was no memory for more.
    """

    status: Status
    timetable: Timetable | None
    priorities: tuple[PriorityResult, ...] = ()
    seconds: float = 0.0
    first: float | None = None
    built: float = field(default=0.0, compare=False)
    variables: int = 0
    interrupted: bool = False
    out_of_memory: bool = False
