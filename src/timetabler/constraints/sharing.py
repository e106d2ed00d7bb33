"""Share out scarce seats among people who choose several talks: exact, for checks."""

from collections.abc import Mapping, Sequence

Choices = Mapping[frozenset[str], int]
"""What one person's choices are worth, by the scarce seats that each takes."""
_PRICINGS = 150
_SHORTER = 0.96  # each step of the method, against the one before
_FIRST_WIDTH = 64


def most_shared(people: Sequence[Choices], seats: Mapping[str, int]) -> int:
    """The most that choices of one for each person are worth together.

    Seats get prices, so that what is left to gain has a bound: what everybody would
    choose at these prices, and the seats' prices. A beam of what is left of the seats
    goes from person to person, and forgets what its bound rules out. Where it has to
    forget more, it is made wider, until nothing else was forgotten.
    """
    names = sorted(seats)
    plain = [[(_taken(names, c), worth) for c, worth in p.items()] for p in people]
    beam = _Beam(plain, tuple(seats[name] for name in names))
    width = _FIRST_WIDTH
    while not beam.passes(width):
        width *= 4
    return beam.best


Left = tuple[int, ...]
"""How many seats are left, by the number of their talk."""
_Plain = list[tuple[tuple[int, ...], int]]


def _taken(names: Sequence[str], choice: frozenset[str]) -> tuple[int, ...]:
    """The scarce seats of a choice, by the number of their talk."""
    return tuple(i for i, name in enumerate(names) if name in choice)


class _Beam:
    def __init__(self, people: Sequence[_Plain], full: Left) -> None:
        # Who gains most by a choice comes first: what they leave decides the rest.
        self.people = sorted(people, key=lambda person: -max(w for _, w in person))
        self.full = full
        self.best = 0
        self.prices = self._prices()
        self.hopes = [0]
        for person in reversed(self.people):
            self.hopes.append(self.hopes[-1] + _dearest(person, self.prices)[0])
        self.hopes.reverse()

    def _prices(self) -> list[int]:
        """Prices at which people want about as many seats as there are.

        Any prices make right bounds; those of a subgradient method make good ones.
        """
        prices = best = [0] * len(self.full)
        least = None
        step = max((w for person in self.people for _, w in person), default=0) / 2
        for number in range(_PRICINGS):
            value = sum(map(int.__mul__, self.full, prices))
            over = [-seats for seats in self.full]
            for person in self.people:
                worth, taken = _dearest(person, prices)
                value += worth
                for i in taken:
                    over[i] += 1
            if least is None or value < least:
                least, best = value, prices
            size = step * _SHORTER**number / (sum(n * n for n in over) ** 0.5 or 1.0)
            moved = zip(prices, over, strict=True)
            prices = [max(0, round(price + size * more)) for price, more in moved]
        return best

    def passes(self, width: int) -> bool:
        """Go from person to person with so many leftovers; say if none was lost."""
        leftovers = {self.full: 0}
        whole = True
        for person, hope in zip(self.people, self.hopes[1:], strict=True):
            after = self._after(leftovers, person)
            worth = {
                left: met + hope + sum(map(int.__mul__, left, self.prices))
                for left, met in after.items()
            }
            kept = [left for left in after if worth[left] > self.best]
            kept.sort(key=lambda left: -worth[left])
            whole = whole and len(kept) <= width
            leftovers = {left: after[left] for left in kept[:width]}
        self.best = max(leftovers.values(), default=self.best)
        return whole

    def _after(self, leftovers: Mapping[Left, int], person: _Plain) -> dict[Left, int]:
        after: dict[Left, int] = {}
        for left, met in leftovers.items():
            for taken, worth in person:
                if all(left[i] for i in taken):
                    rest = tuple(n - (i in taken) for i, n in enumerate(left))
                    after[rest] = max(after.get(rest, 0), met + worth)
        return after


def _dearest(person: _Plain, prices: Sequence[int]) -> tuple[int, tuple[int, ...]]:
    """What a person would choose at some prices."""
    return max((worth - sum(prices[i] for i in t), t) for t, worth in person)
