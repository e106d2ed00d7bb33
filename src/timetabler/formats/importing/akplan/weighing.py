"""Wishes as whole numbers: each a share of all that a person wishes or has to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from timetabler.constraints.people import MOST_WEIGHT
from timetabler.formats.importing.akplan.facts import Facts

_ROUNDED = 1_000_000


@dataclass(frozen=True)
class Weighed:
    """Whole weights, and what they have to do with AK-plan's value.

    Attributes:
        people: The weight of each wish, by person and group.
        scale: What one of AK-plan's value is here.
        constant: AK-plan's value, so scaled, if everybody had everything.
        exact: Whether no weight was rounded.
    """

    people: Mapping[str, Mapping[str, int]]
    scale: int
    constant: int
    exact: bool


def weigh(facts: Facts) -> Weighed:
    """Weigh the wishes of all people."""
    shares = {
        key: {
            group: wish / (len(person.wishes) + len(person.required))
            for group, wish in person.wishes.items()
        }
        for key, person in facts.people.items()
    }
    every = [share for wishes in shares.values() for share in wishes.values()]
    scale = lcm(*(share.denominator for share in every))
    exact = scale * max(every, default=Fraction(0)) <= MOST_WEIGHT
    if not exact:
        scale = _ROUNDED
    people = {
        key: {group: max(1, round(share * scale)) for group, share in wishes.items()}
        for key, wishes in shares.items()
        if wishes
    }
    constant = sum(weight for wishes in people.values() for weight in wishes.values())
    return Weighed(people, scale, constant, exact)
