"""What constraints tell as sums, as tables of a space, level by level."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from timetabler.constraints.base import Constraint
from timetabler.constraints.demands import Never
from timetabler.constraints.sums import Sums
from timetabler.moves.relations import Relation, Relations
from timetabler.moves.singles import Singles
from timetabler.moves.space import Floats, Ints, Space

HARD = 0
"""The number of the level of hard constraints; priorities follow in order."""


@dataclass(frozen=True)
class Tables:
    """What places and pairs of places cost.

    Attributes:
        space: The space.
        levels: The priorities, in order; level 0 are the hard constraints.
        singles: What a talk costs by itself, by level, talk and place.
        relations: What pairs of talks cost.
    """

    space: Space
    levels: tuple[int, ...]
    singles: Floats
    relations: tuple[Relation, ...]

    def amounts(self, places: Ints) -> tuple[int, ...]:
        """What a timetable costs, level by level, all tables added up.

        Args:
            places: The place of every talk.
        """
        space, talks = self.space, np.arange(self.space.size)
        total = self.singles[:, talks, places].sum(axis=1)
        spans = space.first_span + space.start_at[places]
        rooms = space.room_at[places]
        for relation in self.relations:
            numbers = relation.times[spans[:, None], spans[None, :]]
            numbers = numbers * relation.rooms[rooms[:, None], rooms[None, :]]
            total += np.tensordot(relation.weights, numbers, axes=2)
        return tuple(int(amount) for amount in total)


def tables_of(
    space: Space, told: Iterable[tuple[Constraint, Sums]], priorities: Iterable[int]
) -> Tables:
    """Make tables of what constraints tell.

    Args:
        space: The space of the problem.
        told: Constraints, and what they tell.
        priorities: The priorities there are, in order.
    """
    levels = tuple(priorities)
    number = {priority: 1 + index for index, priority in enumerate(levels)}
    answers = Singles(space)
    relations = Relations(space, 1 + len(levels))
    singles = np.zeros((1 + len(levels), space.size, space.places))
    for constraint, sums in told:
        level = HARD if constraint.is_hard else number[int(constraint.level)]
        weight = 1 if constraint.is_hard else constraint.weight
        for part in sums:
            if isinstance(part, Never):
                answers.add(singles[level], part, weight)
            else:
                relations.add(part, level, weight)
    return Tables(space, levels, singles, tuple(relations.made()))
