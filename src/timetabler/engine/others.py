"""Whether more talks could ever help to keep a demand: most demands only mind them.

A timetable that keeps a demand which no other talk helps still keeps it once those
talks are taken out. So a proof about a few talks alone holds with any others, too.
"""

from collections.abc import Set

from timetabler.constraints.asked import talks_of
from timetabler.constraints.composites import Composite
from timetabler.constraints.demands import (
    AtMost,
    Demand,
    Disjoint,
    Never,
    NoMore,
    Unbroken,
    Worst,
)
from timetabler.constraints.quantities import Overlap, Quantity, Spread
from timetabler.constraints.questions import All, AtLeast, Not, Question, Some
from timetabler.engine.absent import simple, without


def none_helps(demand: Demand, others: Set[str]) -> bool:
    """Whether a demand that is kept is kept without the other talks as well.

    Args:
        demand: The demand.
        others: The talks to do without.

    Returns:
        True where that is certain.
    """
    if simple(demand) and not any(without((demand,), others)):
        return True
    match demand:
        case Never() | AtMost():
            return all(_falls(question, others) for question in demand.questions)
        case Worst():
            return all(_falls(q, others) for group in demand.groups for q in group)
        case Disjoint():
            whens = (use.when for use in demand.uses if use.when is not None)
            return all(_falls(when, others) for when in whens)
        case Unbroken():
            return True
        case NoMore():
            return all(_shrinks(*term, others) for term in demand.terms)


def _falls(question: Question, others: Set[str]) -> bool:
    """Whether taking talks out turns no answer from no to yes."""
    match question:
        case Not():
            return others.isdisjoint(talks_of(question))
        case All() | Some() | AtLeast():
            return all(_falls(part, others) for part in question.parts)
        case Composite():
            return _falls(question.spelled(), others)
    # What is asked of a talk that is not there is answered no.
    return True


def _shrinks(coefficient: int, quantity: Quantity, others: Set[str]) -> bool:
    """Whether taking talks out makes a term of a sum no larger."""
    match quantity:
        case Question():
            alike = others.isdisjoint(talks_of(quantity))
            return alike or (coefficient > 0 and _falls(quantity, others))
        case Spread():
            return coefficient > 0 or others.isdisjoint(quantity.talks)
        case Overlap():
            alike = others.isdisjoint((quantity.first, quantity.second))
            return alike or coefficient > 0
    return False
