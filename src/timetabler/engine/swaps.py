"""Fast moves as part of a search: when they pay, for how long, by whose judgement."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from timetabler.constraints.base import Constraint
from timetabler.constraints.sums import Pairs, Sums
from timetabler.engine.outcome import Options, PriorityResult
from timetabler.engine.run import Runner
from timetabler.moves.budget import Budget
from timetabler.moves.search import Amounts, FastSearch, Incumbent
from timetabler.moves.space import Ints, Space
from timetabler.moves.tables import HARD, Tables, tables_of
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable

_FEWEST_TALKS = 12
_MOST_TALKS = 800
_MOST_STARTS = 64
_MOST_SPANS = 256
_LARGE = 40_000
"""Pairs that cost something: with more, a solver does not get anywhere in minutes."""
_MANY = 1_000
"""Likewise: with more, it proves less in a minute than is proven aside."""
_SHARE = 0.75  # of the time there is, where the solver gets the rest
_WALKS = 4.0  # as many full walks, if there is time for them
_UNLIMITED = 600.0  # seconds, where nobody sets a limit


@dataclass(frozen=True)
class Swapped:
    """What fast moves found.

    Attributes:
        timetable: The best timetable; it keeps all hard constraints.
        results: What it costs, by priority; nothing is proven.
        large: Whether there is too much for the solver to add anything.
    """

    timetable: Timetable
    results: list[PriorityResult]
    large: bool


@dataclass(frozen=True)
class Hearers:
    """Whom fast moves tell.

    Attributes:
        begin: Gets the tables, before the first move.
        keep: Gets every better timetable that keeps all hard constraints.
        tell: Hears of its penalty, by priority.
        bounds: Says what timetables cost at least, by priority, as proven so far.
    """

    begin: Callable[[Tables], None]
    keep: Callable[[Timetable], None]
    tell: Callable[[int, int], None]
    bounds: Callable[[], Mapping[int, int]] = dict


def swaps_first(
    problem: Problem,
    constraints: Sequence[Constraint],
    options: Options,
    runner: Runner,
    hearers: Hearers,
) -> Swapped | None:
    """Find a timetable by fast moves, where the goals are sums over few starts.

    Args:
        problem: The problem.
        constraints: Its constraints.
        options: How to search; a timetable to start from is bettered.
        runner: Keeps the time.
        hearers: Whom to tell on the way.
    """
    wanted = [c for c in constraints if c.is_hard or _counts(c, options)]
    if not _fits(problem):
        return None
    told = [(constraint, constraint.sums(problem)) for constraint in wanted]
    known = [(c, sums) for c, sums in told if sums]
    rest = [c for c, sums in told if sums is None and _says(c, problem)]
    if not _worth(known, rest):
        return None
    priorities = sorted({int(c.level) for c in wanted if not c.is_hard})
    tables = tables_of(Space(problem), known, priorities)
    judge = _Judge(problem, tables, rest)

    def better(best: Incumbent) -> None:
        if best.amounts[HARD] == 0:
            hearers.keep(tables.space.timetable(best.places))
            for priority, penalty in zip(priorities, best.amounts[1:], strict=True):
                hearers.tell(priority, penalty)

    hearers.begin(tables)
    large = sum(_pairs(known)) > _enough(runner)
    search = FastSearch(tables, judge, better, options.seed)

    late = runner.elapsed() + _SHARE * (runner.remaining() or math.inf)

    def over() -> bool:
        # What moves do not find by then, the solver may.
        vain = search.best is None or search.best.amounts[HARD] > 0
        given_up = vain and runner.elapsed() > late
        proven = _proven(search.best, priorities, hearers.bounds())
        return runner.interrupted or given_up or proven

    start = None if options.start is None else tables.space.read(options.start)
    seconds = _seconds(search, runner, large=large)
    with runner.searching():
        work = search.run(seconds, _budgets(over, options), start)
    runner.spend(work)
    best = search.best
    if best is None or best.amounts[HARD]:
        return None
    results = [
        PriorityResult(priority, penalty, 0)
        for priority, penalty in zip(priorities, best.amounts[1:], strict=True)
    ]
    return Swapped(tables.space.timetable(best.places), results, large)


def _counts(constraint: Constraint, options: Options) -> bool:
    return options.wants(int(constraint.level))


def _fits(problem: Problem) -> bool:
    """Whether there are some talks, but few starts, so that places are few."""
    if not _FEWEST_TALKS <= len(problem.talks) <= _MOST_TALKS:
        return False
    starts = {s for talk in problem.talks.values() for s in problem.starts_of(talk)}
    lengths = {talk.minutes for talk in problem.talks.values()}
    spans = len(starts) * len(lengths)
    return 0 < len(starts) <= _MOST_STARTS and spans <= _MOST_SPANS


def _says(constraint: Constraint, problem: Problem) -> bool:
    """Whether a constraint demands anything of the problem at all."""
    return next(iter(constraint.encode(problem)), None) is not None


def _worth(
    known: Sequence[tuple[Constraint, Sums]], rest: Sequence[Constraint]
) -> bool:
    """Whether the goals are mostly sums, and some of them sums over pairs."""
    soft = [sums for constraint, sums in known if not constraint.is_hard]
    untold = [constraint for constraint in rest if not constraint.is_hard]
    pairs = any(
        isinstance(part, Pairs) and part.pairs for sums in soft for part in sums
    )
    return pairs and len(soft) >= 2 * len(untold)


def _pairs(known: Sequence[tuple[Constraint, Sums]]) -> Iterator[int]:
    for constraint, sums in known:
        if not constraint.is_hard:
            yield from (len(part.pairs) for part in sums if isinstance(part, Pairs))


def _enough(runner: Runner) -> int:
    """How many pairs are too many for the solver to add anything."""
    aside = runner.has("bounding") and runner.remaining() is not None
    return _MANY if aside else _LARGE


def _seconds(search: FastSearch, runner: Runner, *, large: bool) -> float:
    remaining = runner.remaining()
    if remaining is None:
        return min(_UNLIMITED, _WALKS * search.full_walk())
    if large:
        return remaining
    return min(_SHARE * remaining, _WALKS * search.full_walk())


def _proven(
    best: Incumbent | None, priorities: Sequence[int], bounds: Mapping[int, int]
) -> bool:
    """Whether nothing is better than the best timetable so far."""
    if best is None or best.amounts[HARD]:
        return False
    reached = zip(priorities, best.amounts[1:], strict=True)
    return all(amount <= bounds.get(priority, 0) for priority, amount in reached)


def _budgets(over: Callable[[], bool], options: Options) -> Callable[[float], Budget]:
    def budget(seconds: float) -> Budget:
        return Budget(seconds, by_work=options.deterministic, stopped=over)

    return budget


class _Judge:
    """What a timetable costs: by the tables, and by the checks of all others."""

    def __init__(
        self, problem: Problem, tables: Tables, rest: Sequence[Constraint]
    ) -> None:
        self._problem = problem
        self._tables = tables
        self._rest = rest

    def __call__(self, places: Ints) -> Amounts:
        amounts = list(self._tables.amounts(places))
        if self._rest:
            timetable = self._tables.space.timetable(places)
            for constraint in self._rest:
                found = sum(
                    finding.amount
                    for finding in constraint.check(self._problem, timetable)
                )
                if constraint.is_hard:
                    amounts[HARD] += found
                else:
                    level = 1 + self._tables.levels.index(int(constraint.level))
                    amounts[level] += constraint.weight * found
        return tuple(amounts)
