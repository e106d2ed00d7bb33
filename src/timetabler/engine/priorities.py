"""Priorities in order: each minimised, then held for the next; and again, with time."""

from collections.abc import Callable, Mapping, Sequence

from ortools.sat.python import cp_model

from timetabler.engine.literals import suggest
from timetabler.engine.model import Cost
from timetabler.engine.outcome import PriorityResult
from timetabler.engine.run import Found, Runner, Seen

Tell = Callable[[int, int | None, int | None], None]
_FREE = 2**62
_LEAST_SECONDS = 1.0
_WITHOUT_LATER = 0.75  # the rest is for the priorities after it


class Priorities:
    """Minimises what each priority costs, first to last (lexicographically).

    A first round goes through all of them. If time is left, the first one that is not
    proven gets more of it; where that finds something better, those after it are
    minimised anew, else they stand.

    Args:
        model: The model.
        costs: What each priority costs, in order.
        runner: Runs the model within the time there is.
        solution: A solution to start from: the value of every variable.
        tell: Hears of priority, best penalty and bound on the way.
        seen: Gets solutions on the way that are better than those before.
    """

    def __init__(
        self,
        model: cp_model.CpModel,
        costs: Mapping[int, Cost],
        runner: Runner,
        solution: Sequence[int],
        tell: Tell,
        *,
        seen: Callable[[Sequence[int]], None] | None = None,
    ) -> None:
        self._model = model
        self._costs = costs
        self._runner = runner
        self._tell = tell
        self._seen = seen
        self._told: list[int] | None = None
        self.solution = solution
        self.results: dict[int, PriorityResult] = {}
        self._holds = {
            priority: _Hold(model, cost)
            for priority, cost in costs.items()
            if cost.terms
        }

    @property
    def proven(self) -> bool:
        """Whether no better solution exists."""
        results = self.results.values()
        return len(results) == len(self._costs) and all(r.optimal for r in results)

    def minimise(self) -> None:
        """Minimise all of them, as well as the time allows."""
        self._round(list(self._costs))
        tried: set[int] = set()
        while not self.proven and self._has_time():
            unproven = [p for p, r in self.results.items() if not r.optimal]
            again = next((p for p in unproven if p not in tried), None)
            if again is None:
                return
            tried.add(again)
            if self._better(again, len(unproven)):
                tried = {again}

    def restart(self, solution: Sequence[int]) -> None:
        """Forget what was reached, and start from a better solution."""
        for priority in self._costs:
            self._release(priority)
        self.results.clear()
        self.solution = solution

    def _round(self, priorities: Sequence[int]) -> None:
        for index, priority in enumerate(priorities):
            if not self._minimise(priority, 1 / (len(priorities) - index)):
                return

    def _better(self, priority: int, shares: int) -> bool:
        """Spend more time on a priority; redo those after it if that was worth it."""
        before = self.results[priority]
        later = [p for p in self._costs if p > priority]
        for other in (priority, *later):
            self._release(other)
        kept, solution = dict(self.results), self.solution
        self._minimise(priority, (_WITHOUT_LATER if later else 1) / shares)
        if self.results[priority].penalty < before.penalty:
            # What they reached belongs to another solution.
            for other in later:
                self.results.pop(other, None)
            self._round(later)
            return True
        # Nothing better: the solution stands, and so do the priorities after it.
        found = self.results[priority]
        bound = max(before.bound, found.bound)
        self.results = kept
        self.results[priority] = PriorityResult(priority, before.penalty, bound)
        self.solution = solution
        for other in (priority, *later):
            if other in self.results:
                self._hold(other, self.results[other].penalty)
        return False

    def _minimise(self, priority: int, share: float) -> bool:
        """Minimise one priority in its share of the time; False to end."""
        cost = self._costs[priority]
        if not cost.terms:
            constant = cost.constant
            self.results[priority] = PriorityResult(priority, constant, constant)
            return True
        seen: dict[str, int | None] = {"best": None, "bound": None}

        def tell(best: int | None, bound: int | None) -> None:
            seen["best"] = seen["best"] if best is None else best
            seen["bound"] = seen["bound"] if bound is None else bound
            self._tell(priority, seen["best"], seen["bound"])

        self._hint()
        self._model.minimize(cost.expression)
        remaining = self._runner.remaining()
        seconds = None if remaining is None else remaining * share
        found = self._runner.run(self._model, seconds, tell, self._hears(cost))
        self._take(priority, found)
        return not self._runner.interrupted

    def _hears(self, cost: Cost) -> Seen | None:
        """Who hears of solutions on the way: only better ones are news.

        A run may end with another one that is as good now and worse in the priorities
        after it; what comes next is no news until it is better than the one told. What
        is heard of depends on the clock, so nothing else may depend on it.
        """
        if self._seen is None:
            return None
        hear, before = self._seen, cost.of(self.solution)

        def better(objective: int, solution: Sequence[int]) -> None:
            if objective >= before:
                return
            costs = [each.of(solution) for each in self._costs.values()]
            if self._told is None or costs < self._told:
                self._told = costs
                hear(solution)

        return better

    def _take(self, priority: int, found: Found) -> None:
        """Take what a run found; without that, what the solution costs as it stands."""
        if found.solution is None:
            penalty, bound = self._costs[priority].of(self.solution), 0
        else:
            # One that is no better now may be worse in the priorities after it.
            if self._from(priority, found.solution) <= self._from(
                priority, self.solution
            ):
                self.solution = found.solution
            penalty = self._costs[priority].of(self.solution)
            bound = max(found.bound, 0)
        self.results[priority] = PriorityResult(priority, penalty, bound)
        self._hold(priority, penalty)

    def _from(self, priority: int, solution: Sequence[int]) -> list[int]:
        """What a solution costs, from a priority on."""
        return [cost.of(solution) for p, cost in self._costs.items() if p >= priority]

    def _has_time(self) -> bool:
        remaining = self._runner.remaining()
        enough = remaining is not None and remaining > _LEAST_SECONDS
        return enough and not self._runner.interrupted

    def _hold(self, priority: int, most: int) -> None:
        if priority in self._holds:
            self._holds[priority].at(most)

    def _release(self, priority: int) -> None:
        if priority in self._holds:
            self._holds[priority].at(_FREE)

    def _hint(self) -> None:
        """Hint every variable: only a complete hint is a solution to start from."""
        suggest(self._model, dict(enumerate(self.solution)))


class _Hold:
    """A cost that is held at what it reached; nothing is held until told so."""

    def __init__(self, model: cp_model.CpModel, cost: Cost) -> None:
        self._constraint = model.add(cost.expression <= _FREE)
        self._offset = self._constraint.proto.linear.domain[1] - _FREE

    def at(self, most: int) -> None:
        """Hold the cost at so much at the most."""
        domain = self._constraint.proto.linear.domain
        domain[1] = min(most + self._offset, _FREE)
