"""Scarce seats shared out among people who choose several talks, and a plain way."""

from itertools import combinations
from random import Random

from timetabler.constraints.sharing import Choices, most_shared


def plainly(people: list[Choices], seats: dict[str, int]) -> int:
    """Keep the best for everything that can be left of the seats."""
    names = sorted(seats)
    best = {tuple(seats[name] for name in names): 0}
    for choices in people:
        after: dict[tuple[int, ...], int] = {}
        for left, met in best.items():
            for taken, worth in choices.items():
                rest = tuple(
                    n - (name in taken) for n, name in zip(left, names, strict=True)
                )
                if min(rest) >= 0:
                    after[rest] = max(after.get(rest, 0), met + worth)
        best = after
    return max(best.values())


def person(random: Random, names: list[str], most: int) -> Choices:
    """Every choice is worth a little more, or much less, than the sum of its parts."""
    single = {name: random.randint(1, most) for name in names if random.random() < 0.7}
    found = {frozenset[str](): random.randint(0, most // 2)}
    for number in range(1, 3):
        for some in combinations(single, number):
            worth = sum(single[name] for name in some)
            found[frozenset(some)] = worth + random.randint(0, 2)
    return found


def test_as_much_as_the_plain_way() -> None:
    for seed in range(40):
        random = Random(seed)
        names = list("abcd"[: random.randint(1, 4)])
        most = random.choice((3, 100, 10**9))
        seats = {name: random.randint(0, 4) for name in names}
        people = [person(random, names, most) for _ in range(random.randint(1, 14))]
        assert most_shared(people, seats) == plainly(people, seats), seed


def test_many_people_who_are_all_alike() -> None:
    """Prices alone tell nobody from another; the beam has to."""
    both = frozenset("ab")
    alike = {frozenset[str](): 0, frozenset("a"): 3, frozenset("b"): 3, both: 5}
    # Seven seats in all: two people alone would lose a unit each by taking both.
    assert most_shared([alike] * 40, {"a": 3, "b": 4}) == 7 * 3
    assert most_shared([alike] * 5, {"a": 4, "b": 4}) == 3 * 5 + 2 * 3
