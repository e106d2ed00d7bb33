"""A session-level model to solve again and again: prices, caps, hints."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field

from timetabler.engine.literals import suggest
from timetabler.engine.model import Cost
from timetabler.engine.run import Found, Runner
from timetabler.engine.sessions.model import Key, SessionModel


@dataclass
class LayerCost(Cost):
    """What a priority costs at the level of sessions.

    ``free`` is how much of a variable (index) may cost nothing after all, as the
    constant makes up for it.
    """

    free: dict[int, int] = field(default_factory=dict)

    @property
    def indices(self) -> list[int]:
        """The indices of the variables."""
        return [v.index for _, v in self.terms if not isinstance(v, bool)]


class Layer:
    """A session-level model with the costs of each priority.

    Args:
        model: The model, everything told.
        costs: The cost of each priority.
        runner: Runs it within the time there is.
    """

    def __init__(
        self, model: SessionModel, costs: Mapping[int, LayerCost], runner: Runner
    ) -> None:
        self.sessions = model
        self.model = model.model
        self.costs = costs
        self._runner = runner
        self._domains = {
            index: list(model.model.proto.variables[index].domain)
            for cost in costs.values()
            for index in cost.indices
        }

    def cap(self, priority: int, most: int) -> None:
        """Let a priority cost no more."""
        self.model.add(self.costs[priority].expression <= most)

    def steps(self, priority: int) -> list[int]:
        """Powers of ten, falling, that have prices of variables between them."""
        prices = [price for price, _ in self.costs[priority].terms if price > 0]
        powers = {len(str(price)) - 1 for price in prices} - {0}
        return [10**power for power in sorted(powers, reverse=True)]

    def forbid(self, priority: int, price: int | None) -> None:
        """Forbid all that costs so much or more; None allows all again."""
        variables = self.model.proto.variables
        for index, domain in self._domains.items():
            variables[index].domain.clear()
            variables[index].domain.extend(domain)
        if price is None:
            return
        for index, most in self._most(priority, price):
            low, high = self._domains[index][0], self._domains[index][-1]
            if low <= most < high:
                variables[index].domain.clear()
                variables[index].domain.extend([low, most])

    def _most(self, priority: int, price: int) -> Iterator[tuple[int, int]]:
        """Of amounts, each unit costs: so many fit below a price."""
        cost = self.costs[priority]
        for (each, _), index in zip(cost.terms, cost.indices, strict=True):
            if each > 0:
                yield index, (price - 1) // each + cost.free.get(index, 0)

    def avoids(self, solution: Sequence[int], priority: int, price: int) -> bool:
        """Whether a solution has nothing that costs so much or more."""
        most = self._most(priority, price)
        return all(solution[index] <= limit for index, limit in most)

    def hint(self, values: Mapping[Key, int]) -> None:
        """Suggest values by name."""
        known = {
            variable.index: values[key]
            for key, variable in self.sessions.named.items()
            if key in values
        }
        suggest(self.model, known)

    def hint_all(self, solution: Sequence[int]) -> None:
        """Suggest a whole solution."""
        suggest(self.model, dict(enumerate(solution)))

    def values(self, solution: Sequence[int]) -> dict[Key, int]:
        """A solution by name."""
        return {
            key: solution[variable.index]
            for key, variable in self.sessions.named.items()
        }

    def fix(self, keys: Iterable[Key], values: Mapping[Key, int]) -> "Layer":
        """The same layer with some values fixed."""
        model = self.model.clone()
        for key in keys:
            if key in self.sessions.named and key in values:
                index = self.sessions.named[key].index
                domain = model.proto.variables[index].domain
                domain.clear()
                domain.extend([values[key], values[key]])
        fixed = copy(self)
        fixed.model = model
        return fixed

    def find(self, seconds: float | None) -> Found:
        """Find anything."""
        self.model.clear_objective()  # type: ignore[no-untyped-call]
        return self._runner.run(self.model, seconds, num_workers=self._runner.team)

    def lessen(self, priority: int, level: int, seconds: float | None) -> Found:
        """Minimise what is spent on things that cost so much or more each."""
        dear = Cost([(p, v) for p, v in self.costs[priority].terms if p >= level])
        self.model.minimize(dear.expression)
        return self._runner.run(self.model, seconds, num_workers=self._runner.team)

    def minimise(self, priority: int, seconds: float | None) -> Found:
        """Make a priority cost as little as possible."""
        self.model.minimize(self.costs[priority].expression)
        return self._runner.run(self.model, seconds, num_workers=self._runner.team)
