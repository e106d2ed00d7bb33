"""What demands come to once some talks are left out: every answer about them is no."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from typing import assert_never

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
from timetabler.constraints.quantities import (
    Alongside,
    Largest,
    Overlap,
    Quantity,
    Spread,
    Start,
    Unmet,
)
from timetabler.constraints.questions import (
    All,
    AtLeast,
    Before,
    Close,
    Not,
    Question,
    Some,
    StartsIn,
)
from timetabler.problem.problem import Window

Settled = Question | bool


def without(  # noqa: C901 - a table
    demands: Iterable[Demand], absent: Set[str]
) -> Iterator[Demand]:
    """Yield what is left of demands that talks take no part in any more.

    What can not be told without them (``simple``) is asked less of, or not at all.
    """
    if not absent:
        yield from demands
        return
    for demand in demands:
        match demand:
            case Never():
                yield from _never(demand, absent)
            case AtMost():
                yield from _at_most(demand, absent)
            case Worst():
                # No group exceeds the limit where the worst does not.
                for group in demand.groups:
                    one = AtMost(demand.limit, group, demand.about)
                    yield from _at_most(one, absent)
            case NoMore():
                yield from _no_more(demand, absent)
            case Disjoint():
                uses = tuple(use for use in demand.uses if use.talk not in absent)
                if len(uses) > 1:
                    yield replace(demand, uses=uses)
            case Unbroken():
                yield replace(demand, talks=demand.talks - absent)
            case _ as other:
                assert_never(other)


def simple(demand: Demand) -> bool:
    """Whether it is known here what a demand comes to; others are left as they are."""
    if isinstance(demand, NoMore):
        return all(
            isinstance(q, Question | Start | Spread | Overlap) for _, q in demand.terms
        )
    return isinstance(demand, Never | AtMost | Disjoint | Unbroken)


def left_out(talks: Iterable[str], whole: Window) -> Iterator[Never]:
    """Leave talks out: there is no start for them."""
    for talk in talks:
        yield Never((StartsIn(talk, ((whole.start, whole.end),)),), (talk,))


def _never(demand: Never, absent: Set[str]) -> Iterator[Never]:
    settled = [settle(question, absent) for question in demand.questions]
    if False not in settled:
        yield replace(demand, questions=_open(settled))


def _at_most(demand: AtMost, absent: Set[str]) -> Iterator[AtMost]:
    settled = [settle(question, absent) for question in demand.questions]
    limit = demand.limit - settled.count(True)
    open_ = _open(settled)
    if len(open_) > limit:
        yield replace(demand, questions=open_, limit=limit)


def _no_more(demand: NoMore, absent: Set[str]) -> Iterator[NoMore]:
    if any(
        isinstance(quantity, Largest | Unmet | Alongside)
        for _, quantity in demand.terms
    ):
        # Asked less: what is impossible without it is impossible with it, too.
        return
    terms: list[tuple[int, Quantity]] = []
    constant = demand.constant
    for coefficient, quantity in demand.terms:
        if isinstance(quantity, Question):
            settled = settle(quantity, absent)
            if settled is True:
                constant += coefficient
            elif settled is not False:
                terms.append((coefficient, settled))
        elif isinstance(quantity, Spread):
            rest = replace(quantity, talks=quantity.talks - absent)
            terms.append((coefficient, rest))
        elif absent.isdisjoint(_talks(quantity)):
            terms.append((coefficient, quantity))
    yield replace(demand, terms=tuple(terms), constant=constant)


def _talks(quantity: Quantity) -> tuple[str, ...]:
    match quantity:
        case Start():
            return (quantity.talk,)
        case Overlap():
            return quantity.first, quantity.second
    return ()


def settle(  # noqa: PLR0911 - a table
    question: Question, absent: Set[str]
) -> Settled:
    """Answer a question as far as it is about talks that are left out."""
    match question:
        case Not():
            inner = settle(question.question, absent)
            return not inner if isinstance(inner, bool) else ~inner
        case All():
            return _all(question, absent)
        case Some():
            return _some(question, absent)
        case AtLeast():
            return _at_least(question, absent)
        case Before() | Close():
            gone = question.first in absent or question.second in absent
            return False if gone else question
        case Composite():
            return settle(question.spelled(), absent)
    return False if getattr(question, "talk", None) in absent else question


def _at_least(question: AtLeast, absent: Set[str]) -> Settled:
    parts = [settle(part, absent) for part in question.parts]
    number, open_ = question.number - parts.count(True), _open(parts)
    if number <= 0:
        return True
    return AtLeast(number, open_) if number <= len(open_) else False


def _all(question: All, absent: Set[str]) -> Settled:
    parts = [settle(part, absent) for part in question.parts]
    if False in parts:
        return False
    open_ = _open(parts)
    return All(open_) if open_ else True


def _some(question: Some, absent: Set[str]) -> Settled:
    parts = [settle(part, absent) for part in question.parts]
    if True in parts:
        return True
    open_ = _open(parts)
    return Some(open_) if open_ else False


def _open(settled: Sequence[Settled]) -> tuple[Question, ...]:
    return tuple(part for part in settled if not isinstance(part, bool))
