"""The session-level model: talks in sessions, tracks in rooms of a kind."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from timetabler.engine.literals import Literal, conjunction, contrary, limits
from timetabler.engine.model import Cost
from timetabler.engine.possible import Possible
from timetabler.engine.sessions.shape import Shape

if TYPE_CHECKING:
    from timetabler.engine.sessions.close import Pair

Key = tuple[str | int, ...]
Terms = list[tuple[int, cp_model.IntVar]]
"""Variables with what each unit of them costs; that is more than 0."""


@dataclass
class Charges:
    """What a priority costs: variables with their prices, cells with theirs.

    Attributes:
        terms: Prices of variables.
        cells: What a room of a class costs that a group holds in a session, by group,
            session and class.
        spread: What each room costs that a group uses at all beyond so many: group,
            limit and price.
        constant: What is charged in any case.
        risks: What talks may cost, depending on starts, if they share a session.
        clashes: Prices of what depends on starts that the model chooses.
    """

    terms: Terms = field(default_factory=list)
    cells: dict[tuple[int, int, int], int] = field(default_factory=dict)
    spread: list[tuple[int, int, int]] = field(default_factory=list)
    constant: int = 0
    risks: dict["Pair", int] = field(default_factory=dict)
    clashes: Terms = field(default_factory=list)


class SessionModel:
    """Decides for each talk its session, for each group how many rooms it holds there.

    ``talks[t][s]`` says whether a talk is in a session. Of talks that are alike the
    first stands for all: there it is the number of them that are in the session, and
    the others have none of their own. ``held[g][s]`` counts the rooms of a group in a
    session in unary: the k-th literal says that there are more than k. Two rooms of a
    group in one session whose talks fit in one are never worth having, which limits k.
    ``starts[t]`` are the starts of a talk, where the model chooses them.

    Args:
        shape: The sessions.
        possible: What is possible for each talk.
        classes: The rooms, by kind.
        alike: The talks, by kind; those of one are of one length and group.
        timed: The talks of which it matters when they start. Their groups may gain from
            two rooms where all fit in one.
    """

    def __init__(
        self,
        shape: Shape,
        possible: Possible,
        classes: list[list[str]],
        alike: list[list[str]],
        timed: Collection[str] = (),
    ) -> None:
        self.shape = shape
        self._timed = frozenset(timed)
        self.possible = possible
        self.classes = classes
        self.model = cp_model.CpModel()
        self.charges: dict[int, Charges] = {}
        self.forbidden: set[tuple[int, int, int]] = set()
        self.risks: dict[Pair, int] = {}
        self.starts: dict[str, dict[int, cp_model.IntVar]] = {}
        self.named: dict[Key, cp_model.IntVar] = {}
        self.alike = {talks[0]: talks for talks in alike}
        self.talks = {talk: self._talk(talk) for talk in self.alike}
        sessions = range(len(shape.windows))
        groups = range(len(shape.groups))
        self.held = [[self._held(g, s) for s in sessions] for g in groups]
        for group in groups:
            self._enough(group)

    def boolean(self, *key: str | int) -> cp_model.IntVar:
        """Make a literal with a name, by which other models know it."""
        made = self.model.new_bool_var("")
        self.named[key] = made
        return made

    def number(self, most: int, *key: str | int) -> cp_model.IntVar:
        """Make a number from 0, with a name."""
        if most == 1:
            return self.boolean(*key)
        made = self.model.new_int_var(0, most, "")
        self.named[key] = made
        return made

    def variable(self, literal: Literal) -> cp_model.IntVar:
        """A variable that is 1 where a literal is true."""
        same = self.model.new_bool_var("")
        self.model.add(same == literal)
        return same

    def all_of(self, literals: Iterable[Literal]) -> Literal:
        """Answer whether all are true."""
        return conjunction(self.model, literals)

    def scheduled(self, talk: str) -> Literal:
        """Whether a talk takes place."""
        if talk in self.possible.must:
            return True
        return self.among(talk, range(len(self.shape.windows)))

    def among(self, talk: str, sessions: Iterable[int]) -> Literal:
        """Whether a talk is in one of the sessions."""
        here = self.talks[talk]
        chosen = [here[s] for s in sessions if s in here]
        if not chosen:
            return False
        if len(chosen) == len(here) and talk in self.possible.must:
            return True
        if len(chosen) == 1:
            return chosen[0]
        whole = self.model.new_bool_var("")
        self.model.add(cp_model.LinearExpr.sum(chosen) == whole)
        return whole

    def _talk(self, talk: str) -> dict[int, cp_model.IntVar]:
        number, size = len(self.alike[talk]), self.shape.sizes[talk]
        rooms = sum(map(len, self.classes))
        numbers = {
            s: self.number(min(number, rooms * (capacity // size)), "talk", talk, s)
            for s in self.shape.sessions[talk]
            if size <= (capacity := self.shape.capacity[s])
        }
        if number > 1:
            total = cp_model.LinearExpr.sum(list(numbers.values()))
            self.model.add(total == number)
        elif talk in self.possible.must:
            self.model.add_exactly_one(numbers.values())
        else:
            self.model.add_at_most_one(numbers.values())
        return numbers

    def alone(self, talk: str) -> bool:
        """Whether a talk stands for itself, and only for itself."""
        return len(self.alike.get(talk, ())) == 1

    def of_group(self, group: int) -> list[str]:
        """The talks of a group that stand for themselves, or for others as well."""
        return [talk for talk in self.shape.groups[group] if talk in self.talks]

    def _held(self, group: int, session: int) -> list[cp_model.IntVar]:
        """Count the rooms of a group in a session."""
        shape, model = self.shape, self.model
        talks = [t for t in self.of_group(group) if session in self.talks[t]]
        here = [(shape.sizes[talk], self.talks[talk][session]) for talk in talks]
        if not here:
            return []
        capacity, need = shape.capacity[session], shape.need(group)
        rooms = sum(map(len, self.classes))
        number_of_talks = sum(len(self.alike[talk]) for talk in talks)
        most = min(rooms, number_of_talks)
        if self._timed.isdisjoint(shape.groups[group]):
            most = min(most, max(1, 2 * need // (capacity + 1)))
            most = 1 if need <= capacity else most
        held = [self.boolean("held", group, session, k) for k in range(most)]
        for fewer, more in pairwise(held):
            model.add_implication(more, fewer)
        number = cp_model.LinearExpr.sum(held)
        numbers = [variable for _, variable in here]
        used = cp_model.LinearExpr.weighted_sum(numbers, [size for size, _ in here])
        model.add(used <= capacity * number)
        for variable in numbers:
            most_of_these = limits(model, variable)[1]
            if most_of_these == 1:
                model.add_implication(variable, held[0])
            else:
                model.add(variable <= most_of_these * held[0])
        model.add(cp_model.LinearExpr.sum(numbers) >= number)
        if most > 1:
            self._large(here, capacity, number)
        return held

    def _large(
        self,
        here: list[tuple[int, cp_model.IntVar]],
        capacity: int,
        number: cp_model.LinearExpr,
    ) -> None:
        """Talks of more than half a session each need a room, of half one a half."""
        halves = [
            (2 if 2 * size > capacity else 1, literal)
            for size, literal in here
            if 2 * size >= capacity and size > 1
        ]
        if any(half > 1 for half, _ in halves):
            total = cp_model.LinearExpr.weighted_sum(
                [literal for _, literal in halves], [half for half, _ in halves]
            )
            self.model.add(total <= 2 * number)

    def _enough(self, group: int) -> None:
        """Add how many rooms and sessions a group needs, rounded up in each unit."""
        shape = self.shape
        sure = [t for t in shape.groups[group] if t in self.possible.must]
        need = sum(shape.sizes[talk] for talk in sure)
        seen = set()
        for by in range(1, max(shape.capacity) + 1):
            least = -(-need // by)
            row = tuple(-(-capacity // by) for capacity in shape.capacity)
            if by > 1 and least <= 1:
                break
            if (row, least) in seen:
                continue
            seen.add((row, least))
            held = [(row[s], k) for s, ks in enumerate(self.held[group]) for k in ks]
            total = cp_model.LinearExpr.weighted_sum(
                [literal for _, literal in held], [size for size, _ in held]
            )
            self.model.add(total >= least)

    def risked(self, priority: int) -> Cost:
        """What starts may add to a priority at most: as if they always did.

        What may break what is hard, or cost an earlier priority something, is dearer
        than all else.
        """
        mine = self.charges[priority].risks if priority in self.charges else {}
        dear = 1 + sum(mine.values())
        risks = dict.fromkeys(self.risks, dear)
        for other, charges in self.charges.items():
            if other < priority:
                risks |= dict.fromkeys(charges.risks, dear)
        risks |= {pair: price + risks.get(pair, 0) for pair, price in mine.items()}
        cost = Cost([])
        for (one, other_talk, session), price in sorted(risks.items()):
            here = self.talks[one].get(session), self.talks[other_talk].get(session)
            if here[0] is not None and here[1] is not None:
                key = "close", one, other_talk, session
                if key not in self.named:
                    self.exclude([here[0], here[1], ~self.boolean(*key)])
                cost.terms.append((price, self.named[key]))
        return cost

    def exclude(self, literals: Iterable[Literal]) -> None:
        """Let not all of these be true."""
        self.model.add_bool_or([contrary(literal) for literal in literals])
