"""Say why a talk is where it is: what every other place would cost."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from timetabler.constraints.base import Constraint
from timetabler.engine.conflict import explain_conflicts
from timetabler.engine.outcome import Options, Status
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.explaining.conflict_words import laws
from timetabler.workflows.explaining.preference import taste
from timetabler.workflows.explaining.why.adapted import Adapted, adapt
from timetabler.workflows.explaining.why.alternatives import Alternative, Alternatives
from timetabler.workflows.explaining.why.asked import There
from timetabler.workflows.explaining.why.rules import RulePrice, rule_prices

_MOST_CELLS = 6
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Question:
    """What is asked about a talk.

    Attributes:
        talk: The talk, by id.
        starts: The starts asked about; all permitted ones if nothing is said.
        rooms: The rooms asked about.
        narrow: Whether any day, time or room was named.
        rules: Whether to price the rules that bear on the talk, too.
    """

    talk: str
    starts: tuple[int, ...]
    rooms: tuple[str, ...]
    narrow: bool
    rules: bool = False


@dataclass(frozen=True)
class Answer:
    """What there is to say.

    Attributes:
        question: What was asked.
        here: Where the talk is; None if it is left out.
        costs: What it costs where it is: findings about it, in sentences.
        moves: The other places if only this talk moves, the cheapest first.
        swaps: The other places if it swaps with another talk, the cheapest first.
        adapted: What becomes of the timetable if everything may adapt, by place.
        staying: The same while the talk stays: what it costs is no matter of this talk.
        conflict: Why it can not be where it was asked for; empty if it can.
        rules: What rules that bear on it cost the others.
        seconds: Time taken.
    """

    question: Question
    here: Placement | None
    costs: tuple[str, ...]
    moves: tuple[Alternative, ...]
    swaps: tuple[Alternative, ...]
    adapted: tuple[tuple[There, Adapted], ...]
    staying: Adapted | None
    conflict: tuple[str, ...]
    rules: tuple[RulePrice, ...]
    seconds: float


def why(
    problem: Problem,
    timetable: Timetable,
    constraints: Sequence[Constraint],
    question: Question,
    options: Options,
    *,
    tell: Tell | None = None,
) -> Answer:
    """Price other places of a talk.

    Args:
        problem: The problem.
        timetable: The timetable the question is about.
        constraints: The constraints that count.
        question: What is asked.
        options: How to search; ``seconds`` is for everything.
        tell: Called with what is going on.
    """
    began = monotonic()
    hear = tell or (lambda text: None)
    hear("pricing places")
    others = Alternatives(problem, timetable, constraints, question.talk)
    here = timetable.placements.get(question.talk)
    moves = [
        move
        for move in others.moves(question.rooms, question.starts)
        if move.place != here
    ]
    moves.sort(key=_rank)
    swaps = sorted(others.swaps(moves), key=_rank)
    asked = _asked(question, [*moves, *swaps], problem)
    parts = len(asked) + 1 + (1 if question.rules else 0)
    staying: Adapted | None = None
    if here is not None:
        hear("solving with the talk where it is")
        stay = There(
            talk=here.talk, starts=(here.start,), rooms=frozenset((here.room,))
        )
        share = _left(options, began, parts)
        staying = adapt(problem, timetable, constraints, stay, share)
    adapted: list[tuple[There, Adapted]] = []
    for index, there in enumerate(asked):
        hear(f"solving {index + 1} of {len(asked)}")
        share = _left(options, began, parts - 1 - index)
        adapted.append((there, adapt(problem, timetable, constraints, there, share)))
    conflict: tuple[str, ...] = ()
    if question.narrow and any(a.status is Status.INFEASIBLE for _, a in adapted):
        hear("finding out why not")
        conflict = _conflict(problem, constraints, asked[0], _left(options, began, 1))
    rules: tuple[RulePrice, ...] = ()
    if question.rules:
        hear("pricing rules")
        left = _left(options, began, 1)
        rules = rule_prices(problem, timetable, constraints, question.talk, left)
    return Answer(
        question=question,
        here=here,
        costs=_costs(problem, timetable, constraints, question.talk),
        moves=tuple(moves),
        swaps=tuple(swaps),
        adapted=tuple(adapted),
        staying=staying,
        conflict=conflict,
        rules=rules,
        seconds=monotonic() - began,
    )


def _rank(alternative: Alternative) -> tuple[object, ...]:
    return bool(alternative.forbidden), alternative.price.rank, alternative.place


def _left(options: Options, began: float, parts: int) -> Options:
    if options.seconds is None:
        return options
    left = max(0.5, options.seconds - (monotonic() - began))
    return replace(options, seconds=left / max(1, parts))


def _asked(
    question: Question, priced: Iterable[Alternative], problem: Problem
) -> list[There]:
    """The place asked about; or else the most promising of each room and day."""
    if question.narrow:
        rooms = frozenset(question.rooms)
        return [There(talk=question.talk, starts=question.starts, rooms=rooms)]
    best: dict[tuple[str, str], Alternative] = {}
    for option in sorted(priced, key=_rank):
        if not option.forbidden:
            day = problem.day_at(option.place.start).id
            best.setdefault((day, option.place.room), option)
    return [
        There(
            talk=question.talk,
            starts=(option.place.start,),
            rooms=frozenset((option.place.room,)),
        )
        for option in list(best.values())[:_MOST_CELLS]
    ]


def _conflict(
    problem: Problem, constraints: Sequence[Constraint], there: There, options: Options
) -> tuple[str, ...]:
    asked = [there, *constraints]
    groups = [[there.talk]]
    found = explain_conflicts(problem, asked, options, taste(1), groups)
    return laws(problem, found.conflicts[0]) if found.conflicts else ()


def _costs(
    problem: Problem,
    timetable: Timetable,
    constraints: Sequence[Constraint],
    talk: str,
) -> tuple[str, ...]:
    return tuple(
        f"{finding.text} ({constraint.label}, {finding.amount:,} {constraint.unit})"
        for constraint in constraints
        for finding in constraint.check(problem, timetable)
        if talk in finding.about
    )
