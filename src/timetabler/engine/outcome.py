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


@dataclass(frozen=True)
class Options:
    """How to search.

    Attributes:
        seconds: Time for everything, building included; None for no limit.
        spent: Seconds of it that are gone already; not of deterministic searches.
        reserve: Seconds of it to keep for what comes after; as above.
        workers: Threads of the solver; None for one a core.
        seed: Seed of the solver.
        deterministic: Give the same timetable for the same input: time is measured in
            work done, not by the clock.
        start: A timetable to start from.
        caps: The most that a priority may cost, by priority.
        last: The last priority to minimise; those after it only keep to their caps.
        interrupt: Set it from elsewhere to end the search with what there is.
        report: Called with glimpses of the search.
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
    interrupt: Event = field(default_factory=Event)
    report: Callable[[Progress], None] | None = None
    without: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse features that there are not: an ablation of them says nothing."""
        for name in sorted(self.without - FEATURES.keys()):
            raise ValueError(unknown("feature", name, FEATURES))


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
        interrupted: Whether it was ended from elsewhere.
    """

    status: Status
    timetable: Timetable | None
    priorities: tuple[PriorityResult, ...] = ()
    seconds: float = 0.0
    first: float | None = None
    built: float = field(default=0.0, compare=False)
    variables: int = 0
    interrupted: bool = False
