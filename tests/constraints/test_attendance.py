"""What people can hear at best, against trying everything."""

from itertools import combinations, product
from random import Random

import pytest

from timetabler.constraints.attendance import Goer, Wanted, lost
from timetabler.constraints.interest import discoveries, tail


def options(wanted: tuple[Wanted, ...]) -> list[tuple[Wanted, ...]]:
    """Every set of wanted talks that one person can hear."""
    return [
        chosen
        for number in range(len(wanted) + 1)
        for chosen in combinations(wanted, number)
        if all(a[1] <= b[0] or b[1] <= a[0] for a, b in combinations(chosen, 2))
    ]


def tried(goers: list[Goer], seats: dict[str, int]) -> int:
    total = sum(g.missed + sum(one[3] for one in g.wanted) for g in goers)
    best = 0
    for choice in product(*(options(goer.wanted) for goer in goers)):
        heard = [one[2] for chosen in choice for one in chosen]
        if all(heard.count(talk) <= number for talk, number in seats.items()):
            best = max(best, sum(one[3] for chosen in choice for one in chosen))
    return total - best


@pytest.mark.parametrize("lengths", [(10,), (10, 20, 30)], ids=["slots", "mixed"])
def test_the_least_is_lost(lengths: tuple[int, ...]) -> None:
    random = Random(lengths[-1])
    some = 0
    for _ in range(120):
        talks = []
        for name in "abcde":
            start = 10 * random.randrange(3)
            talks.append((start, start + random.choice(lengths), name))
        goers = [
            Goer(
                f"p{number}",
                tuple(
                    (*talk, random.randint(1, 4))
                    for talk in random.sample(talks, random.randint(0, 4))
                ),
                random.randint(0, 1),
            )
            for number in range(random.randint(1, 3))
        ]
        seats = {
            name: random.randint(0, 2) for name in "abcde" if random.random() < 0.6
        }
        expected = tried(goers, seats)
        some += expected > 0
        assert lost(goers, seats) == expected
    assert some > 40


def test_hundreds_share_scarce_seats() -> None:
    """A flow, not a search: 600 people, three rooms of 100 at once, twice."""
    goers = [
        Goer(
            f"p{number}",
            tuple((60 * (t // 3), 60 * (t // 3) + 50, f"t{t}", 1) for t in range(6)),
        )
        for number in range(600)
    ]
    assert lost(goers, {f"t{t}": 100 for t in range(6)}) == 600 * 6 - 2 * 300


def test_chances_are_hypergeometric() -> None:
    # 10 people, 4 want a, 5 want b: all 4 want both in 5 of 210 cases.
    assert tail(10, 4, 5, 4) == pytest.approx(5 / 210)
    assert tail(10, 4, 5, 0) == pytest.approx(1)
    # 8 and 7 of 10 have at least 5 in common anyhow.
    assert tail(10, 8, 7, 5) == pytest.approx(1)


def test_false_discoveries_are_few() -> None:
    chances = {("a", "b"): 0.001, ("a", "c"): 0.02, ("b", "c"): 0.04, ("c", "d"): 0.9}
    assert discoveries(chances, 4, 0.05) == {("a", "b"), ("a", "c")}
    # The third is above its own line (0.0375), below that of four.
    chances["c", "d"] = 0.05
    assert len(discoveries(chances, 4, 0.05)) == 4
    assert not discoveries(chances, 400, 0.05 / 2)
