"""Rooms of the session-level model: by kind, or only the least they can cost."""

from ortools.sat.python import cp_model

from timetabler.engine.sessions.model import Charges, Key, SessionModel, Terms

Cell = tuple[int, int, int]


class RoomKinds:
    """How many rooms of each kind a group holds in each session.

    Rooms of one kind are alike; which of them it is, is left open.
    """

    def __init__(self, model: SessionModel) -> None:
        self.model = model
        self.cells: dict[Cell, cp_model.IntVar] = {}
        for group, sessions in enumerate(model.held):
            for session, held in enumerate(sessions):
                if held:
                    self._chosen(group, session)
        self._room_enough()

    def _chosen(self, group: int, session: int) -> None:
        held = self.model.held[group][session]
        chosen = []
        for kind, rooms in enumerate(self.model.classes):
            cell = group, session, kind
            if cell not in self.model.forbidden:
                most = min(len(held), len(rooms))
                self.cells[cell] = self.model.number(most, *self.key(cell))
                chosen.append(self.cells[cell])
        number = cp_model.LinearExpr.sum(held)
        self.model.model.add(cp_model.LinearExpr.sum(chosen) == number)

    def key(self, cell: Cell) -> Key:
        """The name of a cell: by its first room, which models with other kinds know."""
        group, session, kind = cell
        return "cell", group, session, self.model.classes[kind][0]

    def _room_enough(self) -> None:
        for session in range(len(self.model.shape.windows)):
            for kind, rooms in enumerate(self.model.classes):
                here = [
                    cell
                    for (_, s, c), cell in self.cells.items()
                    if s == session and c == kind
                ]
                if len(rooms) == 1:
                    self.model.model.add_at_most_one(here)
                elif here:
                    self.model.model.add(cp_model.LinearExpr.sum(here) <= len(rooms))

    def prices(self, charges: Charges) -> Terms:
        """What the rooms cost: variables with their prices."""
        terms = [
            (price, self.cells[cell])
            for cell, price in charges.cells.items()
            if price and cell in self.cells
        ]
        for group, limit, price in charges.spread:
            kinds = self._kinds(group)
            if not kinds:
                continue
            most = sum(map(len, self.model.classes))
            over = self.model.number(most, "over", group, limit)
            total = cp_model.LinearExpr.sum(kinds)
            # There is one at the least, so this is exact, and presolve sees through it.
            fits = total == 1 + over if limit == 1 else total <= limit + over
            self.model.model.add(fits)
            terms.append((price, over))
        return terms

    def _kinds(self, group: int) -> list[cp_model.IntVar]:
        """How many rooms of each kind a group uses at all, at the least."""
        used = []
        for kind, rooms in enumerate(self.model.classes):
            here = [
                cell
                for (g, _, c), cell in self.cells.items()
                if g == group and c == kind
            ]
            if not here:
                continue
            most = max(len(held) for held in self.model.held[group])
            number = self.model.number(min(most, len(rooms)), "kind", group, rooms[0])
            for cell in here:
                self.model.model.add(cell <= number)
            used.append(number)
        if used:
            self.model.model.add(cp_model.LinearExpr.sum(used) >= 1)
        return used


class RoomFloor:
    """The least that rooms can cost, without choosing any.

    Every room costs a group at least what its cheapest kind does; and what every group
    has to pay more for a kind is paid in order of price, as rooms run out.
    """

    def __init__(self, model: SessionModel) -> None:
        self.model = model

    def prices(self, charges: Charges) -> Terms:
        """What rooms cost at the least: variables with their prices."""
        terms: Terms = []
        for session in range(len(self.model.shape.windows)):
            terms += self._session(charges, session)
        for group, limit, price in charges.spread:
            for more in range(limit, max(map(len, self.model.held[group]))):
                any_ = self.model.boolean("rooms", group, more)
                for held in self.model.held[group]:
                    if more < len(held):
                        self.model.model.add_implication(held[more], any_)
                terms.append((price, any_))
        return terms

    def _session(self, charges: Charges, session: int) -> Terms:
        model, terms = self.model, Terms()
        extra = [len(rooms) for rooms in model.classes], [2**62] * len(model.classes)
        used: list[cp_model.IntVar] = []
        for group, sessions in enumerate(model.held):
            held = sessions[session]
            prices = {
                kind: charges.cells.get((group, session, kind), 0)
                for kind in range(len(model.classes))
                if (group, session, kind) not in model.forbidden
            }
            if not held:
                continue
            if not prices:
                model.exclude([held[0]])
                continue
            least = min(prices.values())
            terms += [(least, literal) for literal in held if least]
            used += held
            for kind, price in prices.items():
                extra[1][kind] = min(extra[1][kind], price - least)
        order = sorted(
            (price, kind) for kind, price in enumerate(extra[1]) if price < 2**62
        )
        steps = [price for price, kind in order for _ in range(extra[0][kind])]
        free = sum(price == 0 for price in steps)
        beyond = [model.boolean("beyond", session, k) for k in range(len(steps) - free)]
        for k, literal in enumerate(beyond):
            terms.append((steps[free + k], literal))
            if k:
                model.model.add_implication(literal, beyond[k - 1])
        total = cp_model.LinearExpr.sum(used)
        model.model.add(total <= free + cp_model.LinearExpr.sum(beyond))
        return terms
