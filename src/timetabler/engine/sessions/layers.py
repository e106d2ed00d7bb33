"""A session-level model to solve again and again: prices, caps, hints."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy

from ortools.sat.python import cp_model

from timetabler.engine.literals import limits, suggest
from timetabler.engine.model import Cost
from timetabler.engine.run import Found, Runner
from timetabler.engine.sessions.model import Key, SessionModel, Terms


class Layer:
    """A session-level model with the costs of each priority.

    Args:
        model: The model, everything told.
        costs: The cost of each priority; prices of variables only, which are positive.
        runner: Runs it within the time there is.
        clashes: The part of the costs that depends on starts, if those are chosen.
    """

    def __init__(
        self,
        model: SessionModel,
        costs: Mapping[int, Cost],
        runner: Runner,
        clashes: Mapping[int, Terms],
    ) -> None:
        self.sessions = model
        self.model = model.model
        self.runner = runner
        self.costs: dict[int, Cost] = {}
        self._prices: dict[int, list[tuple[int, int]]] = {}
        self._spent: dict[int, dict[int, cp_model.IntVar]] = {}
        self._domains: dict[int, list[int]] = {}
        self._clashes = clashes
        for priority, cost in costs.items():
            self.charge(priority, cost)

    def charge(self, priority: int, cost: Cost) -> None:
        """Add a priority; nothing is narrowed when it comes."""
        self.costs[priority] = cost
        self._prices[priority] = [
            (price, variable.index)
            for price, variable in cost.terms
            if not isinstance(variable, bool)
        ]
        self._spent[priority] = dict(self._magnitudes(cost))
        totals = [spent.index for spent in self._spent[priority].values()]
        for index in (*(index for _, index in self._prices[priority]), *totals):
            self._domains[index] = list(self.model.proto.variables[index].domain)

    def _magnitudes(self, cost: Cost) -> Iterable[tuple[int, cp_model.IntVar]]:
        """Make variables of what is spent on things that cost 10, 100, ... each."""
        prices = {price for price, _ in cost.terms}
        powers = {len(str(price)) - 1 for price in prices} - {0}
        for power in sorted(powers, reverse=True):
            level = 10**power
            here = Cost([(p, v) for p, v in cost.terms if level <= p < 10 * level])
            most = sum(p * limits(self.model, v)[1] for p, v in here.terms)
            spent = self.model.new_int_var(0, most, "")
            self.model.add(here.expression == spent)
            yield level, spent

    def cap(self, priority: int, most: int) -> None:
        """Let a priority cost no more."""
        self.model.add(self.costs[priority].expression <= most)

    def steps(self, priority: int) -> list[int]:
        """Powers of ten, falling, that have prices of variables between them."""
        return list(self._spent[priority])

    def spent(self, solution: Sequence[int], priority: int, level: int) -> int:
        """What a solution spends on things of a magnitude."""
        return solution[self._spent[priority][level].index]

    def allow(
        self,
        priority: int,
        caps: Mapping[int, int] | None = None,
        below: int | None = None,
        least: int = 0,
    ) -> None:
        """Allow only so much to be spent; without arguments, anything.

        Args:
            priority: The priority.
            caps: The most to be spent on things of each magnitude, all together.
            below: Every single thing has to cost less than this.
            least: What everything costs at least without what depends on starts.
        """
        for index, domain in self._domains.items():
            self._narrow(index, domain)
        for level, most in (caps or {}).items():
            self._at_most(self._spent[priority][level].index, most)
            if most == 0:
                for price, index in self._prices[priority]:
                    if level <= price < 10 * level:
                        self._at_most(index, 0)
        if below is not None:
            self._forbid(priority, below, least)

    def _forbid(self, priority: int, below: int, least: int) -> None:
        """Forbid what makes everything cost so much, by itself or on top of a plan."""
        for price, index in self._prices[priority]:
            self._at_most(index, (below - 1) // price)
        for price, variable in self._clashes.get(priority, ()):
            self._at_most(variable.index, max(0, below - 1 - least) // price)

    def _at_most(self, index: int, most: int) -> None:
        low, high = self._domains[index][0], self._domains[index][-1]
        if low <= most < high:
            self._narrow(index, [low, most])

    def _narrow(self, index: int, domain: Sequence[int]) -> None:
        narrowed = self.model.proto.variables[index].domain
        narrowed.clear()
        narrowed.extend(domain)

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

    def forget(self) -> None:
        """Suggest nothing."""
        suggest(self.model, {})

    def values(self, solution: Sequence[int]) -> dict[Key, int]:
        """A solution by name."""
        return {
            key: solution[variable.index]
            for key, variable in self.sessions.named.items()
        }

    def fix(self, keys: Iterable[Key], values: Mapping[Key, int]) -> "Layer":
        """The same layer with some values fixed."""
        named = self.sessions.named
        known = [key for key in keys if key in named and key in values]
        return self._fixed({named[key].index: values[key] for key in known})

    def _fixed(self, values: Mapping[int, int]) -> "Layer":
        """The same layer with some values (by index) fixed."""
        fixed = copy(self)
        fixed.model = self.model.clone()
        for index, value in values.items():
            fixed._narrow(index, [value, value])  # noqa: SLF001
        return fixed

    def frame(self) -> Iterator[tuple[int, int, int]]:
        """Yield what makes a plan: variables (indices), each with group and session."""
        group_of = self.sessions.shape.group_of
        for key, variable in self.sessions.named.items():
            match key:
                case ("talk", str(talk), int(session)):
                    yield variable.index, group_of[talk], session
                case ("held" | "cell", int(group), int(session), _):
                    yield variable.index, group, session

    def named_prices(self, priority: int) -> Iterator[tuple[int, int, Key]]:
        """Yield what costs something and has a name: price, variable (index), name."""
        names = {variable.index: key for key, variable in self.sessions.named.items()}
        for price, index in self._prices[priority]:
            if index in names:
                yield price, index, names[index]

    def kept(self, values: Mapping[int, int], priority: int, most: int) -> "Layer":
        """The same layer with some values (by index) fixed, and a priority capped."""
        self.allow(priority, below=most + 1)
        fixed = self._fixed(values)
        fixed.cap(priority, most)
        self.allow(priority)
        return fixed

    def find(self, seconds: float | None) -> Found:
        """Find anything."""
        self.model.clear_objective()  # type: ignore[no-untyped-call]
        return self._run(seconds)

    def lessen(self, priority: int, level: int, seconds: float | None) -> Found:
        """Spend as little as possible on things of a magnitude."""
        self.model.minimize(self._spent[priority][level])
        return self._run(seconds)

    def minimise(self, priority: int, seconds: float | None) -> Found:
        """Make a priority cost as little as possible."""
        self.model.minimize(self.costs[priority].expression)
        return self._run(seconds)

    def minimise_alone(self, priority: int, seconds: float, seed: int) -> Found:
        """Do so with a single worker: small models are solved before a team is up."""
        self.model.minimize(self.costs[priority].expression)
        return self.runner.run(
            self.model,
            seconds,
            num_workers=1,
            interleave_search=False,
            random_seed=seed,
        )

    def _run(self, seconds: float | None) -> Found:
        return self.runner.run_as_team(self.model, seconds)
