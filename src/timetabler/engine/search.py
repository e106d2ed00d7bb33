"""Search: any timetable first, then priority by priority, each held for the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from timetabler.constraints.base import Constraint
from timetabler.engine.bounding.aside import BoundAside
from timetabler.engine.going import StoppedError, asking, building
from timetabler.engine.model import Model
from timetabler.engine.outcome import Options, Outcome, PriorityResult, Progress, Status
from timetabler.engine.parts.further import bettered
from timetabler.engine.parts.size import too_large
from timetabler.engine.parts.whole import part_by_part
from timetabler.engine.plan import FEW_STARTS
from timetabler.engine.run import Runner
from timetabler.engine.sessions.finder import sessions_first
from timetabler.engine.sessions.found import Found as SessionsFound
from timetabler.engine.swaps import Hearers, Swapped, swaps_first
from timetabler.engine.whole_model import WholeModel
from timetabler.moves.tables import Tables
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable


def search(
    problem: Problem, constraints: Sequence[Constraint], options: Options
) -> Outcome:
    """Find the best timetable.

    Priorities are minimised in order (lexicographically), weights within one; each is
    held at what it reached while the next is minimised.
    """
    return _Search(problem, constraints, options).outcome()


@dataclass
class _Search:
    problem: Problem
    constraints: Sequence[Constraint]
    options: Options
    best: Timetable | None = None
    first: float | None = None
    building: float | None = None
    swapped: bool = False
    large: bool = False
    results: list[PriorityResult] = field(default_factory=list)
    aside: BoundAside | None = None
    reached: dict[int, int] = field(default_factory=dict)
    number: int = field(default_factory=count().__next__)

    def outcome(self) -> Outcome:
        try:
            return self._outcome()
        finally:
            if self.aside is not None:
                self.aside.end()

    def _outcome(self) -> Outcome:
        self.runner = Runner(self.options)
        self._tell(None, None, None)
        sessions = self._sessions_first()
        if sessions is not None and sessions.settled:
            return self._settled(sessions)
        swapped = self._swaps_first()
        if swapped is not None:
            self.results = swapped.results
            if swapped.large or self.runner.interrupted or self._proven():
                return self._ended(Status.FEASIBLE)
            self.results = []
        apart = "parts" not in self.options.without
        if apart and sessions is None and swapped is None:
            outcome = self._parts()
            if outcome is not None:
                return outcome
        return self._whole()

    def _whole(self) -> Outcome:
        """Search with one model of everything."""
        few = 0 if "literals" in self.options.without else FEW_STARTS
        try:
            with building(self.runner):
                built = Model(self.problem, self.constraints, few)
        except StoppedError:
            return self._ended(Status.FEASIBLE if self.best else Status.UNKNOWN)
        whole = WholeModel(
            problem=self.problem,
            constraints=self.constraints,
            options=self.options,
            runner=self.runner,
            built=built,
            hearers=(self._has, self._tell),
            bounds=self._bounds(),
            swapped=self.swapped,
        )
        status = whole.begin()
        if status is None and self.large:
            # What it costs is too much for one model, but parts can better it now.
            self.options = replace(self.options, start=self.best)
            outcome = self._parts()
            if outcome is not None:
                self.results = list(outcome.priorities)
                return self._ended(outcome.status, built.size)
        if status is None:
            status = whole.minimise()
            self.results = whole.results
        return self._ended(status, built.size)

    def _further(self, found: SessionsFound) -> None:
        """Better a timetable made of sessions part by part, in the time left."""
        if found.timetable is None or "parts" in self.options.without:
            return
        try:
            with asking(self.runner):
                better = bettered(
                    problem=self.problem,
                    constraints=self.constraints,
                    runner=self.runner,
                    timetable=found.timetable,
                    bounds=found.bounds,
                    report=(self._tell, self._has),
                    seed=self.options.seed,
                )
        except StoppedError:
            return
        found.timetable, found.penalties = better.best, better.costs

    def _parts(self) -> Outcome | None:
        """Search part by part, if one model of everything would be too large."""
        self.large = too_large(self.problem, self.constraints, self.options)
        if not self.large:
            return None
        try:
            with asking(self.runner):
                return part_by_part(
                    self.problem, self.constraints, self.options, self.runner, self._has
                )
        except StoppedError:
            return None

    def _ended(self, status: Status, variables: int = 0) -> Outcome:
        interrupt = self.options.interrupt
        if status is Status.UNKNOWN and self.best is not None:
            status = Status.FEASIBLE
        if self.aside is not None:
            self.aside.end()
        if status is Status.FEASIBLE and self._proven():
            status = Status.OPTIMAL
        return Outcome(
            status=status,
            timetable=self.best,
            priorities=tuple(self.results),
            seconds=self.runner.elapsed(),
            first=self.first,
            built=self.runner.built() if self.building is None else self.building,
            variables=variables,
            interrupted=interrupt.by_somebody,
            out_of_memory=interrupt.out_of_memory,
        )

    def _proven(self) -> bool:
        """Take in what is proven aside; whether nothing is left to prove."""
        if self.aside is None or self.best is None:
            return False
        bounds = self._bounds()
        self.results = [
            replace(result, bound=max(result.bound, bounds.get(result.priority, 0)))
            for result in self.results
        ]
        levels = {int(c.level) for c in self.constraints if not c.is_hard}
        proven = {result.priority for result in self.results if result.optimal}
        return proven.issuperset(p for p in levels if self.options.wants(p))

    def _sessions_first(self) -> SessionsFound | None:
        """Search sessions first, where a problem has them and nothing else is asked."""
        options = self.options
        other = options.start is not None or options.caps or options.last is not None
        if other or "sessions" in options.without:
            return None
        try:
            with asking(self.runner):
                found = sessions_first(
                    self.problem,
                    self.constraints,
                    self.runner,
                    self._tell,
                    self._has,
                )
        except StoppedError:
            return None
        if found is not None and found.timetable is not None:
            self._has(found.timetable)
            self.options = replace(options, start=found.timetable)
        return found

    def _swaps_first(self) -> Swapped | None:
        """Let fast moves find a timetable, or better the one to start from."""
        options = self.options
        if options.caps or "swaps" in options.without:
            return None
        hearers = Hearers(self._bound_aside, self._has, self._reached, self._bounds)
        found = swaps_first(
            self.problem, self.constraints, options, self.runner, hearers
        )
        if found is not None:
            self.options = replace(options, start=found.timetable)
            self.swapped = True
        return found

    def _bound_aside(self, tables: Tables) -> None:
        """Begin to prove how good timetables can be, while they are being found."""
        if self.runner.has("bounding"):
            self.aside = BoundAside(tables, self.options, self.runner, self._bounded)
            self.aside.begin()

    def _reached(self, priority: int, penalty: int) -> None:
        self.reached[priority] = penalty
        self._tell(priority, penalty, self._bounds().get(priority))

    def _bounded(self, priority: int) -> None:
        """Tell that more is proven aside, while nothing but moves is going on."""
        if not self.swapped and priority in self.reached:
            self._reached(priority, self.reached[priority])

    def _bounds(self) -> dict[int, int]:
        """What is proven aside so far, by priority."""
        return self.aside.bounds() if self.aside is not None else {}

    def _settled(self, found: SessionsFound) -> Outcome:
        if found.timetable is not None and not found.proven:
            self._further(found)
        status = Status.OPTIMAL if found.proven else Status.FEASIBLE
        if found.impossible:
            status = Status.INFEASIBLE
        self.results = [
            PriorityResult(p, penalty, found.bounds[p])
            for p, penalty in found.penalties.items()
        ]
        return self._ended(status)

    def _has(self, timetable: Timetable) -> None:
        """Take in a better timetable than those before, and let others have it."""
        if self.first is None:
            self.first = self.runner.elapsed()
            self.building = self.runner.built()
        if self.options.found and timetable != self.best:
            self.options.found(self.number, timetable)
        self.best = timetable

    def _tell(self, priority: int | None, best: int | None, bound: int | None) -> None:
        if self.options.report:
            self.options.report(Progress(self.runner.elapsed(), priority, best, bound))
